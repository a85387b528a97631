extension Hub {
    // MARK: - Entering and leaving

    func join(
        _ name: RoomName, since: EventID?, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room: Room
        if let present = rooms.find(name), asker.rooms.contains(present.id) {
            room = present
            makeCurrent(room, of: asker)
        } else {
            guard asker.rooms.count < limits.roomsPerSession else {
                throw .tooManyRooms(name, count: asker.rooms.count, most: limits.roomsPerSession)
            }
            announce(asker, at: now, &effects)
            room = enter(name, asker, at: now, &effects)
        }
        let missed = since.map { replay(room, nil, since: $0, before: nil, to: asker, &effects) }
        return .joined(room.name, members: memberCount(of: room, for: asker), last: room.lastID, missed: missed)
    }

    /// Puts somebody into a room, which is made if need be, and tells the others.
    func enter(_ name: RoomName, _ asker: Participant, at now: Moment, _ effects: inout [Effect]) -> Room {
        let room = rooms.find(name) ?? rooms.open(name, at: now.wall)
        makeCurrent(room, of: asker)
        asker.enter(room.id, at: room.append(Member(session: asker.id, view: asker.view)))
        // It is told of all who are there.
        if room.hiddenCount > 0, asker.reading.isShownRooms { asker.knowsUpTo = directory.guests }
        if asker.isHidden {
            room.hiddenCount += 1
        } else {
            appendJoin(of: asker, to: room, at: now, &effects)
        }
        return room
    }

    func appendJoin(of asker: Participant, to room: Room, at now: Moment, _ effects: inout [Effect]) {
        guard room.members.count > 1 else { return }
        let event = Event(time: now.wall, room: room.name, .join(asker.nick))
        effects.append(.deliver(event, to: room.id, from: asker.id))
    }

    /// What a room looks like, to one who has entered it and is shown rooms.
    /// - Parameter withHistory: it is not told already what was said.
    func appendArrival(
        of asker: Participant, in room: Room, withHistory: Bool = true, _ effects: inout [Effect]
    ) {
        guard asker.reading.isShownRooms else { return }
        // As of `tellHistory`.
        if !asker.ignored.isEmpty { walked += room.history.count }
        let others = room.members.lazy.compactMap { self.directory[$0.session] }
            .filter { $0 !== asker && self.reveals($0, to: asker) }
        let arrival = Arrival(
            room: room.name, others: others.prefix(Hub.arrivalNicks).map(\.nick),
            otherCount: memberCount(of: room, for: asker) - 1, topic: room.topic,
            history: withHistory ? room.history.last(Hub.arrivalHistory, where: wants(asker)).events : [])
        effects.append(.arrived(arrival))
    }

    func part(
        _ name: RoomName?, _ reason: Text?, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        if let name, rooms.find(name) == nil { throw .notInRoom(name) }
        let room = try ownRoom(name, of: asker)
        let knowing = asker.isHidden ? witnesses(of: asker) : []
        remove(asker, from: room, &effects)
        let event = Event(time: now.wall, room: room.name, .part(asker.nick, reason: reason))
        if asker.isHidden {
            asker.knownTo = []
            asker.order = .max
            if !knowing.isEmpty { effects.append(.show(event, to: knowing)) }
        } else if !room.members.isEmpty {
            effects.append(.deliver(event, to: room.id, from: asker.id))
        }
        return .parted(room.name, current: asker.current.flatMap { rooms[$0]?.name })
    }

    /// Takes somebody out of a room, and the room away with the last one.
    func remove(_ leaver: Participant, from room: Room, _ effects: inout [Effect]) {
        if let place = leaver.place(in: room) {
            room.remove(at: place)
            if leaver.isHidden { room.hiddenCount -= 1 }
        }
        leaver.leave(room.id)
        if leaver.current == room.id {
            leaver.current = nil
            if let last = leaver.rooms.last.flatMap({ rooms[$0] }) { makeCurrent(last, of: leaver) }
        }
        if closeIfEmpty(room) { effects.append(.roomClosed(room.id)) }
    }

    /// Forgets a room that nobody is in, the lobby excepted.
    func closeIfEmpty(_ room: Room) -> Bool {
        guard room.members.isEmpty, room.name != lobby else { return false }
        rooms.close(room)
        return true
    }

    // MARK: - The current room, and views

    /// The room named, or the current one; the asker is in it.
    func ownRoom(_ name: RoomName?, of asker: Participant) throws(Refusal) -> Room {
        guard let name else {
            guard let current = asker.current.flatMap({ rooms[$0] }) else {
                throw .noCurrentRoom
            }
            return current
        }
        guard let room = rooms.find(name) else { throw .noSuchRoom(name) }
        guard asker.rooms.contains(room.id) else { throw .notInRoom(room.name) }
        return room
    }

    /// The room named, whoever is in it, or the current one.
    func anyRoom(_ name: RoomName?, for asker: Participant) throws(Refusal) -> Room {
        guard let name else { return try ownRoom(nil, of: asker) }
        guard let room = rooms.find(name) else { throw .noSuchRoom(name) }
        return room
    }

    func makeCurrent(_ room: Room, of asker: Participant) {
        guard asker.current != room.id else { return }
        let previous = asker.current.flatMap { rooms[$0] }
        asker.current = room.id
        if let previous { refreshView(of: asker, in: previous) }
        refreshView(of: asker, in: room)
    }

    func change(_ filters: View.Filters, of participant: Participant, to isSet: Bool) {
        if isSet { participant.filters.insert(filters) } else { participant.filters.remove(filters) }
        refreshViews(of: participant)
    }

    func refreshViews(of participant: Participant) {
        walked += participant.rooms.count
        for room in participant.rooms.compactMap({ rooms[$0] }) { refreshView(of: participant, in: room) }
    }

    private func refreshView(of participant: Participant, in room: Room) {
        guard let place = participant.place(in: room) else { return }
        room.setView(at: place, participant.view(of: room.id))
    }

    // MARK: - Topics

    func tellTopic(_ name: RoomName?, by asker: Participant, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        let room = try anyRoom(name, for: asker)
        if let topic = room.topic { effects.append(.row(.topic(room.name, topic))) }
        return .topic(room.name, room.topic)
    }

    func setTopic(
        _ name: RoomName?, _ text: Text, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try ownRoom(name, of: asker)
        announce(asker, at: now, &effects)
        rooms.setTopic(text.isEmpty ? nil : Topic(text: text, setBy: asker.nick, time: now.wall), of: room)
        rooms.forget(toFit: limits.historyBytes)
        let event = Event(
            id: rooms.nextID(in: room, at: now.wall), time: now.wall, room: room.name, .topic(by: asker.nick, text))
        effects.append(.deliver(event, to: room.id, from: asker.id))
        return .topicSet(room.name, text, id: event.id, time: now.wall)
    }
}
