import Bytes
import ChatCore

/// Accounts on the wire (docs/PROTOCOL.md, section 7).
extension Wire {
    static func put(_ reply: AccountReply, into line: ByteBuffer) {
        switch reply {
        case .registered(let account): put("account", account.text, into: line)
        case .loggedIn(let account, let nick):
            put("account", account.text, into: line)
            put("nick", nick.text, into: line)
        case .loggedOut(let nick), .reserved(let nick), .released(let nick): put("nick", nick.text, into: line)
        case .tokenAdded(let label, let token):
            put("label", label.text, into: line)
            put("token", token, into: line)
        case .tokens(let count): put("count", String(count), into: line)
        case .tokenRemoved(let label): put("label", label.text, into: line)
        case .forgotten(let account, let messages):
            put("account", account.text, into: line)
            put("count", String(messages), into: line)
        case .passwordChanged, .shown: break
        }
    }

    static func put(_ row: AccountRow, into line: ByteBuffer) {
        switch row {
        case .token(let label, let created, let used, let until):
            line.put(" token ")
            line.put(label.text)
            put("created", Timestamp(created).rfc3339, into: line)
            if let used { put("used", Timestamp(used).rfc3339, into: line) }
            if let until { put("until", Timestamp(until).rfc3339, into: line) }
        case .account(let name, let since, let nicks):
            line.put(" account ")
            line.put(name)
            put("since", Timestamp(since).rfc3339, into: line)
            if !nicks.isEmpty { put("nicks", nicks.map(\.text).joined(separator: ","), into: line) }
        }
    }
}
