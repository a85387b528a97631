import Testing

@testable import partyline

@Suite struct HandshakeTests {
    @Test func greetingIsShownUntilTheWireBegins() {
        var talk = Talk()
        talk.conversation.begin()
        #expect(talk.sent() == ["/wire 1"])
        talk.hear(
            "*** partyline/1 test. You are guest1.", "-- 19:58 <ann> earlier", "<ann> OK - proto=1", "*** #lobby: ann")
        #expect(talk.shown() == ["*** partyline/1 test. You are guest1.", "*** #lobby: ann"])
        #expect(!talk.conversation.isReady)
        talk.hear("OK - proto=1 nick=guest1 room=#lobby server=test max-line=2048")
        #expect(talk.conversation.takeOutputs().contains(.ready))
        #expect(talk.conversation.nick == "guest1" && talk.conversation.currentRoom == "#lobby")
        talk.hear("*** not of the wire")
        #expect(talk.shown() == [])
    }

    @Test func wishesAreSentAndAnswered() {
        var talk = Talk(nick: "bot", rooms: ["#a", "b"])
        talk.conversation.begin()
        // At once, so that nobody sees a guest come.
        #expect(talk.sent() == ["/wire 1", "@c1 /nick bot"])
        talk.hear("OK - proto=1 nick=guest1 server=test")
        #expect(talk.sent() == [])
        #expect(talk.conversation.awaitsAnswer)
        talk.hear("OK c1 nick=bot")
        #expect(talk.conversation.takeOutputs().suffix(2) == [.send("@c2 /join #a"), .send("@c3 /join b")])
        talk.hear("OK c2 room=#a members=1", "ERR c3 too-many-rooms :no")
        #expect(talk.rest() == [.answered(refused: false), .answered(refused: true)])
        #expect(!talk.conversation.awaitsAnswer)
        #expect(talk.conversation.nick == "bot" && talk.conversation.rooms.map(\.name) == ["#a"])
    }

    @Test func aFullServerSaysWhy() {
        var talk = Talk()
        talk.conversation.begin()
        talk.hear("!! server-full: try later")
        #expect(talk.shown() == ["!! server-full: try later"])
    }

    @Test func anotherProtocolIsRefused() {
        var talk = Talk()
        talk.conversation.begin()
        talk.hear("ERR - no-proto :it speaks 2")
        #expect(talk.rest() == [.hangUp("it speaks 2")])
    }
}

@Suite struct ConversationTests {
    @Test func ownLinesAreShownWhereTheServerTookThem() {
        var talk = Talk.ready()
        talk.say("hi")
        #expect(talk.sent() == ["@1 hi"])
        talk.hear(Talk.said(1, "ann", "first"), "OK 1 id=2 time=\(Talk.stamp)", Talk.said(3, "ann", "last"))
        #expect(talk.shown() == ["<ann> first", "<guest1> hi", "<ann> last"])
    }

    @Test(arguments: [
        ("//who is it", "OK 1 id=2 time=\(Talk.stamp)", "<guest1> /who is it"),
        ("/me waves", "OK 1 id=2 time=\(Talk.stamp)", "* guest1 waves"),
        ("/msg ann psst  you", "OK 1 id=2 time=\(Talk.stamp)", "[-> ann] psst  you"),
        ("/W ann psst", "OK 1 id=2 time=\(Talk.stamp)", "[-> ann] psst"),
        ("/nick cy", "OK 1 nick=cy", "-- you are now cy"),
        ("/nick", "OK 1 nick=guest1", "-- you are guest1"),
        ("/part", "OK 1 room=#lobby", "-- you left #lobby; you are in no room"),
        ("/join #b", "OK 1 room=#b members=1", "-- you joined #b"),
        ("/topic cakes", "OK 1 room=#lobby id=2 time=\(Talk.stamp)", "-- the topic of #lobby is now: cakes"),
        ("/topic #lobby -", "OK 1 room=#lobby id=2 time=\(Talk.stamp)", "-- the topic of #lobby is cleared"),
        ("/topic", "OK 1 room=#lobby", "-- #lobby has no topic"),
        ("/away lunch", "OK 1", "-- you are away: lunch"),
        ("/rooms zz", "OK 1 count=0 total=0", "-- none"),
        ("/who", "OK 1 count=500 total=900", "-- 500 of 900"),
        ("/say  hi", "OK 1 id=2 time=\(Talk.stamp)", "<guest1> hi"),
        ("/say nonce=0123456789abcdef hi", "OK 1 id=2 time=\(Talk.stamp)", "<guest1> hi"),
        ("/m ann psst", "OK 1 id=2 time=\(Talk.stamp)", "[-> ann] psst"),
        ("/dm nonce=0123456789abcdef ann psst", "OK 1 id=2 time=\(Talk.stamp)", "[-> ann] psst"),
        ("/ j #b", "OK 1 room=#b members=1", "-- you joined #b"),
        ("/ignore bob", "OK 1", "-- bob is ignored"),
        ("/ignore", "OK 1", "-- nobody is ignored"),
        ("/uptime", "OK 1 seconds=7300", "-- the server has been up for 2 h"),
        ("/version", "OK 1 version=1.2 proto=1", "-- the server is partyline 1.2, protocol 1"),
        ("/quiet on", "OK 1 quiet=on", "-- quiet is on"),
        ("/later", "OK 1", "-- done"),
        ("/history", "OK 1 room=#lobby count=0", "-- nothing was said"),
        ("/frob", "ERR 1 unknown-command :/frob", "!! unknown-command: /frob"),
    ]) func answers(line: String, answer: String, shown: String) {
        var talk = Talk.ready()
        talk.say(line)
        talk.hear(answer)
        #expect(talk.shown() == [shown])
    }

    @Test(arguments: [
        ("ROW 1 names #lobby ann bob", "-- #lobby: ann, bob"),
        ("ROW 1 room #lobby members=4 :cakes", "-- #lobby (4): cakes"),
        ("ROW 1 who ann idle=70 rooms=#a,#b away=1 :lunch", "-- ann: idle 1 min, in #a #b, away (lunch)"),
        ("ROW 1 away ann :lunch", "-- ann is away: lunch"), ("ROW 1 ignored ann", "-- ann is ignored"),
        ("ROW 1 help join :ROOM: enters a room", "-- /join ROOM                enters a room"),
        ("ROW 1 help /back :says that you are back", "-- /back                     says that you are back"),
        ("ROW 1 motd :Welcome", "-- Welcome"), ("ROW 1 later x y=1 :z", "-- later x y=1 z"),
    ]) func rows(row: String, shown: String) {
        var talk = Talk.ready()
        talk.say("/x")
        talk.hear(row)
        #expect(talk.shown() == [shown])
    }

    @Test(arguments: [
        ("ACT 1 \(Talk.stamp) #lobby ann :waves", "* ann waves"), ("MSG 1 \(Talk.stamp) #b ann :hi", "#b <ann> hi"),
        ("DM 1 \(Talk.stamp) ann :psst", "[ann] psst"), ("DM 1 \(Talk.stamp) guest1 to=ann :psst", "[-> ann] psst"),
        ("JOIN \(Talk.stamp) #lobby ann", "*** ann joined #lobby"),
        ("PART \(Talk.stamp) #lobby ann :bye", "*** ann left #lobby (bye)"),
        ("QUIT \(Talk.stamp) ann", "*** ann quit"), ("NICK \(Talk.stamp) ann anna", "*** ann is now anna"),
        ("TOPIC \(Talk.stamp) #lobby ann id=1 :cakes", "*** ann set the topic of #lobby: cakes"),
        ("TOPIC \(Talk.stamp) #lobby ann id=1 :", "*** ann cleared the topic of #lobby"),
        ("AWAY \(Talk.stamp) ann :lunch", "*** ann is away (lunch)"), ("AWAY \(Talk.stamp) ann", "*** ann is back"),
        ("BYE \(Talk.stamp) shutting-down retry=5 :until soon", "!! shutting-down: until soon"),
        ("BYE \(Talk.stamp) replaced :you are here from elsewhere", "!! replaced: you are here from elsewhere"),
        ("ERR - no-tag near=x :what", "!! no-tag: what"),
        ("NOTE \(Talk.stamp) :ending soon", "*** ending soon"), ("ERR - shutting-down :bye", "!! shutting-down: bye"),
    ]) func events(line: String, shown: String) {
        var talk = Talk.ready()
        talk.hear(line)
        #expect(talk.shown() == [shown])
    }

    @Test func theCurrentRoomIsTheOneLastJoinedOrNamed() {
        var talk = Talk.ready(rooms: ["#a", "#b"])
        talk.hear("OK c1 room=#a members=1", "OK c2 room=#b members=1")
        #expect(talk.conversation.currentRoom == "#b")
        talk.say("/msg #A hi")
        talk.hear("OK 1 id=9 time=\(Talk.stamp)")
        #expect(talk.conversation.currentRoom == "#a")
        talk.say("/part")
        talk.hear("OK 2 room=#a")
        #expect(talk.conversation.currentRoom == "#b")
        talk.say("/join lobby")
        talk.hear("OK 3 room=#lobby members=1")
        #expect(talk.conversation.currentRoom == "#lobby")
    }

    @Test func whenTheCurrentRoomIsLeftTheLastJoinedIsNext() {
        var talk = Talk.ready(rooms: ["#a", "#b"])
        talk.hear("OK c1 room=#a members=1", "OK c2 room=#b members=1")
        for (number, room) in [(1, "#b"), (2, "#lobby"), (3, "#a")] {
            talk.say("/msg \(room) hi")
            talk.hear("OK \(number) id=9 time=\(Talk.stamp)")
        }
        talk.say("/part")
        talk.hear("OK 4 room=#a")
        #expect(talk.conversation.currentRoom == "#b")
    }

    @Test func membersAreKept() {
        var talk = Talk.ready(context: true)
        talk.hear("ROW c1 names #lobby ann Bob", "OK c1 room=#lobby count=2", "JOIN \(Talk.stamp) #lobby cy")
        #expect(talk.conversation.rooms[0].nicks == ["ann", "Bob", "cy"])
        talk.hear("NICK \(Talk.stamp) ANN zoe", "QUIT \(Talk.stamp) cy", "PART \(Talk.stamp) #lobby bob")
        #expect(talk.conversation.rooms[0].nicks == ["zoe"])
    }

    @Test func whatIsSaidDuringTheHistoryComesAfterItAndOnce() {
        var talk = Talk(context: true)
        talk.conversation.begin()
        talk.hear("OK - proto=1 nick=guest1 room=#lobby")
        #expect(talk.sent() == ["/wire 1", "@c1 /names #lobby", "@c2 /history #lobby 10"])
        talk.hear(
            Talk.said(3, "bob", "three"), "ROW c2 " + Talk.said(2, "ann", "two"),
            "ROW c2 " + Talk.said(3, "bob", "three"),
            Talk.said(4, "bob", "four"), "OK c2 room=#lobby count=2")
        let shown = talk.shown()
        #expect(
            shown.map { $0.split(separator: "<").last.map(String.init) } == ["ann> two", "bob> three", "bob> four"])
        #expect(shown[0].hasPrefix("-- ") && shown[2].hasPrefix("<"))
    }

    @Test func whatIsSaidBeforeTheLastMessagesIsNotLost() {
        var talk = Talk.ready(context: true)
        talk.hear(Talk.said(3, "bob", "three"), Talk.said(4, "bob", "four"), "OK c1 room=#lobby")
        talk.hear("ROW c2 " + Talk.said(4, "bob", "four"), "ROW c2 " + Talk.said(5, "bob", "five"))
        talk.hear("OK c2 room=#lobby count=2")
        #expect(talk.shown().map { $0.split(separator: "> ").last } == ["three", "four", "five"])
    }

    @Test func echoedLinesAreShownOnce() {
        var talk = Talk.ready()
        talk.say("/echo on")
        talk.hear("OK 1 echo=on")
        talk.say("hi")
        talk.hear("OK 2 id=5 time=\(Talk.stamp)", Talk.said(5, "guest1", "hi"))
        #expect(talk.shown() == ["-- echo is on", "<guest1> hi"])
    }

    @Test func attentionIsWantedByNameAndInPrivate() {
        var talk = Talk.ready()
        talk.hear(Talk.said(1, "ann", "hi Guest1!"))
        #expect(talk.rest() == [.bell])
        talk.hear("DM 2 \(Talk.stamp) ann :psst")
        #expect(talk.rest() == [.bell])
        talk.hear(Talk.said(3, "ann", "hi guest11 and xguest1 and éguest1"))
        #expect(talk.rest() == [])
    }

    @Test func aListThatGoesOnSaysHow() {
        var talk = Talk.ready()
        talk.say("/who")
        talk.hear("ROW 1 who ann idle=1", "ROW 1 who bob idle=1", "OK 1 count=2 total=3 more=1")
        #expect(talk.shown().last == "-- 2 of 3; the same with after=bob lists more")
    }

    @Test func roomsThatWereSeenAreKnown() {
        var talk = Talk.ready()
        talk.say("/rooms")
        talk.hear(
            "ROW 1 room #a members=4 :cakes", "ROW 1 room #B members=1", "ROW 1 room nonsense members=1",
            "OK 1 count=2 total=2")
        talk.say("/who")
        talk.hear("ROW 2 who ann idle=1 rooms=#c,#b", "OK 2 count=1")
        #expect(talk.conversation.knownRooms == ["#b", "#c", "#a"])
    }

    /// A server that lets few lines wait is sent no more of them at once.
    @Test(arguments: [("", 8), ("waiting=3", 3), ("waiting=0", 1), ("waiting=100", 8)])
    func asManyLinesAreOnTheirWayAsTheServerLetsWait(key: String, count: Int) {
        var talk = Talk.ready(keys: key)
        for number in 1...20 { talk.say("line \(number)") }
        #expect(talk.sent() == (1...count).map { "@\($0) line \($0)" })
    }

    @Test func aLineThatSlowDownRefusesIsNamed() {
        var talk = Talk.ready()
        talk.say("one")
        talk.hear("ERR 1 slow-down retry=1 :no")
        #expect(talk.shown() == ["!! slow-down: no", "This was not sent: one"])
    }

    /// Who asks for what can't be done now is told when to ask again; of a command, which may have a password in it, no more than its verb.
    @Test func whatCantBeDoneNowIsToldWithItsTime() {
        var talk = Talk.ready()
        talk.say("one")
        talk.say("/history #room 10")
        talk.say("/version")
        talk.hear("ERR 1 not-now retry=5 :no", "ERR 2 not-now retry=120 :no", "ERR 3 not-now :no")
        #expect(
            talk.shown() == [
                "!! not-now: no", "This was not sent; try again in 5 s: one",
                "!! not-now: no", "/history was not carried out; try again in 2 min.",
                "!! not-now: no", "/version was not carried out; try again later.",
            ])
    }

    /// What is pasted is said as it is, and taken for what it looks like by nobody.
    @Test(arguments: [
        ("/quit", "//quit"), ("//x", "///x"), ("a", "a"), (" /me b", " /me b"), ("\u{200B}/quit", "//quit"),
        ("/", "//"),
    ])
    func whatIsSaidIsNoCommand(text: String, sent: String) {
        var talk = Talk.ready()
        talk.conversation.say(text)
        #expect(talk.sent() == ["@1 " + sent])
        talk.hear("OK 1 id=2 time=\(Talk.stamp)")
        #expect(talk.shown() == ["<guest1> " + text.replacing("\u{200B}", with: "")])
    }

    @Test func pingsAreAnswered() {
        var talk = Talk.ready()
        talk.hear("PING abc")
        #expect(talk.sent() == ["@- /pong abc"])
    }

    @Test func linesAreCleanedAndBounded() {
        var talk = Talk.ready()
        talk.say("a\u{1B}[2J\u{202E}b\tc")
        talk.say("\u{200B}")
        talk.say(String(repeating: "x", count: 2046))
        #expect(talk.conversation.takeOutputs().contains(.answered(refused: true)))
        talk.say(String(repeating: "x", count: 2045))
        #expect(talk.sent() == ["@2 " + String(repeating: "x", count: 2045)])
    }
}
