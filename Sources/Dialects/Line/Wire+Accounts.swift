import Bytes
import ChatCore

/// Passwords and tokens on the wire (docs/PROTOCOL.md, section 7).
extension Wire {
    static func put(_ reply: AccountReply, into line: ByteBuffer) {
        switch reply {
        case .tokenAdded(let label, let token):
            put("label", label.text, into: line)
            put("token", token, into: line)
        case .certificateAdded(let label), .certificateRemoved(let label): put("label", label.text, into: line)
        case .certificates(let count): put("count", String(count), into: line)
        case .tokens(let count): put("count", String(count), into: line)
        case .tokenRemoved(let label): put("label", label.text, into: line)
        case .reset(let name, let token, let until):
            put("account", name.text, into: line)
            put("until", Timestamp(until).rfc3339, into: line)
            put("token", token, into: line)
        case .passwordChanged: break
        }
    }

    static func put(_ row: AccountRow, into line: ByteBuffer) {
        switch row {
        case .token(let label, let created, let used, let until, let endsWithPassword):
            line.put(" token ")
            line.put(label.text)
            put("created", Timestamp(created).rfc3339, into: line)
            if let used { put("used", Timestamp(used).rfc3339, into: line) }
            if let until { put("until", Timestamp(until).rfc3339, into: line) }
            if endsWithPassword { put("remembered", "1", into: line) }
        case .certificate(let label, let created, let used):
            line.put(" certificate ")
            line.put(label.text)
            put("created", Timestamp(created).rfc3339, into: line)
            if let used { put("used", Timestamp(used).rfc3339, into: line) }
        }
    }
}
