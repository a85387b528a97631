import Configuration
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

/// The certificate that newcomers over TLS are shown.
extension Server {
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
