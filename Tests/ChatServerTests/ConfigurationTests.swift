import ChatCore
import Glibc
import Libevent
import Testing

@testable import ChatServer

@Suite struct ConfigurationTests {
    private func read(_ text: String) -> ConfigurationFile { ConfigurationFile(text: text, directory: "/nonexistent") }

    @Test func everyKey() throws {
        let file = read(
            """
            name = "chat.example.org"
            motd = "one\\ntwo"

            [[listen]]
            address = "127.0.0.1:6000"
            [[listen]]
            address = "unix:/run/partyline"

            [rooms]
            lobby = "Hall"
            per_session = 7

            [limits]
            connections = 1
            connections_per_address = 2
            line_bytes = 100
            messages_per_second = 2.5
            burst = 4
            send_queue_bytes = 5000
            idle_seconds = 6
            ping_seconds = 8
            """)
        #expect(file.faults == [])
        let read = file.configuration
        #expect(read.name == "chat.example.org")
        #expect(read.motd == ["one", "two"])
        #expect(
            read.listen == [
                Configuration.Listen(.host("127.0.0.1", port: 6000)), Configuration.Listen(.path("/run/partyline")),
            ])
        #expect(read.rooms.lobby?.text == "#Hall")
        #expect(read.rooms.perSession == 7)
        let limits = read.limits
        #expect(limits.connections == 1 && limits.connectionsPerAddress == 2 && limits.lineBytes == 100)
        #expect(limits.messagesPerSecond == 2.5 && limits.burst == 4 && limits.sendQueueBytes == 5_000)
        #expect(limits.idleSeconds == 6 && limits.pingSeconds == 8)
    }

    @Test func anEmptyFileIsTheDefault() {
        let file = read("")
        #expect(file.faults == [])
        #expect(file.configuration.listen == [Configuration.Listen(.host("localhost", port: 6000))])
        #expect(file.configuration.rooms.lobby?.text == "#lobby")
    }

    @Test func anEmptyLobbyIsNone() {
        #expect(read("[rooms]\nlobby = \"\"").configuration.rooms.lobby == nil)
    }

    @Test func aWholeNumberOfMessages() {
        #expect(read("[limits]\nmessages_per_second = 3").configuration.limits.messagesPerSecond == 3)
    }

    /// Each fault names what and, where it can, its line.
    @Test(arguments: [
        ("\nnmae = \"x\"", "line 2: unknown key nmae; did you mean name?"),
        ("[limits]\nbrust = 1", "line 2: unknown key limits.brust; did you mean burst?"),
        ("zzzzzzzz = 1", "line 1: unknown key zzzzzzzz; known are name, motd, motd_file, listen, rooms, limits"),
        ("[[listen]]\naddress = \"[::1]:1\"\nport = 1", "line 3: unknown key listen.port; known are address"),
        ("name = 1", "line 1: name must be a string in quotes"),
        ("motd = [\"x\"]", "line 1: motd must be a string in quotes"),
        ("motd_file = 1", "line 1: motd_file must be a string"),
        ("listen = \"[::1]:1\"", "line 1: listen must be written [[listen]], once for each address"),
        ("listen = [1]", "line 1: listen must be written [[listen]], once for each address"),
        ("[listen]\naddress = \"x:1\"", "line 1: listen must be written [[listen]], once for each address"),
        ("[[listen]]", "line 1: a [[listen]] needs an address, as address = \"127.0.0.1:6000\""),
        ("rooms = 1", "line 1: rooms must be a table, written [rooms]"),
        ("limits = \"many\"", "line 1: limits must be a table, written [limits]"),
        ("[rooms]\nlobby = 1", "line 2: rooms.lobby must be a string in quotes"),
        (
            "[rooms]\nlobby = \"a b\"",
            "line 2: rooms.lobby is not a room's name: # and 1 to 32 letters, digits, _ . or -"
        ),
        ("[limits]\nburst = 1.5", "line 2: limits.burst must be a whole number"),
        ("[limits]\nburst = \"1\"", "line 2: limits.burst must be a whole number"),
        ("[limits]\nburst = true", "line 2: limits.burst must be a whole number"),
        ("[limits]\nmessages_per_second = \"5\"", "line 2: limits.messages_per_second must be a number"),
        ("[limits]\nmessages_per_second = true", "line 2: limits.messages_per_second must be a number"),
        ("motd = \"a\"\nmotd_file = \"/b\"", "line 2: motd and motd_file can't both be given"),
    ])
    func oneFault(_ text: String, _ fault: String) {
        #expect(read(text).faults.contains(fault), "\(read(text).faults)")
    }

    /// The line is that of the entry, not of the first.
    @Test func theLineOfALaterListener() {
        let text = "[[listen]]\naddress = \"[::1]:1\"\n[[listen]]\naddress = \"nowhere\""
        #expect(read(text).faults == ["line 4: \(Configuration.badAddress("nowhere"))"])
    }

    @Test(arguments: [
        ("[limits]\nconnections = 0", "limits.connections is 0; it must be from 1 to 1000000"),
        ("[limits]\nburst = -1", "limits.burst is -1; it must be from 1 to 1000000"),
        ("[limits]\nburst = 9223372036854775807", "limits.burst is 9223372036854775807"),
        ("[limits]\nline_bytes = 63", "limits.line_bytes is 63"),
        ("[limits]\nline_bytes = 3801", "limits.line_bytes is 3801"),
        ("[limits]\nsend_queue_bytes = 1", "limits.send_queue_bytes is 1"),
        ("[limits]\nidle_seconds = -1", "limits.idle_seconds is -1"),
        ("[limits]\nping_seconds = 86401", "limits.ping_seconds is 86401"),
        ("[limits]\nmessages_per_second = -0.5", "limits.messages_per_second is -0.5"),
        ("[limits]\nmessages_per_second = nan", "limits.messages_per_second is nan"),
        ("[limits]\nmessages_per_second = inf", "limits.messages_per_second is inf"),
        ("[rooms]\nper_session = 0", "rooms.per_session is 0; it must be from 1 to 1000"),
        ("name = \"a b\"", "name must be 1 to 255 printable ASCII"),
        ("name = \"\"", "name must be 1 to 255 printable ASCII"),
        ("listen = []", "nothing to listen on"),
        ("[[listen]]\naddress = \"[::1]:1\"\n[[listen]]\naddress = \"[::1]:1\"", "listen names [::1]:1 twice"),
    ])
    func impossibleValues(_ text: String, _ fault: String) {
        let faults = read(text).faults
        #expect(faults.count == 1 && faults[0].contains(fault), "\(faults)")
    }

    @Test func portsThatAreChosenMayBeNamedTwice() {
        #expect(read("[[listen]]\naddress = \"[::1]:0\"\n[[listen]]\naddress = \"[::1]:0\"").faults == [])
    }

    @Test func aLongMessageOfTheDay() {
        var configuration = Configuration()
        configuration.motd = Array(repeating: "x", count: 201) + [String(repeating: "y", count: 2_049)]
        #expect(configuration.faults.count == 2)
    }

    @Test func allFaultsAreListed() {
        let file = read("nmae = \"x\"\nmotd = 1\n[limits]\nburst = 0\nline_bytes = \"\"\n[rooms]\nloby = \"x\"\n")
        #expect(file.faults.count == 5, "\(file.faults)")
    }

    @Test(arguments: [("name = ", 1), ("\n\n[limits\n", 3), ("name = \"a\"\nname = \"b\"", 2), ("\"", 1)])
    func brokenTOML(_ text: String, _ line: Int) {
        let faults = read(text).faults
        #expect(faults.count == 1 && faults[0].hasPrefix("line \(line): "), "\(faults)")
    }

    @Test func linesOfAText() {
        #expect(Configuration.lines(of: "") == [])
        #expect(Configuration.lines(of: "a\r\nb\n\nc") == ["a", "b", "", "c"])
        #expect(Configuration.lines(of: "a\n") == ["a"])
    }
}

@Suite struct ProxyConfigurationTests {
    @Test func aListenerBehindAProxyNeedsNetworksToTrust() throws {
        var configuration = Configuration()
        configuration.listen[0].proxyProtocol = true
        let fault = "localhost:6000 has proxy_protocol = true, which needs [proxy] with the trusted networks"
        #expect(configuration.faults == [fault])
        configuration.proxy.trusted = [try Network("127.0.0.0/8")]
        #expect(configuration.faults == [])
    }
}

/// Files, in a directory of the test's own.
@Suite struct ConfigurationFileTests {
    private final class Folder {
        let path: String

        init() throws {
            var template = Array("/tmp/partyline-XXXXXX".utf8CString)
            let made = template.withUnsafeMutableBufferPointer {
                $0.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            }
            path = try #require(made)
        }

        deinit {
            for name in ["partyline.toml", "motd"] { unlink("\(path)/\(name)") }
            rmdir(path)
        }

        func write(_ name: String, _ bytes: some Sequence<UInt8>) -> String {
            let file = "\(path)/\(name)"
            let descriptor = open(file, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
            let bytes = Array(bytes)
            #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
            close(descriptor)
            return file
        }
    }

    private func faults(of path: String) -> [String] {
        do {
            _ = try Configuration(file: path)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func aMessageOfTheDayBesideIt() throws {
        let folder = try Folder()
        _ = folder.write("motd", "Welcome.\r\n\r\nBe kind.\n".utf8)
        let path = folder.write("partyline.toml", "motd_file = \"motd\"\n".utf8)
        #expect(try Configuration(file: path).motd == ["Welcome.", "", "Be kind."])
        #expect(try Configuration.motd(file: "\(folder.path)/motd").count == 3)
    }

    @Test func aMessageOfTheDayThatIsMissing() throws {
        let folder = try Folder()
        let path = folder.write("partyline.toml", "name = \"x\"\nmotd_file = \"motd\"\n".utf8)
        #expect(faults(of: path) == ["\(path): line 2: motd_file: \(folder.path)/motd: No such file or directory"])
    }

    @Test func filesThatAreNone() throws {
        let folder = try Folder()
        #expect(faults(of: "\(folder.path)/nothing") == ["\(folder.path)/nothing: No such file or directory"])
        #expect(faults(of: folder.path) == ["\(folder.path): Is a directory"])
        #expect(throws: ConfigurationError.self) { try Configuration.motd(file: folder.path) }
    }

    @Test func filesThatAreTooLargeOrNotText() throws {
        let folder = try Folder()
        let large = folder.write("partyline.toml", repeatElement(UInt8(ascii: "\n"), count: 1 << 20 + 1))
        #expect(faults(of: large) == ["\(large): over 1048576 bytes"])
        let raw = folder.write("partyline.toml", [0x66, 0xFF, 0x0A])
        #expect(faults(of: raw) == ["\(raw): not UTF-8"])
        let motd = folder.write("motd", repeatElement(UInt8(ascii: "x"), count: 1 << 16 + 1))
        #expect(throws: ConfigurationError(["\(motd): over 65536 bytes"])) { try Configuration.motd(file: motd) }
    }
}
