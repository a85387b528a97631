/// Going.
extension Hub {
    /// Somebody who is gone, and what others are told of why.
    public struct Leaver: Sendable {
        public let id: SessionID
        public let reason: Text?

        public init(id: SessionID, reason: Text?) {
            self.id = id
            self.reason = reason
        }
    }

    /// A session is gone, and is to be disconnected soon. Until then it is here for everybody; but nobody's going or new nick is told to it
    /// any more, so that thousands who leave are not told of each other.
    public func leave(_ id: SessionID) {
        if directory.find(id) != nil { leaving.insert(Int(id.slot)) }
    }

    /// Forgets a session; those who shared a room with it are told once.
    public func disconnect(_ id: SessionID, reason: Text?, at now: Moment, _ effects: inout [Effect]) {
        disconnect([Leaver(id: id, reason: reason)], at: now, &effects)
    }

    /// Forgets sessions that are gone together. Those who stay are told of each with whom they shared a room, once; none of those who
    /// go is told of another.
    ///
    /// Each room is gone through once, however many of its members leave.
    public func disconnect(_ leavers: [Leaver], at now: Moment, _ effects: inout [Effect]) {
        var gone: [(participant: Participant, reason: Text?)] = []
        var places = PlaceSet()
        for leaver in leavers where !places.contains(Int(leaver.id.slot)) {
            guard let participant = directory.find(leaver.id) else { continue }
            places.insert(Int(leaver.id.slot))
            leaving.insert(Int(leaver.id.slot))
            gone.append((participant, leaver.reason))
        }
        // Who knows of a hidden one is told by where both stand.
        let knowing = gone.map { $0.participant.isHidden ? witnesses(of: $0.participant) : [] }
        remove(gone.map(\.participant), at: places, &effects)
        for (index, (leaver, reason)) in gone.enumerated() {
            let witnesses = leaver.isHidden ? knowing[index] : neighbours(of: leaver)
            guard !witnesses.isEmpty else { continue }
            effects.append(.show(Event(time: now.wall, .quit(leaver.nick, reason: reason)), to: witnesses))
        }
    }

    private func remove(_ leavers: [Participant], at places: PlaceSet, _ effects: inout [Effect]) {
        for leaver in leavers {
            leaving.remove(Int(leaver.id.slot))
            directory.remove(leaver)
            guard leaver.isHidden else { continue }
            for room in leaver.rooms.compactMap({ rooms[$0] }) { room.hiddenCount -= 1 }
        }
        for room in roomsOf(leavers) {
            walked += room.members.count
            room.remove(places)
            if closeIfEmpty(room) { effects.append(.roomClosed(room.id)) }
        }
    }

    /// The rooms that any of these are in, each once, in the order in which they are come upon.
    private func roomsOf(_ participants: [Participant]) -> [Room] {
        var seen = PlaceSet()
        var found: [Room] = []
        for id in participants.lazy.flatMap(\.rooms) where !seen.contains(Int(id.index)) {
            seen.insert(Int(id.index))
            if let room = rooms[id] { found.append(room) }
        }
        return found
    }
}
