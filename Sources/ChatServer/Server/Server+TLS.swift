import Glibc
import Libevent
import Logging

extension Configuration {
    /// The certificate and key, read again; nil where no listener speaks TLS.
    /// - Throws: `ConfigurationError` that says what is wrong with which file.
    func tlsContext() throws(ConfigurationError) -> TLSContext? {
        guard listen.contains(where: \.tls) else { return nil }
        do {
            return try TLSContext(server: tls.certificate, key: tls.key)
        } catch {
            throw ConfigurationError(["tls: \(error)"])
        }
    }
}

/// Newcomers over TLS, and the certificate that they are shown.
extension Server {
    /// Its handshake is done: it is let in.
    func handshakeDone(_ newcomer: Handshakes.Newcomer) {
        metrics.handshakes.add(.success)
        admit(newcomer.connection, newcomer.address, at: newcomer.door)
    }

    func handshakeFailed(_ newcomer: Handshakes.Newcomer, _ why: String) {
        metrics.handshakes.add(.failure)
        metrics.refusedConnections.add(.handshake)
        let host = newcomer.address.map { HostKey($0) }
        admission.leave(host)
        admission.close(host)
        log.info(
            "TLS handshake failed",
            metadata: [
                "peer": "\(newcomer.address?.description ?? "unix")", "listener": "\(newcomer.door.listen)",
                "reason": "\(why)",
            ])
    }

    /// Says once a day, and whenever it is read, if the certificate needs somebody's care.
    func reportCertificate() {
        certificateReported = loop.now
        let now = loop.wallTime / 1_000_000
        guard let tls = settings.tls, let expiry = tls.certificateExpiry else { return }
        if let warning = tls.warning(at: now) {
            log.warning("\(warning)")
        } else {
            log.info("certificate read", metadata: ["days": "\((expiry - now) / 86_400)"])
        }
    }
}
