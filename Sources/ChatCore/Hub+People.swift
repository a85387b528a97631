extension Hub {
    func takeNick(
        _ nick: Nick?, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let nick, nick.text != asker.nick.text else { return .nick(asker.nick, isNew: false) }
        if let owner = directory.find(nick), owner.id != asker.id { throw .nickInUse(owner.nick) }
        let old = asker.nick
        directory.rename(asker, to: nick)
        let witnesses = witnesses(of: asker, forPresence: false)
        if !witnesses.isEmpty {
            effects.append(.show(Event(time: now.wall, .nick(old: old, new: nick)), to: witnesses))
        }
        return .nick(nick, isNew: true)
    }

    /// Those who share a room with somebody, each once; for presence without those who hid it.
    func neighbours(of participant: Participant, forPresence: Bool = true) -> [SessionID] {
        func wants(_ filters: View.Filters) -> Bool { !forPresence || !filters.contains(.quiet) }
        // Nobody is in one room twice.
        if participant.rooms.count == 1, let room = rooms[participant.rooms[0]], room.places == nil {
            walked += room.members.count
            return room.members.filter { member in
                member.session != participant.id && wants(member.view.filters)
                    && !leaving.contains(Int(member.session.slot))
            }.map(\.session)
        }
        gatherMembers(of: participant.rooms)
        gathered.remove(Int(participant.id.slot))
        gathered.subtract(leaving)
        var list: [SessionID] = []
        gathered.visit { place in
            guard let other = directory.places[place], wants(other.filters) else { return }
            list.append(other.id)
        }
        return list
    }

    /// Has `gathered` be the places of all who are in any of these rooms.
    private func gatherMembers(of ids: [RoomID]) {
        gathered.removeAll()
        for room in ids.compactMap({ rooms[$0] }) {
            if let places = room.places {
                gathered.formUnion(places)
                walked += places.words.count
            } else {
                for member in room.members { gathered.insert(Int(member.session.slot)) }
                walked += room.members.count
            }
        }
    }

    // MARK: - Away

    /// Sets or, with nil, takes back a note; those who share a room are told.
    func setAway(_ note: Text?, by asker: Participant, at now: Moment, _ effects: inout [Effect]) -> Reply {
        let reply: Reply = note == nil ? .back : .away
        guard asker.away != note else { return reply }
        announce(asker, at: now, &effects)
        asker.away = note
        let witnesses = neighbours(of: asker)
        if !witnesses.isEmpty {
            effects.append(.show(Event(time: now.wall, .away(asker.nick, note: note)), to: witnesses))
        }
        return reply
    }

    // MARK: - Ignoring

    func ignore(
        _ nick: Nick?, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let nick else {
            for entry in asker.ignored.entries {
                effects.append(.row(.ignored(directory[entry.session]?.nick ?? entry.nick)))
            }
            return .ignored(count: asker.ignored.count)
        }
        guard let other = find(nick, for: asker, at: now, &effects) else { throw .noSuchNick(nick) }
        guard other.id != asker.id else { throw .ignoresItself }
        if asker.ignored.contains(other.id) { return .ignoring(other.nick) }
        if let entry = asker.ignored.entries.firstIndex(where: { $0.nick == nick && directory[$0.session] == nil }) {
            // Somebody ignored has come back: from now on under later nicks, too.
            asker.ignored.setSession(of: entry, to: other.id)
            return .ignoring(other.nick)
        }
        guard asker.ignored.count < limits.ignoredPerSession else {
            throw .tooManyIgnored(other.nick, count: asker.ignored.count, most: limits.ignoredPerSession)
        }
        asker.ignored.append(Ignored(nick: other.nick, session: other.id))
        change(.ignores, of: asker, to: true)
        return .ignoring(other.nick)
    }

    func unignore(_ nick: Nick, by asker: Participant) throws(Refusal) -> Reply {
        let other = directory.find(nick)?.id
        // Several entries may have come to be theirs, by nick changes.
        let before = asker.ignored.count
        asker.ignored.removeAll { $0.nick == nick || $0.session == other }
        guard asker.ignored.count < before else { throw .notIgnored(nick) }
        if asker.ignored.isEmpty { change(.ignores, of: asker, to: false) }
        return .unignored(nick)
    }

    // MARK: - Settings

    func set(_ setting: Setting, _ value: Bool?, by asker: Participant) -> Reply {
        if let value { change(setting.filter, of: asker, to: value) }
        return .setting(setting, asker.filters.contains(setting.filter))
    }
}
