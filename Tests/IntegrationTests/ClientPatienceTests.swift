import Glibc
import Testing

/// How long the client waits for a server, and for which answers.
@Suite struct ClientPatienceTests {
    private static let listen = "[[listen]]\naddress = \"127.0.0.1:0\"\n"

    private static func script(_ address: Address) throws -> ChildProcess {
        try ChildProcess(Binaries.client, [address.host, address.port, "--nick", "bot"])
    }

    @Test func aLineOverALimitThatWasLoweredIsRefused() throws {
        let reloaded = try ReloadedDaemon(Self.listen)
        let ann = try reloaded.daemon.join("ann")
        let client = try Self.script(reloaded.daemon.address)
        try client.input.write("first\n".utf8)
        try ann.skip(to: "<bot> first")
        try reloaded.reload(Self.listen + "[limits]\nline_bytes = 100\n")
        try client.input.write((String(repeating: "x", count: 500) + "\nafter\n").utf8)
        client.closeInput()
        #expect(try client.waitForExit() == .exited(1))
        #expect(client.log.text.contains("!! too-long: "))
        try ann.expect("<bot> after")
        try reloaded.daemon.stop()
    }

    /// The server lets what a command cost be paid before it carries out the next.
    @Test func aScriptsLeaveIsWaitedFor() throws {
        let reloaded = try ReloadedDaemon(Self.listen + "[limits]\nmessages_per_second = 0\n")
        let ann = try reloaded.daemon.join("ann")
        for _ in 1...200 { try ann.send(String(repeating: "x", count: 300)) }
        try ann.send("/ping")
        try ann.skip(to: "-- pong{*}")
        try reloaded.reload(Self.listen + "[limits]\nmessages_per_second = 5\nburst = 1\n")
        let client = try Self.script(reloaded.daemon.address)
        try client.input.write("/history 1000\n/quit bye\n".utf8)
        client.closeInput()
        #expect(try client.waitForExit(by: Deadline(seconds: 15)) == .exited(0))
        try ann.skip(to: "*** bot quit (bye)")
        try reloaded.daemon.stop()
    }

    @Test func aServerThatReadsNothingIsGivenUp() throws {
        let (listener, port) = try ClientLineTests.listener(backlog: 5)
        defer { close(listener) }
        var size: Int32 = 4096
        setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        let client = try ChildProcess(Binaries.client, ["127.0.0.1", "\(port)"])
        let peer = accept(listener, nil, nil)
        defer { close(peer) }
        let lines =
            [UInt8]("OK - proto=1 nick=me\n".utf8)
            + String(repeating: "PING \(String(repeating: "a", count: 32))\n", count: 1000).utf8
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(peer, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let deadline = Deadline(seconds: 20)
        // Until the client has closed.
        while send(peer, lines, lines.count, Int32(MSG_NOSIGNAL)) > 0, !deadline.hasPassed {}
        #expect(try client.waitForExit() == .exited(69))
        #expect(client.log.text.hasSuffix("Disconnected from the server: it does not read\n"))
    }
}
