import Bytes
import ChatCore

/// What operators of the server do, for programs.
extension Wire {
    static func put(_ entry: AuditEntry, into line: ByteBuffer) {
        line.put("audit \(entry.what)")
        put("time", Timestamp(entry.time).rfc3339, into: line)
        put("by", entry.by.text, into: line)
        if let room = entry.room { put("room", room.text, into: line) }
        if !entry.subject.isEmpty { put("subject", entry.subject, into: line) }
        put(entry.reason, into: line)
    }

    static func put(_ ban: ServerBan, into line: ByteBuffer) {
        line.put("serverban")
        put("subject", ban.subject.description, into: line)
        put("by", ban.by.text, into: line)
        put("time", Timestamp(ban.time).rfc3339, into: line)
        if let until = ban.until { put("until", Timestamp(until).rfc3339, into: line) }
        put(ban.reason, into: line)
    }

    static func put(_ reply: OperatorReply, into line: ByteBuffer) {
        switch reply {
        case .killed(let nick), .reported(let nick): put("nick", nick.text, into: line)
        case .banned(let subjects, let until):
            put("subjects", subjects.map(\.description).joined(separator: ","), into: line)
            if let until { put("until", Timestamp(until).rfc3339, into: line) }
        case .unbanned(let subject): put("subjects", subject.description, into: line)
        case .suspended(let name, let isSet):
            put("account", name.text, into: line)
            put("suspended", isSet ? "1" : "0", into: line)
        case .announced: break
        }
    }

    static func putReport(
        of nick: Nick, _ by: Nick, _ ids: [EventID], _ reason: Text, _ event: Event, into line: ByteBuffer
    ) {
        line.put("NOTE ")
        Timestamp(event.time).putRFC3339(into: line)
        put("report", nick.text, into: line)
        put("by", by.text, into: line)
        if let room = event.room { put("room", room.text, into: line) }
        if !ids.isEmpty { put("ids", ids.map { String($0) }.joined(separator: ","), into: line) }
        put(reason, into: line)
    }
}
