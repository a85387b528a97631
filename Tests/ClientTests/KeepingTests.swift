import Testing

@testable import partyline

/// What is typed while the connection breaks, or is broken: each line is said once, or named.
@Suite struct KeepingTests {
    static let capable = "id=5 caps=nonce"

    /// Whatever is asked on the client's own account is answered with success.
    private static func settle(_ talk: inout Talk) -> [String] {
        var users: [String] = []
        while true {
            let lines = talk.sent()
            guard !lines.isEmpty else { return users }
            for line in lines where line.hasPrefix("@") {
                let words = line.split(separator: " ").map(String.init)
                let tag = String(words[0].dropFirst())
                guard tag.hasPrefix("c") else {
                    users.append(line)
                    continue
                }
                switch words[1] {
                case "/nick": talk.hear("OK \(tag) nick=\(words[2])")
                default: talk.hear("OK \(tag) room=\(words[2]) members=1 id=9 count=0")
                }
            }
        }
    }

    private static func reconnect(_ talk: inout Talk, keys: String = "") -> [String] {
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby server=test" + (keys.isEmpty ? "" : " " + keys))
        return settle(&talk)
    }

    @Test func twoLinesTypedWithoutAConnectionAreTwoLines() {
        var talk = Talk.ready()
        talk.conversation.lost()
        talk.say("one")
        talk.say("/me waves")
        talk.conversation.say("/two")
        #expect(talk.sent() == [])
        #expect(Self.reconnect(&talk) == ["@1 one", "@2 /me waves", "@3 //two"])
    }

    @Test func whatWaitedAtABreakIsKept() {
        var talk = Talk.ready()
        for number in 1...10 { talk.say("line \(number)") }
        _ = talk.sent()
        talk.conversation.lost()
        #expect(talk.shown() == (1...8).map { "It is not known whether this was sent: line \($0)" })
        #expect(Self.reconnect(&talk) == ["@9 line 9", "@10 line 10"])
    }

    @Test func whatWaitsForRoomsAtAnotherBreakIsKept() {
        var talk = Talk.ready(rooms: ["#b"])
        talk.hear("OK c1 room=#b members=1")
        talk.conversation.lost()
        talk.connect()
        talk.say("too early")
        #expect(talk.sent() == [])
        talk.conversation.lost()
        #expect(talk.shown() == [])
        #expect(Self.reconnect(&talk) == ["@1 too early"])
    }

    @Test func aLineThatMayHaveBeenSaidIsSentAgainByItsName() {
        var talk = Talk.ready(keys: Self.capable)
        talk.say("one")
        talk.say("/me waves")
        talk.say("/msg ann psst")
        talk.say("/w #lobby hi")
        talk.conversation.say("/quit")
        let lines = [
            "@1 /say nonce=nonce1 one", "@2 /me nonce=nonce2 waves", "@3 /msg nonce=nonce3 ann psst",
            "@4 /msg nonce=nonce4 #lobby hi",
            "@5 /say nonce=nonce5 /quit",
        ]
        #expect(talk.sent() == lines)
        talk.hear("OK 1 id=6 time=\(Talk.stamp)")
        talk.conversation.lost()
        #expect(talk.shown() == ["<guest1> one"])
        let again = Self.reconnect(&talk, keys: Self.capable)
        #expect(again.map { $0.drop { $0 != " " } } == lines.dropFirst().map { $0.drop { $0 != " " } })
        #expect(Set(again.map { $0.prefix { $0 != " " } }).count == 4)
    }

    @Test func aLineThatWasSaidBeforeIsShownOnce() {
        var talk = Talk.ready(nick: "ann", keys: Self.capable)
        talk.hear("OK c1 nick=ann")
        talk.say("mine")
        talk.say("/msg bob psst")
        talk.conversation.lost()
        talk.conversation.begin()
        _ = talk.shown()
        talk.hear("OK - proto=1 nick=guest4 room=#lobby " + Self.capable)
        #expect(talk.sent() == ["@c3 /join #lobby since=5"])
        talk.hear(
            "OK c2 nick=ann", "ROW c3 " + Talk.said(7, "ann", "mine"), "ROW c3 " + Talk.said(8, "bob", "his"),
            "OK c3 room=#lobby members=2 id=8 count=2")
        #expect(talk.shown().map { $0.drop { $0 != "<" } } == ["<ann> mine", "<bob> his"])
        talk.hear("OK 3 id=7 time=\(Talk.stamp) again=1", "OK 4 id=3 time=\(Talk.stamp) again=1")
        #expect(talk.shown() == ["[-> bob] psst"])
    }

    @Test func aLineThatWasNotSaidIsShownWhenItIs() {
        var talk = Talk.ready(keys: Self.capable)
        talk.say("mine")
        talk.conversation.lost()
        _ = Self.reconnect(&talk, keys: Self.capable)
        talk.hear("OK 2 id=12 time=\(Talk.stamp)")
        #expect(talk.shown() == ["<guest1> mine"])
    }

    /// Of what a server without nonces may have said the user is told.
    @Test func withoutNoncesItIsNamed() {
        var talk = Talk.ready()
        talk.say("did it arrive?")
        talk.say("/topic cakes")
        talk.say("/names")
        talk.say("/login ann hunter22")
        talk.conversation.lost()
        #expect(
            talk.shown() == [
                "It is not known whether this was sent: did it arrive?",
                "It is not known whether this was carried out: /topic cakes",
                "It is not known whether this was carried out: /login",
            ])
        // What only asks is asked again.
        #expect(Self.reconnect(&talk) == ["@5 /names"])
    }

    @Test func aServerThatHasLostItsNoncesIsNotSentThem() {
        var talk = Talk.ready(keys: Self.capable)
        talk.say("mine")
        talk.conversation.lost()
        talk.conversation.begin()
        _ = talk.shown()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby")
        #expect(talk.shown() == ["It is not known whether this was sent: mine"])
        #expect(Self.settle(&talk) == [])
    }

    /// Commands drop the spaces before their text, which a pasted program wants.
    @Test func aLineThatBeginsWithSpacesHasNoName() {
        var talk = Talk.ready(keys: Self.capable)
        talk.conversation.say("    indented")
        #expect(talk.sent() == ["@1     indented"])
        talk.conversation.lost()
        #expect(talk.shown() == ["It is not known whether this was sent:     indented"])
    }

    @Test func aLineWithoutRoomForItsNameHasNone() {
        var talk = Talk.ready(keys: Self.capable)
        let long = String(repeating: "x", count: 2040)
        talk.say(long)
        #expect(talk.sent() == ["@1 " + long])
    }

    @Test func whoDoesNotComeBackNamesNoLines() {
        var talk = Talk.ready(comesBack: false, keys: Self.capable)
        talk.say("hi")
        #expect(talk.sent() == ["@1 hi"])
    }

    @Test func aNonceOfTheUsersStays() {
        var talk = Talk.ready(keys: Self.capable)
        talk.say("/say nonce=0123456789abcdef hi")
        #expect(talk.sent() == ["@1 /say nonce=0123456789abcdef hi"])
    }

    // MARK: Rooms

    @Test func aRoomIsEnteredBeforeWhatIsSaidThere() {
        var talk = Talk.ready(keys: Self.capable)
        talk.say("/join #b")
        talk.say("for b")
        talk.conversation.lost()
        #expect(talk.shown() == [])
        #expect(Self.reconnect(&talk, keys: Self.capable) == ["@3 /join #b", "@4 /say nonce=nonce1 for b"])
    }

    /// It is not known in which room it would be.
    @Test func nothingIsSaidInAnotherRoom() {
        var talk = Talk.ready(rooms: ["#b"], keys: Self.capable)
        talk.hear("OK c1 room=#b members=1 id=0")
        _ = talk.shown()
        talk.say("/part")
        talk.say("for the lobby")
        talk.say("/msg #b for b")
        talk.say("for b, too")
        talk.conversation.lost()
        #expect(
            talk.shown() == [
                "It is not known whether this was carried out: /part",
                "It is not known whether this was sent: for the lobby",
            ])
        let again = Self.reconnect(&talk, keys: Self.capable)
        #expect(again == ["@5 /msg nonce=nonce2 #b for b", "@6 /say nonce=nonce3 for b, too"])
    }

    @Test func whatIsForARoomThatIsGoneIsNamed() {
        var talk = Talk.ready(rooms: ["#b"])
        talk.hear("OK c1 room=#b members=1")
        talk.conversation.lost()
        talk.say("for b")
        talk.say("/msg #lobby for the lobby")
        talk.say("for the lobby, too")
        talk.connect()
        talk.hear("ERR c2 too-many-rooms :no")
        var after = talk
        #expect(
            after.shown() == ["!! too-many-rooms: no", "You are no longer in #b.", "This was not sent: for b"])
        #expect(Self.settle(&talk) == ["@1 /msg #lobby for the lobby", "@2 for the lobby, too"])
    }

    // MARK: Bounds

    @Test func whatIsKeptIsBounded() {
        var talk = Talk.ready()
        talk.conversation.lost()
        for number in 1...(Conversation.mostKept + 2) { talk.say("line \(number)") }
        #expect(talk.shown() == [1001, 1002].map { "Not kept, as 1000 lines wait already: line \($0)" })
    }

    /// A long paste, say, that the user has thought better of.
    @Test func whatWaitsCanBeDropped() {
        var talk = Talk.ready()
        for number in 1...20 { talk.say("line \(number)") }
        _ = talk.sent()
        var other = talk
        let isDropped = talk.conversation.dropWaiting()
        #expect(isDropped)
        #expect(
            talk.shown() == [9, 10, 11].map { "This was not sent: line \($0)" } + ["Nor were 9 more."])
        let isDroppedAgain = talk.conversation.dropWaiting()
        #expect(!isDroppedAgain)
        talk.hear("OK 1 id=6 time=\(Talk.stamp)")
        #expect(talk.sent() == [])
        _ = other.conversation.dropWaiting()
        other.hear("OK 1 id=6 time=\(Talk.stamp)")
        other.say("after")
        #expect(other.sent() == ["@9 after"])
    }

    @Test func whatIsNeverSentIsNamed() {
        var talk = Talk.ready(keys: Self.capable)
        talk.say("first")
        talk.conversation.lost()
        talk.say("second")
        talk.say("/me waves")
        talk.conversation.giveUp()
        #expect(
            talk.shown() == [
                "It is not known whether this was sent: first", "This was not sent: second",
                "This was not sent: /me waves",
            ])
        #expect(Self.reconnect(&talk) == [])
    }
}
