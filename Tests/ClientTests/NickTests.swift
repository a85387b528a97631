import Testing

@testable import partyline

/// The nick that the user wants, and who else has it.
@Suite struct NickTests {
    /// As guest4, while somebody is ann.
    static func refused() -> Talk {
        var talk = Talk.ready(nick: "ann")
        talk.hear("ERR c1 nick-in-use nick=ann :ann is taken")
        _ = talk.sent()
        return talk
    }

    @Test func aWishIsTriedForAgainQuietly() {
        var talk = Talk.ready(nick: "ann")
        talk.hear("ERR c1 nick-in-use nick=ann :ann is taken")
        #expect(
            talk.shown() == [
                "!! nick-in-use: ann is taken", "You are guest1 until ann is free, or you take another by /nick.",
            ])
        #expect(talk.conversation.wantedNick == "ann" && talk.conversation.nick == "guest1")
        talk.conversation.retryNick()
        #expect(talk.sent() == ["@c2 /nick ann"])
        talk.hear("ERR c2 nick-in-use nick=ann :ann is taken")
        #expect(talk.shown() == [])
        talk.conversation.retryNick()
        talk.hear("OK c3 nick=ann")
        #expect(talk.shown() == ["-- you are now ann"])
        #expect(talk.conversation.wantedNick == nil && talk.conversation.nick == "ann")
    }

    @Test(arguments: ["QUIT \(Talk.stamp) Ann :ping timeout", "NICK \(Talk.stamp) ANN zoe"])
    func itIsTriedAtOnceWhenTheOtherGivesItUp(line: String) {
        var talk = Self.refused()
        talk.hear(line)
        #expect(talk.sent() == ["@c2 /nick ann"])
        // Once.
        talk.conversation.retryNick()
        #expect(talk.sent() == [])
    }

    @Test(arguments: [
        "QUIT \(Talk.stamp) bob", "NICK \(Talk.stamp) bob ann", "PART \(Talk.stamp) #lobby ann",
        "JOIN \(Talk.stamp) #lobby ann",
    ])
    func whatOthersDoIsNoReason(line: String) {
        var talk = Self.refused()
        talk.hear(line)
        #expect(talk.sent() == [])
    }

    @Test func whoTakesAnotherWantsTheOldOneNoMore() {
        var talk = Self.refused()
        talk.say("/nick cy")
        // Nor is it tried for while the other may be had.
        talk.conversation.retryNick()
        #expect(talk.sent() == ["@1 /nick cy"])
        talk.hear("OK 1 nick=cy", "QUIT \(Talk.stamp) ann")
        #expect(talk.conversation.wantedNick == nil)
        #expect(talk.sent() == [])
    }

    @Test func whoIsRefusedAnotherStillWantsTheOldOne() {
        var talk = Self.refused()
        talk.say("/nick bob")
        talk.say("/nick")
        talk.hear("ERR 1 nick-in-use nick=bob :bob is taken", "OK 2 nick=guest1")
        _ = talk.sent()
        talk.hear("QUIT \(Talk.stamp) ann")
        #expect(talk.sent() == ["@c2 /nick ann"])
    }

    @Test func aNickThatMayNotBeHadIsNotTriedFor() {
        var talk = Talk.ready(nick: "ann")
        talk.hear("ERR c1 bad-nick nick=ann :not that")
        #expect(talk.shown() == ["!! bad-nick: not that"])
        #expect(talk.conversation.wantedNick == nil)
    }

    @Test func aBreakChangesNothing() {
        var talk = Self.refused()
        talk.conversation.lost()
        talk.conversation.begin()
        #expect(talk.sent() == ["/wire 1", "@c2 /nick ann"])
        talk.hear("OK - proto=1 nick=guest9 room=#lobby", "ERR c2 nick-in-use nick=ann :ann is taken")
        // It was told.
        #expect(talk.shown() == [])
        #expect(talk.conversation.wantedNick == "ann" && talk.conversation.nick == "guest9")
    }

    @Test func aChoiceOutlastsABreak() {
        var talk = Self.refused()
        talk.say("/nick cy")
        talk.hear("OK 1 nick=cy")
        talk.conversation.lost()
        _ = talk.sent()
        talk.conversation.begin()
        #expect(talk.sent() == ["/wire 1", "@c2 /nick cy"])
    }

    // MARK: Scripts

    @Test func whoInsistsSaysNothingUnderAnotherName() {
        var talk = Talk(nick: "ann", rooms: ["#b"], insists: true)
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby", "ERR c1 nick-in-use nick=ann :ann is taken")
        let outputs = talk.conversation.takeOutputs()
        #expect(outputs.suffix(2) == [.answered(refused: true), .wishRefused("the nick ann is not to be had")])
        #expect(!outputs.contains { if case .send(let line) = $0 { line.contains("/join") } else { false } })
    }

    @Test func whoInsistsSaysNothingInAnotherRoom() {
        var talk = Talk(rooms: ["#b", "#c"], insists: true)
        talk.connect()
        talk.hear("ERR c1 need-key room=#b :no")
        #expect(talk.conversation.takeOutputs().last == .wishRefused("#b can't be joined"))
    }
}
