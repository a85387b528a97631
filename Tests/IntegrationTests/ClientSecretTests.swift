import Glibc
import Testing

/// A password that is being typed when the connection breaks: it is swallowed, whatever becomes of the connection.
@Suite struct ClientSecretTests {
    private static let told = "-- nothing was done: the connection was lost meanwhile"
    private static let prompts = [
        ["/login fay"], ["/register"], ["/register", "one"], ["/password"], ["/password", "old"],
        ["/password", "old", "new"], ["/forget"],
    ]

    private static func ask(_ lines: [String], _ client: ChildProcess) throws {
        for line in lines {
            try client.input.write("\(line)\r".utf8)
            try client.output.take(through: "password: ")
        }
        try client.input.write("fay pa".utf8)
    }

    private static func cut(_ peer: ByteChannel) {
        shutdown(peer.descriptor, Int32(SHUT_RDWR))
        peer.close()
    }

    /// Answers each line that comes, until one has these words.
    /// - Returns: all of them.
    private static func serve(_ peer: ByteChannel, until words: String) throws -> String {
        var all = ""
        while true {
            let line = String(decoding: try peer.take(through: "\n"), as: UTF8.self)
            all += line
            if line.hasPrefix("@") { try peer.write("OK \(line.dropFirst().prefix { $0 != " " })\n".utf8) }
            if line.contains(words) { return all }
        }
    }

    @Test(arguments: prompts) func itIsSwallowedAfterABreak(lines: [String]) throws {
        try ClientFarewellTests.meet { client, peer, next in
            try Self.ask(lines, client)
            Self.cut(peer)
            try client.output.take(through: "Trying again in ")
            let second = try next()
            try second.write(ClientFarewellTests.greeting.utf8)
            var heard = try Self.serve(second, until: "/names #lobby")
            // What is typed ahead with it may be the same once more.
            try client.input.write("ss word\rfay pass word\r".utf8)
            try client.output.take(through: Self.told)
            try client.output.take(through: "[guest1 #lobby]")
            try client.input.write("hello\r".utf8)
            heard += try Self.serve(second, until: "hello")
            #expect(!heard.contains("word") && !heard.contains("fay"))
        }
    }

    /// Without a connection it is not kept for the next, nor does an empty line connect.
    @Test(arguments: ["\r", "ss word\r", "\u{3}"]) func itIsSwallowedWithoutAConnection(end: String) throws {
        try ClientFarewellTests.meet { client, peer, next in
            try Self.ask(["/login fay"], client)
            try ClientFarewellTests.say("killed :enough", peer)
            try client.output.take(through: "An empty line connects again.")
            try client.input.write(end.utf8)
            try client.output.take(through: Self.told)
            try client.output.take(through: "[guest1, not connected]")
            try client.input.write("\r".utf8)
            let second = try next()
            try second.write(ClientFarewellTests.greeting.utf8)
            var heard = try Self.serve(second, until: "/names #lobby")
            try client.input.write("hello\r".utf8)
            heard += try Self.serve(second, until: "hello")
            #expect(!heard.contains("word") && !heard.contains("fay"))
        }
    }

    /// A shell would read what is typed on.
    @Test func theProgramDoesNotEndBefore() throws {
        try ClientFarewellTests.meet(["--no-reconnect"]) { client, peer, _ in
            try Self.ask(["/login fay"], client)
            Self.cut(peer)
            try client.output.take(through: "Disconnected from the server")
            try client.input.write("ss word\r".utf8)
            try client.output.take(through: Self.told)
            #expect(try client.waitForExit() == .exited(69))
        }
    }

    @Test func norDoesOneThatLeaves() throws {
        try ClientFarewellTests.meet { client, peer, _ in
            try client.input.write("/quit\r".utf8)
            try Self.ask(["/login fay"], client)
            Self.cut(peer)
            try client.output.take(through: "Disconnected from the server")
            try client.input.write("ss word\r".utf8)
            try client.output.take(through: Self.told)
            #expect(try client.waitForExit() == .exited(0))
        }
    }

    /// Who hangs up on the terminal types no more.
    @Test func aSignalEndsItAtOnce() throws {
        try ClientFarewellTests.meet(["--no-reconnect"]) { client, peer, _ in
            try Self.ask(["/login fay"], client)
            Self.cut(peer)
            try client.output.take(through: "Disconnected from the server")
            client.send(signal: SIGTERM)
            #expect(try client.waitForExit() == .killed(signal: SIGTERM))
        }
    }

    /// A script that was written for telnet gives the password on a line of its own.
    @Test(arguments: ["/login fay", "/register", "/password", "/forget"])
    func theLineAfterACommandWithoutItsPasswordIsNotSaid(command: String) throws {
        try withDaemon { daemon in
            let bob = try daemon.join("bob")
            let outcome = try ClientLineTests.run(
                of: daemon, ["--nick", "fay"], input: "\(command)\nfay pass word\nhello\n")
            #expect(outcome.exit == .exited(1))
            #expect(
                outcome.errors.contains("!! usage: line 2 of the input may be the password of the command before it"))
            let heard = try bob.skip(to: "<fay> hello")
            #expect(!heard.contains { $0.contains("word") })
        }
    }
}
