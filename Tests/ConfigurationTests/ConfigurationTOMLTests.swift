import ChatCore
import Libevent
import Logging
import TestSupport
import Testing

@testable import Configuration

/// What `--check-config` prints is a file that says the same.
@Suite struct ConfigurationTOMLTests {
    @Test func theDefaults() {
        let file = ConfigurationFile(text: Configuration().toml, directory: "/")
        #expect(file.faults == [])
        #expect(file.configuration == Configuration())
    }

    @Test func everyKeyIsWrittenOnce() {
        var configuration = Configuration()
        configuration.listen = [Configuration.Listen(.path("/line"))]
        let lines = configuration.toml.split(separator: "\n")
        let settings =
            Schema.root.map(\.key).filter { $0 != "motd_file" } + Schema.listen.map(\.key)
            + Schema.sections.flatMap { $0.settings.map(\.key) }
        #expect(
            lines.compactMap { $0.split(separator: " = ").first.map(String.init) }.filter { !$0.hasPrefix("[") }
                == settings)
    }

    @Test(arguments: 0..<50)
    func anyConfiguration(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<10 {
            let configuration = Configuration.random(&random)
            try #require(configuration.faults == [], "seed \(seed)")
            let file = ConfigurationFile(text: configuration.toml, directory: "/")
            #expect(file.faults == [], "seed \(seed): \(configuration.toml)")
            #expect(file.configuration == configuration, "seed \(seed): \(configuration.toml)")
            #expect(file.configuration.rooms.lobby?.text == configuration.rooms.lobby?.text)
        }
    }
}

extension Configuration {
    /// Any that can be.
    fileprivate static func random(_ random: inout SplitMix64) -> Configuration {
        var configuration = Configuration()
        configuration.name = text(&random, of: (0x21...0x7E).compactMap(Unicode.Scalar.init), 1...20)
        let letters: [Unicode.Scalar] = [
            "a", " ", "\t", "\"", "\\", "'", "\u{1}", "\u{7F}", "\u{9B}", "ä", "日", "\u{1F600}", "#",
        ]
        configuration.motd = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            text(&random, of: letters, 0...6)
        }
        configuration.logLevel = Logger.Level.allCases.randomElement(using: &random) ?? .info
        configuration.rooms.lobby =
            Bool.random(using: &random) ? nil : RoomName(text(&random, of: ["a", "B", "-", "."], 1...9))
        configuration.rooms.perSession = Int.random(in: 1...1_000, using: &random)
        configuration.limits = limits(&random)
        if Bool.random(using: &random) {
            configuration.tls.certificate = "/" + text(&random, of: letters, 0...9)
            configuration.tls.key = "/" + text(&random, of: letters, 0...9)
        }
        if Bool.random(using: &random) { configuration.proxy.trusted = networks(&random) }
        configuration.listen = (0..<Int.random(in: 1...4, using: &random)).map { number in
            listen(&random, number: number, in: configuration)
        }
        if Bool.random(using: &random) {
            configuration.admin.address = .host("::1", port: UInt16.random(in: 0...UInt16.max, using: &random))
        }
        configuration.service.user = text(&random, of: letters, 0...4)
        if !configuration.service.user.isEmpty { configuration.service.group = text(&random, of: letters, 0...4) }
        if Bool.random(using: &random) { configuration.service.pidFile = "/" + text(&random, of: letters, 0...4) }
        return configuration
    }

    private static func text(
        _ random: inout SplitMix64, of scalars: [Unicode.Scalar], _ counts: ClosedRange<Int>
    ) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: counts, using: &random) {
            if let scalar = scalars.randomElement(using: &random) { text.append(scalar) }
        }
        return String(text)
    }

    private static func limits(_ random: inout SplitMix64) -> Limits {
        var limits = Limits()
        limits.connections = .random(in: 1...1_000_000, using: &random)
        limits.connectionsPerAddress = .random(in: 1...1_000_000, using: &random)
        limits.connectsPerSecond = rate(&random)
        limits.handshakeSeconds = .random(in: 1...3_600, using: &random)
        limits.firstLineSeconds = .random(in: 0...86_400, using: &random)
        limits.lineBytes = .random(in: 64...2_250, using: &random)
        limits.messagesPerSecond = rate(&random)
        limits.burst = .random(in: 1...1_000_000, using: &random)
        limits.sendQueueBytes = .random(in: 4_096...(1 << 30), using: &random)
        limits.idleSeconds = .random(in: 0...31_536_000, using: &random)
        limits.exempt = networks(&random)
        limits.pingSeconds = .random(in: 0...86_400, using: &random)
        return limits
    }

    private static func networks(_ random: inout SplitMix64) -> [Network] {
        let texts = ["10.0.0.0/8", "0.0.0.0/0", "::/0", "2001:db8::/33", "::1", "192.0.2.1", "::ffff:10.0.0.0/104"]
        return texts.filter { _ in random.chance(40) }.compactMap { try? Network($0) }
    }

    private static func rate(_ random: inout SplitMix64) -> Double {
        [0, 1, 1_000_000, 0.1, 1e-7, 1e-300, .random(in: 0...10, using: &random)].randomElement(using: &random) ?? 0
    }

    private static func listen(_ random: inout SplitMix64, number: Int, in configuration: Configuration) -> Listen {
        let endpoints: [Endpoint] = [
            .host("", port: UInt16(number)), .host("::1", port: UInt16(number + 1)), .host("localhost", port: 0),
            .path("/run/\(number) \"x\\.sock"),
        ]
        let named = Listen(address: number == 0 ? "systemd" : "systemd:\(number) x")
        let isNamed = Int.random(in: 0..<4, using: &random) == 0
        let endpoint = endpoints.randomElement(using: &random) ?? endpoints[0]
        var listen = isNamed ? named ?? Listen(endpoint) : Listen(endpoint)
        listen.tls = !configuration.tls.key.isEmpty && Bool.random(using: &random)
        listen.clientCertificates = listen.tls && Bool.random(using: &random)
        listen.proxyProtocol = !configuration.proxy.trusted.isEmpty && Bool.random(using: &random)
        listen.web = Bool.random(using: &random)
        listen.forwarded =
            listen.web && !listen.proxyProtocol && !configuration.proxy.trusted.isEmpty && Bool.random(using: &random)
        if listen.isUnix { listen.mode = .random(in: 0...0o777, using: &random) }
        return listen
    }
}
