import CLoadTLS
import Glibc

/// The TLS of all clients of the load. It offers one version, one suite and one key exchange, so that both servers do
/// the same work.
final class LoadTLS {
    /// The suite that every implementation has (RFC 8446, section 9.1). It is the cheapest with AES instructions, so
    /// the server's other work shows most.
    static let suite = "TLS_AES_128_GCM_SHA256"
    static let group = "X25519"
    /// Version and suite, for the heading of a run.
    static let description = "TLS 1.3, \(suite), \(group), ECDSA P-256"

    private let shared: OpaquePointer

    /// - Parameter certificate: a PEM file with the only certificate that is trusted.
    init(trusting certificate: String) throws {
        guard let shared = partyline_load_tls_new(LoadTLS.suite, LoadTLS.group, certificate) else {
            throw BenchError("TLS with \(certificate): \(LoadTLS.lastError)")
        }
        self.shared = shared
    }

    deinit { partyline_load_tls_free(shared) }

    /// Does the handshake on a connected, blocking socket, and then makes the socket non-blocking.
    func connect(_ descriptor: Int32) throws -> Session {
        guard let session = partyline_load_tls_connect(shared, descriptor) else {
            throw BenchError("no TLS handshake: \(LoadTLS.lastError)")
        }
        return Session(session)
    }

    private static var lastError: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) {
            partyline_load_tls_error($0.baseAddress, $0.count)
            return $0.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    /// The TLS of one client. It does not close the socket, which belongs to its owner.
    final class Session {
        private let session: OpaquePointer

        fileprivate init(_ session: OpaquePointer) { self.session = session }

        deinit { partyline_load_tls_end(session) }

        /// Reads the records that came, as far as there is room.
        /// - Returns: 0 if the connection is closed, -1 if no record is complete.
        func read(into buffer: UnsafeMutableRawPointer, atMost size: Int) -> Int {
            partyline_load_tls_read(session, buffer, size)
        }

        /// Whether OpenSSL holds more, of which no event will tell.
        var hasMore: Bool { partyline_load_tls_has_more(session) }

        /// - Returns: whether everything was sent.
        func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
            partyline_load_tls_send(session, bytes.baseAddress, bytes.count)
        }
    }
}
