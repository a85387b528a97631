import Bytes
import ChatCore

/// Accounts in words.
extension HumanRendering {
    /// The words of an answer's end; nil where success speaks for itself.
    static func words(for reply: AccountReply) -> String? {
        switch reply {
        case .registered(let account): "\(account) is your account now; /login \(account) brings it back next time"
        case .loggedIn(let account, let nick):
            account == nick
                ? "you are logged in as \(account)" : "you are logged in as \(account); you are \(nick) here"
        case .loggedOut(let nick): "you are logged out; you are \(nick)"
        case .passwordChanged: "your password is changed"
        case .tokenAdded(let label, let token): "your token \(label), which is shown this once: \(token)"
        case .tokens(let count): count == 0 ? "you have no tokens; /token add LABEL makes one" : nil
        case .tokenRemoved(let label): "the token \(label) logs nobody in any more"
        case .reserved(let nick): "\(nick) is reserved for you"
        case .released(let nick): "\(nick) is reserved no more"
        case .shown: nil
        case .forgotten(let account, let messages):
            "the account \(account) is erased, and \(messages) messages with it"
        }
    }

    static func put(_ row: AccountRow, into line: ByteBuffer) {
        switch row {
        case .token(let label, let created, let used, let until):
            line.put("\(label): made \(day(created))")
            line.put(used.map { ", used \(day($0))" } ?? ", never used")
            if let until { line.put(", good until \(day(until))") }
        case .account(let name, let since, let nicks):
            line.put("\(name): since \(day(since))")
            if !nicks.isEmpty { line.put("; also \(nicks.map(\.text).joined(separator: ", "))") }
        }
    }

    /// As `2026-11-29`, of UTC.
    private static func day(_ time: Int64) -> String { String(Timestamp(time).rfc3339.prefix(10)) }
}
