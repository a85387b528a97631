import ChatCore
import Testing

@testable import ChatServer

@Suite("What clients of IRC say to some, and take back")
struct IRCSayingTests {
    @Test("programs are not asked by those of a rank alone, as all would read it")
    func signalsToRanks() throws {
        let town = try IRCTown()
        let (cat, bob) = (try town.welcomed("cat"), try town.welcomed("bob"))
        for peer in [cat, bob] {
            peer.send("JOIN #r\r\n")
            try town.wait(peer, " 366 ")
        }
        bob.send("PRIVMSG @#r :\u{1}VERSION\u{1}\r\nPING done\r\n")
        try town.wait(bob, ":done")
        #expect(bob.text.contains(" 404 bob #r "))
        cat.send("PING done\r\n")
        try town.wait(cat, ":done")
        #expect(!cat.text.contains("VERSION"))
        // Nobody makes others more than they are.
        cat.send("MODE #r +q bob\r\nPING asked\r\n")
        try town.wait(cat, ":asked")
        #expect(cat.text.contains(" 482 cat #r "))
    }

    @Test("a text of several lines is taken back with all of them")
    func takingBackSeveralLines() throws {
        let town = try IRCTown()
        let cat = try town.client(
            "CAP REQ :batch draft/multiline message-tags echo-message draft/message-redaction", "NICK cat",
            "USER c 0 * :Cat", "CAP END")
        try town.wait(cat, " 221 ")
        cat.send("JOIN #r\r\nBATCH +1 draft/multiline #r\r\n")
        for word in ["one", "two", "three"] { cat.send("@batch=1 PRIVMSG #r :\(word)\r\n") }
        cat.send("BATCH -1\r\nPING said\r\n")
        try town.wait(cat, ":said")
        let id = try #require(cat.text.split(separator: "msgid=").dropFirst().first?.prefix { $0.isNumber })
        #expect(town.accounts.hub.past(of: try #require(RoomName("r")))?.said.count == 3)
        cat.send("REDACT #r \(id)\r\nPING gone\r\n")
        try town.wait(cat, ":gone")
        let left = town.accounts.hub.past(of: try #require(RoomName("r")))?.said.filter { !$0.text.utf8.isEmpty }
        #expect(left?.count == 0, "\(String(describing: left))")
    }
}
