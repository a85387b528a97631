extension Hub {
    func takeNick(
        _ nick: Nick?, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        let person = asker.person
        guard let nick, nick.text != person.nick.text else { return .answered(.nick(person.nick, isNew: false)) }
        let account = shared.accounts.owner(of: nick)
        if let account, account !== person.account { throw .account(.nickReserved(account.name)) }
        if let owner = shared.people.find(nick), owner !== person {
            // Who has it while it is another's account's gives it back.
            guard account != nil, owner.account !== account else { throw .nickInUse(owner.nick) }
            apply(.account(.displace(owner.id)), at: now.wall, by: asker, &effects)
        }
        return .change(.rename(person.id, nick))
    }

    /// Sets or, with nil, takes back a note; those who share a room are told.
    func setAway(_ note: Text?, by asker: Session) -> Decision {
        guard asker.person.away != note else { return .answered(note == nil ? .back : .away) }
        return .change(.setAway(asker.person.id, note))
    }

    // MARK: - Who shares a room

    /// The sessions of those who share a room with somebody, each once; for presence without those who hid it.
    /// - Parameter origin: is not told.
    func neighbours(of person: Person, besides origin: Session?, forPresence: Bool = true) -> [SessionID] {
        func wants(_ filters: View.Filters) -> Bool { !forPresence || !filters.contains(.quiet) }
        // Nobody is in one room twice.
        if person.roomCount == 1, let room = person.rooms.first, let audience = local.audience(of: room),
            audience.slots == nil
        {
            walked += audience.members.count
            return audience.members.filter { member in
                member.session != origin?.id && wants(member.view.filters)
                    && !local.leaving.contains(Int(member.session.slot))
            }.map(\.session)
        }
        gatherMembers(of: person.rooms)
        if let origin { local.gathered.remove(Int(origin.id.slot)) }
        local.gathered.subtract(local.leaving)
        var list: [SessionID] = []
        local.gathered.visit { slot in
            guard let other = local.sessions.slots[slot], wants(other.filters) else { return }
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

    // MARK: - Ignoring

    func ignore(
        _ nick: Nick?, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let entries = asker.ignored?.entries ?? []
        guard let nick else {
            for entry in entries { effects.append(.row(.ignored(shared.people[entry.person]?.nick ?? entry.nick))) }
            return .ignored(count: entries.count)
        }
        announceAskedFor(nick, by: asker, at: now, &effects)
        guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
        guard other !== asker.person else { throw .ignoresItself }
        if asker.ignored?.contains(other.id) == true { return .ignoring(other.nick) }
        if let entry = entries.firstIndex(where: { $0.nick == nick && shared.people[$0.person] == nil }) {
            // Somebody ignored has come back: from now on under later nicks, too.
            asker.ignored?.entries[entry].person = other.id
            return .ignoring(other.nick)
        }
        guard entries.count < limits.ignoredPerSession else {
            throw .tooManyIgnored(other.nick, count: entries.count, most: limits.ignoredPerSession)
        }
        asker.ignored = IgnoreList(entries + [IgnoreList.Entry(nick: other.nick, person: other.id)])
        change(.ignores, of: asker, to: true)
        return .ignoring(other.nick)
    }

    func unignore(_ nick: Nick, by asker: Session) throws(Refusal) -> Reply {
        let other = shared.people.find(nick)?.id
        // Several entries may have come to be theirs, by nick changes.
        let before = asker.ignored?.entries ?? []
        let left = before.filter { $0.nick != nick && $0.person != other }
        guard left.count < before.count else { throw .notIgnored(nick) }
        asker.ignored = left.isEmpty ? nil : IgnoreList(left)
        if left.isEmpty { change(.ignores, of: asker, to: false) }
        return .unignored(nick)
    }

    // MARK: - Settings

    func set(_ setting: Setting, _ value: Bool?, by asker: Session) -> Reply {
        if let value { change(setting.filter, of: asker, to: value) }
        return .setting(setting, asker.filters.contains(setting.filter))
    }
}
