import Glibc
import Testing

/// How the client takes it when the server ends the session.
@Suite struct ClientFarewellTests {
    static let greeting =
        "*** partyline/1 test.\nOK - proto=1 nick=guest1 room=#lobby server=test max-line=2048\n"
    private static let time = "2026-11-22T19:58:01.123Z"

    /// A server that the test plays, and a client on a terminal that it has greeted.
    static func meet(
        _ arguments: [String] = [],
        _ body: (_ client: ChildProcess, _ peer: ByteChannel, _ next: () throws -> ByteChannel) throws -> Void
    ) throws {
        let (listener, port) = try ClientLineTests.listener(backlog: 5)
        defer { close(listener) }
        let client = try ChildProcess(
            Binaries.client, ["127.0.0.1:\(port)"] + arguments, environment: ["TERM": "xterm", "NO_COLOR": "1"],
            terminal: PseudoTerminal())
        let next = {
            var watched = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            guard Deadline(seconds: 10).poll(&watched) else { throw HarnessFailure("nobody connected") }
            return ByteChannel(accept(listener, nil, nil))
        }
        let peer = try next()
        try peer.write(greeting.utf8)
        try client.output.take(through: "[guest1 #lobby]")
        try body(client, peer, next)
        try client.kill()
    }

    static func say(_ line: String, _ peer: ByteChannel) throws {
        try peer.write("BYE \(time) \(line)\n".utf8)
        shutdown(peer.descriptor, Int32(SHUT_RDWR))
        peer.close()
    }

    @Test func itComesBackWhenItWasAskedTo() throws {
        try Self.meet { client, peer, next in
            let start = ContinuousClock.now
            try Self.say("shutting-down retry=2 :until soon", peer)
            try client.output.take(through: "!! shutting-down: until soon")
            try client.output.take(through: "Disconnected from the server. Trying again in ")
            try next().write(Self.greeting.utf8)
            #expect(ContinuousClock.now - start >= .seconds(2))
            try client.output.take(through: "[guest1 #lobby]")
        }
    }

    @Test func anUnknownReasonIsShown() throws {
        try Self.meet { client, peer, next in
            try Self.say("moved-house :the server is elsewhere now", peer)
            try client.output.take(through: "!! moved-house: the server is elsewhere now")
            try client.output.take(through: "Trying again in ")
            try next().write(Self.greeting.utf8)
            try client.output.take(through: "[guest1 #lobby]")
        }
    }

    @Test(arguments: ["replaced", "banned", "killed"]) func whoIsPutOutComesBackByWillAlone(code: String) throws {
        try Self.meet { client, peer, next in
            try Self.say("\(code) :no more of you", peer)
            try client.output.take(through: "!! \(code): no more of you")
            try client.output.take(through: "Disconnected from the server. An empty line connects again.")
            try client.output.take(through: "[guest1, not connected]")
            try client.input.write("\r".utf8)
            try next().write(Self.greeting.utf8)
            try client.output.take(through: "[guest1 #lobby]")
        }
    }

    @Test(arguments: [[], ["--json"]]) func aScriptEnds(arguments: [String]) throws {
        let daemon = try DaemonProcess()
        let client = try ChildProcess(Binaries.client, [daemon.address.description, "--nick", "bot"] + arguments)
        try client.waitForLog("Connected to")
        let ann = try daemon.join("ann")
        try client.input.write("hi\n".utf8)
        try ann.skip(to: "<bot> hi")
        try daemon.stop()
        #expect(try client.waitForExit() == .exited(69))
        #expect(client.log.text.hasSuffix("Disconnected from the server\n"))
        if arguments.isEmpty {
            #expect(client.log.text.contains("!! shutting-down: "))
        } else {
            let output = String(decoding: try client.output.takeToEnd(), as: UTF8.self)
            #expect(output.contains(#"{"verb":"BYE","time":""#) && output.contains(#","code":"shutting-down","#))
        }
    }
}
