import ChatCore
import Dialects

/// What another session of a person did, as clients of IRC are told it: beside the line that others read, by the numbers that a client
/// knows its own state by.
extension IRCRequests {
    /// It asks the hub for nothing but what it knows (`Delivery.onShared`).
    func share(_ sharing: Sharing, with ids: [SessionID]) {
        for id in ids {
            guard let session = sessions.session(id), let dialect = session.dialect.irc else { continue }
            driver.delivery.append(to: id.slot, session.dialect) { lines in
                let asked = IRCAsked(session: session, dialect: dialect, command: .join, lines: lines)
                switch sharing {
                case .room(let room):
                    showLook(of: room, asked)
                    tellSubscribed(of: room, asked)
                // It has read it, and is called so from now on.
                case .nick(let nick): dialect.nick = nick
                case .account: tellIdentity(of: asked)
                case .away(let note): asked.answers.putAway(isAway: note != nil)
                }
            }
        }
    }
}
