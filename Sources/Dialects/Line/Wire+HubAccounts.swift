import Bytes
import ChatCore

/// What has to do with accounts, for programs.
extension Wire {
    static func put(_ profile: AccountProfile, into line: ByteBuffer) {
        line.put("account \(profile.name)")
        put("since", Timestamp(profile.created).rfc3339, into: line)
        if let used = profile.used { put("used", Timestamp(used).rfc3339, into: line) }
        if !profile.nicks.isEmpty { put("nicks", profile.nicks.map(\.text).joined(separator: ","), into: line) }
        if profile.isHere { put("here", "1", into: line) }
        if !profile.rooms.isEmpty { put("rooms", profile.rooms.map(\.text).joined(separator: ","), into: line) }
        if profile.isSuspended { put("suspended", "1", into: line) }
    }

    static func putAccounts(_ reply: Reply, into line: ByteBuffer) {
        switch reply {
        case .registered(let name), .erased(let name): put("account", name.text, into: line)
        case .loggedIn(let name, let nick):
            put("account", name.text, into: line)
            put("nick", nick.text, into: line)
        case .loggedOut(let nick), .reserved(let nick), .released(let nick): put("nick", nick.text, into: line)
        case .messages(let policy): put("dms", policy.rawValue, into: line)
        case .roomRegistered(let room, let days):
            put("room", room.text, into: line)
            if let days { put("kept", String(days), into: line) }
        case .roomDropped(let room): put("room", room.text, into: line)
        default: break
        }
    }
}
