import Dialects
import Testing

@testable import ChatCore

@Suite("Lines for programs")
struct WireRenderingTests {
    static let time: Int64 = 1_795_377_481_123_000
    static let stamp = "2026-11-22T19:58:01.123Z"
    // Programs read UTC, whatever zone people are shown.
    let renderer = Renderer(offset: 3_600)

    private func line(_ kind: Event.Kind, in room: RoomName? = nil, view: LineForm = []) -> String {
        rendered {
            renderer.append(
                Event(id: 7, time: WireRenderingTests.time, room: room, kind), for: view.union(.wire), to: $0)
        }
    }

    @Test("each event is one line of fields, keys and text")
    func events() {
        let stamp = WireRenderingTests.stamp
        #expect(line(.message(from: "ann", "hi : you"), in: "#a") == "MSG 7 \(stamp) #a ann :hi : you\n")
        #expect(line(.action(from: "ann", "waves"), in: "#a") == "ACT 7 \(stamp) #a ann :waves\n")
        let psst = { Event.Kind.privateMessage(from: "bob", to: "ann", "psst", isCopy: $0) }
        #expect(line(psst(false)) == "DM 7 \(stamp) bob :psst\n")
        #expect(line(psst(true)) == "DM 7 \(stamp) bob to=ann :psst\n")
        #expect(line(.join("ann"), in: "#a") == "JOIN \(stamp) #a ann\n")
        #expect(line(.part("ann", reason: nil), in: "#a") == "PART \(stamp) #a ann\n")
        #expect(line(.part("ann", reason: "late"), in: "#a") == "PART \(stamp) #a ann :late\n")
        #expect(line(.quit("ann", reason: nil)) == "QUIT \(stamp) ann\n")
        #expect(line(.quit("ann", reason: "see you")) == "QUIT \(stamp) ann :see you\n")
        #expect(line(.nick(old: "ann", new: "anna")) == "NICK \(stamp) ann anna\n")
        #expect(line(.topic(by: "ann", "cakes"), in: "#a") == "TOPIC \(stamp) #a ann id=7 :cakes\n")
        #expect(line(.topic(by: "ann", ""), in: "#a") == "TOPIC \(stamp) #a ann id=7 :\n")
        #expect(line(.away("ann", note: "tea")) == "AWAY \(stamp) ann :tea\n")
        #expect(line(.away("ann", note: "")) == "AWAY \(stamp) ann :\n", "an empty note is away, not back")
        #expect(line(.away("ann", note: nil)) == "AWAY \(stamp) ann\n")
        #expect(line(.notice("going down")) == "NOTE \(stamp) since=7 :going down\n")
    }

    @Test("a notice is a message that says so; people read no difference")
    func notices() {
        let stamp = WireRenderingTests.stamp
        func line(_ kind: Event.Kind, _ form: LineForm) -> String {
            let room = kind == .message(from: "ann", "hi") ? RoomName("#a") : nil
            let event = Event(
                id: 7, time: WireRenderingTests.time, room: room, kind, of: "ann", isNotice: true)
            return rendered { renderer.append(event, for: form, to: $0) }
        }
        let psst = Event.Kind.privateMessage(from: "bob", to: "ann", "psst", isCopy: true)
        #expect(line(.message(from: "ann", "hi"), .wire) == "MSG 7 \(stamp) #a ann account=ann notice=1 :hi\n")
        #expect(line(psst, .wire) == "DM 7 \(stamp) bob account=ann notice=1 to=ann :psst\n")
        #expect(line(.message(from: "ann", "hi"), []) == "<ann> hi\n")
        #expect(line(psst, []) == "[-> ann] psst\n")
    }

    @Test("what is for some of a room says for whom; what only some dialects show is a note here")
    func somebodyAlone() {
        let stamp = WireRenderingTests.stamp
        func line(_ rank: Rank, _ form: LineForm) -> String {
            let event = Event(
                id: 7, time: WireRenderingTests.time, room: "#a", .message(from: "ann", "hi"), toRank: rank)
            return rendered { renderer.append(event, for: form, to: $0) }
        }
        #expect(line(.op, .wire) == "MSG 7 \(stamp) #a ann to=@ :hi\n")
        #expect(line(.voice, .wire) == "MSG 7 \(stamp) #a ann to=+ :hi\n")
        #expect(line(.founder, .wire) == "MSG 7 \(stamp) #a ann to=~ :hi\n")
        #expect(line(.op, []) == "#a (to ops) <ann> hi\n" && line(.op, .elsewhere) == line(.op, []))
        #expect(line(.voice, []) == "#a (to those with voice) <ann> hi\n")
        #expect(self.line(.realName("ann", "Ann B.")) == "NOTE \(stamp) :ann is really called Ann B.\n")
        #expect(self.line(.broadcast(by: "ann", "hear")) == "NOTE \(stamp) :ann tells the operators: hear\n")
        #expect(self.line(.signal(from: "ann", to: nil, "TIME")) == "NOTE \(stamp) :ann has a program ask: TIME\n")
    }

    @Test("what is for people changes nothing")
    func views() {
        let plain = line(.message(from: "ann", "hi"), in: "#a")
        #expect(line(.message(from: "ann", "hi"), in: "#a", view: [.elsewhere, .timestamps]) == plain)
        #expect(line(.message(from: "ann", "hi"), in: "#a", view: .crlf).hasSuffix(" :hi\r\n"))
    }

    private func row(_ row: Row, tag: Tag = .text("a1")) -> String {
        rendered { renderer.append(row, tag: tag, now: WireRenderingTests.time, for: .wire, to: $0) }
    }

    @Test("rows carry the tag, their kind and what the protocol's table says")
    func rows() {
        let stamp = WireRenderingTests.stamp
        let time = WireRenderingTests.time
        #expect(row(.room("#a", members: 3, topic: nil)) == "ROW a1 room #a members=3\n")
        #expect(row(.room("#a", members: 3, topic: "cakes")) == "ROW a1 room #a members=3 :cakes\n")
        #expect(row(.names("#a", ["ann", "Bob"])) == "ROW a1 names #a ann Bob\n")
        let away = Profile(nick: "ann", rooms: ["#a", "#b"], since: time, idleSeconds: 5, away: "tea")
        let here = Profile(nick: "ann", rooms: [], since: time, idleSeconds: 0, away: nil)
        let noteless = Profile(nick: "ann", rooms: [], since: time, idleSeconds: 0, away: "")
        #expect(row(.who(away)) == "ROW a1 who ann idle=5 rooms=#a,#b away=1 :tea\n")
        #expect(row(.who(here)) == "ROW a1 who ann idle=0\n")
        #expect(row(.who(noteless)) == "ROW a1 who ann idle=0 away=1\n")
        #expect(row(.whois(away)) == "ROW a1 whois ann since=\(stamp) idle=5 rooms=#a,#b away=1 :tea\n")
        let topic = Topic(text: "cakes", setBy: "ann", time: time)
        #expect(row(.topic("#a", topic)) == "ROW a1 topic #a ann time=\(stamp) :cakes\n")
        #expect(row(.away("ann", note: "tea")) == "ROW a1 away ann :tea\n")
        #expect(row(.ignored("ann")) == "ROW a1 ignored ann\n")
        let said = Event(id: 7, time: time, room: "#a", .message(from: "ann", "hi"))
        let done = Event(id: 8, time: time, room: "#a", .action(from: "ann", "waves"))
        #expect(row(.watched("ann")) == "ROW a1 watched ann\n")
        #expect(row(.presence("ann", isHere: true, nil)) == "ROW a1 presence ann here=1\n")
        #expect(row(.presence("ann", isHere: false, nil)) == "ROW a1 presence ann here=0\n")
        #expect(row(.history(said)) == "ROW a1 MSG 7 \(stamp) #a ann :hi\n")
        #expect(row(.history(done)) == "ROW a1 ACT 8 \(stamp) #a ann :waves\n")
    }

    private func line(_ reply: Reply, tag: Tag = .text("a1")) -> String {
        rendered { renderer.append(reply, tag: tag, for: .wire, to: $0) }
    }

    @Test("OK carries the keys of the protocol's table")
    func replies() {
        let stamp = WireRenderingTests.stamp
        let time = WireRenderingTests.time
        #expect(line(.said(id: 7, time: time)) == "OK a1 id=7 time=\(stamp)\n")
        #expect(line(.nick("ann", isNew: true)) == "OK a1 nick=ann\n")
        #expect(line(.nick("ann", isNew: false)) == "OK a1 nick=ann\n")
        #expect(line(.saidBefore(id: 7, time: time)) == "OK a1 id=7 time=\(stamp) again=1\n")
        #expect(line(.joined("#a", members: 3, last: 9)) == "OK a1 room=#a members=3 id=9\n")
        #expect(line(.joined("#a", members: 3, last: 9, kept: 30)) == "OK a1 room=#a members=3 id=9 kept=30\n")
        #expect(line(.roomRegistered("#a", kept: nil)) == "OK a1 room=#a\n")
        #expect(line(.roomRegistered("#a", kept: 0)) == "OK a1 room=#a kept=0\n")
        #expect(line(.conversation("bob", Replay(count: 3, more: true))) == "OK a1 nick=bob count=3 more=1\n")
        #expect(line(.exported(count: 3, next: nil)) == "OK a1 count=3\n")
        #expect(line(.exported(count: 3, next: .rank(7))) == "OK a1 count=3 more=r7\n")
        #expect(line(.exported(count: 3, next: .said(0))) == "OK a1 count=3 more=s0\n")
        #expect(line(.exported(count: 3, next: .privateMessage(.max))) == "OK a1 count=3 more=p9223372036854775807\n")
        let missed = Replay(count: 2, gap: true, more: true)
        #expect(
            line(.joined("#a", members: 3, last: 9, missed: missed))
                == "OK a1 room=#a members=3 id=9 count=2 gap=1 more=1\n")
        #expect(line(.parted("#a", current: "#b")) == "OK a1 room=#a\n")
        #expect(line(.listed(nil, count: 200, total: 250)) == "OK a1 count=200 total=250\n")
        #expect(line(.listed(nil, count: 200, total: 250, next: "#b")) == "OK a1 count=200 total=250 more=1\n")
        #expect(line(.listed("#a", count: 3, total: nil)) == "OK a1 room=#a count=3\n")
        #expect(line(.topic("#a", nil)) == "OK a1 room=#a\n")
        #expect(line(.topicSet("#a", "cakes", id: 7, time: time)) == "OK a1 room=#a id=7 time=\(stamp)\n")
        for reply in [.away, .back, .ignoring("bob"), .unignored("bob"), .ignored(count: 3), .whois] as [Reply] {
            #expect(line(reply) == "OK a1\n")
        }
        #expect(line(.watching(count: 3, refused: ["bob"])) == "OK a1 count=3\n")
        #expect(line(.setting(.echo, true)) == "OK a1 echo=on\n")
        #expect(line(.setting(.quiet, true)) == "OK a1 quiet=on\n")
        #expect(line(.history("#a", count: 3, gap: false)) == "OK a1 room=#a count=3\n")
        #expect(line(.history("#a", count: 0, gap: true)) == "OK a1 room=#a count=0 gap=1\n")
        #expect(line(.history("#a", count: 3, gap: false, more: true)) == "OK a1 room=#a count=3 more=1\n")
    }

    @Test("the server's own answers")
    func service() throws {
        let line = { (reply: ServerReply, tag: Tag) in
            rendered { renderer.append(reply, tag: tag, for: .wire, to: $0) }
        }
        #expect(line(.version("0.1.0"), .text("1")) == "OK 1 version=0.1.0 proto=1\n")
        #expect(line(.nodes(count: 3), .text("1")) == "OK 1 count=3\n")
        #expect(line(.uptime(seconds: 60), .text("1")) == "OK 1 seconds=60\n")
        #expect(line(.time(false), .text("1")) == "OK 1 time=off\n")
        #expect(line(.ping(token: nil), .text("1")) == "OK 1\n")
        #expect(line(.ping(token: "x"), .text("1")) == "OK 1 token=x\n")
        for reply in [.motd(isEmpty: false), .pong, .help, .quit] as [ServerReply] {
            #expect(line(reply, .text("1")) == "OK 1\n")
            #expect(line(reply, .silent) == "")
        }
        var limits = ServerReply.Limits()
        limits.lineBytes = 2_048
        limits.messagesPerSecond = 0.5
        limits.burst = 20
        limits.pingSeconds = 120
        limits.historyEvents = 1_000
        limits.rooms = 50
        let session = ServerReply.Session(
            nick: "ann", room: "#a", lastID: 7, server: "chat.example.org", limits: limits)
        let told = "max-line=2048 rate=0.5 burst=20 waiting=20 ping=120 history=1000 rooms=50 caps=nonce"
        let facts = "proto=1 nick=ann room=#a id=7 server=chat.example.org \(told)"
        #expect(line(.wire(session), .none) == "OK - \(facts)\n")
        #expect(line(.wire(session), .text("1")) == "OK 1 \(facts)\n")
        limits.messagesPerSecond = 5
        let nowhere = ServerReply.Session(nick: "ann", room: nil, lastID: nil, server: "s", limits: limits)
        #expect(line(.wire(nowhere), .none).hasPrefix("OK - proto=1 nick=ann server=s max-line=2048 rate=5 burst"))
    }

    @Test("rows of the server's own answers")
    func serviceRows() throws {
        let line = { (row: ServerRow, tag: Tag) in rendered { renderer.append(row, tag: tag, for: .wire, to: $0) } }
        #expect(line(.motd("Welcome."), .text("1")) == "ROW 1 motd :Welcome.\n")
        #expect(line(.motd("Welcome."), .silent) == "")
        for help in try #require(CommandTable.help(on: nil)) {
            let verb = help.usage.split(separator: " ")[0]
            #expect(line(.help(help), .text("1")).hasPrefix("ROW 1 help \(verb) :"))
        }
    }

    @Test("with the tag - success is silent, rows included; a refusal is not")
    func silent() {
        #expect(row(.ignored("ann"), tag: .silent) == "")
        #expect(line(.nick("ann", isNew: true), tag: .silent) == "")
        let refuse = { (tag: Tag) in
            rendered { renderer.append(Refusal.noSuchNick("bob"), tag: tag, for: .wire, to: $0) }
        }
        #expect(refuse(.silent) == "ERR - no-such-nick nick=bob :bob is not here\n")
        #expect(refuse(.none) == "ERR - no-such-nick nick=bob :bob is not here\n")
        #expect(refuse(.text("a1")) == "ERR a1 no-such-nick nick=bob :bob is not here\n")
    }

    @Test("every code is of small letters, digits and hyphens")
    func codes() {
        for code in Code.allCases {
            #expect(
                code.rawValue.utf8.allSatisfy {
                    $0.isASCIILetter && $0 >= 97 || $0.isASCIIDigit || $0 == UInt8(ascii: "-")
                })
        }
        #expect(Set(Code.allCases.map(\.rawValue)).count == Code.allCases.count)
    }

    @Test("a PING is a line of its own")
    func ping() {
        #expect(rendered { renderer.appendPing(token: "12", for: .wire, to: $0) } == "PING 12\n")
    }
}
