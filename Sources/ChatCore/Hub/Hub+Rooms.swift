extension Hub {
    // MARK: - Entering and leaving

    func join(
        _ name: RoomName, since: EventID?, _ key: RoomKey?, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        let found = shared.rooms.find(name)
        if let room = found, asker.person.isIn(room.id) {
            makeCurrent(room, of: asker)
            return .answered(joined(room, since: since, asker, &effects))
        }
        let count = asker.person.roomCount
        guard count < limits.roomsPerSession else {
            throw .tooManyRooms(name, count: count, most: limits.roomsPerSession)
        }
        if let room = found, let rules = room.setRules { try admit(asker.person, to: room, rules, key, at: now) }
        if holdsGuests, asker.person.account == nil { try checkGuest(asker.person, enters: name, found, at: now) }
        return .change(.enter(asker.person.id, name))
    }

    /// Whether what holds in a room lets somebody enter. An invitation passes all of it.
    func admit(
        _ person: Person, to room: Room, _ rules: RoomRules, _ key: RoomKey?, at now: Moment
    ) throws(Refusal) {
        walked += rules.masks.count
        let standing = standing(of: person, in: room)
        if standing >= .op || rules.isInvited(person.id, at: now.wall) { return }
        let identity = MaskIdentity(person)
        if let ban = rules.strongestMask(on: identity, at: now.wall) {
            throw .entry(
                room.name, .banned(seconds: Hub.seconds(until: ban.until, at: now.wall), reason: ban.reason))
        }
        if standing >= .voice { return }
        if rules.modes.contains(.accountsOnly), person.account == nil { throw .entry(room.name, .needsAccount) }
        if rules.modes.contains(.inviteOnly), !rules.has(.invited, identity, at: now.wall) {
            throw .entry(room.name, .inviteOnly)
        }
        if let wanted = rules.key, wanted != key { throw .entry(room.name, .needsKey(isWrong: key != nil)) }
        if rules.limit > 0, room.roster.count >= rules.limit {
            throw .entry(room.name, .full(most: rules.limit))
        }
    }

    /// The answer to who is in a room now.
    func joined(_ room: Room, since: EventID?, _ asker: Session, _ effects: inout [Effect]) -> Reply {
        let missed = since.map { replay(room, nil, .since($0), to: asker, &effects) }
        return .joined(
            room.name, members: memberCount(of: room, for: asker), last: room.lastID, missed: missed,
            kept: keptDays(of: room))
    }

    func appendJoin(
        of person: Person, to room: Room, at time: Int64, by origin: Session?, _ effects: inout [Effect]
    ) {
        let event = Event(
            time: time, room: room.name, .join(person.nick), of: person.account?.name, by: source(of: person))
        note(event, by: person, in: room)
        guard room.roster.count > 1 || person.sessions.count > 1 else { return }
        effects.append(.deliver(event, to: room.id, from: origin?.id ?? .none))
    }

    /// What a room looks like, to one who has entered it and is shown rooms.
    /// - Parameter withHistory: it is not told already what was said.
    func appendArrival(
        of asker: Session, in room: Room, withHistory: Bool = true, _ effects: inout [Effect]
    ) {
        guard asker.reading.isShownRooms else { return }
        // As of `tellHistory`.
        if asker.ignored != nil { walked += room.history.count }
        let others = room.roster.lazy.compactMap { self.shared.people.slots[Int($0)] }
            .filter { $0 !== asker.person && self.reveals($0, to: asker) }
        let entry = RoomEntry(
            room: room.name, others: others.prefix(Hub.arrivalNicks).map(\.nick),
            otherCount: memberCount(of: room, for: asker) - 1, topic: room.topic,
            history: withHistory ? room.history.last(Hub.arrivalHistory, where: wants(asker)).events : [])
        effects.append(.entered(entry))
    }

    func part(_ name: RoomName?, _ reason: Text?, by asker: Session) throws(Refusal) -> Decision {
        // The same for a room that there is not, and for one that is secret.
        if let name, !isIn(name, asker.id) { throw .notInRoom(name) }
        let room = try ownRoom(name, of: asker)
        return .change(.leave(asker.person.id, RoomReference(room), reason: reason))
    }

    // MARK: - The current room, and views

    /// The room named, or the current one; the asker is in it.
    func ownRoom(_ name: RoomName?, of asker: Session) throws(Refusal) -> Room {
        guard let name else {
            guard let current = asker.current.flatMap({ shared.rooms[$0] }) else {
                throw .noCurrentRoom
            }
            return current
        }
        let room = try anyRoom(name, for: asker)
        guard asker.person.isIn(room.id) else { throw .notInRoom(room.name) }
        return room
    }

    /// The room named, whoever is in it, or the current one.
    func anyRoom(_ name: RoomName?, for asker: Session) throws(Refusal) -> Room {
        guard let name else { return try ownRoom(nil, of: asker) }
        guard let room = shared.rooms.find(name), tells(asker, of: room) else { throw .noSuchRoom(name) }
        return room
    }

    /// Whether somebody is told of a room: of one that is secret who is in it alone.
    func tells(_ asker: Session, of room: Room) -> Bool {
        !room.modes.contains(.secret) || asker.person.isIn(room.id)
    }

    func makeCurrent(_ room: Room, of asker: Session) {
        guard asker.current != room.id else { return }
        let previous = asker.current
        asker.current = room.id
        if let previous { refreshView(of: asker, in: previous) }
        refreshView(of: asker, in: room.id)
    }

    func change(_ filters: View.Filters, of session: Session, to isSet: Bool) {
        if isSet { session.filters.insert(filters) } else { session.filters.remove(filters) }
        refreshViews(of: session)
    }

    func refreshViews(of session: Session) {
        walked += session.person.roomCount
        for room in session.person.rooms { refreshView(of: session, in: room) }
    }

    private func refreshView(of session: Session, in room: RoomID) {
        guard let audience = local.audience(of: room), let position = local.position(of: session, in: room, audience)
        else {
            return
        }
        audience.setView(at: position, session.view(of: room))
    }

    // MARK: - Topics

    func tellTopic(_ name: RoomName?, by asker: Session, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        let room = try anyRoom(name, for: asker)
        if let topic = room.topic { effects.append(.row(.topic(room.name, topic))) }
        return .topic(room.name, room.topic)
    }

    func setTopic(_ name: RoomName?, _ text: Text, by asker: Session, at now: Moment) throws(Refusal) -> Decision {
        let room = try ownRoom(name, of: asker)
        if room.modes.contains(.topicLocked) { try demand(.op, of: asker, in: room) }
        if holdsGuests, asker.person.account == nil {
            try checkGuest(asker.person, sets: text, in: room, at: now)
        }
        return .change(.setTopic(asker.person.id, RoomReference(room), text))
    }
}
