import ChatCore
import Configuration
import Libevent
import Logging
import Testing
import Web

@testable import ChatServer

@Suite struct SettingsTests {
    private func settings(_ configuration: Configuration = Configuration()) throws -> Settings {
        try Settings(configuration, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func aChangeIsOfAllThatIsMadeOfTheConfiguration() throws {
        let settings = try settings()
        var changed = Configuration()
        changed.motd = ["Welcome.\u{7}"]
        changed.limits.messagesPerSecond = 2
        changed.limits.arrivalGraceMilliseconds = 7
        settings.change(to: changed, tls: nil, site: WebSite())
        #expect(settings.configuration == changed)
        #expect(settings.motd.map { String(decoding: $0.utf8, as: UTF8.self) } == ["Welcome."])
        #expect(settings.rate == changed.rate)
        #expect(settings.arrivalGrace == .milliseconds(7))
    }

    @Test func aCertificateThatIsNoneIsAFault() throws {
        var configuration = Configuration()
        configuration.listen = [Configuration.Listen(.host("127.0.0.1", port: 0))]
        configuration.listen[0].tls = true
        configuration.tls.certificate = "/nowhere/cert.pem"
        configuration.tls.key = "/nowhere/key.pem"
        #expect(throws: ConfigurationError.self) { try settings(configuration) }
    }
}
