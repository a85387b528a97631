import Configuration
import Testing

@testable import ChatServer

@Suite("What was said before is shown to clients of IRC where they enter")
struct IRCReplayTests {
    @Test("but not to those that ask for it themselves, as they would show it twice")
    func replay() throws {
        let served = try Served {
            var listen = Configuration.Listen(.host("127.0.0.1", port: 0))
            listen.spoken = .irc
            $0.listen = [listen]
            $0.irc.replayLines = 2
            $0.limits.messagesPerSecond = 0
        }
        func come(_ nick: String, with capabilities: String, _ lines: String) throws -> RawPeer {
            let peer = try served.connect()
            peer.send("CAP REQ :\(capabilities)\r\nNICK \(nick)\r\nUSER u 0 * :Somebody\r\nCAP END\r\n")
            peer.send("JOIN #tea\r\n\(lines)PING done\r\n")
            try served.run { peer.text.contains(":done") }
            return peer
        }
        func said(to peer: RawPeer) -> [Substring] {
            peer.lines.filter { $0.contains(" PRIVMSG ") }.compactMap { $0.split(separator: ":").last }
        }
        let ann = try come("ann", with: "batch", (1...3).map { "PRIVMSG #tea :word \($0)\r\n" }.joined())
        #expect(said(to: ann).isEmpty)
        #expect(said(to: try come("bob", with: "server-time", "")) == ["word 2", "word 3"])
        #expect(said(to: try come("cy", with: "draft/chathistory", "")).isEmpty)
        let latest = "CHATHISTORY LATEST #tea * 3\r\n"
        #expect(said(to: try come("dan", with: "batch draft/chathistory", latest)) == ["word 1", "word 2", "word 3"])
    }
}
