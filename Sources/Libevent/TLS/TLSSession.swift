import CLibeventOpenSSL
import Glibc

/// Sessions of a context: one connection's TLS each (`SSL`).
extension TLSContext {
    /// For an accepted connection; the caller's to free, or a bufferevent's.
    func acceptingSession() throws(LibeventError) -> OpaquePointer {
        guard let ssl = SSL_new(pointer) else { throw LibeventError("SSL_new", code: ENOMEM) }
        return ssl
    }

    /// For a connection that we make; the caller's to free, or a bufferevent's.
    /// - Parameter name: the host name (RFC 6125; sent as SNI too) or IP address that the peer's certificate must be for.
    /// - Throws: where the name is none, as OpenSSL would take an empty one for any.
    func connectingSession(to name: String) throws(LibeventError) -> OpaquePointer {
        guard let ssl = SSL_new(pointer) else { throw LibeventError("SSL_new", code: ENOMEM) }
        guard TLSContext.expect(name, of: ssl) else {
            ERR_clear_error()
            SSL_free(ssl)
            throw LibeventError("SSL_set1_host", code: EINVAL, subject: name)
        }
        return ssl
    }

    private static func expect(_ name: String, of ssl: OpaquePointer) -> Bool {
        // A scope is this machine's affair, and no certificate's.
        let address = String(name.prefix { $0 != "%" })
        if X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), address) == 1 { return true }
        let host = name.hasSuffix(".") ? String(name.dropLast()) : name
        // A leading dot would stand for any name under it.
        guard !host.isEmpty, !host.hasPrefix("."), !host.utf8.contains(0) else { return false }
        SSL_set_hostflags(ssl, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
        return SSL_set1_host(ssl, host) == 1 && partyline_ssl_set_tlsext_host_name(ssl, host) == 1
    }
}
