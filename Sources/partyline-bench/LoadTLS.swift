import CLoadTLS
import Glibc

/// TLS as every client of the load speaks it: one version, suite and key exchange alone, so that both servers do the same work.
final class LoadTLS {
    /// The suite that every implementation has (RFC 8446, section 9.1), and the cheapest with AES instructions: what
    /// a server does besides shows most.
    static let suite = "TLS_AES_128_GCM_SHA256"
    static let group = "X25519"
    /// For the heading of a run.
    static let description = "TLS 1.3, \(suite), \(group), ECDSA P-256"

    private let shared: OpaquePointer

    /// - Parameter certificate: a PEM file, and the only one that is trusted.
    init(trusting certificate: String) throws {
        guard let shared = partyline_load_tls_new(LoadTLS.suite, LoadTLS.group, certificate) else {
            throw BenchError("TLS with \(certificate): \(LoadTLS.lastError)")
        }
        self.shared = shared
    }

    deinit { partyline_load_tls_free(shared) }

    /// Shakes hands on a connected, blocking socket, which is non-blocking then.
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

    /// One client's end. It leaves the socket to its owner.
    final class Session {
        private let session: OpaquePointer

        fileprivate init(_ session: OpaquePointer) { self.session = session }

        deinit { partyline_load_tls_end(session) }

        /// Reads the records that came, as far as they find room.
        /// - Returns: 0 where the connection is closed, -1 where no record is complete.
        func read(into buffer: UnsafeMutableRawPointer, atMost size: Int) -> Int {
            partyline_load_tls_read(session, buffer, size)
        }

        /// Whether there is more that no event will tell of.
        var hasMore: Bool { partyline_load_tls_has_more(session) }

        /// - Returns: whether all was sent.
        func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
            partyline_load_tls_send(session, bytes.baseAddress, bytes.count)
        }
    }
}
