import ChatCore
import Configuration
import TestSupport
import Testing

@testable import ChatServer

/// What is written to people who are not here, or are held, waits for them: over the end of the server, too.
@Suite("Mail of those who are held, and of those who are absent")
struct AlwaysOnTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    /// Calls `talk` with a server that has the store, as long as its process would be there.
    private func process(_ talk: (Served) throws -> Void) throws {
        let served = try Served {
            var listen = Configuration.Listen(.host("127.0.0.1", port: 0))
            listen.spoken = .irc
            $0.listen.append(listen)
            $0.limits.messagesPerSecond = 0
            $0.store.path = folder.file("partyline.db")
            $0.store.commitMilliseconds = 0
            $0.accounts.registerAfterSeconds = 0
            ($0.accounts.hashMemory, $0.accounts.hashPasses) = (19, 1)
            $0.accounts.alwaysOn = true
            $0.history.privateMessages = .accounts
        }
        try served.server.openStore()
        try talk(served)
        try served.drain()
        served.server.finishStore()
    }

    private func irc(
        _ served: Served, _ nick: String, by password: String? = nil, _ lines: String...
    ) throws -> RawPeer {
        let peer = try RawPeer(
            on: served.loop, to: try #require(served.server.addresses.last), receiveBuffer: nil, reads: true)
        let pass = password.map { ["PASS \(nick):\($0)"] } ?? []
        for line in pass + ["NICK \(nick)", "USER u 0 * :U"] + lines { peer.send(line + "\r\n") }
        try served.run { peer.text.contains(" 221 ") }
        return peer
    }

    private func wait(_ peer: RawPeer, _ text: String, _ served: Served, _ location: SourceLocation = #_sourceLocation)
        throws
    {
        try served.run(until: { peer.text.contains(text) || peer.isAtEnd }, location)
        #expect(peer.text.contains(text), sourceLocation: location)
    }

    /// ann has an account and is not here, and bob has one, and is.
    private func town(_ served: Served, annIsHeld: Bool) throws -> RawPeer {
        let ann = try irc(served, "ann", "REGISTER * * correct-horse")
        try wait(ann, "REGISTER SUCCESS ann", served)
        ann.send(annIsHeld ? "QUIT :later\r\n" : "NICKSERV LOGOUT\r\nQUIT\r\n")
        try served.run { ann.isAtEnd }
        let bob = try irc(served, "bob", "REGISTER * * battery-staple")
        try wait(bob, "REGISTER SUCCESS bob", served)
        return bob
    }

    private func ask(_ bob: RawPeer, _ line: String, _ served: Served) throws {
        bob.send("\(line)\r\nPING \(line.utf8.count)\r\n")
        try wait(bob, " :\(line.utf8.count)\r\n", served)
    }

    @Test(
        "what came while the account was held or absent is read after the server has ended and begun anew, with all of it",
        arguments: [true, false])
    func overTheEnd(annIsHeld: Bool) throws {
        try process { served in
            let bob = try town(served, annIsHeld: annIsHeld)
            try ask(bob, "PRIVMSG ann :call \u{2}me\u{2}", served)
            try ask(bob, "PRIVMSG ann :\u{1}ACTION waves\u{1}", served)
        }
        try process { served in
            let ann = try irc(served, "ann", by: "correct-horse")
            try wait(ann, "waves", served)
            let shown = ann.lines.filter { $0.contains(" PRIVMSG ann ") }.map { $0.split(separator: " :")[1] }
            #expect(shown == ["call \u{2}me\u{2}", "\u{1}ACTION waves\u{1}"])
            try served.run { served.server.hub.waiting(for: AccountID(number: 1)) == 0 }
        }
        // Each once.
        try process { served in
            let ann = try irc(served, "ann", by: "correct-horse", "PING end")
            try wait(ann, ":end", served)
            #expect(!ann.text.contains(" PRIVMSG ann "))
        }
    }

    @Test("what was read when they were back does not wait any more, however the server ends")
    func readBefore() throws {
        try process { served in
            let bob = try town(served, annIsHeld: true)
            try ask(bob, "PRIVMSG ann :psst", served)
            let ann = try irc(served, "ann", by: "correct-horse")
            try wait(ann, " PRIVMSG ann :psst\r\n", served)
            try ask(ann, "MODE ann", served)
            #expect(ann.lines.count { $0.hasSuffix("psst") } == 1)
        }
        try process { served in
            let ann = try irc(served, "ann", by: "correct-horse", "PING end")
            try wait(ann, ":end", served)
            #expect(!ann.text.contains("psst") && served.server.hub.waiting(for: AccountID(number: 1)) == 0)
        }
    }
}
