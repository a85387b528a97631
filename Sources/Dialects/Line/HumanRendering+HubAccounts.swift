import Bytes
import ChatCore

/// What has to do with accounts, for people.
extension HumanRendering {
    func put(_ profile: AccountProfile, now: Int64, into line: ByteBuffer) {
        line.put("\(profile.name): since ")
        let time = Timestamp(profile.created, offset: offset)
        if HumanRendering.isOfAnotherDay(profile.created, at: now) { time.putDay(into: line) }
        time.putClock(into: line)
        if !profile.nicks.isEmpty { line.put(", also \(profile.nicks.map(\.text).joined(separator: ", "))") }
        if !profile.rooms.isEmpty { line.put("; of \(profile.rooms.map(\.text).joined(separator: ", "))") }
        if let used = profile.used { line.put("; last logged in to on \(Timestamp(used).rfc3339.prefix(10))") }
        if profile.isSuspended { line.put("; suspended") }
        line.put(profile.isHere ? "; here" : "; not here")
    }

    func words(ofAccounts reply: Reply) -> String? {
        switch reply {
        case .registered(let name): "\(name) is yours now; /login \(name) next time"
        case .loggedIn(let name, let nick):
            name == nick ? "you are logged in as \(name)" : "you are logged in as \(name), and called \(nick)"
        case .loggedOut(let nick): "logged out; you are \(nick)"
        case .reserved(let nick): "\(nick) is reserved for you"
        case .released(let nick): "\(nick) is anybody's again"
        case .messages(let policy): "private messages come through from \(HumanRendering.words(for: policy))"
        case .erased(let name): "the account \(name) is erased"
        case .roomRegistered(let room, let days):
            "\(room) is registered and stays; you are its founder, and only ops set its topic"
                + (days.map { "; what is said there is kept \(HumanRendering.span(ofDays: $0))" } ?? "")
        case .roomDropped(let room):
            "\(room) is registered no more; what was kept of it is deleted, and it is gone when all have left"
        default: nil
        }
    }

    /// Who speaks there is to know it.
    static func words(keeping room: RoomName, forDays days: Int) -> String {
        "what is said in \(room) is kept \(span(ofDays: days))"
    }

    /// - Parameter days: 0: for good.
    private static func span(ofDays days: Int) -> String {
        switch days {
        case 0: "for good"
        case 1: "for a day"
        default: "for \(days) days"
        }
    }

    private static func words(for policy: MessagePolicy) -> String {
        switch policy {
        case .everybody: "everybody"
        case .accounts: "those who are logged in"
        case .nobody: "nobody"
        }
    }
}
