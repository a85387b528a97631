import Bytes
import ChatCore
import Framing

/// What happens, as one class of IRC's readers reads it.
///
/// All of a class read the same bytes, so an event is written once for them. What is written follows from the event alone: what is shown
/// again later is the same. Each line has at most `IRCLimits.line` bytes behind its tags.
public struct IRCRendering: Rendering {
    let readers: ReaderClass
    /// Its name is the source of its own words.
    let server: String
    /// Each line is such a message of a WebSocket, and has no end; nil: it is a line.
    let opcode: WebSocketFrame.Opcode?

    package init(_ readers: ReaderClass, server: String, framed opcode: WebSocketFrame.Opcode? = nil) {
        self.readers = readers
        self.server = server
        self.opcode = opcode
    }

    /// A current room and a zone are nothing to IRC: a line says where it was said, and its time is in UTC.
    public func append(_ event: Event, isElsewhere: Bool, zone: Int64, to lines: ByteBuffer) {
        let start = lines.count
        write(event, to: lines)
        if let opcode { lines.frameLines(from: start, as: opcode) }
    }

    private func write(_ event: Event, to lines: ByteBuffer) {
        switch event.kind {
        case .message(let nick, let text):
            putSaid(event, by: nick, to: IRCRendering.target(of: event), text.utf8, into: lines)
        case .action(let nick, let text):
            putSaid(event, by: nick, to: IRCRendering.target(of: event), text.utf8, isAction: true, into: lines)
        case .privateMessage(let nick, let other, let text, _):
            // The sender's other sessions know it by its source.
            putSaid(event, by: nick, to: other.text, text.utf8, into: lines)
        case .signal(let nick, let other, let text): putSignal(event, by: nick, to: other, text, into: lines)
        case .aside(let nick, let other): putAside(event, by: nick, to: other, into: lines)
        case .takenBack(let id, _, let other, let nick, let reason):
            // Nothing is said that could be taken back by an id of its own.
            let line = begin(event, by: nick, "REDACT", isFirst: false, into: lines)
            if let other { line.parameter(other) } else { IRCRendering.put(event.room, into: line) }
            line.parameter(id)
            if let reason { IRCRendering.put(reason, into: line) }
            line.end()
        case .join, .part, .parted, .quit, .nick, .away, .merged, .online, .offline, .account, .realName, .broadcast:
            putPresence(event, into: lines)
        case .topic, .kick, .kicked, .rank, .voiceBeneath, .modes, .masks, .invitation, .roomRenamed:
            putChange(event, into: lines)
        case .notice(let text): putNotice(event, to: event.room?.text ?? IRCName.nobody, text, into: lines)
        case .report(let nick, let by, _, let reason):
            let room = event.room.map { " in \($0)" } ?? ""
            let words = Text(
                cleaned: Array("\(by) reports \(nick)\(room)\(reason.isEmpty ? "" : ": ")".utf8) + reason.utf8)
            putNotice(event, to: IRCName.nobody, words, into: lines)
        }
    }

    /// Where something is said; with a prefix (`STATUSMSG`) where it is for some of the room alone.
    static func target(of event: Event) -> String {
        guard let room = event.room else { return IRCName.nobody }
        guard let letter = RankLetter.of(event.rank) else { return room.text }
        return "\(UnicodeScalar(letter.prefix))\(room)"
    }

    // MARK: - Tags and sources

    /// Appends the tags of an event, with the space behind them.
    /// - Parameter isFirst: of the lines that the event has; the others are no message of their own.
    func putTags(of event: Event, isFirst: Bool = true, into lines: ByteBuffer) {
        let start = lines.count
        func mark() { lines.append(UInt8(ascii: lines.count == start ? "@" : ";")) }
        putTime(of: event, into: lines)
        if readers.tags.hasAll, isFirst, event.id > 0 {
            lines.put(";msgid=")
            lines.put(event.id)
        }
        if readers.tags.hasAccount, let account = event.account ?? event.source?.account {
            mark()
            lines.put("account=")
            lines.put(account)
        }
        if readers.tags.hasAll, event.source?.isBot == true { lines.put(";bot") }
        if readers.tags.hasAll, let tags = event.enclosure?.part(.tags) {
            mark()
            lines.append(Array(tags))
        }
        if lines.count > start { lines.append(UInt8(ascii: " ")) }
    }

    private func putTime(of event: Event, into lines: ByteBuffer) {
        guard readers.tags.hasTime else { return }
        lines.put("@time=")
        Timestamp(event.time).withRFC3339 { lines.append($0) }
    }

    /// Appends the tags of what the server itself says: those of people are on what they do.
    func putServerTags(of event: Event, into lines: ByteBuffer) {
        putTime(of: event, into: lines)
        if readers.tags.hasTime { lines.append(UInt8(ascii: " ")) }
    }

    /// Appends tags without a text. Whoever is shown no tags has no use for it.
    private func putAside(_ event: Event, by nick: Nick, to other: Nick?, into lines: ByteBuffer) {
        guard readers.tags.hasAll, event.enclosure?.part(.tags) != nil else { return }
        let line = begin(event, by: nick, "TAGMSG", into: lines)
        if let other { line.parameter(other) } else { IRCRendering.put(event.room, into: line) }
        line.end()
    }

    /// Begins a line of somebody's, up to its command.
    func begin(
        _ event: Event, by nick: Nick, _ command: StaticString, isFirst: Bool = true, into lines: ByteBuffer
    ) -> IRCLine {
        putTags(of: event, isFirst: isFirst, into: lines)
        var line = IRCLine(into: lines)
        line.source(nick, userHost: IRCRendering.userHost(of: event))
        line.command(command)
        return line
    }

    static func userHost(of event: Event) -> String { event.source?.userHost ?? unknown }

    /// Of what is kept of old no more than a nick may be known.
    private static let unknown = "\(UserName.line.text)@\(IRCPerson.unknownHost)"
}
