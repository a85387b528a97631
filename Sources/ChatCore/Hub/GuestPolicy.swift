/// What people may do who are not logged in.
public enum GuestPolicy: Hashable, Sendable {
    case speak
    /// They read, and go from room to room.
    case read
    /// They are in no room, and may log in.
    case none
}

extension Hub {
    /// Whether somebody may ask for it without an account.
    func checkGuest(_ command: Command, by asker: Session) throws(Refusal) {
        guard asker.person.account == nil else {
            // Who logs out would be here as a guest.
            if limits.guests == .none, case .account(.logOut) = command { throw .account(.guestsStayOut) }
            return
        }
        switch command {
        case .account(.register), .account(.logIn), .account(.logOut), .account(.describe), .nick, .set: return
        case .say, .sayIn, .act, .tell, .reply, .sayOnce, .setTopic, .moderate, .account, .operate: break
        case .away, .back, .join, .part, .rooms, .names, .who, .whois, .topic, .ignore, .unignore, .history:
            if limits.guests == .read { return }
        }
        throw .account(.guestsOnlyRead)
    }
}
