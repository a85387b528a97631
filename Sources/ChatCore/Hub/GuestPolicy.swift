/// What people may do who are not logged in.
public enum GuestPolicy: Hashable, Sendable {
    case speak
    /// They read, and go from room to room.
    case read
    /// They are in no room, and may log in.
    case none
}

extension Hub {
    /// Whether one is in no room as a guest: until they log in, and as soon as they would log out.
    package func isOutside(_ id: SessionID) -> Bool {
        limits.guests == .none || (shared.serverBans.areOfGuests && comesFromBannedGuests?(id) ?? false)
    }

    /// Why somebody is told nothing of others; nil: they are.
    package func refusalToTell(_ id: SessionID) -> Refusal? {
        guard let asker = local.sessions[id] else { return nil }
        do throws(Refusal) {
            try checkGuest(.who(nil), by: asker)
            return nil
        } catch {
            return error
        }
    }

    /// Why somebody may not have others read something of themselves, or of a room; nil: they may.
    package func refusal(toShow text: Text?, by id: SessionID, at now: Moment) -> Refusal? {
        guard let asker = local.sessions[id] else { return nil }
        do throws(Refusal) {
            try checkGuest(.present(.realName(text ?? Text(cleaned: []))), by: asker)
            if holdsGuests, asker.person.account == nil, let text { try checkGuest(asker.person, shows: text, at: now) }
            return nil
        } catch {
            return error
        }
    }

    /// Whether somebody may ask for it without an account.
    func checkGuest(_ command: Command, by asker: Session) throws(Refusal) {
        guard asker.person.account == nil else {
            // Who logs out would be here as a guest.
            if case .account(.logOut) = command, isOutside(asker.id) { throw .account(.guestsStayOut) }
            return
        }
        let isBanned = mustLogIn(asker)
        guard isBanned || limits.guests != .speak else { return }
        switch command {
        case .account(.register): if !isBanned { return }
        case .account(.logIn), .account(.logOut), .account(.describe), .nick, .set: return
        case .say, .sayIn, .sayToRank, .signalIn, .signalTo, .present, .act, .actIn, .tell, .noticeIn, .noticeTo,
            .reply, .convey, .sayOnce, .takeBack, .takeBackPrivate, .setTopic, .moderate, .account, .operate:
            break
        case .whowas, .watch, .away, .back, .join, .part, .rooms, .names, .who, .whois, .topic, .ignore, .unignore,
            .history, .playback:
            if !isBanned, limits.guests == .read { return }
        }
        throw .account(isBanned ? .guestsBanned : .guestsOnlyRead)
    }
}
