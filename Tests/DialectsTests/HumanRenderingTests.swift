import Dialects
import Testing

@testable import ChatCore

/// Times are of 2026-11-22T19:58:01.123Z.
@Suite("Lines for people")
struct HumanRenderingTests {
    static let time: Int64 = 1_795_377_481_123_000
    let renderer = Renderer()

    private func line(_ kind: Event.Kind, in room: RoomName? = nil, view: LineForm = []) -> String {
        rendered { renderer.append(Event(id: 7, time: HumanRenderingTests.time, room: room, kind), for: view, to: $0) }
    }

    // MARK: - Events

    @Test("what is said in the current room, and in another")
    func said() {
        #expect(line(.message(from: "ann", "hi"), in: "#kitchen") == "<ann> hi\n")
        #expect(line(.message(from: "ann", "hi"), in: "#kitchen", view: .elsewhere) == "#kitchen <ann> hi\n")
        #expect(line(.action(from: "ann", "waves"), in: "#kitchen") == "* ann waves\n")
        #expect(line(.action(from: "ann", "waves"), in: "#kitchen", view: .elsewhere) == "#kitchen * ann waves\n")
    }

    @Test("a private message, and one's own copy of it")
    func privateMessage() {
        #expect(line(.privateMessage(from: "bob", to: "ann", "psst", isCopy: false)) == "[bob] psst\n")
        #expect(line(.privateMessage(from: "bob", to: "ann", "psst", isCopy: true)) == "[-> ann] psst\n")
    }

    @Test("joins, parts, quits, nicks, topics, aways and notices")
    func events() {
        #expect(line(.join("ann"), in: "#lobby") == "*** ann joined #lobby\n")
        #expect(line(.part("ann", reason: nil), in: "#lobby") == "*** ann left #lobby\n")
        #expect(line(.part("ann", reason: ""), in: "#lobby") == "*** ann left #lobby\n")
        #expect(line(.part("ann", reason: "late"), in: "#lobby") == "*** ann left #lobby (late)\n")
        #expect(line(.quit("ann", reason: nil)) == "*** ann quit\n")
        #expect(line(.quit("ann", reason: "connection lost")) == "*** ann quit (connection lost)\n")
        #expect(line(.nick(old: "ann", new: "anna")) == "*** ann is now anna\n")
        #expect(line(.topic(by: "ann", "cakes"), in: "#lobby") == "*** ann set the topic of #lobby: cakes\n")
        #expect(line(.topic(by: "ann", ""), in: "#lobby") == "*** ann cleared the topic of #lobby\n")
        #expect(line(.away("ann", note: "tea")) == "*** ann is away: tea\n")
        #expect(line(.away("ann", note: "")) == "*** ann is away\n")
        #expect(line(.away("ann", note: nil)) == "*** ann is back\n")
        #expect(line(.notice("going down")) == "*** going down\n")
    }

    @Test("events name their room, so they are the same elsewhere")
    func elsewhere() {
        #expect(line(.join("ann"), in: "#lobby", view: .elsewhere) == "*** ann joined #lobby\n")
        #expect(line(.topic(by: "ann", "x"), in: "#a", view: .elsewhere) == "*** ann set the topic of #a: x\n")
    }

    @Test("with times, what is said and events start with the clock of the zone")
    func times() {
        #expect(line(.message(from: "ann", "hi"), in: "#a", view: .timestamps) == "19:58 <ann> hi\n")
        #expect(
            line(.message(from: "ann", "hi"), in: "#a", view: [.timestamps, .elsewhere]) == "19:58 #a <ann> hi\n")
        #expect(line(.join("ann"), in: "#a", view: .timestamps) == "19:58 *** ann joined #a\n")
        let india = Renderer(offset: 19_800)
        let event = Event(time: HumanRenderingTests.time, .notice("x"))
        #expect(rendered { india.append(event, for: .timestamps, to: $0) } == "01:28 *** x\n")
    }

    @Test("a telnet peer's lines end in CR LF")
    func telnet() {
        #expect(line(.message(from: "ann", "hi"), in: "#a", view: .crlf) == "<ann> hi\r\n")
    }

    // MARK: - Rows

    private func row(_ row: Row, after seconds: Int64 = 0) -> String {
        let now = HumanRenderingTests.time + seconds * 1_000_000
        return rendered { renderer.append(row, tag: .none, now: now, for: [], to: $0) }
    }

    private func profile(_ rooms: [RoomName], idle: Int64 = 0, away: Text? = nil) -> Profile {
        Profile(nick: "ann", rooms: rooms, since: HumanRenderingTests.time, idleSeconds: idle, away: away)
    }

    @Test("rooms, names, topics, aways, the ignored")
    func rows() {
        #expect(row(.room("#lobby", members: 3, topic: nil)) == "-- #lobby (3)\n")
        #expect(row(.room("#lobby", members: 3, topic: "cakes")) == "-- #lobby (3): cakes\n")
        #expect(row(.names("#lobby", ["ann", "Bob"])) == "-- #lobby: ann, Bob\n")
        #expect(row(.away("ann", note: "tea")) == "-- ann is away: tea\n")
        #expect(row(.away("ann", note: "")) == "-- ann is away\n")
        #expect(row(.ignored("ann")) == "-- you ignore ann\n")
    }

    @Test("who one is")
    func profiles() {
        #expect(row(.who(profile(["#a", "#b"]))) == "-- ann: in #a, #b\n")
        #expect(row(.who(profile([], idle: 59))) == "-- ann: in no room\n")
        #expect(row(.who(profile(["#a"], idle: 60))) == "-- ann: in #a; idle for 1 min\n")
        #expect(
            row(.who(profile(["#a"], idle: 7_260, away: "tea"))) == "-- ann: in #a; idle for 2 h 1 min; away: tea\n")
        #expect(row(.who(profile(["#a"], away: ""))) == "-- ann: in #a; away\n")
        #expect(row(.whois(profile(["#a"])), after: 60) == "-- ann: in #a; here since 19:58\n")
        #expect(row(.whois(profile(["#a"])), after: 90_000) == "-- ann: in #a; here since 11-22 19:58\n")
    }

    @Test("times may lie apart as far as there are numbers")
    func farApart() {
        func whois(since: Int64, at now: Int64) -> String {
            let row = Row.whois(Profile(nick: "ann", rooms: [], since: since, idleSeconds: 0, away: nil))
            return rendered { renderer.append(row, tag: .none, now: now, for: [], to: $0) }
        }
        #expect(whois(since: .min, at: .max) == "-- ann: in no room; here since 01-01 00:00\n")
        #expect(whois(since: .max, at: .min) == "-- ann: in no room; here since 23:59\n")
    }

    @Test("replayed history is marked, with the day where that is over a day ago")
    func history() {
        let message = Row.history(
            Event(id: 7, time: HumanRenderingTests.time, room: "#a", .message(from: "ann", "hi")))
        #expect(row(message) == "-- 19:58 <ann> hi\n")
        #expect(row(message, after: 86_400) == "-- 19:58 <ann> hi\n")
        #expect(row(message, after: 86_401) == "-- 11-22 19:58 <ann> hi\n")
        let action = Row.history(
            Event(id: 7, time: HumanRenderingTests.time, room: "#a", .action(from: "ann", "waves")))
        #expect(row(action) == "-- 19:58 * ann waves\n")
        #expect(row(message, after: -86_401) == "-- 19:58 <ann> hi\n", "the clock may have jumped back")
    }

    // MARK: - Answers

    private func line(_ reply: Reply) -> String {
        rendered { renderer.append(reply, tag: .none, for: [], to: $0) }
    }

    @Test("success that speaks for itself is answered by nothing")
    func silence() {
        let silent: [Reply] = [
            .said(id: 7, time: 8), .joined("#a", members: 3, last: 7), .whois, .listed("#a", count: 3, total: nil),
            .listed(nil, count: 3, total: 3), .ignored(count: 1), .history("#a", count: 3, gap: false),
        ]
        for reply in silent { #expect(line(reply) == "") }
    }

    @Test("other success is told in a word")
    func words() {
        #expect(line(.nick("ann", isNew: true)) == "-- you are now ann\n")
        #expect(line(.nick("ann", isNew: false)) == "-- you are ann\n")
        #expect(line(.parted("#a", current: "#b")) == "-- you left #a; you are in #b now\n")
        #expect(line(.parted("#a", current: nil)) == "-- you left #a; you are in no room now, /join ROOM enters one\n")
        #expect(line(.listed(nil, count: 0, total: 0)) == "-- there are none\n")
        #expect(
            line(.listed(nil, count: 200, total: 250, next: "#zoo"))
                == "-- ... and more: the same with after=#zoo lists them\n")
        #expect(line(.topic("#a", nil)) == "-- #a has no topic\n")
        #expect(line(.topicSet("#a", "cakes", id: 7, time: 8)) == "-- the topic of #a is now: cakes\n")
        #expect(line(.topicSet("#a", "", id: 7, time: 8)) == "-- #a has no topic now\n")
        #expect(line(.away).hasPrefix("-- you are away"))
        #expect(line(.back) == "-- you are back\n")
        #expect(line(.ignoring("bob")) == "-- you ignore bob now\n")
        #expect(line(.unignored("bob")) == "-- you ignore bob no more\n")
        #expect(line(.ignored(count: 0)) == "-- you ignore nobody\n")
        #expect(line(.setting(.echo, true)) == "-- echo is on\n")
        #expect(line(.setting(.quiet, false)) == "-- quiet is off\n")
        #expect(line(.history("#a", count: 0, gap: false)) == "-- nothing was said in #a\n")
        #expect(
            line(.conversation("bob", Replay(count: 0))) == "-- no private messages between you and bob are kept\n")
        #expect(line(.conversation("bob", Replay(count: 1, more: true))) == "-- (and more was said after these)\n")
        #expect(line(.conversation("bob", Replay(count: 1, more: true, isBackward: true))) == "")
        #expect(line(.exported(count: 3, next: .said(7))) == "-- 3 lines; /export more goes on\n")
        #expect(line(.exported(count: 3, next: nil)).hasPrefix("-- that is all that is kept of you"))
        #expect(line(.roomRegistered("#a", kept: nil)).hasSuffix("only ops set its topic\n"))
        #expect(line(.roomRegistered("#a", kept: 0)).hasSuffix("; what is said there is kept for good\n"))
        #expect(line(.roomRegistered("#a", kept: 1)).hasSuffix("; what is said there is kept for a day\n"))
        #expect(line(.history("#a", count: 3, gap: true)).hasPrefix("-- (what was said before"))
    }

    @Test("who is put out reads where they are now")
    func ownKick() {
        let line = { (reason: Text?, current: RoomName?, ban: Event.BanSpan?) in
            let kind = Event.Kind.kicked("bob", by: "ann", reason: reason, current: current, ban: ban)
            return rendered { renderer.append(Event(time: 0, room: "#tea", kind), for: [], to: $0) }
        }
        #expect(line("spam", "#lobby", nil) == "*** you were put out of #tea by ann (spam); you are in #lobby now\n")
        #expect(
            line("spam", "#lobby", .seconds(7_200))
                == "*** you were banned from #tea by ann for 2 h (spam); you are in #lobby now\n")
        #expect(
            line(nil, "#lobby", .forGood) == "*** you were banned from #tea by ann for good; you are in #lobby now\n")
        #expect(
            line(nil, nil, nil)
                == "*** you were put out of #tea by ann; you are in no room now, /join ROOM enters one\n")
    }

    @Test("the server's own answers")
    func service() {
        let line = { (reply: ServerReply) in rendered { renderer.append(reply, tag: .none, for: [], to: $0) } }
        #expect(line(.version("0.1.0")) == "-- partyline 0.1.0, protocol 1\n")
        #expect(line(.nodes(count: 0)) == "-- this server is the whole chat\n")
        #expect(line(.uptime(seconds: 59)) == "-- up for 59 s\n")
        #expect(line(.uptime(seconds: 119)) == "-- up for 1 min\n")
        #expect(line(.uptime(seconds: 90_000)) == "-- up for 1 d 1 h\n")
        #expect(line(.ping(token: nil)) == "-- pong\n")
        #expect(line(.ping(token: "a1")) == "-- pong a1\n")
        #expect(line(.motd(isEmpty: true)) == "-- there is no message of the day\n")
        #expect(line(.motd(isEmpty: false)) == "")
        #expect(line(.help) == "")
        #expect(line(.pong) == "")
        #expect(line(.quit) == "*** goodbye\n")
    }

    @Test("help stands in two columns")
    func help() throws {
        let lines = try #require(CommandTable.help(on: nil)).map { help in
            rendered { renderer.append(ServerRow.help(help), tag: .none, for: [], to: $0) }
        }
        for line in lines { #expect(line.hasPrefix("-- /")) }
        #expect(lines.first == "-- /nick [NAME]              takes a nick, or tells yours\n")
    }

    @Test("a refusal starts with its code")
    func refusal() {
        let line = rendered { renderer.append(Refusal.noSuchNick("bob"), tag: .none, for: [], to: $0) }
        #expect(line == "!! no-such-nick: bob is not here\n")
    }

    @Test("a greeting names the server and the newcomer, and the message of the day follows")
    func greeting() {
        let lines = rendered {
            renderer.appendGreeting(
                server: "chat.example.org", nick: "guest7", motd: ["Welcome.", "Be nice."], for: [], to: $0)
        }
        #expect(
            lines == """
                *** partyline/1 chat.example.org. You are guest7. /help lists the commands.
                *** Welcome.
                *** Be nice.

                """)
    }

    @Test("the entry into a room tells who is there, the topic, and the last messages")
    func entry() {
        let enter = { (entry: RoomEntry, view: LineForm) in
            rendered { renderer.append(entry, now: HumanRenderingTests.time, for: view, to: $0) }
        }
        let alone = RoomEntry(room: "#a", others: [], otherCount: 0, topic: nil, history: [])
        #expect(enter(alone, []) == "*** #a: nobody else is here\n")
        let two = RoomEntry(room: "#a", others: ["ann", "bob"], otherCount: 2, topic: nil, history: [])
        #expect(enter(two, []) == "*** #a: ann, bob (2 others here)\n")
        let many = RoomEntry(
            room: "#a", others: ["ann"], otherCount: 9,
            topic: Topic(text: "cakes", setBy: "ann", time: 0),
            history: [Event(id: 7, time: HumanRenderingTests.time, room: "#a", .message(from: "ann", "hi"))])
        #expect(
            enter(many, .crlf)
                == "*** #a: ann, ... (9 others here)\r\n*** the topic of #a is: cakes\r\n-- 19:58 <ann> hi\r\n")
    }
}
