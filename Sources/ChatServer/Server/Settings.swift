import ChatCore
import Configuration
import Dialects
import Libevent
import Logging
import Web

/// What the server goes by now: its configuration, and what is made of it. A reload changes it, for all parts of the server at once.
final class Settings {
    private(set) var configuration: Configuration
    /// How fast lines of one session are carried out.
    private(set) var rate: RateLimit.Rate
    private(set) var motd: [Text]
    /// The certificate and key; nil where no listener speaks TLS.
    private(set) var tls: TLSContext?
    /// What listeners for the web give to read.
    private(set) var site: WebSite
    /// What the operator reads.
    private(set) var log: Logger

    init(_ configuration: Configuration, log: Logger) throws(ConfigurationError) {
        self.configuration = configuration
        self.log = log
        rate = configuration.rate
        motd = configuration.cleanMotd
        tls = try configuration.tlsContext()
        site = try configuration.site()
    }

    /// - Parameters:
    ///   - tls: of the changed configuration.
    ///   - site: of it, too.
    func change(to changed: Configuration, tls: TLSContext?, site: WebSite) {
        configuration = changed
        self.tls = tls
        self.site = site
        rate = changed.rate
        motd = changed.cleanMotd
        log.logLevel = changed.logLevel
    }

    /// How long others are not told of a newcomer that says nothing.
    var arrivalGrace: Duration { .milliseconds(configuration.limits.arrivalGraceMilliseconds) }
}
