import Glibc
import Testing

/// What the client writes to its terminal, byte by byte.
@Suite struct ClientEscapeTests {
    /// The client on a terminal of its own, when it has connected and drawn its prompt.
    static func start(
        of daemon: DaemonProcess, _ arguments: [String] = [], environment: [String: String] = [:], until text: String
    ) throws -> ChildProcess {
        var environment = environment
        if environment["TERM"] == nil { environment["TERM"] = "xterm" }
        if environment["NO_COLOR"] == nil { environment["NO_COLOR"] = "" }
        let client = try ChildProcess(
            Binaries.client, [daemon.address.host, daemon.address.port, "--nick", "ann"] + arguments,
            environment: environment, terminal: PseudoTerminal())
        try client.output.take(through: text)
        return client
    }

    @Test func theBellRingsAtOnesName() throws {
        try withDaemon { daemon in
            let client = try Self.start(of: daemon, until: "you are now ann")
            let bob = try daemon.join("bob")
            try bob.send("hi all")
            let before = try client.output.take(through: "hi all")
            #expect(!before.contains(7))
            try bob.send("hi Ann!")
            let after = try client.output.take(through: "hi Ann!")
            #expect(after.contains(7))
        }
    }

    @Test func nicksHaveColours() throws {
        try withDaemon { daemon in
            let client = try Self.start(of: daemon, until: "you are now ann")
            let bob = try daemon.join("bob")
            try bob.send("hi")
            let bytes = try client.output.take(through: "> hi")
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.firstMatch(of: /<\u{1B}\[[39][0-9]mbob\u{1B}\[0m>/) != nil)
        }
    }

    @Test(arguments: [["--no-color"], []])
    func coloursCanBeSwitchedOff(arguments: [String]) throws {
        try withDaemon { daemon in
            let environment = arguments.isEmpty ? ["NO_COLOR": "1"] : [:]
            let client = try Self.start(of: daemon, arguments, environment: environment, until: "you are now ann")
            let bob = try daemon.join("bob")
            try bob.send("hi")
            let text = String(decoding: try client.output.take(through: "<bob> hi"), as: UTF8.self)
            #expect(text.firstMatch(of: /\u{1B}\[[0-9;]+m/) == nil)
        }
    }

    @Test func aDumbTerminalGetsPlainLines() throws {
        try withDaemon { daemon in
            let client = try Self.start(of: daemon, environment: ["TERM": "dumb"], until: "you are now ann")
            let bob = try daemon.join("bob")
            try client.input.write("hello\n".utf8)
            try bob.skip(to: "<ann> hello")
            try bob.send("hi")
            let bytes = try client.output.take(through: "<bob> hi")
            #expect(!bytes.contains(0x1B))
            try client.input.write([4])
            #expect(try client.waitForExit() == .exited(0))
        }
    }

    /// A server may be anybody's: what it sends can't drive the terminal.
    @Test func aHostileServerWritesNoEscapes() throws {
        let (listener, port) = try ClientLineTests.listener(backlog: 5)
        defer { close(listener) }
        let client = try ChildProcess(
            Binaries.client, ["127.0.0.1", "\(port)"], environment: ["TERM": "xterm", "NO_COLOR": "1"],
            terminal: PseudoTerminal())
        let channel = ByteChannel(accept(listener, nil, nil))
        try channel.take(through: "/wire 1\n")
        let lines = [
            "*** gree\u{1B}]0;title\u{7}ting", "OK - proto=1 nick=me room=#lobby server=x",
            "JOIN 2026-01-01T00:00:00Z #lobby ann\u{1B}[2J", "NOTE 2026-01-01T00:00:00Z :t\u{9B}31mext\u{202E}\u{7}end",
        ]
        try channel.write(lines.map { $0 + "\n" }.joined().utf8)
        let bytes = try client.output.take(through: "t31mextend")
        #expect(!bytes.contains(7))
        let text = String(decoding: bytes, as: UTF8.self)
        // Only what the client itself draws with: erase, autowrap, bracketed paste, cursor moves.
        for match in text.matches(of: /\u{1B}(\[[?0-9;]*[a-zA-Z]|.)/) {
            #expect(
                ["[J", "[K", "[?7l", "[?7h", "[?2004h"].contains(String(match.1)) || ["A", "B"].contains(match.1.last))
        }
        #expect(text.contains("gree]0;titleting") && text.contains("ann[2J joined #lobby"))
    }

    @Test func theTerminalsEndIsTheClients() throws {
        try withDaemon { daemon in
            let client = try Self.start(of: daemon, until: "you are now ann")
            let bob = try daemon.join("bob")
            // Who leaves at once, and without a word, is not told of.
            try client.input.write("hello\r".utf8)
            try bob.skip(to: "<ann> hello")
            client.output.close()
            #expect(try client.waitForExit() == .killed(signal: SIGHUP))
            try bob.skip(to: "*** ann quit{*}")
        }
    }
}
