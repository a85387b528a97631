import CLibeventOpenSSL
import Glibc

/// What the TLS of many connections has in common: certificate and key, or whom to trust (`SSL_CTX`).
///
/// TLS 1.2 and 1.3, ephemeral elliptic curves and AEAD ciphers alone, no compression, no renegotiation, and no session is
/// resumed: nothing is kept by which the talk of those that are gone could be read.
///
/// A connection keeps what it needs: a context may be dropped, and another take its place, while its connections go on.
public final class TLSContext {
    let pointer: OpaquePointer
    private let certificate: Certificate?
    private let path: String

    /// For the side that accepts.
    /// - Parameters:
    ///   - certificate: a PEM file: the server's certificate first, then its issuers' up to the root, which may be left out.
    ///   - key: a PEM file with its private key, without a passphrase. It may be the same file.
    /// - Throws: `TLSError`. Dates are no error: a server with yesterday's certificate is better than none; see `warning(at:)`.
    public convenience init(server certificate: String, key: String) throws(TLSError) {
        let identity = try Identity(certificate: certificate, key: key)
        try self.init(TLS_server_method(), identity.chain[0], certificate)
        try use(identity)
        acceptOffers()
    }

    /// For the side that connects: the server's certificate must be valid, of a trusted authority, and for the name asked.
    /// - Parameters:
    ///   - authorities: a PEM file with the certificates to trust, and no others; nil for the system's list, which SSL_CERT_FILE and
    ///     SSL_CERT_DIR in the environment may replace (`SSL_CTX_set_default_verify_paths`).
    ///   - identity: what a server that asks for a certificate is shown; nil: none.
    /// - Throws: `TLSError`.
    public convenience init(clientTrusting authorities: String?, showing identity: Identity? = nil) throws(TLSError) {
        try self.init(TLS_client_method(), nil, authorities ?? "")
        if let identity { try use(identity) }
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
        guard let authorities else {
            guard SSL_CTX_set_default_verify_paths(pointer) == 1 else {
                throw TLSError("", "the system's certificates can't be read: \(OpenSSLErrors.taken().words)")
            }
            return
        }
        let store = SSL_CTX_get_cert_store(pointer)
        for certificate in try PEMFile(authorities).certificates() {
            guard X509_STORE_add_cert(store, certificate.pointer) == 1 else {
                throw TLSError(authorities, "a certificate in it can't be used: \(OpenSSLErrors.taken().words)")
            }
        }
        // What is named is trusted, be it an intermediate authority or the server's own certificate.
        X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(pointer), UInt(X509_V_FLAG_PARTIAL_CHAIN))
    }

    private init(_ method: OpaquePointer?, _ certificate: Certificate?, _ path: String) throws(TLSError) {
        ERR_clear_error()
        guard let context = SSL_CTX_new(method) else { throw TLSError("", "OpenSSL: \(OpenSSLErrors.taken().words)") }
        pointer = context
        self.certificate = certificate
        self.path = path
        guard partyline_ssl_ctx_set_min_proto_version(context, TLS1_2_VERSION) == 1,
            SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1
        else { throw TLSError("", "OpenSSL: \(OpenSSLErrors.taken().words)") }
        SSL_CTX_set_options(
            context,
            partyline_SSL_OP_NO_RENEGOTIATION | partyline_SSL_OP_NO_COMPRESSION | partyline_SSL_OP_NO_TICKET
                // An end without a close_notify is an end: lines say themselves where they end.
                | partyline_SSL_OP_IGNORE_UNEXPECTED_EOF)
        // An idle connection keeps no buffers: 34 KB less. Never with SSL_MODE_ENABLE_PARTIAL_WRITE: where a part of a chain
        // is written, libevent goes on with the next chain, and bytes change places.
        partyline_ssl_ctx_set_mode(
            context, Int(SSL_MODE_RELEASE_BUFFERS) | Int(SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER))
        partyline_ssl_ctx_set_session_cache_mode(context, Int(SSL_SESS_CACHE_OFF))
        // Those of TLS 1.3, which the option alone would have refer to the cache.
        SSL_CTX_set_num_tickets(context, 0)
    }

    deinit {
        SSL_CTX_free(pointer)
    }
}

extension TLSContext {
    /// Under so many days left `warning(at:)` speaks. Who renews automatically does so earlier.
    private static let warningDays: Int64 = 14

    /// Until when the server's certificate is valid, in seconds since 1970; nil for a client.
    public var certificateExpiry: Int64? { certificate?.expiry }

    /// What an operator should know of the certificate's dates: that it has expired, soon will, or is not valid yet.
    /// - Parameter seconds: now, since 1970.
    public func warning(at seconds: Int64) -> String? {
        guard let certificate else { return nil }
        let left = certificate.expiry - seconds
        if left < 0 {
            return "the certificate in \(path) expired \(TLSContext.days(-left)) ago: clients will refuse it"
        }
        let toStart = certificate.start - seconds
        if toStart > 0 {
            return "the certificate in \(path) becomes valid in \(TLSContext.days(toStart)); clients refuse it now"
        }
        guard left < TLSContext.warningDays * 86400 else { return nil }
        return "the certificate in \(path) expires in \(TLSContext.days(left)): renew it, then reload"
    }

    private static func days(_ seconds: Int64) -> String {
        switch seconds / 86400 {
        case 0: "less than a day"
        case 1: "a day"
        case let days: "\(days) days"
        }
    }
}
