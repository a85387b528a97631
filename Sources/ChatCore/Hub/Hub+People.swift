extension Hub {
    func takeNick(
        _ nick: Nick?, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        let person = asker.person
        guard let nick, nick.text != person.nick.text else { return .answered(.nick(person.nick, isNew: false)) }
        try checkNick(nick, of: person, person.account, at: now)
        freeNick(nick, for: person, at: now, by: asker, &effects)
        return .change(.rename(person.id, nick))
    }

    /// Somebody tells otherwise who they are.
    func present(_ change: PersonChange, by asker: Session, at now: Moment) throws(Refusal) -> Decision {
        if holdsGuests, asker.person.account == nil, case .realName(let name) = change {
            try checkGuest(asker.person, shows: name, at: now)
        }
        return asker.person.isSo(change) ? .answered(.presented) : .change(.present(asker.person.id, change))
    }

    /// Sets or, with nil, takes back a note; those who share a room are told.
    func setAway(_ note: Text?, by asker: Session) -> Decision {
        guard asker.person.away != note else { return .answered(note == nil ? .back : .away) }
        return .change(.setAway(asker.person.id, note))
    }

    // MARK: - Who shares a room

    /// The sessions of those who share a room with somebody, each once; for presence without those who hid it.
    /// - Parameter origin: is not told.
    /// - Parameter interest: only those whose dialect shows such things.
    func neighbours(
        of person: Person, besides origin: Session?, forPresence: Bool = true, wanting interest: Interests = []
    ) -> [SessionID] {
        func wants(_ filters: View.Filters) -> Bool { !forPresence || !filters.contains(.quiet) }
        func shows(_ session: Session?) -> Bool {
            interest.isEmpty || session?.reading.interests.isSuperset(of: interest) == true
        }
        // Nobody is in one room twice.
        if person.roomCount == 1, let room = person.rooms.first, let audience = local.audience(of: room),
            audience.slots == nil
        {
            walked += audience.members.count
            return audience.members.filter { member in
                member.session != origin?.id && wants(member.view.filters)
                    && !local.leaving.contains(Int(member.session.slot))
                    && (interest.isEmpty || shows(local.sessions[member.session]))
            }.map(\.session)
        }
        gatherMembers(of: person.rooms)
        if let origin { local.gathered.remove(Int(origin.id.slot)) }
        local.gathered.subtract(local.leaving)
        var list: [SessionID] = []
        local.gathered.visit { slot in
            guard let other = local.sessions.slots[slot], wants(other.filters), shows(other) else { return }
            list.append(other.id)
        }
        return list
    }

    /// Has `gathered` be the slots of all who are in any of these rooms.
    private func gatherMembers(of rooms: some Sequence<RoomID>) {
        local.gathered.removeAll()
        for audience in rooms.compactMap({ local.audience(of: $0) }) {
            if let slots = audience.slots {
                local.gathered.formUnion(slots)
                walked += slots.words.count
            } else {
                for member in audience.members { local.gathered.insert(Int(member.session.slot)) }
                walked += audience.members.count
            }
        }
    }

    // MARK: - Settings

    func set(_ setting: Setting, _ value: Bool?, by asker: Session) -> Reply {
        if let value { change(setting.filter, of: asker, to: value) }
        return .setting(setting, asker.filters.contains(setting.filter))
    }
}
