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

    /// Comes before what others notice of it.
    func announce(_ newcomer: Participant, at now: Moment, _ effects: inout [Effect]) {
        guard newcomer.isHidden else { return }
        newcomer.isHidden = false
        for room in newcomer.rooms.compactMap({ rooms[$0] }) {
            room.hiddenCount -= 1
            // Mostly nobody came after it.
            if newcomer.knownTo.isEmpty, room.members.last?.session == newcomer.id {
                appendJoin(of: newcomer, to: room, at: now, &effects)
            } else {
                appendLateJoin(of: newcomer, to: room, at: now, &effects)
            }
        }
        newcomer.knownTo = []
    }

    private func appendLateJoin(
        of newcomer: Participant, to room: Room, at now: Moment, _ effects: inout [Effect]
    ) {
        walked += room.members.count
        let others = room.members.filter { member in
            guard member.session != newcomer.id, !member.view.filters.contains(.quiet) else { return false }
            return directory[member.session].map { !isToldOf(newcomer, $0) } ?? false
        }
        guard !others.isEmpty else { return }
        let event = Event(time: now.wall, room: room.name, .join(newcomer.nick))
        effects.append(.show(event, to: others.map(\.session)))
    }

    /// Those who know of somebody and share a room with them, each once; for presence without those who hid it.
    func witnesses(of participant: Participant, forPresence: Bool = true) -> [SessionID] {
        guard participant.isHidden else { return neighbours(of: participant, forPresence: forPresence) }
        var witnesses: [SessionID] = []
        // Hidden ones are in the lobby, or nowhere.
        guard let room = participant.rooms.first.flatMap({ rooms[$0] }) else { return [] }
        func add(_ member: Member) {
            guard !(forPresence && member.view.filters.contains(.quiet)), !leaving.contains(Int(member.session.slot))
            else {
                return
            }
            witnesses.append(member.session)
        }
        for member in room.members.reversed() {
            if member.session == participant.id { break }
            if let other = directory[member.session], isToldOf(participant, other) { add(member) }
        }
        for id in participant.knownTo where !witnesses.contains(id) {
            if let place = directory[id]?.place(in: room) { add(room.members[place]) }
        }
        return witnesses
    }

    /// Somebody who is asked for by name: who knows the name notices.
    func find(_ nick: Nick, for asker: Participant, at now: Moment, _ effects: inout [Effect]) -> Participant? {
        guard let found = directory.find(nick) else { return nil }
        if found.isHidden, found !== asker { announce(found, at: now, &effects) }
        return found
    }

    /// Whether somebody was told of one who is hidden, or was then.
    private func isToldOf(_ other: Participant, _ asker: Participant) -> Bool {
        other.order <= asker.knowsUpTo || other.knownTo.contains(asker.id)
    }

    /// Whether somebody knows of another.
    func shows(_ other: Participant, to asker: Participant) -> Bool {
        !other.isHidden || other === asker || isToldOf(other, asker)
    }

    /// Whether a list tells somebody of another, who is known from then on.
    func reveals(_ other: Participant, to asker: Participant) -> Bool {
        if shows(other, to: asker) { return true }
        guard other.hasAsked else { return false }
        other.knownTo.append(asker.id)
        return true
    }

    /// How many members of a room somebody knows of.
    func memberCount(of room: Room, for asker: Participant) -> Int {
        guard room.hiddenCount > 0, asker.knowsUpTo < directory.guests else { return room.members.count }
        walked += room.members.count
        return room.members.count { member in directory[member.session].map { shows($0, to: asker) } ?? false }
    }
}
