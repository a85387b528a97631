/// Newcomers whom others do not know of yet.
///
/// A load balancer or a port scanner connects only to see whether somebody answers, and is gone at once. Others would read of each that
/// it came and went. So a newcomer may be hidden: it is in the lobby and reads what is said there, but no event and no list tells of it
/// until `announce`, or until it does what others notice.
extension Hub {
    /// Tells others that a hidden newcomer is here; does nothing for anybody else.
    public func announce(_ id: SessionID, at now: Moment, _ effects: inout [Effect]) {
        if let newcomer = directory[id], newcomer.isHidden { announce(newcomer, at: now, &effects) }
    }

    /// Sessions that others do not know of, by their places.
    public var hiddenSessions: [SessionID] {
        directory.participants.filter(\.isHidden).map(\.id)
    }

    /// Whether others do not know of a session yet.
    public func isHidden(_ id: SessionID) -> Bool { directory[id]?.isHidden == true }

    func announce(_ newcomer: Participant, at now: Moment, _ effects: inout [Effect]) {
        newcomer.isHidden = false
        for room in newcomer.rooms.compactMap({ rooms[$0] }) {
            room.hiddenCount -= 1
            appendJoin(of: newcomer, to: room, at: now, &effects)
        }
    }

    /// Somebody who is asked for by name: who knows the name notices.
    func find(_ nick: Nick, for asker: Participant, at now: Moment, _ effects: inout [Effect]) -> Participant? {
        guard let found = directory.find(nick) else { return nil }
        if found.isHidden, found !== asker { announce(found, at: now, &effects) }
        return found
    }

    /// Whether somebody is told of another.
    func shows(_ other: Participant, to asker: Participant) -> Bool {
        !other.isHidden || other === asker
    }
}

extension Command {
    /// Whether others may notice that it was carried out.
    var isNoticed: Bool {
        switch self {
        case .say, .act, .sayIn, .tell, .reply, .sayOnce, .join, .setTopic, .away, .back: true
        case .nick, .part, .rooms, .names, .who, .whois, .topic, .ignore, .unignore, .set, .history: false
        }
    }
}
