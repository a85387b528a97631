import ChatCore
import Libevent
import Logging
import Testing

@testable import Configuration

/// What a file says, as the configuration has it.
@Suite struct ConfigurationTests {
    private func read(_ text: String) throws -> Configuration {
        let file = ConfigurationFile(text: text, directory: "/etc/partyline")
        try #require(file.faults == [])
        return file.configuration
    }

    @Test func everyKeyOfTheRoot() throws {
        let read = try read(
            """
            name = "chat.example.org"
            motd = "one\\ntwo"
            log_level = "debug"
            log_nicks = true

            [rooms]
            lobby = "Hall"
            per_session = 7

            [tls]
            certificate = "/certificate.pem"
            key = "key.pem"

            [admin]
            address = "[::1]:6060"

            [service]
            user = "someone"
            group = "some"
            pid_file = "/run/partyline.pid"
            """)
        #expect(read.name == "chat.example.org")
        #expect(read.motd == ["one", "two"])
        #expect(read.logLevel == .debug && read.logNicks)
        #expect(read.rooms.lobby?.text == "#Hall")
        #expect(read.rooms.perSession == 7)
        #expect(read.tls.certificate == "/certificate.pem" && read.tls.key == "/etc/partyline/key.pem")
        #expect(read.admin.address == .host("::1", port: 6_060))
        #expect(read.service.user == "someone" && read.service.group == "some")
        #expect(read.service.pidFile == "/run/partyline.pid")
    }

    @Test func everyLimit() throws {
        let limits = try read(
            """
            [limits]
            connections = 1
            connections_per_address = 2
            connects_per_second = 0.5
            handshake_seconds = 11
            first_line_seconds = 12
            exempt = ["10.0.0.0/8", "::1"]
            line_bytes = 100
            messages_per_second = 2.5
            burst = 4
            send_queue_bytes = 5000
            idle_seconds = 6
            ping_seconds = 8
            """
        ).limits
        #expect(limits.connections == 1 && limits.connectionsPerAddress == 2 && limits.lineBytes == 100)
        #expect(limits.connectsPerSecond == 0.5 && limits.handshakeSeconds == 11 && limits.firstLineSeconds == 12)
        #expect(limits.exempt == [try Network("10.0.0.0/8"), try Network("::1/128")])
        #expect(limits.messagesPerSecond == 2.5 && limits.burst == 4 && limits.sendQueueBytes == 5_000)
        #expect(limits.idleSeconds == 6 && limits.pingSeconds == 8)
    }

    @Test func listeners() throws {
        let read = try read(
            """
            tls = { certificate = "a", key = "b" }
            [[listen]]
            address = "127.0.0.1:6000"
            [[listen]]
            address = "unix:/run/partyline"
            mode = "0606"
            protocol = "line"
            [[listen]]
            address = "[::]:6697"
            tls = true
            [proxy]
            trusted = ["10.0.0.0/8"]
            [[listen]]
            address = "systemd"
            proxy_protocol = true
            [[listen]]
            address = "systemd:line"
            [[listen]]
            address = "127.0.0.1:6667"
            protocol = "irc"
            """)
        var socket = Configuration.Listen(.path("/run/partyline"))
        socket.mode = 0o606
        var secure = Configuration.Listen(.host("::", port: 6_697))
        secure.tls = true
        var activated = try #require(Configuration.Listen(address: "systemd"))
        activated.proxyProtocol = true
        var irc = Configuration.Listen(.host("127.0.0.1", port: 6_667))
        irc.spoken = .irc
        let expected = [
            Configuration.Listen(.host("127.0.0.1", port: 6_000)), socket, secure,
            activated, Configuration.Listen(address: "systemd:line"), irc,
        ]
        #expect(read.listen == expected)
        #expect(read.proxy.trusted == [try Network("10.0.0.0/8")])
    }

    @Test(arguments: ["", "\n", "# nothing\n", "\r\n", "[limits]", "[rooms]\n[limits]\n", "limits = {}"])
    func whatIsNotSaidIsTheDefault(_ text: String) throws {
        #expect(try read(text) == Configuration())
    }

    @Test func theDefaultsArePossible() {
        #expect(Configuration().faults == [])
    }

    @Test func emptyTextIsNone() throws {
        let read = try read(
            """
            motd = ""
            rooms.lobby = ""
            admin.address = ""
            tls.certificate = ""
            service.pid_file = ""
            """)
        #expect(read.rooms.lobby == nil)
        #expect(read.motd == [] && read.admin == Configuration.Admin() && read.tls == Configuration.TLS())
        #expect(read.service == Configuration.Service())
    }

    /// Its file's mode says who may be a proxy.
    @Test func aUnixSocketNeedsNoNetworksToTrust() throws {
        #expect(try read("[[listen]]\naddress = \"unix:/x\"\nproxy_protocol = true").listen[0].proxyProtocol)
    }

    @Test func aWholeNumberIsANumber() throws {
        #expect(try read("[limits]\nmessages_per_second = 3").limits.messagesPerSecond == 3)
    }

    @Test func endsOfLinesAsWindowsHasThem() throws {
        let read = try read("name = \"x\"\r\n\r\n[limits]\r\nburst = 3 # three\r\n")
        #expect(read.name == "x" && read.limits.burst == 3)
    }

    @Test func portsThatAreChosenMayBeNamedTwice() throws {
        let read = try read("[[listen]]\naddress = \"[::1]:0\"\n[[listen]]\naddress = \"[::1]:0\"")
        #expect(read.listen.count == 2)
    }

    @Test func linesOfAText() {
        #expect(Configuration.lines(of: "") == [])
        #expect(Configuration.lines(of: "a\r\nb\n\nc") == ["a", "b", "", "c"])
        #expect(Configuration.lines(of: "a\n") == ["a"])
    }

    /// Flags come after the file, and before what does not go together is looked for.
    @Test func flagsMayCompleteAFile() {
        let text = "[[listen]]\naddress = \"[::]:6697\"\ntls = true"
        #expect(ConfigurationFile(text: text, directory: "").faults.count == 1)
        let amended = ConfigurationFile(text: text, directory: "") { configuration in
            (configuration.tls.certificate, configuration.tls.key) = ("/c", "/k")
        }
        #expect(amended.faults == [])
        #expect(amended.configuration.tls.key == "/k")
    }

    /// The lines of the file's listeners are not those of the flags'.
    @Test func flagsThatReplaceListenersHaveNoLines() {
        let text = "\n\n[[listen]]\naddress = \"[::]:6697\""
        let file = ConfigurationFile(text: text, directory: "") { $0.listen[0].tls = true }
        #expect(
            file.faults == [
                "[::]:6697 is to have TLS, which needs a certificate and a key: [tls], or --tls-certificate and --tls-key"
            ])
    }
}
