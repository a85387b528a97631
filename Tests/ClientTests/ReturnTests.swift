import Testing

@testable import partyline

/// A connection that was lost, and nobody notices: the client is back by its token.
@Suite struct ReturnTests {
    private static let caps = "id=5 caps=nonce"

    /// In #lobby and #b as ann, with a token; in each something was said.
    private static func lost() -> Talk {
        var talk = Talk.ready(nick: "ann", rooms: ["#b"], keys: caps)
        talk.hear("OK c1 nick=ann", "OK c2 room=#b members=1 id=6")
        #expect(talk.sent(withToken: true) == ["@c2 /join #b", "@r /wire 1 resume"])
        talk.hear(
            "OK r proto=1 nick=ann room=#b id=6 caps=nonce resume=rt_1", Talk.said(7, "bob", "x"),
            Talk.said(9, "bob", "y", room: "#b"))
        talk.conversation.lost()
        _ = talk.conversation.takeOutputs()
        return talk
    }

    private static func greeted() -> Talk {
        var talk = lost()
        talk.conversation.begin()
        #expect(talk.sent() == ["/wire 1", "@r /resume rt_1 since=9", "@c3 /nick ann"])
        talk.hear("*** greeting", "OK - proto=1 nick=guest4 room=#lobby id=20 caps=nonce")
        return talk
    }

    @Test func whatWasMissedIsShownAndNothingElse() {
        var talk = Self.greeted()
        talk.say("hello")
        #expect(talk.sent() == [])
        // A guest in the lobby hears what is said before the answer comes.
        talk.hear(
            Talk.said(12, "bob", "live"), "ROW r room #lobby members=2", "ROW r room #b members=2 :tea",
            "ROW r " + Talk.said(10, "bob", "missed", room: "#b"), "ROW r DM 11 \(Talk.stamp) bob :psst",
            "ROW r " + Talk.said(12, "bob", "live"), "OK r nick=ann room=#b id=12 count=3 resume=rt_2",
            "OK c3 nick=ann")
        let outputs = talk.conversation.takeOutputs()
        var renderer = Renderer(theme: Theme(isColoured: false), showsTime: false)
        renderer.currentRoom = "#b"
        renderer.nick = "ann"
        let shown = outputs.compactMap { output -> String? in
            guard case .show(let display) = output else { return nil }
            return renderer.line(display, now: Talk.time)
        }
        #expect(shown.count == 3 && shown[0].hasSuffix("<bob> missed"))
        #expect(shown[1].hasSuffix("psst") && shown[2].hasSuffix("<bob> live"))
        let sent = outputs.compactMap { if case .send(let line) = $0 { line } else { nil } }
        #expect(sent == ["@1 /say nonce=nonce1 hello", "@c4 /names #b", "@c5 /names #lobby"])
        #expect(talk.conversation.nick == "ann" && talk.conversation.currentRoom == "#b")
        #expect(talk.conversation.rooms.map(\.name) == ["#lobby", "#b"])
        #expect(talk.conversation.rooms.allSatisfy { $0.isEntered && $0.held == nil })
        // The next time it is the next token, and the last message is another.
        talk.conversation.lost()
        talk.conversation.begin()
        #expect(talk.sent().contains("@r /resume rt_2 since=12"))
    }

    @Test func aTokenThatIsNoGoodMakesANewcomer() {
        var talk = Self.greeted()
        talk.hear("ERR r bad-token :that token is used up")
        #expect(talk.sent() == ["@c4 /join #lobby since=7", "@c5 /join #b since=9"])
        #expect(talk.shown() == [])
        talk.hear("OK c3 nick=ann", "OK c4 room=#lobby members=1 id=20 count=0", "OK c5 room=#b members=1 id=9 count=0")
        #expect(talk.conversation.nick == "ann")
        #expect(talk.conversation.rooms.allSatisfy { $0.held == nil })
        talk.hear("OK c6 room=#b count=1", "OK c7 room=#lobby count=1")
        // It asks for another token.
        #expect(talk.sent(withToken: true).last == "@r /wire 1 resume")
    }

    @Test func aServerThatKnowsNoTokensIsNotAskedForOne() {
        var talk = Talk.ready()
        #expect(talk.sent(withToken: true) == [])
        // One that does not know the command refuses it.
        talk = Talk.ready(keys: Self.caps)
        talk.conversation.sendWhatMayGo()
        talk.hear("ERR r usage :/wire 1: for programs")
        #expect(talk.shown() == [])
        talk.conversation.lost()
        talk.conversation.begin()
        #expect(talk.sent() == ["/wire 1"])
    }

    @Test func whoDoesNotComeBackAsksForNothing() {
        var talk = Talk(comesBack: false)
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby \(Self.caps)")
        #expect(talk.sent(withToken: true) == ["/wire 1"])
    }

    @Test func whoWasPutOutMeanwhileIsTold() {
        var talk = Self.greeted()
        talk.hear("ROW r room #lobby members=2", "OK r nick=ann room=#lobby id=12 count=0 gap=1 resume=rt_2")
        #expect(
            talk.shown() == ["You are no longer in #b.", "Some of what was said meanwhile may no longer be kept."])
        #expect(talk.conversation.currentRoom == "#lobby")
        #expect(talk.conversation.rooms.map(\.name) == ["#lobby"])
    }

    @Test func whatTheAnswerHadNoRoomForIsAskedFor() {
        var talk = Self.greeted()
        talk.hear(
            "ROW r room #lobby members=2", "ROW r room #b members=2", "ROW r " + Talk.said(10, "bob", "missed"),
            "OK r nick=ann room=#b id=12 count=1 more=1 resume=rt_2", "OK c3 nick=ann")
        #expect(talk.sent() == ["@c4 /names #b", "@c5 /history #b since=9", "@c6 /names #lobby"])
        talk.hear("OK c4 room=#b", "OK c5 room=#b count=0", "OK c6 room=#lobby")
        #expect(talk.sent() == ["@c7 /history #lobby since=10"])
        talk.hear(Talk.said(13, "bob", "live"))
        talk.hear("ROW c7 " + Talk.said(12, "bob", "rest"), "OK c7 room=#lobby count=1")
        let shown = talk.shown()
        #expect(shown.count == 2 && shown[0].hasSuffix("<bob> rest") && shown[1].hasSuffix("<bob> live"))
    }

    @Test func theCurrentRoomIsTheUsers() {
        var talk = Self.greeted()
        talk.say("for #b")
        talk.hear("ROW r room #lobby members=2", "ROW r room #b members=2", "OK r nick=ann room=#lobby id=12 count=0")
        talk.hear("OK c3 nick=ann")
        let sent = talk.sent()
        #expect(sent.first == "@c4 /join #b" && !sent.contains { $0.contains("for #b") })
        talk.hear("OK c4 room=#b members=2")
        #expect(talk.sent().contains { $0.hasSuffix("for #b") })
    }

    /// What was held was not shown: it is asked for again.
    @Test func aBreakWithinABreak() {
        var talk = Self.greeted()
        talk.hear(Talk.said(12, "bob", "live"))
        talk.conversation.lost()
        talk.conversation.begin()
        #expect(talk.sent().contains("@r /resume rt_1 since=7"))
        talk.hear("OK - proto=1 nick=guest5 room=#lobby id=20 caps=nonce")
        talk.hear(
            "ROW r room #lobby members=2", "ROW r room #b members=2",
            "ROW r " + Talk.said(9, "bob", "y", room: "#b"), "ROW r " + Talk.said(12, "bob", "live"),
            "OK r nick=ann room=#b id=12 count=2 resume=rt_2")
        let shown = talk.shown()
        #expect(shown.count == 1 && shown[0].hasSuffix("<bob> live"))
    }
}
