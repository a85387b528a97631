import Testing

@testable import partyline

@Suite struct ReconnectionTests {
    /// In #lobby, and in #b by choice, as ann; in each something was said.
    static func lost() -> Talk {
        var talk = Talk.ready(nick: "ann", rooms: ["#b"])
        talk.hear(
            "OK c1 nick=ann", "OK c2 room=#b members=1", Talk.said(7, "bob", "x"), Talk.said(9, "bob", "y", room: "#b"))
        talk.conversation.lost()
        _ = talk.conversation.takeOutputs()
        return talk
    }

    @Test func nickAndRoomsAreRestoredAndWhatWasMissedIsAskedFor() {
        var talk = Self.lost()
        #expect(!talk.conversation.isReady)
        talk.conversation.begin()
        #expect(talk.sent() == ["/wire 1", "@c3 /nick ann"])
        talk.hear("*** greeting", "OK - proto=1 nick=guest4 room=#lobby")
        #expect(talk.sent() == ["@c4 /join #b"])
        talk.hear("OK c3 nick=ann", "OK c4 room=#b members=2")
        #expect(talk.sent() == ["@c5 /names #b", "@c6 /history #b since=9", "@c7 /names #lobby"])
        talk.hear("OK c5 room=#b", "OK c6 room=#b count=0")
        #expect(talk.sent() == ["@c8 /history #lobby since=7"])
        talk.hear("OK c7 room=#lobby count=1")
        talk.hear(
            Talk.said(9, "bob", "live"), "ROW c8 " + Talk.said(8, "bob", "missed"), "OK c8 room=#lobby count=1 gap=1")
        let shown = talk.shown()
        #expect(shown[0].hasSuffix("<bob> missed"))
        #expect(shown[1] == "Some of what was said in #lobby meanwhile may no longer be kept.")
        #expect(shown[2] == "#lobby <bob> live" && shown.count == 3)
        #expect(talk.conversation.nick == "ann" && talk.conversation.currentRoom == "#b")
    }

    /// A page may end where it becomes too long, and says so.
    @Test func aLongAbsenceIsReadForAsLongAsThereIsMore() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        talk.hear("OK c3 nick=ann", "OK c4 room=#b members=2", "OK c5 room=#b")
        _ = talk.sent()
        talk.hear("ROW c6 " + Talk.said(1100, "bob", "x", room: "#b"), "OK c6 room=#b count=1 more=1")
        #expect(talk.sent() == ["@c9 /history #b since=1100"])
        talk.hear("ROW c9 " + Talk.said(1101, "bob", "y", room: "#b"), "OK c9 room=#b count=1")
        #expect(talk.sent() == [])
    }

    @Test func aLongAbsenceIsReadPageByPage() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        talk.hear("OK c3 nick=ann", "OK c4 room=#b members=2", "OK c5 room=#b")
        _ = talk.sent()
        talk.hear("ROW c6 " + Talk.said(1100, "bob", "x", room: "#b"), "OK c6 room=#b count=1000")
        // Before the other rooms.
        #expect(talk.sent() == ["@c9 /history #b since=1100"])
        // A server that counts what it does not send is not asked for ever.
        talk.hear("OK c9 room=#b count=1000")
        #expect(talk.sent() == [])
    }

    @Test func theOldNickIsTriedForAgain() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        #expect(talk.conversation.wantedNick == "ann")
        talk.conversation.retryNick()
        #expect(talk.sent() == [])
        talk.hear("ERR c3 nick-in-use nick=ann :ann is taken")
        #expect(
            talk.shown() == [
                "!! nick-in-use: ann is taken", "You are guest4 until ann is free, or you take another by /nick.",
            ])
        talk.conversation.retryNick()
        #expect(talk.sent() == ["@c5 /nick ann"])
        talk.hear("ERR c5 nick-in-use :ann is taken")
        #expect(talk.shown() == [])
        talk.conversation.retryNick()
        talk.hear("OK c6 nick=ann")
        #expect(talk.shown() == ["-- you are now ann"])
        #expect(talk.conversation.wantedNick == nil)
    }

    @Test func aGuestStaysAGuest() {
        var talk = Talk.ready()
        talk.conversation.lost()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest9 room=#lobby")
        #expect(talk.sent().contains { $0.contains("/nick") } == false)
    }

    @Test func aLobbyThatWasLeftIsLeftAgain() {
        var talk = Talk.ready()
        talk.say("/part")
        talk.hear("OK 1 room=#lobby")
        talk.conversation.lost()
        _ = talk.sent()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest9 room=#lobby")
        #expect(talk.sent() == ["/wire 1", "@c1 /part #lobby"])
    }

    @Test func whatWasNotConfirmedIsSaid() {
        var talk = Talk.ready()
        talk.say("did it arrive?")
        talk.conversation.lost()
        #expect(talk.shown() == ["It is not known whether this was sent: did it arrive?"])
    }

    @Test func theRoomIsEnteredBeforeItIsAskedAboutAndTheCurrentOneFirst() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        talk.hear("OK c3 nick=ann")
        #expect(talk.sent() == [])
        talk.hear("OK c4 room=#b members=2")
        #expect(talk.sent().first == "@c5 /names #b")
    }

    @Test func aRoomWhereNothingWasSaidBeforeHasNoGap() {
        var talk = Talk.ready()
        talk.conversation.lost()
        talk.connect(as: "guest1")
        talk.hear("OK c1 room=#lobby members=1", "OK c2 room=#lobby")
        talk.hear("ROW c3 " + Talk.said(8, "bob", "missed"), "OK c3 room=#lobby count=1 gap=1")
        #expect(talk.shown().map { $0.hasSuffix("<bob> missed") } == [true])
    }

    @Test func whatOneSaysWhileTheHistoryIsOnItsWayHidesNothing() {
        var talk = Talk.ready()
        talk.hear(Talk.said(7, "bob", "x"))
        talk.conversation.lost()
        talk.connect(as: "guest1")
        talk.hear("OK c1 room=#lobby members=1")
        talk.say("back")
        talk.hear("OK c2 room=#lobby", "OK 1 id=9 time=\(Talk.stamp)")
        #expect(talk.shown() == [])
        talk.hear("ROW c3 " + Talk.said(8, "bob", "missed"), "OK c3 room=#lobby count=1")
        let shown = talk.shown()
        #expect(shown.count == 2 && shown[0].hasSuffix("<bob> missed") && shown[1] == "<guest1> back")
    }

    @Test func whatWasHeldAtABreakIsShownOnceAndInOrder() {
        var talk = Talk.ready()
        talk.hear(Talk.said(7, "bob", "x"))
        talk.conversation.lost()
        talk.connect(as: "guest1")
        talk.hear("OK c1 room=#lobby members=1", Talk.said(9, "bob", "held"))
        talk.conversation.lost()
        talk.connect(as: "guest1")
        talk.hear("OK c4 room=#lobby members=1", "OK c5 room=#lobby")
        #expect(talk.shown() == [])
        for (id, text) in [(8, "missed"), (9, "held"), (10, "missed too")] {
            talk.hear("ROW c6 " + Talk.said(id, "bob", text))
        }
        talk.hear("OK c6 room=#lobby count=3")
        let texts = talk.shown().map { $0.split(separator: "> ").last }
        #expect(texts == ["missed", "held", "missed too"])
    }

    @Test func whatWasHeldIsShownWhenNoHistoryWillCome() {
        var talk = Talk.ready(context: true)
        talk.hear(Talk.said(7, "bob", "x"))
        talk.conversation.lost()
        #expect(talk.shown() == [])
        talk.conversation.releaseAll()
        #expect(talk.shown() == ["<bob> x"])
    }

    @Test func whatSlowDownRefusedIsSentAgainWhenAllElseIsAnswered() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        talk.hear("ERR c3 slow-down :no")
        #expect(talk.sent() == [])
        talk.hear("ERR c4 slow-down :no")
        #expect(talk.sent() == ["@c5 /nick ann", "@c6 /join #b"])
        talk.hear("OK c5 nick=ann", "OK c6 room=#b members=2")
        #expect(talk.sent() == ["@c7 /names #b", "@c8 /history #b since=9", "@c9 /names #lobby"])
        talk.hear("ERR c8 slow-down :no", "ERR c9 slow-down :no", "OK c7 room=#b")
        #expect(talk.sent() == ["@c10 /history #b since=9", "@c11 /names #lobby", "@c12 /history #lobby since=7"])
        #expect(talk.shown() == [])
    }

    @Test func aRoomThatTooManyEnterIsNotTriedAtOnceAgain() {
        func refused() -> Talk {
            var talk = Self.lost()
            talk.connect(as: "guest4")
            talk.hear("OK c3 nick=ann", "ERR c4 slow-down room=#b retry=9 max=5 :5 guests entered #b just now")
            return talk
        }
        var (sending, showing) = (refused(), refused())
        #expect(sending.sent().allSatisfy { !$0.contains("/join") })
        #expect(showing.shown().prefix(1) == ["!! slow-down: 5 guests entered #b just now"])
    }

    @Test func theUsersLineWaitsUntilItsRoomIsTheServers() {
        var talk = Talk.ready(rooms: ["#a", "#b"])
        talk.hear("OK c1 room=#a members=1", "OK c2 room=#b members=1")
        talk.conversation.lost()
        _ = talk.sent()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby")
        #expect(talk.sent() == ["/wire 1", "@c3 /join #a", "@c4 /join #b"])
        talk.say("hi")
        talk.hear("ERR c3 slow-down :no", "OK c4 room=#b members=1")
        // Now #a is joined after #b, which was the current one, and has to be again.
        #expect(talk.sent() == ["@c5 /join #a"])
        talk.hear("OK c5 room=#a members=1")
        #expect(talk.sent() == ["@c6 /join #b"])
        talk.hear("OK c6 room=#b members=1")
        #expect(talk.sent().first == "@1 hi")
        #expect(talk.conversation.currentRoom == "#b")
        // As the server will have it when #b is left.
        #expect(talk.conversation.rooms.map(\.name) == ["#lobby", "#b", "#a"])
    }

    @Test func howToComeBackLaterIsSaid() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        talk.hear("OK c3 nick=ann", "ERR c4 not-now retry=5 :no")
        #expect(
            talk.shown() == ["!! not-now: no", "You are no longer in #b.", "/join #b enters it; try again in 5 s."])
    }

    @Test func howToReadWhatWasMissedLaterIsSaid() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        talk.hear("OK c3 nick=ann", "OK c4 room=#b members=2")
        #expect(talk.sent() == ["@c5 /names #b", "@c6 /history #b since=9", "@c7 /names #lobby"])
        talk.hear("ERR c6 not-now retry=5 :no")
        #expect(talk.shown() == ["/history #b shows what was said meanwhile; try it in 5 s."])
    }

    @Test func aRoomThatCanNotBeEnteredAgainIsSaid() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        talk.hear("OK c3 nick=ann", "ERR c4 too-many-rooms :no")
        #expect(talk.shown() == ["!! too-many-rooms: no", "You are no longer in #b."])
        #expect(talk.conversation.currentRoom == "#lobby")
    }

    @Test func wishesThatABreakCutOffAreMadeAgain() {
        var talk = Talk.ready(nick: "ann", rooms: ["#b"])
        talk.hear("OK c1 nick=ann")
        talk.conversation.lost()
        #expect(!talk.conversation.awaitsAnswer)
        talk.connect(as: "guest4")
        #expect(talk.conversation.awaitsAnswer)
        talk.hear("OK c3 nick=ann", "OK c4 room=#lobby members=1", "OK c5 room=#b members=1")
        #expect(talk.shown() == ["-- you joined #b"])
        #expect(talk.conversation.currentRoom == "#b")
    }

    /// The server may be full when we come again, before it has taken any of our lines.
    @Test func wishesOutlastABreakWithinABreak() {
        var talk = Talk.ready(nick: "ann", rooms: ["#b"])
        talk.hear("OK c1 nick=ann")
        talk.conversation.lost()
        talk.conversation.begin()
        talk.hear("!! server-full: try later")
        talk.conversation.lost()
        talk.connect(as: "guest4")
        #expect(talk.conversation.awaitsAnswer)
        _ = talk.shown()
        talk.hear("OK c4 nick=ann", "OK c5 room=#lobby members=1", "OK c6 room=#b members=1")
        #expect(talk.shown() == ["-- you joined #b"])
    }

    @Test func whoLeavesWaitsForNoRoom() {
        var talk = Self.lost()
        talk.connect(as: "guest4")
        talk.say("/quit bye")
        #expect(talk.sent() == ["@1 /quit bye"])
        talk.hear("OK c3 nick=ann", "OK c4 room=#b members=2")
        #expect(talk.sent() == [])
    }

    /// A server that takes no more than so many lines at once, and refuses the others.
    @Test(arguments: [1, 2, 3, 5, 40]) func manyRoomsAreRestoredThroughALimit(burst: Int) {
        let rooms = (1...20).map { "#r\($0)" }
        var talk = Talk(rooms: rooms, context: true)
        talk.conversation.begin()
        _ = talk.sent()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby")
        var server = LimitedServer(burst: burst)
        server.serve(&talk)
        #expect(Set(server.order) == Set(["#lobby"] + rooms))
        let last = server.current
        talk.conversation.lost()
        talk.conversation.begin()
        _ = talk.sent()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby")
        server = LimitedServer(burst: burst)
        server.serve(&talk)
        #expect(Set(server.order) == Set(["#lobby"] + rooms) && server.current == last)
        #expect(Set(server.replayed) == Set(server.order) && server.replayed.count == 21)
        #expect(server.mostUnanswered <= 10)
        #expect(talk.conversation.currentRoom == last && talk.conversation.rooms.map(\.name) == server.order)
        #expect(talk.conversation.rooms.allSatisfy { $0.held == nil && $0.isEntered })
    }
}

/// Answers what a client sends as a server does that takes so many lines of each batch and refuses the rest; and refuses what is asked
/// about rooms that the client is not in.
private struct LimitedServer {
    let burst: Int
    /// The rooms, as they were joined.
    var order = ["#lobby"]
    var current = "#lobby"
    /// Of which rooms the history was given.
    var replayed: [String] = []
    var mostUnanswered = 0

    init(burst: Int) { self.burst = burst }

    mutating func serve(_ talk: inout Talk) {
        while true {
            let lines = talk.sent()
            guard !lines.isEmpty else { return }
            mostUnanswered = max(mostUnanswered, lines.count)
            for (place, line) in lines.enumerated() {
                let words = line.split(separator: " ").map(String.init)
                let tag = String(words[0].dropFirst())
                talk.hear(place < burst ? answer(tag, words[1], words[2]) : "ERR \(tag) slow-down :no")
            }
        }
    }

    private mutating func answer(_ tag: String, _ verb: String, _ room: String) -> String {
        if verb == "/join" {
            if !order.contains(room) { order.append(room) }
            current = room
        }
        guard order.contains(room) else { return "ERR \(tag) not-in-room :no" }
        if verb == "/history" { replayed.append(room) }
        return "OK \(tag) room=\(room) count=0 members=1"
    }
}
