import ChatCore
import Configuration
import Dialects
import Libevent
import Logging

/// What the server goes by now: its configuration, and what is made of it. A reload changes it, for all parts of the server at once.
final class Settings {
    private(set) var configuration: Configuration
    /// How fast lines of one session are carried out.
    private(set) var rate: RateLimit.Rate
    private(set) var motd: [Text]
    /// The certificate and key; nil where no listener speaks TLS.
    private(set) var tls: TLSContext?
    /// What the operator reads.
    private(set) var log: Logger

    init(_ configuration: Configuration, log: Logger) throws(ConfigurationError) {
        self.configuration = configuration
        self.log = log
        rate = configuration.rate
        motd = configuration.cleanMotd
        tls = try configuration.tlsContext()
    }

    /// - Parameter tls: of the changed configuration.
    func change(to changed: Configuration, tls: TLSContext?) {
        configuration = changed
        self.tls = tls
        rate = changed.rate
        motd = changed.cleanMotd
        log.logLevel = changed.logLevel
    }

    /// How long others are not told of a newcomer that says nothing.
    var arrivalGrace: Duration { .milliseconds(configuration.limits.arrivalGraceMilliseconds) }
}
