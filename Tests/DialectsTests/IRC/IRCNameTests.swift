import ChatCore
import Testing

@testable import Dialects

@Suite("Names of IRC")
struct IRCNameTests {
    @Test("who has a room's rank may be spoken to alone")
    func targets() throws {
        let lobby: RoomName = "#lobby"
        #expect(IRCTarget("#lobby") == .room(lobby, atLeast: .none))
        #expect(IRCTarget("@#lobby") == .room(lobby, atLeast: .op))
        #expect(IRCTarget("+#lobby") == .room(lobby, atLeast: .voice))
        #expect(IRCTarget("@+#lobby") == .room(lobby, atLeast: .voice))
        #expect(IRCTarget("ann") == .nick("ann"))
        // What the hub takes without its `#` is a nick here.
        #expect(IRCTarget("@lobby") == .nobody("@lobby", isRoom: false))
        #expect(IRCTarget("#") == .nobody("#", isRoom: true))
        #expect(IRCTarget("@") == .nobody("@", isRoom: false))
        #expect(IRCTarget("") == .nobody("", isRoom: false))
        #expect(IRCTarget("1ann") == .nobody("1ann", isRoom: false))
    }

    @Test("lists have each once, and at most four")
    func lists() {
        #expect(IRCTarget.list("ann,,bob,ANN,")?.count == 2)
        #expect(IRCTarget.list("a,b,c,d")?.count == 4)
        #expect(IRCTarget.list("a,b,c,d,e") == nil)
        #expect(IRCTarget.list(String(repeating: "a,", count: 10_000))?.count == 1)
    }

    @Test(
        "users have what USER says, as far as it can be one",
        arguments: [
            ("ann", "~ann"), ("", "~user"), ("~~~", "~user"), ("a b!c@d", "~abcd"), ("abcdefghijklm", "~abcdefghi"),
            ("ä", "~user"),
        ])
    func users(word: String, expected: String) {
        #expect(IRCName.user(from: word.utf8) == expected)
        #expect(IRCName.user(from: word.utf8).utf8.count <= IRCName.mostOfUser)
    }

    @Test("some are the server's")
    func reserved() {
        for name in ["NickServ", "chanserv", "Server", "OperServ"] {
            #expect(Nick(name).map(IRCName.isReserved) == true)
        }
        for name in ["ann", "server1", "serve"] { #expect(Nick(name).map(IRCName.isReserved) == false) }
    }

    @Test("ranks' letters")
    func ranks() {
        #expect(RankLetter.advertised == "(qov)~@+")
        #expect(RankLetter.of(.none) == nil)
    }
}

@Suite("Masks of IRC")
struct IRCMaskTests {
    @Test(
        "what is missing is *, and the hub's form has but one part where but one says something",
        arguments: [
            ("ann", "nick:ann", "ann!*@*"), ("ann!*@*", "nick:ann", "ann!*@*"), ("*!*@*", "nick:*", "*!*@*"),
            ("*", "nick:*", "*!*@*"), ("@", "nick:*", "*!*@*"), ("!", "nick:*", "*!*@*"),
            ("ann@", "mask:*!ann@*", "*!ann@*"),
            ("*@host", "host:host", "*!*@host"), ("c-abc.example", "host:c-abc.example", "*!*@c-abc.example"),
            ("*!*evan@*", "mask:*!*evan@*", "*!*evan@*"), ("ann!a", "mask:ann!a@*", "ann!a@*"),
            ("!a", "mask:*!a@*", "*!a@*"),
            ("ANN!A@H", "mask:ann!a@h", "ann!a@h"), ("a:Mal", "account:mal", "a:mal"),
            ("A:mal", "account:mal", "a:mal"),
            ("ann!***@", "nick:ann", "ann!*@*"), ("**@h", "host:h", "*!*@h"), ("a**b", "nick:a*b", "a*b!*@*"),
        ])
    func completion(text: String, subject: String, written: String) throws {
        let mask = try #require(IRCMask(text, in: .bans))
        #expect(mask.kind == .ban)
        #expect(mask.subject.description == subject)
        #expect(mask.text == written)
        #expect(IRCMask(mask.text, in: .bans) == mask)
    }

    @Test("m: mutes")
    func mutes() throws {
        let mask = try #require(IRCMask("m:spam*", in: .bans))
        #expect(mask.kind == .mute && mask.list == .bans && mask.text == "m:spam*!*@*")
        let account = try #require(IRCMask("m:a:mal", in: .bans))
        #expect(account.kind == .mute && account.text == "m:a:mal")
        #expect(IRCMask("m:ann", in: .exempts)?.kind == .exempt)
        #expect(IRCMask("m:ann", in: .invited) == nil)
        #expect(IRCMask("a:mal", in: .invited)?.kind == .invited)
    }

    @Test(
        "those that can't be",
        arguments: [
            "", "a:", "m:", "a:1", "a:*", "a b", "a,b", "a!b!c@d", "a@b@c", "ä", "x=y", "a\u{1}",
            String(repeating: "a", count: 96),
            String(repeating: "a", count: 50) + "!*@" + String(repeating: "b", count: 50),
        ])
    func impossible(text: String) {
        #expect(IRCMask(text, in: .bans) == nil)
    }
}
