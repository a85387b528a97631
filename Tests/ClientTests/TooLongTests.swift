import Testing

@testable import partyline

/// A server that has come to take shorter lines does not know the tag of one that is too long.
@Suite struct TooLongTests {
    @Test func itAnswersTheFirstLineWithoutAnAnswer() {
        var talk = Talk.ready(nick: "ann")
        talk.say(String(repeating: "x", count: 500))
        talk.say("after")
        talk.hear("OK c1 nick=ann", "ERR - too-long :100 bytes at most")
        #expect(talk.rest() == [.answered(refused: false), .answered(refused: true)])
        #expect(talk.conversation.awaitsAnswer)
        talk.hear("OK 2 id=1 time=\(Talk.stamp)")
        #expect(talk.shown() == ["<ann> after"])
        #expect(!talk.conversation.awaitsAnswer)
    }

    @Test func withoutALineItIsShown() {
        var talk = Talk.ready()
        talk.hear("ERR - too-long :what?")
        #expect(talk.shown() == ["!! too-long: what?"])
        #expect(talk.rest() == [])
    }
}
