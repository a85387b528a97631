import Bytes
import Testing

@testable import WireClient

@Suite struct WireReaderTests {
    static func read(_ line: String) -> WireLine? { Array(line.utf8).withUnsafeBytes { WireLine($0) } }

    /// 2026-11-22T19:58:01.123Z
    static let time: Int64 = 1_795_377_481_123_000
    static let stamp = "2026-11-22T19:58:01.123Z"

    static func keys(_ pairs: KeyValuePairs<String, String>) -> WireKeys {
        var keys = WireKeys()
        for (key, value) in pairs { keys.append(key, value) }
        return keys
    }

    @Test(arguments: [
        (
            "MSG 7 \(stamp) #lobby ann :hi  there :)",
            WireEvent(.message("hi  there :)"), id: 7, time: time, room: "#lobby", nick: "ann")
        ),
        (
            "ACT 7 \(stamp) #lobby ann :waves",
            WireEvent(.action("waves"), id: 7, time: time, room: "#lobby", nick: "ann")
        ),
        ("DM 7 \(stamp) ann :psst", WireEvent(.direct("psst", to: nil), id: 7, time: time, nick: "ann")),
        (
            "DM 7 \(stamp) me to=ann :psst",
            WireEvent(.direct("psst", to: "ann"), id: 7, time: time, nick: "me", keys: keys(["to": "ann"]))
        ),
        ("JOIN \(stamp) #lobby ann", WireEvent(.join, time: time, room: "#lobby", nick: "ann")),
        (
            "JOIN \(stamp) #lobby ann count=2 x",
            WireEvent(.join, time: time, room: "#lobby", nick: "ann", keys: keys(["count": "2"]))
        ),
        ("PART \(stamp) #lobby ann", WireEvent(.part(reason: nil), time: time, room: "#lobby", nick: "ann")),
        ("PART \(stamp) #lobby ann :bye", WireEvent(.part(reason: "bye"), time: time, room: "#lobby", nick: "ann")),
        ("QUIT \(stamp) ann :", WireEvent(.quit(reason: ""), time: time, nick: "ann")),
        ("NICK \(stamp) ann anna", WireEvent(.nick(new: "anna"), time: time, nick: "ann")),
        (
            "TOPIC \(stamp) #lobby ann id=9 :cakes",
            WireEvent(.topic("cakes"), id: 9, time: time, room: "#lobby", nick: "ann", keys: keys(["id": "9"]))
        ),
        ("AWAY \(stamp) ann :lunch", WireEvent(.away(note: "lunch"), time: time, nick: "ann")),
        ("AWAY \(stamp) ann", WireEvent(.away(note: nil), time: time, nick: "ann")),
    ]) func event(line: String, event: WireEvent) {
        #expect(Self.read(line) == .event(event))
    }

    @Test func endings() {
        let time = Timestamp.microseconds(Self.stamp) ?? 0
        #expect(
            Self.read("BYE \(Self.stamp) shutting-down retry=5 :until soon")
                == .bye(time: time, code: "shutting-down", keys: WireKeys(["retry=5"]), text: "until soon"))
        #expect(Self.read("BYE \(Self.stamp) idle") == .bye(time: time, code: "idle", keys: WireKeys(), text: ""))
        #expect(Self.read("BYE idle :x") == nil)
        #expect(Self.read("BYE \(Self.stamp)") == nil)
    }

    @Test(arguments: [
        ("retry=5", 5), ("retry=0", 0), ("retry=", nil), ("retry=-5", nil), ("retry=+5", nil), ("retry=5s", nil),
        ("room=#a", nil),
        ("retry=99999999999999999999", Int.max),
    ]) func seconds(word: String, value: Int?) {
        #expect(WireKeys([word]).seconds("retry") == value)
    }

    @Test func answers() {
        #expect(Self.read("OK 1 nick=bot") == .ok(tag: "1", keys: Self.keys(["nick": "bot"])))
        #expect(Self.read("OK -") == .ok(tag: "-", keys: WireKeys()))
        #expect(
            Self.read("ERR 4 no-such-nick :x is not here")
                == .refused(tag: "4", code: "no-such-nick", keys: WireKeys(), text: "x is not here"))
        #expect(
            Self.read("ERR 4 unknown-command retry=5 near=join :/jion: no room=x :here")
                == .refused(
                    tag: "4", code: "unknown-command", keys: WireKeys(["retry=5", "near=join"]),
                    text: "/jion: no room=x :here"))
        #expect(Self.read("ERR - no-tag") == .refused(tag: "-", code: "no-tag", keys: WireKeys(), text: ""))
        #expect(Self.read("PING a1") == .ping(token: "a1"))
        #expect(Self.read("NOTE \(Self.stamp) :ending") == .notice(time: Self.time, text: "ending", keys: WireKeys()))
    }

    @Test func rows() throws {
        guard case .row(let names) = Self.read("ROW 3 names #lobby ann bob") else {
            Issue.record("not a row")
            return
        }
        #expect(names.kind == "names" && names.fields == ["#lobby", "ann", "bob"] && names.text == nil)
        guard case .row(let room) = Self.read("ROW 3 room #lobby members=4 :a topic") else {
            Issue.record("not a row")
            return
        }
        #expect(room.fields == ["#lobby"] && room.keys["members"] == "4" && room.text == "a topic")
        guard case .row(let said) = Self.read("ROW 3 MSG 7 \(Self.stamp) #lobby ann :hi") else {
            Issue.record("not a row")
            return
        }
        #expect(said.event == WireEvent(.message("hi"), id: 7, time: Self.time, room: "#lobby", nick: "ann"))
    }

    @Test func unknownVerbsAreTold() {
        let line = "REDACT \(Self.stamp) #lobby ann target=7"
        #expect(Self.read(line) == .unknown(verb: "REDACT", line: line))
    }

    @Test func moderation() {
        let by = Self.keys(["by": "ann"])
        func event(_ kind: WireEvent.Kind, _ nick: String, _ keys: WireKeys) -> WireLine {
            .event(WireEvent(kind, time: Self.time, room: "#tea", nick: nick, keys: keys))
        }
        #expect(
            Self.read("KICK \(Self.stamp) #tea bob by=ann :spam") == event(.kick(by: "ann", reason: "spam"), "bob", by))
        #expect(Self.read("RANK \(Self.stamp) #tea bob op by=ann") == event(.rank("op", by: "ann"), "bob", by))
        #expect(Self.read("MODE \(Self.stamp) #tea ann :+secret") == event(.mode("+secret"), "ann", WireKeys()))
        #expect(
            Self.read("RENAME \(Self.stamp) #tea #cake ann :why")
                == event(.rename(to: "#cake", reason: "why"), "ann", WireKeys()))
        #expect(Self.read("INVITE \(Self.stamp) #tea bob by=ann") == event(.invite(by: "ann"), "bob", by))
        #expect(Self.read("RANK \(Self.stamp) #tea bob by=ann") == nil)
    }

    @Test(arguments: [
        "", " ", ":", "*** partyline/1 x", "!! server-full: no", "<ann> OK - hi", "OK", "ERR", "ERR 1", "MSG", "MSG 1",
        "MSG x \(stamp) #l a :b",
        "MSG -1 \(stamp) #l a :b", "MSG 1 2026 #l a :b", "MSG 1 \(stamp) #l :b", "NICK \(stamp) ann", "ROW 1",
        "ROW 1 MSG 2", "PING",
        "MSG 99999999999999999999 \(stamp) #l a :b", "JOIN 2026-13-01T00:00:00Z #l a",
    ]) func notALine(line: String) { #expect(Self.read(line) == nil) }

    @Test func bytesThatAreNotUTF8AreNoLine() {
        #expect([0x4F, 0x4B, 0x20, 0xFF].withUnsafeBytes { WireLine($0) } == nil)
    }

    @Test func textIsCleaned() {
        #expect(
            Self.read("NOTE \(Self.stamp) :a\u{1B}[2J\tb\u{202E}c\u{85}日")
                == .notice(time: Self.time, text: "a[2J bc日", keys: WireKeys()))
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.5Z", 500_000),
        ("2000-02-29T12:00:00.000001Z", 951_825_600_000_001),
        ("2024-12-31T23:59:59.123456789Z", 1_735_689_599_123_456),
    ]) func times(text: String, microseconds: Int64) {
        #expect(Self.read("NOTE \(text) :x") == .notice(time: microseconds, text: "x", keys: WireKeys()))
    }

    /// What the server writes is what is read, whatever the time.
    @Test func timesAgreeWithTheServers() {
        for time in stride(from: Int64(0), through: 253_402_300_799_000_000, by: 7_777_777_777_777_000) {
            #expect(
                Self.read("NOTE \(Timestamp(time).rfc3339) :x")
                    == .notice(time: time, text: "x", keys: WireKeys()))
        }
    }

    /// Any cut of any line is read without a trap.
    @Test func cutLinesAreSurvived() {
        let lines = [
            "MSG 7 \(Self.stamp) #lobby ann key=1 :hi", "ROW 3 names #lobby ann", "ERR 1 usage :x",
            "NICK \(Self.stamp) a b",
            "  OK  1  a=b  ", "OK 1 =x a= =", "NOTE \(Self.stamp) :日本",
        ]
        for line in lines {
            let bytes = Array(line.utf8)
            for cut in 0...bytes.count { _ = bytes[..<cut].withUnsafeBytes { WireLine($0) } }
        }
    }
}
