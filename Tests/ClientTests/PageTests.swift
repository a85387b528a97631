import Testing

@testable import partyline

/// Answers of several pages.
@Suite struct PageTests {
    @Test func aSearchGoesOn() {
        var talk = Talk.ready()
        talk.say("/search more")
        #expect(talk.shown() == ["!! usage: there is no more of it; /search asks anew"])
        talk.say("/search the kettle in:#tea")
        talk.hear("ROW 1 " + Talk.said(9, "bob", "the kettle", room: "#lobby"), "OK 1 count=1 more=77")
        let shown = talk.shown()
        // Wherever one is, it is told where that was said.
        #expect(shown.first?.hasSuffix("#lobby <bob> the kettle") == true)
        #expect(shown.last == "-- 1 found; /search more goes on")
        talk.say("/search MORE")
        #expect(talk.sent() == ["@2 /search the kettle in:#tea cursor=77"])
        talk.hear("OK 2 count=1 more=55")
        talk.say("/search more")
        #expect(talk.sent() == ["@3 /search the kettle in:#tea cursor=55"])
        talk.hear("OK 3 count=0")
        #expect(talk.shown() == ["-- nothing was found"])
        talk.say("/search more")
        #expect(talk.shown().first?.hasPrefix("!! usage") == true)
    }

    @Test(arguments: [
        ("/history", "/history #lobby before=5"), ("/history 2", "/history #lobby 2 before=5"),
        ("/history lobby 2", "/history #lobby 2 before=5"), ("/history #lobby before=9", "/history #lobby before=5"),
        ("/history #lobby since=1 2", "/history #lobby 2 since=6"),
        ("/history since=1 before=9", "/history #lobby before=9 since=6"),
    ]) func aHistoryGoesOn(line: String, next: String) {
        var talk = Talk.ready()
        talk.say(line)
        _ = talk.sent()
        talk.hear("ROW 1 " + Talk.said(5, "bob", "x"), "ROW 1 " + Talk.said(6, "bob", "y"))
        talk.hear("OK 1 room=#lobby count=2 more=1")
        #expect(talk.shown().last == "-- /history more goes on")
        talk.say("/history more")
        #expect(talk.sent() == ["@2 \(next)"])
    }

    /// A room may be called so.
    @Test func aRoomOfThatNameIsARoom() {
        var talk = Talk.ready(rooms: ["#more"])
        talk.hear("OK c1 room=#more members=1")
        _ = talk.sent()
        talk.say("/history more")
        #expect(talk.sent() == ["@1 /history more"])
    }

    @Test func theClientsOwnCommandsAreInTheHelp() {
        var talk = Talk.ready()
        talk.say("/help")
        talk.hear("ROW 1 help /me :TEXT: says what you do", "OK 1")
        #expect(talk.shown().last?.hasPrefix("-- /remember [off]") == true)
        talk.say("/help /remember")
        #expect(talk.sent() == [])
        talk.say("/help remember")
        #expect(talk.shown().count == 1)
    }
}
