import Libevent
import Logging

/// Logs how long the certificate is valid: once a day, and whenever it is read.
final class CertificateReport {
    private let loop: EventLoop
    private let settings: Settings
    private var last: Instant

    init(on loop: EventLoop, _ settings: Settings) {
        self.loop = loop
        self.settings = settings
        last = loop.now
    }

    func reportIfDue() {
        if loop.now - last >= FixedLimits.certificateInterval { report() }
    }

    func report() {
        last = loop.now
        let now = loop.wallTime / 1_000_000
        guard let tls = settings.tls, let expiry = tls.certificateExpiry else { return }
        if let warning = tls.warning(at: now) {
            settings.log.warning("\(warning)")
        } else {
            settings.log.info("certificate read", metadata: ["days": "\((expiry - now) / 86_400)"])
        }
    }
}
