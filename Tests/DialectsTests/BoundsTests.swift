import Dialects
import Testing

@testable import ChatCore

/// Everything that a line can carry, as long as it may be.
@Suite("Bounds of lines")
struct BoundsTests {
    static let bound = 4_096
    static let nick = Nick(String(repeating: "n", count: 32)) ?? "n"
    static let room = RoomName("#" + String(repeating: "r", count: 32)) ?? "#r"
    static let tag = Tag.text(String(repeating: "9", count: 16))
    /// The most that `line_bytes` may be.
    static let longestLine = 2_250
    /// Such a line, without a command before it, and after `/away `.
    static let text = Text(String(repeating: "x", count: longestLine))
    static let note = Text(String(repeating: "x", count: longestLine - 6))
    static let name = Text(String(repeating: "x", count: Introduction.realNameBytes))
    static let renderer = Renderer()
    static let views: [LineForm] = [
        [], .wire, .crlf, [.timestamps, .elsewhere], [.wire, .crlf], [.timestamps, .elsewhere, .crlf],
    ]

    static let events: [Event.Kind] = [
        .message(from: nick, text), .action(from: nick, text),
        .privateMessage(from: nick, to: nick, text, isCopy: false),
        .privateMessage(from: nick, to: nick, text, isCopy: true), .join(nick), .part(nick, reason: text),
        .parted(nick, reason: text, current: room),
        .quit(nick, reason: text), .nick(old: nick, new: nick), .topic(by: nick, text), .away(nick, note: note),
        .notice(text), .kick(nick, by: nick, reason: text), .kicked(nick, by: nick, reason: text, current: room),
        .rank(nick, .founder, by: nick), .modes(by: nick, allModes),
        .masks(by: nick, MaskChange(.invited, subjects, isSet: true, until: 1 << 51, reason: text)),
        .masks(by: nick, MaskChange(.invited, subjects, isSet: false)), .invitation(nick, by: nick),
        .merged(nick, into: nick), .realName(nick, name), .broadcast(by: nick, note),
        .roomRenamed(from: room, by: nick, reason: note),
        .report(nick, by: nick, ids: Array(repeating: .max, count: 5), text),
    ]

    /// As many as come at once, and as long as they may be.
    static let subjects = Array(
        repeating: MaskSubject(.host, String(repeating: "h", count: 95)) ?? .anybody, count: MaskChange.mostSubjects)
    static let allModes: ModeChange = {
        var change = ModeChange()
        for mode in RoomMode.all { change.add(mode.bit) }
        change.setLimit(100_000)
        change.setSlow(3_600)
        return change
    }()

    static let rows: [Row] = {
        let profile = Profile(
            nick: nick, rooms: Array(repeating: room, count: 50), since: 1 << 50, idleSeconds: 1 << 40, away: note)
        // One whose account is told is in fewer of the rooms that are.
        var known = Profile(
            nick: nick, rooms: Array(repeating: room, count: 48), since: 1 << 50, idleSeconds: 1 << 40, away: note)
        (known.account, known.host) = (nick, Host("c-" + String(repeating: "a", count: 13)))
        var located = Profile(
            nick: nick, rooms: Array(repeating: room, count: 43), since: 1 << 50, idleSeconds: 1 << 40, away: note)
        (located.account, located.host) = (known.account, known.host)
        located.addresses = Array(repeating: String(repeating: "2001:", count: 7) + "2001", count: 4)
        return [
            .whois(known), .whois(located), .room(room, members: 10_000, topic: text),
            .names(room, Array(repeating: nick, count: 20)),
            .who(profile),
            .whois(profile), .topic(room, Topic(text: text, setBy: nick, time: 1 << 50)), .away(nick, note: note),
            .account(
                AccountProfile(
                    name: nick, nicks: Array(repeating: nick, count: 20), created: 1 << 50, isHere: true,
                    rooms: Array(repeating: room, count: 50))),
            .ignored(nick), .rank(room, nick, .founder), .modes(room, allModes),
            .mask(room, number: 100, Mask(.ban, subjects[0], by: nick, at: 1 << 50, until: 1 << 51, reason: text)),
            .history(Event(id: .max, time: 1 << 50, room: room, .message(from: nick, text))),
        ]
    }()

    private func check(_ lines: [UInt8]) {
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            #expect(line.count + 1 <= BoundsTests.bound, "\(String(decoding: line.prefix(40), as: UTF8.self))…")
        }
    }

    @Test("no event is longer than a line may be", arguments: views)
    func events(view: LineForm) {
        for kind in BoundsTests.events {
            let lines = ByteBuffer()
            let event = Event(id: .max, time: 1 << 50, room: BoundsTests.room, kind)
            BoundsTests.renderer.append(event, for: view, to: lines)
            check(Array(lines.bytes))
            #expect(lines.bytes.count(where: { $0 == UInt8(ascii: "\n") }) == 1)
        }
    }

    @Test("no row is, for people or for programs")
    func rows() {
        for row in BoundsTests.rows {
            for (tag, view) in [(.none, .crlf), (BoundsTests.tag, LineForm([.wire, .crlf]))] as [(Tag, LineForm)] {
                let lines = ByteBuffer()
                BoundsTests.renderer.append(row, tag: tag, now: 1 << 51, for: view, to: lines)
                check(Array(lines.bytes))
            }
        }
    }

    @Test("no answer is, and no refusal of the longest line")
    func answers() {
        let long = String(repeating: "x", count: BoundsTests.longestLine)
        let accents = "a" + String(repeating: "\u{301}", count: 1_100)
        let lines = ByteBuffer()
        for line in [
            "/\(long)", "/nick \(long)", "/join \(long)", "/ping \(long)", "/\(accents)", "/nick \(accents)",
            "/help \(accents)",
        ] {
            guard case .refused(let refusal) = Request(line).body else { continue }
            BoundsTests.renderer.append(refusal, tag: .none, for: .crlf, to: lines)
            BoundsTests.renderer.append(refusal, tag: BoundsTests.tag, for: [.wire, .crlf], to: lines)
        }
        let reply = Reply.topicSet(BoundsTests.room, BoundsTests.text, id: .max, time: 1 << 50)
        BoundsTests.renderer.append(reply, tag: .none, for: .crlf, to: lines)
        let change = MaskChange(.invited, BoundsTests.subjects, isSet: true, until: 1 << 51, reason: BoundsTests.text)
        let masked = Reply.masked(BoundsTests.room, change, seconds: 1 << 40, putOut: 10_000)
        BoundsTests.renderer.append(masked, tag: .none, for: .crlf, to: lines)
        BoundsTests.renderer.append(masked, tag: BoundsTests.tag, for: [.wire, .crlf], to: lines)
        let banned = Refusal.entry(BoundsTests.room, .banned(seconds: 1 << 40, reason: BoundsTests.text))
        BoundsTests.renderer.append(banned, tag: .none, for: .crlf, to: lines)
        BoundsTests.renderer.append(banned, tag: BoundsTests.tag, for: [.wire, .crlf], to: lines)
        let entry = RoomEntry(
            room: BoundsTests.room, others: Array(repeating: BoundsTests.nick, count: 20), otherCount: 10_000,
            topic: Topic(text: BoundsTests.text, setBy: BoundsTests.nick, time: 1 << 50),
            history: [Event(id: 1, time: 1, room: BoundsTests.room, .message(from: BoundsTests.nick, BoundsTests.text))]
        )
        BoundsTests.renderer.append(entry, now: 1 << 51, for: .crlf, to: lines)
        check(Array(lines.bytes))
    }

    // MARK: - Forging

    /// How lines may start (docs/PROTOCOL.md, section 5) that no person's text has a part in.
    static let forgeries = [
        "*** ann joined #lobby", "-- you are now root", "!! slow-down: no", "<ann> I confess", "#lobby <ann> I confess",
        "* ann confesses", "[ann] psst", "OK 1 id=1", "ERR 1 internal :x", "MSG 1 2 #a ann :x", "PING 1",
    ].map { Text($0) }

    @Test("no text of a person's starts a line", arguments: forgeries)
    func forging(text: Text) throws {
        let human = /^(#room )?(<me> |\* me |\[(-> )?(me|you)\] |\*\*\* me |-- |\*\*\* #room|\*\*\* the topic of #room)/
        let wire = /^(MSG|ACT|DM|PART|QUIT|TOPIC|AWAY|ROW) [^:]*(:\d\d:\d\d\.\d{3}Z[^:]*)?:/
        let events: [Event.Kind] = [
            .message(from: "me", text), .action(from: "me", text),
            .privateMessage(from: "me", to: "you", text, isCopy: false),
            .privateMessage(from: "me", to: "you", text, isCopy: true), .part("me", reason: text),
            .quit("me", reason: text),
            .topic(by: "me", text), .away("me", note: text),
        ]
        for kind in events {
            let event = Event(id: 7, time: 0, room: "#room", kind)
            for view in [[], .elsewhere] as [LineForm] {
                let line = rendered { BoundsTests.renderer.append(event, for: view, to: $0) }
                #expect(line.prefixMatch(of: human) != nil, "\(line)")
                #expect(line.count(where: { $0 == "\n" }) == 1)
            }
            let line = rendered { BoundsTests.renderer.append(event, for: .wire, to: $0) }
            #expect(line.prefixMatch(of: wire) != nil, "\(line)")
            #expect(line.hasSuffix(" :\(text)\n"))
        }
        let profile = Profile(nick: "me", rooms: [], since: 0, idleSeconds: 0, away: text)
        let rows: [Row] = [
            .room("#room", members: 1, topic: text), .who(profile), .whois(profile), .away("me", note: text),
            .topic("#room", Topic(text: text, setBy: "me", time: 0)),
            .history(Event(id: 7, time: 0, room: "#room", .message(from: "me", text))),
        ]
        for row in rows {
            #expect(
                rendered { BoundsTests.renderer.append(row, tag: .none, now: 0, for: [], to: $0) }.hasPrefix("-- "))
            let line = rendered { BoundsTests.renderer.append(row, tag: .text("1"), now: 0, for: .wire, to: $0) }
            #expect(line.hasPrefix("ROW 1 "))
            #expect(line.hasSuffix(" :\(text)\n"))
        }
    }
}
