import Bytes
import ChatCore
import WireClient

@testable import Dialects

/// The wire form in both directions. By the first byte of the input the others are a line that a server of any kind sent, or they are
/// drawn upon for an event and answers, which a client must read as what they are.
public struct WireHarness: Harness {
    typealias Render = (Event, LineForm, ByteBuffer) -> Void

    private let render: Render
    private let renderer = Renderer()

    public init() {
        let renderer = Renderer()
        self.init { renderer.append($0, for: $1, to: $2) }
    }

    init(render: @escaping Render) {
        self.render = render
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        var data = FuzzedData(input)
        if data.flag() {
            try readLine(UnsafeRawBufferPointer(rebasing: data.left))
        } else {
            try readEvent(data.event())
            try readRow(FuzzedAnswers.row(&data))
            try readReply(FuzzedAnswers.reply(&data))
            try readRefusal(FuzzedAnswers.refusal(&data))
        }
    }

    // MARK: - Any line

    /// Whatever a server sends, what a client makes of it may be shown.
    private func readLine(_ bytes: UnsafeRawBufferPointer) throws(Violation) {
        guard let line = WireLine(bytes) else { return }
        for text in WireHarness.strings(of: line) { try Cleanness.demandClean(text, "read from \(Array(bytes))") }
    }

    // MARK: - What we render

    private func readEvent(_ event: Event) throws(Violation) {
        let buffer = ByteBuffer()
        render(event, .wire, buffer)
        let read = try line(buffer)
        try demand(WireHarness.same(read, WireHarness.expected(of: event)), "\(event.kind) was read as \(read)")
    }

    private func readRow(_ row: Row) throws(Violation) {
        let buffer = ByteBuffer()
        renderer.append(row, tag: .text("t1"), now: 0, for: .wire, to: buffer)
        let read = try line(buffer)
        guard case .row(let found) = read, found.tag == "t1" else {
            throw Violation(description: "\(row) was read as \(read)")
        }
        switch row {
        case .history(let event), .found(let event):
            guard case .event(let expected) = WireHarness.expected(of: event) else { return }
            try demand(found.event == expected, "\(event.kind) was replayed as \(read)")
        case .room(let room, let members, let topic):
            try demand(
                found.fields == [room.text] && found.keys["members"] == "\(members)"
                    && found.text == topic?.description, "\(row) was read as \(read)")
        case .names(let room, let nicks):
            try demand(found.fields == [room.text] + nicks.map(\.text), "\(row) was read as \(read)")
        case .who(let profile), .whois(let profile):
            try demand(found.fields == [profile.nick.text], "\(row) was read as \(read)")
            try demand(found.keys["idle"] == "\(profile.idleSeconds)", "\(row) was read as \(read)")
            let rooms = profile.rooms.isEmpty ? nil : profile.rooms.map(\.text).joined(separator: ",")
            try demand(found.keys["rooms"] == rooms, "\(row) was read as \(read)")
            try demand((found.keys["away"] != nil) == (profile.away != nil), "\(row) was read as \(read)")
            try demand((found.text ?? "") == (profile.away?.description ?? ""), "\(row) was read as \(read)")
        case .topic(let room, let topic):
            try demand(
                found.fields == [room.text, topic.setBy.text] && found.text == topic.text.description,
                "\(row) was read as \(read)")
        case .away(let nick, let note):
            try demand(found.fields == [nick.text] && found.text == note.description, "\(row) was read as \(read)")
        case .ignored(let nick), .watched(let nick), .presence(let nick, isHere: _, _):
            try demand(found.fields == [nick.text], "\(row) was read as \(read)")
        case .former(let former):
            try demand(found.fields == [former.source.nick.text], "\(row) was read as \(read)")
        case .audit(let entry):
            try demand(
                found.fields == [entry.what] && found.keys["by"] == entry.by.text
                    && found.text == entry.reason?.description, "\(row) was read as \(read)")
        case .serverBan(let ban):
            try demand(
                found.keys["subject"] == ban.subject.description && found.text == ban.reason?.description,
                "\(row) was read as \(read)")
        case .account(let profile):
            try demand(
                found.fields == [profile.name.text] && (found.keys["here"] != nil) == profile.isHere,
                "\(row) was read as \(read)")
        case .rank(let room, let nick, let rank):
            try demand(found.fields == [room.text, nick.text, rank.name], "\(row) was read as \(read)")
        case .mask(let room, let number, let mask):
            try demand(
                found.kind == mask.kind.name && found.fields == [room.text, "\(number)"]
                    && found.keys["subject"] == mask.subject.description
                    && found.text == mask.reason?.description, "\(row) was read as \(read)")
        case .modes(let room, let modes):
            try demand(
                found.fields == [room.text] && found.text == modes.words.joined(separator: " "),
                "\(row) was read as \(read)")
        }
    }

    private func readReply(_ reply: Reply) throws(Violation) {
        let buffer = ByteBuffer()
        renderer.append(reply, tag: .text("t1"), for: .wire, to: buffer)
        let read = try line(buffer)
        guard case .ok("t1", let keys) = read else { throw Violation(description: "\(reply) was read as \(read)") }
        switch reply {
        case .said(let id, let time), .saidBefore(let id, let time), .topicSet(_, _, let id, let time),
            .waiting(_, let id, let time):
            let waits = if case .waiting = reply { "1" } else { nil as String? }
            try demand(keys["waiting"] == waits, "\(reply) was read as \(read)")
            try demand(keys["id"] == "\(id)", "\(reply) was read as \(read)")
            let when = keys["time"].flatMap { Timestamp.microseconds($0) }
            try demand(when == WireHarness.shown(time), "\(reply) was read as \(read)")
        case .nick(let nick, _): try demand(keys["nick"] == nick.text, "\(reply) was read as \(read)")
        case .joined(let room, let members, let last, _, let kept):
            try demand(keys["room"] == room.text && keys["members"] == "\(members)", "\(reply) was read as \(read)")
            try demand(keys["id"] == "\(last)", "\(reply) was read as \(read)")
            try demand(keys["kept"] == kept.map { "\($0)" }, "\(reply) was read as \(read)")
        case .conversation(let nick, _), .takenBackPrivate(let nick, _, at: _):
            try demand(keys["nick"] == nick.text, "\(reply) was read as \(read)")
        case .parted(let room, _), .topic(let room, _), .history(let room, _), .takenBack(let room, _, at: _):
            try demand(keys["room"] == room.text, "\(reply) was read as \(read)")
        case .found(let count, let next):
            try demand(keys["count"] == "\(count)", "\(reply) was read as \(read)")
            try demand(keys["more"] == next.map { "\($0)" }, "\(reply) was read as \(read)")
        case .exported(let count, let next):
            try demand(keys["count"] == "\(count)", "\(reply) was read as \(read)")
            try demand(keys["more"].map { ExportPlace($0) } == next, "\(reply) was read as \(read)")
        case .listed(_, let count, _, _), .watching(let count, refused: _):
            try demand(keys["count"] == "\(count)", "\(reply) was read as \(read)")
        case .setting(let setting, let value):
            try demand(keys[setting.rawValue] == (value ? "on" : "off"), "\(reply) was read as \(read)")
        case .registered(let name), .erased(let name), .loggedIn(let name, _):
            try demand(keys["account"] == name.text, "\(reply) was read as \(read)")
        case .loggedOut(let nick), .reserved(let nick), .released(let nick):
            try demand(keys["nick"] == nick.text, "\(reply) was read as \(read)")
        case .messages(let policy): try demand(keys["dms"] == policy.rawValue, "\(reply) was read as \(read)")
        case .roomRegistered(let room, kept: _), .roomDropped(let room):
            try demand(keys["room"] == room.text, "\(reply) was read as \(read)")
        case .ranked(let room, let nick, let rank):
            try demand(
                keys["room"] == room.text && keys["nick"] == nick.text && keys["rank"] == rank.name,
                "\(reply) was read as \(read)")
        case .kicked(let room, let nick), .invited(let room, let nick):
            try demand(keys["room"] == room.text && keys["nick"] == nick.text, "\(reply) was read as \(read)")
        case .masked(let room, let change, _, _):
            let subjects = change.subjects.map(\.description).joined(separator: ",")
            try demand(keys["room"] == room.text && keys["subjects"] == subjects, "\(reply) was read as \(read)")
        case .modes(let room, _), .roomRenamed(_, let room):
            try demand(keys["room"] == room.text, "\(reply) was read as \(read)")
        case .operated(.killed(let nick)), .operated(.reported(let nick)):
            try demand(keys["nick"] == nick.text, "\(reply) was read as \(read)")
        case .operated: break
        case .away, .back, .presented, .ignoring, .unignored, .ignored, .whois, .account:
            try demand(keys == WireKeys(), "\(reply) was read as \(read)")
        }
    }

    private func readRefusal(_ refusal: RefusalText) throws(Violation) {
        let buffer = ByteBuffer()
        renderer.append(refusal, tag: .text("t1"), for: .wire, to: buffer)
        let words = refusal.subjects.map { subject in
            switch subject {
            case .room(let room): "room=\(room)"
            case .nick(let nick): "nick=\(nick)"
            case .near(let word): "near=\(word)"
            case .retry(let seconds): "retry=\(seconds)"
            case .most(let number): "max=\(number)"
            }
        }
        let expected = WireLine.refused(
            tag: "t1", code: refusal.code.rawValue, keys: WireKeys(words), text: refusal.words)
        let read = try line(buffer)
        try demand(WireHarness.same(read, expected), "\(refusal) was read as \(read)")
    }

    private func line(_ buffer: ByteBuffer) throws(Violation) -> WireLine {
        let lines = try Cleanness.lines(buffer.bytes, readsCRLF: false)
        guard lines.count == 1, let line = WireLine(UnsafeRawBufferPointer(rebasing: lines[0])) else {
            throw Violation(description: "no line of the wire form: \(Array(buffer.bytes))")
        }
        return line
    }
}
