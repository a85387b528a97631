extension Hub {
    /// The rooms that there are.
    public var roomNames: [RoomName] { rooms.rooms.map(\.name) }

    /// What a room keeps.
    /// - Returns: nil where there is no such room.
    public func past(of room: RoomName) -> HubSnapshot.Past? {
        guard let room = rooms.find(room) else { return nil }
        var past = HubSnapshot.Past(room: room.name, floor: room.history.floor)
        past.said = room.history.said(after: room.history.floor)
        past.hasForgotten = room.history.hasForgotten
        return past
    }

    /// All that it knows, its limits and its lobby's name aside.
    /// - Parameter known: up to which id what a room keeps is known already: the last one of its past.
    public func snapshot(after known: [RoomName: EventID] = [:]) -> HubSnapshot {
        var snapshot = HubSnapshot()
        directory.write(to: &snapshot)
        rooms.write(to: &snapshot, after: known)
        snapshot.privateNonces = privateNonces.inOrder
        return snapshot
    }

    /// Whoever is in a room is a member of it, and the other way round.
    func checkMemberships() throws(SnapshotError) {
        var memberships = 0
        for participant in directory.participants {
            memberships += participant.rooms.count
            guard Set(participant.rooms).count == participant.rooms.count else {
                throw SnapshotError("\(participant.nick) is in a room twice")
            }
            for id in participant.rooms {
                guard rooms.has(id), let room = rooms[id], participant.place(in: room) != nil else {
                    throw SnapshotError("\(participant.nick) is in a room that does not know it")
                }
            }
            if let current = participant.current, !participant.rooms.contains(current) {
                throw SnapshotError("\(participant.nick) has a current room that it is not in")
            }
        }
        guard rooms.rooms.reduce(0, { $0 + $1.members.count }) == memberships else {
            throw SnapshotError("a room has a member who is not in it")
        }
    }
}

extension Directory {
    func write(to snapshot: inout HubSnapshot) {
        snapshot.guests = guests
        snapshot.generations = generations
        snapshot.freeSlots = free
        snapshot.people = participants.map { participant in
            var person = HubSnapshot.Person(
                id: participant.id, nick: participant.nick, since: participant.since,
                lastActive: participant.lastActive)
            person.rooms = participant.rooms
            person.current = participant.current
            person.reading = participant.reading
            person.filters = participant.filters
            person.away = participant.away
            person.ignored = participant.ignored.entries.map { HubSnapshot.Ignored(nick: $0.nick, session: $0.session) }
            person.lastCorrespondent = participant.lastCorrespondent
            person.isHidden = participant.isHidden
            person.knownTo = participant.knownTo
            person.order = participant.order
            person.knowsUpTo = participant.knowsUpTo
            person.hasAsked = participant.hasAsked
            return person
        }
    }

    init(restoring snapshot: HubSnapshot) throws(SnapshotError) {
        guests = snapshot.guests
        generations = snapshot.generations
        free = snapshot.freeSlots
        places = Array(repeating: nil, count: generations.count)
        guard (0...Directory.mostGuests).contains(guests) else { throw SnapshotError("\(guests) guests") }
        for person in snapshot.people {
            guard has(person.id.slot), generations[Int(person.id.slot)] == person.id.generation else {
                throw SnapshotError("session \(person.id) has no place")
            }
            guard places[Int(person.id.slot)] == nil, slots[person.nick.key] == nil else {
                throw SnapshotError("session \(person.id), \(person.nick), is there twice")
            }
            slots[person.nick.key] = person.id.slot
            places[Int(person.id.slot)] = try Participant(restoring: person) { has($0.slot) }
        }
        guard free.count + slots.count == places.count, Set(free).count == free.count,
            free.allSatisfy({ has($0) && places[Int($0)] == nil })
        else { throw SnapshotError("the free places of sessions are not those that nobody has") }
    }

    private func has(_ slot: UInt32) -> Bool { Int(slot) < places.count }
}

extension Participant {
    /// - Parameter isKnown: whether a session's place is one of the table's.
    convenience init(
        restoring person: HubSnapshot.Person, _ isKnown: (SessionID) -> Bool
    ) throws(SnapshotError) {
        self.init(
            id: person.id, nick: person.nick, order: person.order, reading: person.reading,
            at: Moment(wall: person.since, steady: person.lastActive))
        let others = person.knownTo + person.ignored.map(\.session) + (person.lastCorrespondent.map { [$0] } ?? [])
        guard others.allSatisfy(isKnown) else { throw SnapshotError("\(person.nick) knows a session without a place") }
        guard !person.filters.contains(.elsewhere), person.filters.contains(.ignores) == !person.ignored.isEmpty else {
            throw SnapshotError("\(person.nick) has a view that can't be")
        }
        for room in person.rooms { enter(room, at: Int(Int32.max)) }
        current = person.current
        filters = person.filters
        away = person.away
        ignored = IgnoreList(person.ignored.map { Ignored(nick: $0.nick, session: $0.session) })
        lastCorrespondent = person.lastCorrespondent
        isHidden = person.isHidden
        knownTo = person.knownTo
        knowsUpTo = person.knowsUpTo
        hasAsked = person.hasAsked
    }
}

extension RoomTable {
    /// Whether there is such a place, be there a room or not.
    func has(_ id: RoomID) -> Bool { id.index >= 0 && Int(id.index) < places.count }

    func write(to snapshot: inout HubSnapshot, after known: [RoomName: EventID]) {
        snapshot.freeRooms = free
        snapshot.lastID = lastID
        snapshot.rooms = rooms.map { room in
            var copy = HubSnapshot.Room(
                id: room.id, name: room.name, lastID: room.lastID, floor: room.history.floor)
            copy.members = room.members.map(\.session)
            copy.topic = room.topic
            copy.said = room.history.said(after: known[room.name] ?? room.history.floor)
            copy.hasForgotten = room.history.hasForgotten
            return copy
        }
    }

    init(
        restoring snapshot: HubSnapshot, after backlog: Backlog?, _ directory: Directory, crowd: Int
    ) throws(SnapshotError) {
        self.init(in: backlog?.memory ?? HistoryMemory(), crowd: crowd)
        free = snapshot.freeRooms
        goOn(after: snapshot.rooms.reduce(snapshot.lastID) { max($0, $1.lastID) })
        places = Array(repeating: nil, count: snapshot.rooms.count + free.count)
        for copy in snapshot.rooms {
            guard has(copy.id), places[Int(copy.id.index)] == nil, ids[copy.name.key] == nil else {
                throw SnapshotError("\(copy.name) has no place, or is there twice")
            }
            let room = try Room(
                restoring: copy, after: backlog?.take(copy.name), directory, in: memory, crowd: crowd)
            places[Int(copy.id.index)] = room
            ids[copy.name.key] = copy.id
        }
        backlog?.clear()
        memory.sort()
        for copy in snapshot.rooms.sorted(by: {
            ($0.topic?.time ?? 0, $0.id.index) < ($1.topic?.time ?? 0, $1.id.index)
        }) {
            if let room = self[copy.id] { setTopic(copy.topic, of: room) }
        }
        guard Set(free).count == free.count, free.allSatisfy({ has($0) && self[$0] == nil }) else {
            throw SnapshotError("the free places of rooms are not those that no room has")
        }
    }
}

extension Room {
    convenience init(
        restoring copy: HubSnapshot.Room, after past: consuming History?, _ directory: Directory,
        in memory: HistoryMemory, crowd: Int
    ) throws(SnapshotError) {
        self.init(id: copy.id, name: copy.name, after: copy.lastID, in: memory, crowd: crowd)
        history = past ?? History(room: copy.name, floor: copy.floor, in: memory)
        history.belongs(to: copy.id.index)
        try history.restore(copy)
        guard Set(copy.members).count == copy.members.count else {
            throw SnapshotError("\(copy.name) has a member twice")
        }
        for session in copy.members {
            guard let participant = directory.find(session) else {
                throw SnapshotError("\(copy.name) has a member who is not here")
            }
            let place = append(Member(session: session, view: participant.view(of: copy.id)))
            participant.stands(in: copy.id, at: place)
            if participant.isHidden { hiddenCount += 1 }
        }
    }
}
