/// What is said to some of a room alone, and what programs ask each other. None of it is kept.
extension Hub {
    /// Whether each of several lines has to be looked at by itself, as one may be said and another not.
    /// - Parameters:
    ///   - whole: what some of them come to as they are read, where that is more than one line.
    ///   - name: nil: they are said in private.
    package func isHeldBack(
        _ id: SessionID, saying lines: [Text], whole: [Text], in name: RoomName?, at now: Moment
    ) -> Bool {
        guard let person = local.sessions[id]?.person else { return false }
        if name.flatMap({ shared.rooms.find($0) })?.modes.contains(.slow) ?? false { return true }
        guard holdsGuests, person.account == nil else { return false }
        return repeats(lines, by: person, at: now)
            || (lines + whole).contains { linkFault(in: $0, of: person, at: now) != nil }
    }

    // MARK: - To those who are something there

    func say(
        _ text: Text, in name: RoomName, to rank: Rank, as manner: Manner, by asker: Session, at now: Moment
    ) throws(Refusal) -> Decision {
        let room = try spokenRoom(name, text, by: asker, at: now)
        guard rank > .none else { return try say(text, in: name, as: manner, by: asker, at: now) }
        return .change(.sayToRank(asker.person.id, RoomReference(room), rank, text, as: manner))
    }

    /// A room that the asker may say something in now.
    private func spokenRoom(
        _ name: RoomName, _ text: Text, by asker: Session, at now: Moment
    ) throws(Refusal) -> Room {
        let room: Room
        if let open = shared.rooms.find(name), open.isOpenToOutside {
            room = open
        } else {
            room = try ownRoom(name, of: asker)
        }
        if holdsGuests, asker.person.account == nil {
            try checkGuestSpeech(of: asker.person, text, in: room, at: now)
        } else if let rules = room.rules {
            try checkSpeech(of: asker.person, in: room, rules, at: now)
        }
        return room
    }

    /// Tells those who are what a record names, or more.
    func tellRank(
        _ record: Record, of room: Room, by person: Person, as id: EventID, at time: Int64, _ origin: Session?,
        _ effects: inout [Effect]
    ) {
        guard case .sayToRank(_, _, let rank, let text, let manner) = record else { return }
        let event = Event(
            id: id, time: time, room: room.name, text, as: manner, by: person.nick, of: person.account?.name,
            source(of: person), toRank: rank)
        let members = local.audience(of: room.id)?.members ?? []
        walked += members.count
        let readers = members.filter { member in
            guard let reader = local.sessions[member.session] else { return false }
            return reader.person.rank(in: room.id) >= rank && shows(event, by: origin?.id ?? .none, to: member)
        }
        show(event, to: readers.map(\.session), &effects)
    }

    // MARK: - Signals

    func signal(
        _ text: Text, in name: RoomName, _ isNotice: Bool, by asker: Session, at now: Moment,
        _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try spokenRoom(name, text, by: asker, at: now)
        guard !room.modes.contains(.noCTCP) else { throw .speech(room.name, .noSignals) }
        let event = signal(text, in: room.name, isNotice, by: asker, at: now)
        let readers = readers(of: room, besides: asker, wanting: .signals).filter {
            local.sessions[$0].map { !$0.ignores(asker.person) } ?? false
        }
        show(event, to: readers, &effects)
        return .said(id: event.id, time: event.time)
    }

    func signal(
        _ text: Text, to nick: Nick, _ isNotice: Bool, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
        try checkPolicy(of: other, for: asker.person)
        if holdsGuests, asker.person.account == nil { try checkGuest(asker, tells: text, to: other, at: now) }
        let event = signal(text, in: nil, to: other.nick, isNotice, by: asker, at: now)
        let readers = other.sessions.filter { id in
            guard let session = local.sessions[id], session.reading.interests.contains(.signals) else { return false }
            return !session.ignores(asker.person)
        }
        show(event, to: readers, &effects)
        return .said(id: event.id, time: event.time)
    }

    /// Nothing that all know is changed by it, so it has no id.
    private func signal(
        _ text: Text, in room: RoomName?, to nick: Nick? = nil, _ isNotice: Bool, by asker: Session, at now: Moment
    ) -> Event {
        Event(
            time: max(shared.lastTime, now.wall), room: room, .signal(from: asker.person.nick, to: nick, text),
            of: asker.person.account?.name, by: source(of: asker.person), isNotice: isNotice)
    }
}

extension SharedState {
    func sayToRank(in named: RoomReference, by id: PersonID) -> Applied {
        guard let person = people[id], let room = rooms.find(named), person.isIn(room.id) || room.isOpenToOutside else {
            return .nothing
        }
        announce(person)
        return .saidToRank(person, room, id: rooms.nextID(in: nil, at: lastTime))
    }
}
