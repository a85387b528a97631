import Testing

@testable import partyline

/// What was missed comes with the entry, where the server can do that.
@Suite struct SinceTests {
    static let keys = "id=5 caps=nonce"

    @Test func allRoomsAreEnteredAgainWithWhatWasMissed() {
        var talk = Talk.ready(nick: "ann", rooms: ["#b"], keys: Self.keys)
        talk.hear("OK c1 nick=ann", "OK c2 room=#b members=2 id=40")
        talk.hear(Talk.said(7, "bob", "x"), Talk.said(44, "bob", "y", room: "#b"))
        talk.conversation.lost()
        _ = talk.sent()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest4 room=#lobby id=9 caps=nonce")
        #expect(
            talk.sent() == ["/wire 1", "@c3 /nick ann", "@c4 /join #lobby since=7", "@c5 /join #b since=44"])
        talk.hear("OK c3 nick=ann", "ROW c4 " + Talk.said(8, "bob", "missed"))
        // The lobby's come as events already.
        talk.hear(Talk.said(10, "bob", "live"), "ROW c4 " + Talk.said(9, "bob", "too"))
        talk.hear("OK c4 room=#lobby members=2 id=10 count=2")
        talk.hear("OK c5 room=#b members=2 id=44 count=0", Talk.said(45, "bob", "there", room: "#b"))
        #expect(
            talk.conversation.takeOutputs().compactMap { if case .send(let line) = $0 { line } else { nil } }
                == ["@c6 /names #b", "@c7 /names #lobby"])
        talk.hear("OK c6 room=#b", "OK c7 room=#lobby")
        #expect(talk.sent() == [])
        #expect(talk.conversation.rooms.allSatisfy { $0.held == nil && $0.isEntered })
        #expect(talk.conversation.currentRoom == "#b")
    }

    @Test func eachMessageIsShownOnceAndInOrder() {
        var talk = Talk.ready(keys: Self.keys)
        talk.hear(Talk.said(7, "bob", "seen"))
        talk.conversation.lost()
        talk.connect(keys: "id=9 caps=nonce")
        talk.hear("ROW c1 " + Talk.said(8, "bob", "missed"), Talk.said(10, "bob", "live"))
        talk.hear("ROW c1 " + Talk.said(9, "bob", "too"), "OK c1 room=#lobby members=2 id=9 count=2")
        talk.hear(Talk.said(11, "bob", "last"))
        #expect(talk.shown().map { $0.split(separator: "> ").last } == ["missed", "too", "live", "last"])
    }

    /// Where nothing was ever said while we were there, it is known from when on something may have been missed.
    @Test func aSilentRoomHasABaseline() {
        var talk = Talk.ready(rooms: ["#b"], keys: Self.keys)
        talk.hear("OK c1 room=#b members=1 id=0")
        talk.conversation.lost()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest4 room=#lobby id=9 caps=nonce")
        #expect(talk.sent() == ["/wire 1", "@c2 /join #lobby since=5", "@c3 /join #b since=0"])
        talk.hear("ROW c3 " + Talk.said(3, "bob", "missed", room: "#b"), "OK c3 room=#b members=2 id=3 count=1")
        #expect(talk.shown().map { $0.hasSuffix("<bob> missed") } == [true])
    }

    @Test func theRoomsThatTheUserJoinsHaveOne() {
        var talk = Talk.ready(keys: Self.keys)
        talk.say("/join #b")
        talk.hear("OK 1 room=#b members=1 id=17")
        talk.conversation.lost()
        talk.connect(keys: Self.keys)
        talk.conversation.lost()
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest4 room=#lobby id=9 caps=nonce")
        #expect(talk.sent().last == "@c4 /join #b since=17")
    }

    /// Messages that are older than the baseline still are the last ones of a room just entered.
    @Test func theLastMessagesAreShownAllTheSame() {
        var talk = Talk.ready(context: true, keys: Self.keys)
        talk.hear(
            "OK c1 room=#lobby count=0", "ROW c2 " + Talk.said(4, "bob", "x"), "ROW c2 " + Talk.said(5, "bob", "y"))
        talk.hear("OK c2 room=#lobby count=2")
        #expect(talk.shown().count == 2)
    }

    @Test func moreIsAskedFor() {
        var talk = Talk.ready(keys: Self.keys)
        talk.conversation.lost()
        talk.connect(keys: Self.keys)
        talk.hear("ROW c1 " + Talk.said(6, "bob", "a"), "OK c1 room=#lobby members=1 id=99 count=1 gap=1 more=1")
        #expect(talk.conversation.takeOutputs().contains(.send("@c2 /history #lobby since=6")))
        talk.hear(Talk.said(100, "bob", "live"), "ROW c2 " + Talk.said(99, "bob", "b"), "OK c2 room=#lobby count=1")
        #expect(talk.shown().map { $0.split(separator: "> ").last } == ["b", "live"])
    }

    @Test func aGapIsTold() {
        var talk = Talk.ready(keys: Self.keys)
        talk.conversation.lost()
        talk.connect(keys: Self.keys)
        talk.hear("OK c1 room=#lobby members=1 id=99 count=0 gap=1")
        #expect(talk.shown() == ["Some of what was said in #lobby meanwhile may no longer be kept."])
    }

    /// A server that was one of those that know `since`, and is another now.
    @Test(arguments: ["ERR c1 usage :/join ROOM", "ERR c1 bad-room room=since=5 :no"])
    func aServerThatRefusesSinceIsAskedInTheOldWay(refusal: String) {
        var talk = Talk.ready(keys: Self.keys)
        talk.conversation.lost()
        talk.connect(keys: Self.keys)
        talk.hear(refusal)
        #expect(talk.sent() == ["@c2 /join #lobby"])
        talk.hear("OK c2 room=#lobby members=1")
        #expect(talk.sent() == ["@c3 /names #lobby", "@c4 /history #lobby since=5"])
        talk.hear("ROW c4 " + Talk.said(6, "bob", "missed"), "OK c4 room=#lobby count=1")
        #expect(talk.shown().count == 1)
        #expect(talk.conversation.rooms[0].held == nil)
    }

    @Test func aServerThatIgnoresSinceIsAskedInTheOldWay() {
        var talk = Talk.ready(keys: Self.keys)
        talk.conversation.lost()
        talk.connect(keys: Self.keys)
        talk.hear("OK c1 room=#lobby members=1")
        #expect(talk.sent() == ["@c2 /names #lobby", "@c3 /history #lobby since=5"])
    }

    // MARK: How a server takes its leave

    @Test func aFarewellIsKept() {
        var talk = Talk.ready()
        talk.hear("BYE \(Talk.stamp) shutting-down retry=7 :the server is ending")
        #expect(talk.shown() == ["!! shutting-down: the server is ending"])
        #expect(talk.conversation.farewell == Conversation.Farewell(code: "shutting-down", retry: 7))
        talk.conversation.lost()
        #expect(talk.conversation.farewell?.retry == 7)
        talk.connect()
        #expect(talk.conversation.farewell == nil)
    }

    @Test(arguments: [
        ("replaced", true), ("banned", true), ("killed", true), ("shutting-down", false), ("moved-house", false),
        ("idle", false),
    ])
    func whoWasPutOutDoesNotComeBackByItself(code: String, isForGood: Bool) {
        var talk = Talk.ready()
        talk.hear("BYE \(Talk.stamp) \(code) :words")
        #expect(talk.conversation.farewell?.isForGood == isForGood)
        #expect(talk.shown() == ["!! \(code): words"])
    }
}
