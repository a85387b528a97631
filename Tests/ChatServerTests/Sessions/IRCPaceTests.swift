import Configuration
import Testing

@testable import ChatServer

/// A client of IRC sends much by itself as it starts: it is slowed, and never refused. The rate is so slow that who has to wait waits for
/// longer than the test.
@Suite("The pace of clients of IRC")
struct IRCPaceTests {
    private static let burst = 8

    /// A server where a line comes back after hours, and eight may come at once.
    private func served() throws -> Served {
        try Served {
            $0.limits.messagesPerSecond = 0.0001
            $0.limits.burst = Self.burst
            var listen = Configuration.Listen(.host("127.0.0.1", port: 0))
            listen.spoken = .irc
            $0.listen.append(listen)
        }
    }

    private func welcomed(_ nick: String, _ served: Served) throws -> RawPeer {
        let address = try #require(served.server.addresses.last)
        let peer = try RawPeer(on: served.loop, to: address, receiveBuffer: nil, reads: true)
        peer.send("NICK \(nick)\r\nUSER u 0 * :Somebody\r\n")
        try served.run { peer.text.contains(" 221 ") }
        return peer
    }

    private func count(of words: String, _ peer: RawPeer) -> Int { peer.text.ranges(of: words).count }

    /// Sends lines, and waits until all that may be carried out is answered, and the others wait.
    private func send(_ lines: [String], from peer: RawPeer, _ served: Served) throws {
        let other = try served.join()
        peer.send(lines.joined(separator: "\r\n") + "\r\n")
        try served.run { served.server.sessions.contains { $0?.intakeTimer != nil } }
        for token in ["one", "two"] {
            other.send("/ping \(token)\n")
            try served.run { other.text.hasSuffix("\(token)\n") }
        }
    }

    @Test(
        "what a client asks by itself costs a quarter",
        arguments: [
            ("PING x", " PONG "), ("CAP LIST", " CAP "), ("MODE #tea", " 324 "),
        ])
    func light(line: String, answer: String) throws {
        let served = try served()
        let peer = try welcomed("ann", served)
        peer.send("JOIN #tea\r\n")
        try served.run { peer.text.contains(" 366 ") }
        try send(Array(repeating: line, count: 100), from: peer, served)
        // A whole token has to be there for each: the last one but three quarters, and so on.
        #expect(count(of: answer, peer) == 4 * (Self.burst - 2) + 1)
        #expect(!peer.text.contains(" 400 "))
    }

    @Test("what others read, or is work, costs a line")
    func whole() throws {
        let served = try served()
        let peer = try welcomed("ann", served)
        try send(Array(repeating: "WHOIS ann", count: 100), from: peer, served)
        #expect(count(of: " 318 ", peer) == Self.burst)
    }

    @Test("the first WHO of a room after it was entered is free")
    func firstWho() throws {
        let served = try served()
        let peer = try welcomed("ann", served)
        // Each room costs its JOIN alone.
        let lines: [String] = (1...20).flatMap { ["JOIN #r\($0)", "WHO #r\($0)"] }
        try send(lines, from: peer, served)
        #expect(count(of: " 366 ", peer) == Self.burst)
        #expect(count(of: " 315 ", peer) == Self.burst - 1)
    }

    @Test("the second WHO, that of a room that was left, and that of others' rooms cost a line")
    func otherWho() throws {
        let served = try served()
        let (ann, bob) = (try welcomed("ann", served), try welcomed("bob", served))
        bob.send("JOIN #b\r\n")
        try served.run { bob.text.contains(" 366 ") }
        let asked = ["JOIN #tea", "WHO #tea", "WHO #tea", "PART #tea", "WHO #tea", "WHO #b"]
        try send(asked + Array(repeating: "WHOIS ann", count: 100), from: ann, served)
        #expect(count(of: " 315 ", ann) == 4)
        #expect(count(of: " 318 ", ann) == Self.burst - 5)
    }

    @Test("nothing is refused, however much comes at once")
    func slowed() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 2_000
            $0.limits.burst = Self.burst
            var listen = Configuration.Listen(.host("127.0.0.1", port: 0))
            listen.spoken = .irc
            $0.listen.append(listen)
        }
        let peer = try welcomed("ann", served)
        peer.send((1...200).map { "WHOIS ann\r\nPING n\($0)\r\n" }.joined())
        try served.run { peer.text.contains("n200\r\n") }
        #expect(count(of: " 318 ", peer) == 200)
    }
}
