import Testing

@testable import ChatCore
@testable import Dialects

@Suite("What IRC is told of rooms")
struct IRCRoomAnswersTests {
    private static let topic = Topic(text: "Tea only", setBy: "bob", time: 1_796_025_600_123_456)

    private var members: [Occupant] { [Occupant(.ann, .op), Occupant(.bob, .none), Occupant(.robot, .voice)] }

    @Test("who enters reads the JOIN, the topic and who is there")
    func joined() {
        let join = Event(time: 1_796_025_600_123_456, room: "#Tea", .join("ann"), of: "ann", by: .ann)
        #expect(
            answered {
                $0.put(join)
                $0.putLook(of: "#Tea", topic: IRCRoomAnswersTests.topic, members: members, isSecret: false)
            } == [
                ":ann!~ann@c-abc JOIN #Tea",
                ":irc.example 332 ann #Tea :Tea only",
                ":irc.example 333 ann #Tea bob 1796025600",
                ":irc.example 353 ann = #Tea :@ann bob +tick",
                ":irc.example 366 ann #Tea :End of NAMES list",
            ])
        #expect(
            answered([.messageTags, .extendedJoin, .userhostInNames, .multiPrefix]) {
                $0.put(join)
                $0.putLook(of: "#Tea", topic: nil, members: members, isSecret: true)
            } == [
                "@time=2026-11-30T08:00:00.123Z;account=ann :ann!~ann@c-abc JOIN #Tea ann :ann",
                ":irc.example 353 ann @ #Tea :@ann!~ann@c-abc bob!~line@c-def +tick!~tick@c-0",
                ":irc.example 366 ann #Tea :End of NAMES list",
            ])
        #expect(
            answered([.noImplicitNames]) { $0.putLook(of: "#Tea", topic: nil, members: members, isSecret: true) } == []
        )
    }

    @Test("topics")
    func topics() {
        #expect(
            answered { $0.putTopic(IRCRoomAnswersTests.topic, of: "#tea") } == [
                ":irc.example 332 ann #tea :Tea only", ":irc.example 333 ann #tea bob 1796025600",
            ])
        let none = [":irc.example 331 ann #tea :No topic is set"]
        #expect(answered { $0.putTopic(nil, of: "#tea") } == none)
        #expect(answered { $0.putTopic(Topic(text: "", setBy: "bob", time: 0), of: "#tea") } == none)
        let long = Topic(text: Text(String(repeating: "ä", count: 1_000)), setBy: "bob", time: 0)
        #expect(answered { $0.putTopic(long, of: "#tea") }[0].hasSuffix(" :" + String(repeating: "ä", count: 195)))
    }

    @Test("many names are in lines that are as full as they may be")
    func manyNames() {
        let many = [Occupant](repeating: Occupant(.longest, .founder), count: 40)
        for capabilities in [Capabilities.userhostInNames, []] {
            let lines = answered(capabilities) { $0.putNames(of: "#tea", many, isSecret: false) }
            #expect(lines.allSatisfy { (380...510).contains($0.utf8.count) || $0 == lines.last })
            let names = lines.flatMap { ($0.split(separator: ":").last ?? "").split(separator: " ") }
            #expect(names.count == 40 && Set(names).count == 1)
        }
        #expect(answered { $0.putNames(of: "#tea", [], isSecret: false) } == [])
        #expect(answered { $0.putEndOfNames("#a,#b") } == [":irc.example 366 ann #a,#b :End of NAMES list"])
        #expect(answered { $0.putEndOfNames("*") } == [":irc.example 366 ann * :End of NAMES list"])
    }

    @Test("lists")
    func list() {
        #expect(
            answered {
                $0.putRoom("#tea", members: 3, topic: "Tea only")
                $0.putRoom("#empty", members: 1, topic: nil)
                $0.putEndOfList()
            } == [
                ":irc.example 322 ann #tea 3 :Tea only", ":irc.example 322 ann #empty 1 :",
                ":irc.example 323 ann :End of LIST",
            ])
    }

    // MARK: - Modes

    @Test("modes")
    func modes() {
        var modes = ModeChange()
        modes.add(.noOutside)
        modes.add(.key)
        modes.setLimit(5)
        #expect(
            answered { $0.putModes(modes, of: "#tea", created: 1_796_025_600_000_000) } == [
                ":irc.example 324 ann #tea +nkl * 5", ":irc.example 329 ann #tea 1796025600",
            ])
        #expect(answered { $0.putModes(ModeChange(), of: "#tea", created: nil) } == [":irc.example 324 ann #tea +"])
    }

    @Test("lists of masks")
    func masks() throws {
        let subject = try #require(MaskSubject("mask:*!*evan@*"))
        let masks = [
            Mask(.ban, subject, by: "bob", at: 1_796_025_600_000_000),
            Mask(.mute, try #require(MaskSubject("nick:spam")), by: "ann", at: 5_000_000),
            Mask(.exempt, try #require(MaskSubject("account:cy")), by: "ann", at: 0),
            Mask(.invited, try #require(MaskSubject("host:c-*")), by: "ann", at: 0),
        ]
        #expect(
            answered { $0.putMasks(masks, in: .bans, of: "#tea") } == [
                ":irc.example 367 ann #tea *!*evan@* bob 1796025600", ":irc.example 367 ann #tea m:spam!*@* ann 5",
                ":irc.example 368 ann #tea :End of channel ban list",
            ])
        #expect(
            answered { $0.putMasks(masks, in: .exempts, of: "#tea") } == [
                ":irc.example 348 ann #tea a:cy ann 0", ":irc.example 349 ann #tea :End of channel exception list",
            ])
        #expect(
            answered { $0.putMasks(masks, in: .invited, of: "#tea") } == [
                ":irc.example 346 ann #tea *!*@c-* ann 0",
                ":irc.example 347 ann #tea :End of channel invite exception list",
            ])
    }

    @Test("what of a MODE could not be")
    func faults() throws {
        let mask = try #require(IRCMask("spam", in: .bans))
        #expect(
            answered {
                $0.put(.unknown(letter: UInt8(ascii: "x")), in: "#tea")
                $0.put(.unknown(letter: 0xF0), in: "#tea")
                $0.put(.badValue(letter: UInt8(ascii: "l"), "abc"), in: "#tea")
                $0.put(.badValue(letter: UInt8(ascii: "k"), ""), in: "#tea")
                $0.put(.noNick("a b"), in: "#tea")
                $0.putUnknownUserMode(UInt8(ascii: "q"))
                $0.putThere(mask, in: "#tea")
            } == [
                ":irc.example 472 ann x :is an unknown mode character to me",
                ":irc.example 472 ann ? :is an unknown mode character to me",
                ":irc.example 696 ann #tea l abc :Invalid mode parameter",
                ":irc.example 696 ann #tea k * :Invalid mode parameter",
                ":irc.example 401 ann * :No such nick",
                ":irc.example 501 ann q :Unknown mode flag",
                ":irc.example 697 ann #tea b spam!*@* :is on that list already",
            ])
    }

    @Test("invitations")
    func invitations() {
        #expect(answered { $0.putInvited("bob", to: "#tea") } == [":irc.example 341 ann bob #tea"])
        #expect(
            answered { $0.putInvitations(["#tea", "#milk"]) } == [
                ":irc.example 336 ann #tea", ":irc.example 336 ann #milk", ":irc.example 337 ann :End of INVITE list",
            ])
    }
}

@Suite("Which rooms LIST tells")
struct IRCRoomFilterTests {
    private static let minute: Int64 = 60_000_000

    /// A room of two people, ten minutes old, with a topic of five minutes ago.
    private func takes(_ filter: String, _ name: RoomName = "#Chan1", hasTopic: Bool = true) -> Bool {
        let now: Int64 = 1_796_025_600_000_000
        let room = IRCRoomFilter.Subject(
            name, members: 2, created: now - 10 * IRCRoomFilterTests.minute,
            topicTime: hasTopic ? now - 5 * IRCRoomFilterTests.minute : nil)
        return IRCRoomFilter(filter).takes(room, at: now)
    }

    @Test(
        "by mask, by count, by age",
        arguments: [
            ("", true), ("#chan1", true), ("#chan", false), ("*an1", true), ("*AN1", true), ("#c*n2", false),
            ("#ch*", true), ("#chan?", true), ("#x,#chan1", true), ("#x,#y", false),
            ("!*an1", false), ("!*an2", true), ("!#ch*", false), ("#ch*,!#chan1", false), ("#ch*,!#chan2", true),
            (">1", true), (">2", false), ("<3", true), ("<2", false), ("<1", false), (">0", true), (">0,<2", false),
            ("C>9", true), ("C>10", false), ("C<11", true), ("C<10", false), ("C<0", false), ("C>0", true),
            ("c>9", true),
            ("T>4", true), ("T>5", false), ("T<6", true), ("T<5", false), ("t<6,#chan1", true), ("t<6,#x", false),
            (">x", true), ("C>x", true), ("C>-1", true), (",,,", true),
        ])
    func filters(filter: String, expected: Bool) {
        #expect(takes(filter) == expected, "\(filter)")
    }

    @Test("what has no topic has none of any age")
    func noTopic() {
        #expect(!takes("T>0", hasTopic: false) && !takes("T<99", hasTopic: false) && takes("C>0", hasTopic: false))
    }

    @Test("there are not more conditions than there may be, and none asks for all")
    func bounds() {
        let many = [String](repeating: "#x", count: IRCRoomFilter.mostConditions).joined(separator: ",")
        #expect(!takes(many + ",#chan1"))
        #expect(IRCRoomFilter("").isOfAll && IRCRoomFilter(">x").isOfAll && !IRCRoomFilter("#x").isOfAll)
    }
}
