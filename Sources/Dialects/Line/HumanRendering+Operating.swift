import Bytes
import ChatCore

/// What operators of the server do, for people.
extension HumanRendering {
    /// As `18:02 ann: kick bob in #tea (spam)`.
    func put(_ entry: AuditEntry, now: Int64, into line: ByteBuffer) {
        let time = Timestamp(entry.time, offset: offset)
        if HumanRendering.isOfAnotherDay(entry.time, at: now) { time.putDay(into: line) }
        time.putClock(into: line)
        line.put(" \(entry.by): \(entry.what)")
        if !entry.subject.isEmpty { line.put(" \(entry.subject)") }
        if let room = entry.room { line.put(" in \(room)") }
        putInBrackets(entry.reason, into: line)
    }

    func put(_ ban: ServerBan, now: Int64, into line: ByteBuffer) {
        line.put("\(ban.subject), set by \(ban.by) at ")
        let time = Timestamp(ban.time, offset: offset)
        if HumanRendering.isOfAnotherDay(ban.time, at: now) { time.putDay(into: line) }
        time.putClock(into: line)
        if let until = ban.until { line.put(", ends in \(HumanRendering.words(forSpan: until - now))") }
        putInBrackets(ban.reason, into: line)
    }

    static func words(for reply: OperatorReply) -> String {
        switch reply {
        case .killed(let nick): "\(nick) is put off"
        case .banned(let subjects, _):
            "kept from the server: " + subjects.map(\.description).joined(separator: ", ")
        case .unbanned(let subject): "no longer kept from the server: \(subject)"
        case .announced: "everybody is told"
        case .suspended(let name, true): "the account \(name) is suspended"
        case .suspended(let name, false): "the account \(name) is suspended no more"
        case .reported(let nick): "ops and operators are told of \(nick)"
        }
    }
}
