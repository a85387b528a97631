import Testing

@testable import partyline

/// How the client logs in by itself.
@Suite struct LoginTests {
    private static let token = Conversation.Token(text: "pt_" + String(repeating: "a", count: 43), label: "desk")

    private static func talk(
        _ token: Conversation.Token? = token, nick: String? = nil, rooms: [String] = [], context: Bool = false,
        insists: Bool = false
    ) -> Talk {
        var wishes = Conversation.Wishes(nick: nick, rooms: rooms, context: context, insists: insists)
        wishes.token = token
        wishes.tokenPlace = "FILE"
        wishes.keepsTokens = true
        wishes.label = "desk"
        return Talk(wishes)
    }

    private static func kept(_ talk: inout Talk) -> [Conversation.Token?] {
        talk.conversation.takeOutputs().compactMap { if case .keep(let token) = $0 { .some(token) } else { nil } }
    }

    @Test func theTokenGoesBeforeNickAndRooms() {
        var talk = Self.talk(nick: "ann2", rooms: ["#a"])
        talk.conversation.begin()
        #expect(talk.sent() == ["/wire 1", "@c1 /login \(Self.token.text)", "@c2 /nick ann2"])
        talk.hear("OK - proto=1 nick=guest1 room=#lobby")
        #expect(talk.sent() == [])
        #expect(talk.conversation.awaitsAnswer)
        talk.hear("OK c1 account=ann nick=ann", "OK c2 nick=ann2")
        let sent = talk.conversation.takeOutputs()
        #expect(sent.contains(.show(.answer("you are logged in as ann"))))
        // In which rooms it is now is asked by the nick that it has in the end.
        #expect(sent.contains(.send("@c3 /join #a")) && sent.contains(.send("@c4 /whois ann2")))
        #expect(talk.conversation.nick == "ann2")
    }

    @Test func theAccountsNickIsTakenWhereNoneIsWished() {
        var talk = Self.talk()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby", "OK c1 account=ann nick=ann")
        #expect(talk.conversation.nick == "ann" && talk.conversation.wantedNick == nil)
        // Told once, and not after each break.
        _ = talk.shown()
        talk.conversation.lost()
        talk.conversation.begin()
        #expect(talk.sent().contains("@c3 /login \(Self.token.text)"))
        talk.hear("OK - proto=1 nick=guest2 room=#lobby", "OK c3 account=ann nick=ann")
        #expect(!talk.shown().contains { $0.contains("logged in") })
    }

    @Test(arguments: [
        ("bad-password :no", "The token in FILE logs you in no longer: you go on as a guest.", false),
        ("suspended :no", "The token in FILE logs you in no longer: you go on as a guest.", false),
        ("unknown-command :/login", "This server has no accounts, but FILE has a token for it", false),
        ("not-now retry=5 :later", "The token in FILE did not log you in: you go on as a guest.", true),
        ("not-allowed :TLS only", "The token in FILE did not log you in: you go on as a guest.", true),
    ]) func whoIsRefusedGoesOnAsAGuest(refusal: String, words: String, triesAgain: Bool) {
        var talk = Self.talk()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby", "ERR c1 \(refusal)")
        let shown = talk.shown()
        #expect(shown.contains { $0.hasPrefix("!! ") } && shown.contains { $0.hasPrefix(words) })
        #expect(talk.conversation.isReady && !talk.conversation.awaitsAnswer)
        talk.conversation.lost()
        talk.conversation.begin()
        #expect(talk.sent().contains { $0.contains("/login") } == triesAgain)
    }

    @Test func whoIsBackAsBeforeNeedsNoLogin() {
        var talk = Self.talk()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=ann room=#lobby", "ERR c1 logged-in nick=ann :you are")
        #expect(talk.shown() == [])
    }

    /// A script's lines are those of its account.
    @Test func aScriptSaysNothingAsAGuest() {
        var talk = Self.talk(insists: true)
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby", "ERR c1 bad-password :no")
        #expect(talk.conversation.takeOutputs().contains(.wishRefused("the login is refused")))
    }

    @Test func aTokenIsAskedForAndKept() {
        var talk = Self.talk(nil)
        talk.connect()
        talk.say("/remember")
        #expect(talk.sent() == ["@c1 /token remember desk"])
        talk.hear("ERR c1 token-exists :desk")
        #expect(talk.sent() == ["@c2 /token remember desk-2"])
        talk.hear("OK c2 label=desk-2 token=\(Self.token.text)")
        let outputs = talk.conversation.takeOutputs()
        #expect(outputs.contains(.keep(Conversation.Token(text: Self.token.text, label: "desk-2"))))
        // It is for nobody to read.
        #expect(!outputs.contains { if case .wire = $0 { true } else { false } })
        #expect(!outputs.contains { if case .show = $0 { true } else { false } })
    }

    @Test func aGuestIsToldToLogIn() {
        var talk = Self.talk(nil)
        talk.connect()
        talk.say("/remember")
        talk.hear("ERR c1 not-logged-in :you are not logged in; /login first")
        #expect(talk.shown() == ["!! not-logged-in: you are not logged in; /login first"])
    }

    @Test func theOldTokenGoesWithTheNew() {
        var talk = Self.talk()
        talk.connect()
        talk.hear("OK c1 account=ann nick=ann")
        _ = talk.sent()
        talk.say("/remember")
        #expect(talk.sent().suffix(2) == ["@c3 /token del desk", "@c4 /token remember desk"])
    }

    @Test func anotherTokenComesWithAnotherPassword() {
        var talk = Self.talk()
        talk.connect()
        talk.hear("OK c1 account=ann nick=ann")
        _ = talk.sent()
        talk.say("/password hunter22 battery staple")
        talk.hear("OK 1")
        #expect(talk.sent().last == "@c3 /token remember desk")
        talk.hear("OK c3 label=desk token=\(Self.token.text)")
        #expect(
            talk.conversation.takeOutputs().contains(.keep(Conversation.Token(text: Self.token.text, label: "desk"))))
    }

    @Test func whatIsRememberedMayBeForgotten() {
        var talk = Self.talk()
        talk.connect()
        talk.hear("OK c1 account=ann nick=ann")
        _ = talk.sent()
        talk.say("/remember off")
        let outputs = talk.conversation.takeOutputs()
        #expect(outputs.contains(.keep(nil)) && outputs.contains(.send("@c3 /token del desk")))
        talk.say("/remember off")
        #expect(talk.shown() == ["!! no-such-token: this client has no token for this server"])
        talk.say("/remember me")
        #expect(talk.shown() == ["!! usage: /remember [off]"])
    }

    @Test(arguments: [
        ("/forget hunter22", "OK 1 account=ann"), ("/token del desk", "OK 1 label=desk"),
    ]) func aVoidTokenIsNotKept(line: String, answer: String) {
        var talk = Self.talk()
        talk.connect()
        talk.hear("OK c1 account=ann nick=ann")
        _ = talk.sent()
        talk.say(line)
        talk.hear(answer)
        #expect(Self.kept(&talk) == [nil])
    }

    /// Who logs in is where the other sessions of that account are.
    @Test func theRoomsOfOtherSessionsAreKnown() {
        var talk = Talk.ready()
        talk.say("/login ann hunter22")
        talk.hear("OK 1 account=ann nick=ann")
        #expect(talk.conversation.nick == "ann")
        #expect(talk.sent() == ["@1 /login ann hunter22", "@c1 /whois ann"])
        talk.hear("ROW c1 whois ann since=\(Talk.stamp) idle=0 rooms=#lobby,#tea", "OK c1")
        #expect(talk.conversation.rooms.map(\.name) == ["#lobby", "#tea"])
        #expect(talk.shown() == ["You are in #tea, too: your other sessions are."])
    }

    @Test func whoLogsOutHasAnotherNick() {
        var talk = Talk.ready()
        talk.say("/logout")
        talk.hear("OK 1 nick=guest7")
        #expect(talk.conversation.nick == "guest7")
        #expect(talk.shown() == ["-- logged out; you are guest7"])
    }

    /// A certificate has logged us in before anything was asked.
    @Test func aCertificateLogsInWhileWeAreGreeted() {
        var wishes = Conversation.Wishes(context: false)
        wishes.showsCertificate = true
        var talk = Talk(wishes)
        talk.conversation.begin()
        // What was said last comes with the room, and is not shown twice.
        talk.hear(
            "*** partyline/1 test. You are guest1.", "-- 19:58 <eve> earlier", "-- you are logged in as ann")
        #expect(talk.shown() == ["*** partyline/1 test. You are guest1.", "-- you are logged in as ann"])
        talk.hear("OK - proto=1 nick=ann room=#lobby")
        #expect(talk.conversation.nick == "ann" && talk.sent() == ["@c1 /whois ann"])
        // After a break it is not told again.
        talk.conversation.lost()
        talk.conversation.begin()
        talk.hear("*** partyline/1 test. You are guest2.", "-- you are logged in as ann")
        #expect(talk.shown() == [])
    }
}
