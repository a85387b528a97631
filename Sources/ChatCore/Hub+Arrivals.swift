/// Newcomers whom others do not know of yet.
///
/// A load balancer or a port scanner connects only to see whether somebody answers, and is gone at once. Others would read of each that
/// it came and went. So a newcomer may be hidden: it is in the lobby and reads what is said there, but no event tells of it until
/// `announce`, or until it does what others notice. Lists tell of it only who comes after it, or once it has asked for something; they
/// know of it then, and are told what becomes of it.
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
        let knowing = newcomer.knownTo
        newcomer.isHidden = false
        newcomer.knownTo = []
        for room in newcomer.rooms.compactMap({ rooms[$0] }) {
            room.hiddenCount -= 1
            if knowing.isEmpty {
                appendJoin(of: newcomer, to: room, at: now, &effects)
            } else {
                let others = room.members.filter {
                    $0.session != newcomer.id && !$0.view.contains(.quiet) && !knowing.contains($0.session)
                }
                let event = Event(time: now.wall, room: room.name, .join(newcomer.nick))
                if !others.isEmpty { effects.append(.show(event, to: others.map(\.session))) }
            }
        }
    }

    /// Those who know of somebody and share a room with them, each once; for presence without those who hid it.
    func witnesses(of participant: Participant, forPresence: Bool = true) -> [SessionID] {
        guard participant.isHidden else { return neighbours(of: participant, forPresence: forPresence) }
        guard !participant.knownTo.isEmpty else { return [] }
        return neighbours(of: participant, forPresence: forPresence).filter { participant.knownTo.contains($0) }
    }

    /// Somebody who is asked for by name: who knows the name notices.
    func find(_ nick: Nick, for asker: Participant, at now: Moment, _ effects: inout [Effect]) -> Participant? {
        guard let found = directory.find(nick) else { return nil }
        if found.isHidden, found !== asker { announce(found, at: now, &effects) }
        return found
    }

    /// Whether somebody knows of another.
    func shows(_ other: Participant, to asker: Participant) -> Bool {
        !other.isHidden || other === asker || other.knownTo.contains(asker.id)
    }

    /// Whether a list tells somebody of another, who is known from then on.
    func reveals(_ other: Participant, to asker: Participant) -> Bool {
        if shows(other, to: asker) { return true }
        guard other.hasAsked else { return false }
        other.knownTo.append(asker.id)
        return true
    }

    /// A newcomer to a room is told of all who are there.
    func reveal(_ room: Room, to newcomer: Participant) {
        guard room.hiddenCount > 0 else { return }
        for member in room.members {
            if let other = directory[member.session], !shows(other, to: newcomer) { other.knownTo.append(newcomer.id) }
        }
    }

    /// How many members of a room somebody knows of.
    func memberCount(of room: Room, for asker: Participant) -> Int {
        guard room.hiddenCount > 0 else { return room.members.count }
        walked += room.members.count
        return room.members.count { member in directory[member.session].map { shows($0, to: asker) } ?? false }
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
