import ChatCore

@testable import Dialects

/// Lines for people, of events and answers drawn from the input: whole, printable, and each begins with what says of what kind it is, so
/// that no text of a user's can stand in that place.
public struct HumanHarness: Harness {
    typealias Render = (Event, LineForm, ByteBuffer) -> Void

    private let render: Render
    private let renderer: Renderer

    public init() {
        let renderer = Renderer(offset: 3_600)
        self.init { renderer.append($0, for: $1, to: $2) }
    }

    init(render: @escaping Render) {
        self.render = render
        renderer = Renderer(offset: 3_600)
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        var data = FuzzedData(input)
        // Timestamps, other rooms, telnet; not wire.
        let view = LineForm(rawValue: data.byte() & 0b1110)
        let now = data.number()
        try checkEvent(data.event(), view)
        try checkAnswer(FuzzedAnswers.row(&data), FuzzedAnswers.reply(&data), view, now)
        try checkRefusal(FuzzedAnswers.refusal(&data), view)
        try checkEntry(FuzzedAnswers.entry(&data), view, now)
        try checkGreeting(data.nick(), [data.text(), data.text()], view)
    }

    private func checkEvent(_ event: Event, _ view: LineForm) throws(Violation) {
        let lines = try rendered(view) { render(event, view, $0) }
        try demand(lines.count == 1, "\(event.kind) is \(lines.count) lines")
        var line = lines[0]
        if view.contains(.timestamps) { line = try withoutClock(line) }
        if event.rank != .none {
            let audience = [Rank.voice: "those with voice", .op: "ops", .founder: "the founder"][event.rank] ?? ""
            line = try without("\(event.room?.text ?? "") (to \(audience)) ", line)
        } else if view.contains(.elsewhere), event.isSaid, let room = event.room {
            line = try without("\(room) ", line)
        }
        let (start, text) = HumanHarness.start(of: event)
        line = try without(start, line)
        try demand(line.starts(with: text), "\(start) is not followed by \(text): \(line)")
    }

    /// What an event's line must begin with, and what of a user's own words must follow.
    private static func start(of event: Event) -> (start: String, text: [UInt8]) {
        switch event.kind {
        case .message(let nick, let text): ("<\(nick)> ", text.utf8)
        case .action(let nick, let text): ("* \(nick) ", text.utf8)
        case .privateMessage(let from, let to, let text, let isCopy): (isCopy ? "[-> \(to)] " : "[\(from)] ", text.utf8)
        case .join(let nick): ("*** \(nick) joined ", [])
        case .part(let nick, _): ("*** \(nick) left ", [])
        case .quit(let nick, _): ("*** \(nick) quit", [])
        case .nick(let old, let new): ("*** \(old) is now \(new)", [])
        case .topic(let nick, let text): ("*** \(nick) \(text.isEmpty ? "cleared" : "set") the topic of ", [])
        case .away(let nick, let note): ("*** \(nick) is \(note == nil ? "back" : "away")", [])
        case .account(let nick, let account?): ("*** \(nick) is logged in as \(account)", [])
        case .account(let nick, nil): ("*** \(nick) is logged out", [])
        case .realName(let nick, let name): ("*** \(nick) is really called ", name.utf8)
        case .signal(let nick, _, _): ("*** \(nick) has a program ask", [])
        case .broadcast(let nick, _): ("*** \(nick) tells the operators", [])
        case .takenBack(_, _, _, let by, _): ("*** \(by) took back a line of ", [])
        // It has no line.
        case .aside: ("", [])
        case .notice(let text): ("*** ", text.utf8)
        case .report(let nick, let by, _, _): ("*** \(by) reports \(nick)", [])
        case .voiceBeneath(_, _, let by): ("*** \(by) ", [])
        case .online(let nick): ("*** \(nick) is here", [])
        case .offline(let nick): ("*** \(nick) is not here", [])
        case .merged(let nick, _): ("*** \(nick) quit", [])
        case .parted: ("*** you left \(event.room?.text ?? "")", [])
        case .kick(let nick, let by, _): ("*** \(nick) was put out of \(event.room?.text ?? "") by \(by)", [])
        case .kicked(_, let by, _, _, nil): ("*** you were put out of \(event.room?.text ?? "") by \(by)", [])
        case .kicked(_, let by, _, _, _?): ("*** you were banned from \(event.room?.text ?? "") by \(by) for ", [])
        case .roomRenamed(let old, _, _): ("*** \(old) is now called ", [])
        case .rank(let nick, .founder, _, _): ("*** \(nick) is the founder of ", [])
        case .rank(_, _, let by, _), .modes(let by, _), .masks(let by, _), .invitation(_, let by): ("*** \(by) ", [])
        }
    }

    private func checkAnswer(_ row: Row, _ reply: Reply, _ view: LineForm, _ now: Int64) throws(Violation) {
        let rows = try rendered(view) { renderer.append(row, tag: .none, now: now, for: view, to: $0) }
        try demand(rows.count == 1, "\(row) is \(rows.count) lines")
        _ = try without("-- ", rows[0])
        let ends = try rendered(view) { renderer.append(reply, tag: .none, for: view, to: $0) }
        try demand(ends.count <= 1, "\(reply) is \(ends.count) lines")
        for line in ends { _ = try without("-- ", line) }
    }

    private func checkRefusal(_ refusal: RefusalText, _ view: LineForm) throws(Violation) {
        let lines = try rendered(view) { renderer.append(refusal, tag: .none, for: view, to: $0) }
        try demand(lines.count == 1, "\(refusal) is \(lines.count) lines")
        _ = try without("!! \(refusal.code.rawValue): ", lines[0])
    }

    private func checkEntry(_ entry: RoomEntry, _ view: LineForm, _ now: Int64) throws(Violation) {
        let lines = try rendered(view) { renderer.append(entry, now: now, for: view, to: $0) }
        let heads = entry.topic == nil ? 1 : 2
        try demand(lines.count == heads + entry.history.count, "a room entry is \(lines.count) lines")
        for line in lines.prefix(heads) { _ = try without("*** ", line) }
        for line in lines.dropFirst(heads) { _ = try without("-- ", line) }
    }

    private func checkGreeting(_ nick: Nick, _ motd: [Text], _ view: LineForm) throws(Violation) {
        let lines = try rendered(view) {
            renderer.appendGreeting(server: "localhost", nick: nick, motd: motd, for: view, to: $0)
        }
        try demand(lines.count == 1 + motd.count, "a greeting is \(lines.count) lines")
        for line in lines { _ = try without("*** ", line) }
    }

    // MARK: - Lines

    private func rendered(_ view: LineForm, _ render: (ByteBuffer) -> Void) throws(Violation) -> [[UInt8]] {
        let buffer = ByteBuffer()
        render(buffer)
        return try Cleanness.lines(buffer.bytes, readsCRLF: view.contains(.crlf)).map { Array($0) }
    }

    private func without(_ start: String, _ line: [UInt8]) throws(Violation) -> [UInt8] {
        try demand(
            line.starts(with: start.utf8), "it does not start with \(start): \(String(decoding: line, as: UTF8.self))")
        return Array(line.dropFirst(start.utf8.count))
    }

    private func withoutClock(_ line: [UInt8]) throws(Violation) -> [UInt8] {
        let clock = line.prefix(6)
        let isClock = clock.count == 6 && clock[2] == UInt8(ascii: ":") && clock[5] == UInt8(ascii: " ")
        try demand(isClock, "it does not start with the time: \(String(decoding: line, as: UTF8.self))")
        return Array(line.dropFirst(6))
    }
}
