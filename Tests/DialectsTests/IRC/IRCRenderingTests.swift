import Testing

@testable import ChatCore
@testable import Dialects

@Suite("What IRC's readers read")
struct IRCRenderingTests {
    /// 2026-11-30T08:00:00.123Z
    private static let time: Int64 = 1_796_025_600_123_456
    private static let room: RoomName = "#tea"

    private func said(_ kind: Event.Kind, by source: Source? = .ann, isNotice: Bool = false) -> Event {
        Event(
            id: 42, time: IRCRenderingTests.time, room: IRCRenderingTests.room, kind, of: source?.account, by: source,
            isNotice: isNotice)
    }

    private func happened(_ kind: Event.Kind, by source: Source? = .ann, in room: RoomName? = room) -> Event {
        Event(time: IRCRenderingTests.time, room: room, kind, by: source)
    }

    // MARK: - What is said

    @Test("each class has its tags")
    func tags() {
        let event = said(.message(from: "ann", "hi there"))
        let line = ":ann!~ann@c-abc PRIVMSG #tea :hi there"
        let time = "time=2026-11-30T08:00:00.123Z"
        #expect(shown(event) == [line])
        #expect(shown(event, .time) == ["@\(time) " + line])
        #expect(shown(event, .account) == ["@account=ann " + line])
        #expect(shown(event, .timeAndAccount) == ["@\(time);account=ann " + line])
        #expect(shown(event, .all) == ["@\(time);msgid=42;account=ann " + line])
        #expect(shown(event, .allAndMultiline) == ["@\(time);msgid=42;account=ann " + line])
    }

    @Test("what the server says of somebody has no tags of theirs")
    func watched() {
        let online = happened(.online("tick"), by: .robot, in: nil)
        let line = ":irc.example 730 * :tick!~tick@c-0"
        #expect(shown(online, .timeAndAccount) == ["@time=2026-11-30T08:00:00.123Z " + line])
        #expect(shown(online, .all) == ["@time=2026-11-30T08:00:00.123Z " + line])
        #expect(shown(online, .account) == [line])
    }

    @Test("who is no account has no account tag, and a program has its own")
    func accounts() {
        let bob = said(.message(from: "bob", "hi"), by: .bob)
        #expect(shown(bob, .account) == [":bob!~line@c-def PRIVMSG #tea :hi"])
        #expect(
            shown(bob, .all) == ["@time=2026-11-30T08:00:00.123Z;msgid=42 :bob!~line@c-def PRIVMSG #tea :hi"])
        let robot = said(.message(from: "tick", "tock"), by: .robot)
        #expect(shown(robot, .timeAndAccount).first?.contains("bot") == false)
        #expect(
            shown(robot, .all) == [
                "@time=2026-11-30T08:00:00.123Z;msgid=42;account=tick;bot :tick!~tick@c-0 PRIVMSG #tea :tock"
            ])
    }

    @Test("what is for some of a room has their prefix, and requests of clients their marks")
    func somebodyAlone() {
        let event = Event(
            id: 42, time: IRCRenderingTests.time, room: IRCRenderingTests.room, .message(from: "ann", "psst"), by: .ann,
            toRank: .op)
        #expect(shown(event) == [":ann!~ann@c-abc PRIVMSG @#tea :psst"])
        let time = said(.signal(from: "ann", to: nil, "PING 1"))
        #expect(shown(time) == [":ann!~ann@c-abc PRIVMSG #tea :\u{1}PING 1\u{1}"])
        let answer = said(.signal(from: "ann", to: "bob", "PING 1"), isNotice: true)
        #expect(shown(answer) == [":ann!~ann@c-abc NOTICE bob :\u{1}PING 1\u{1}"])
    }

    @Test("an op may have voice besides")
    func voiceBeneath() {
        #expect(
            shown(happened(.voiceBeneath("bob", true, by: "ann"))) == [":ann!~ann@c-abc MODE #tea +v bob"])
        let members = [Occupant(.ann, .op, hasVoiceBeneath: true), Occupant(.bob, .voice)]
        func names(_ capabilities: Capabilities) -> [String] {
            answered(capabilities) { $0.putNames(of: "#tea", members, isSecret: false) }
        }
        #expect(names([]) == [":irc.example 353 ann = #tea :@ann +bob"])
        #expect(names(.multiPrefix) == [":irc.example 353 ann = #tea :@+ann +bob"])
    }

    @Test("real names, and what operators tell")
    func people() {
        #expect(shown(happened(.realName("ann", "Ann B."), in: nil)) == [":ann!~ann@c-abc SETNAME :Ann B."])
        #expect(shown(happened(.broadcast(by: "ann", "hear"), in: nil)) == [":ann!~ann@c-abc WALLOPS :hear"])
        let known = Source(nick: "ann", userHost: "~ann@c-abc", account: "ann", isBot: false, realName: "Ann B.")
        #expect(
            shown(happened(.join("ann"), by: known), extendedJoin: true)
                == [":ann!~ann@c-abc JOIN #tea ann :Ann B."])
    }

    @Test("messages, notices, actions and private ones")
    func kinds() {
        #expect(shown(said(.message(from: "ann", "hi"), isNotice: true)) == [":ann!~ann@c-abc NOTICE #tea :hi"])
        #expect(
            shown(said(.action(from: "ann", "waves"))) == [":ann!~ann@c-abc PRIVMSG #tea :\u{1}ACTION waves\u{1}"])
        #expect(shown(said(.message(from: "ann", ""))) == [":ann!~ann@c-abc PRIVMSG #tea :"])
        #expect(shown(said(.message(from: "ann", ":) x"))) == [":ann!~ann@c-abc PRIVMSG #tea ::) x"])
        let psst = Event(
            id: 7, time: IRCRenderingTests.time, .privateMessage(from: "ann", to: "bob", "psst", isCopy: true),
            of: "ann", by: .ann)
        #expect(
            shown(psst, .all) == [
                "@time=2026-11-30T08:00:00.123Z;msgid=7;account=ann :ann!~ann@c-abc PRIVMSG bob :psst"
            ])
    }

    @Test("of whom only a nick is known, the host is not")
    func unknown() {
        #expect(shown(said(.message(from: "eve", "hi"), by: nil)) == [":eve!~line@unknown PRIVMSG #tea :hi"])
    }

    // MARK: - What happens

    @Test("who comes and goes")
    func presence() {
        let bob: Source = .bob
        #expect(shown(happened(.join("ann"))) == [":ann!~ann@c-abc JOIN #tea"])
        #expect(shown(happened(.join("ann")), extendedJoin: true) == [":ann!~ann@c-abc JOIN #tea ann :ann"])
        #expect(shown(happened(.join("bob"), by: bob), extendedJoin: true) == [":bob!~line@c-def JOIN #tea * :bob"])
        #expect(
            shown(happened(.join("ann")), .all) == [
                "@time=2026-11-30T08:00:00.123Z;account=ann :ann!~ann@c-abc JOIN #tea"
            ])
        #expect(shown(happened(.part("ann", reason: nil))) == [":ann!~ann@c-abc PART #tea"])
        #expect(shown(happened(.part("ann", reason: "tea"))) == [":ann!~ann@c-abc PART #tea :tea"])
        #expect(shown(happened(.quit("ann", reason: "bye now"), in: nil)) == [":ann!~ann@c-abc QUIT :bye now"])
        #expect(shown(happened(.quit("ann", reason: nil), in: nil)) == [":ann!~ann@c-abc QUIT :Quit"])
        #expect(shown(happened(.merged("bob", into: "ann"), by: bob)) == [":bob!~line@c-def QUIT :logged in as ann"])
        #expect(shown(happened(.away("ann", note: "lunch"), in: nil)) == [":ann!~ann@c-abc AWAY :lunch"])
        #expect(shown(happened(.away("ann", note: nil), in: nil)) == [":ann!~ann@c-abc AWAY"])
        // The source of a change is who they are now.
        let ann = Source(nick: "anna", userHost: "~ann@c-abc", account: nil, isBot: false)
        #expect(shown(happened(.nick(old: "ann", new: "anna"), by: ann, in: nil)) == [":ann!~ann@c-abc NICK anna"])
    }

    @Test("what is changed in a room")
    func changes() throws {
        #expect(shown(said(.topic(by: "ann", "Tea only"))) == [":ann!~ann@c-abc TOPIC #tea :Tea only"])
        #expect(shown(said(.topic(by: "ann", ""))) == [":ann!~ann@c-abc TOPIC #tea :"])
        #expect(shown(happened(.kick("bob", by: "ann", reason: nil))) == [":ann!~ann@c-abc KICK #tea bob :ann"])
        #expect(shown(happened(.kick("bob", by: "ann", reason: "why"))) == [":ann!~ann@c-abc KICK #tea bob :why"])
        #expect(shown(happened(.invitation("bob", by: "ann"))) == [":ann!~ann@c-abc INVITE bob #tea"])
        var change = ModeChange()
        change.add(.inviteOnly)
        change.setLimit(30)
        change.add(.key)
        change.remove(.noOutside)
        #expect(shown(happened(.modes(by: "ann", change))) == [":ann!~ann@c-abc MODE #tea +ikl-n * 30"])
        let spam = try #require(MaskSubject("nick:spam*"))
        let mal = try #require(MaskSubject("account:mal"))
        let masks = MaskChange(.mute, [spam, mal], isSet: true)
        #expect(
            shown(happened(.masks(by: "ann", masks))) == [":ann!~ann@c-abc MODE #tea +bb m:spam*!*@* m:a:mal"])
        let gone = MaskChange(.exempt, [spam], isSet: false)
        #expect(shown(happened(.masks(by: "ann", gone))) == [":ann!~ann@c-abc MODE #tea -e spam*!*@*"])
    }

    @Test(
        "a rank takes the place of the one before",
        arguments: [
            (Rank.op, Rank.none, "+o bob"), (.voice, .none, "+v bob"), (.founder, .op, "+q-o bob bob"),
            (.op, .voice, "+o-v bob bob"), (.none, .op, "-o bob"), (.none, .voice, "-v bob"),
            (.op, .founder, "+o-q bob bob"), (.op, .op, "+o bob"), (.none, .none, "+"),
        ])
    func ranks(rank: Rank, old: Rank, expected: String) {
        #expect(
            shown(happened(.rank("bob", rank, by: "ann", was: old))) == [":ann!~ann@c-abc MODE #tea \(expected)"])
    }

    @Test("the server's own words")
    func words() {
        #expect(
            shown(happened(.notice("the server goes"), by: nil, in: nil)) == [":irc.example NOTICE * :the server goes"])
        #expect(shown(happened(.notice("hear"), by: nil)) == [":irc.example NOTICE #tea :hear"])
        #expect(
            shown(happened(.notice("hear"), by: nil, in: nil), .all)
                == ["@time=2026-11-30T08:00:00.123Z :irc.example NOTICE * :hear"])
        #expect(shown(happened(.notice(""), by: nil, in: nil)) == [":irc.example NOTICE * :"])
        let report = Event.Kind.report("mal", by: "ann", ids: [3, 4], "spam")
        #expect(shown(happened(report, by: nil)) == [":irc.example NOTICE * :ann reports mal in #tea: spam"])
        let bare = Event.Kind.report("mal", by: "ann", ids: [], "")
        #expect(shown(happened(bare, by: nil, in: nil)) == [":irc.example NOTICE * :ann reports mal"])
    }

    // MARK: - Classes

    @Test("classes are interned by what they are")
    func interning() {
        let renderings = Renderings()
        let ids = (0..<ReaderClass.count).map {
            renderings.intern(IRCRendering(ReaderClass(index: $0), server: "irc.example"))
        }
        #expect(Set(ids).count == ReaderClass.count && !ids.contains(nil))
        let again = renderings.intern(IRCRendering(ReaderClass([.messageTags]), server: "irc.example"))
        #expect(again == ids[4])
    }
}
