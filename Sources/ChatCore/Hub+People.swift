extension Hub {
    func takeNick(
        _ nick: Nick?, by id: SessionID, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let participant = directory[id] else { throw gone }
        guard let nick, nick.text != participant.nick.text else { return .nick(participant.nick, isNew: false) }
        if let owner = directory.find(nick), owner.id != id {
            throw Refusal(.nickInUse, "\(owner.nick) is taken")
        }
        directory.rename(id, to: nick)
        let witnesses = neighbours(of: participant, forPresence: false)
        if !witnesses.isEmpty {
            effects.append(.show(Event(time: now.wall, .nick(old: participant.nick, new: nick)), to: witnesses))
        }
        return .nick(nick, isNew: true)
    }

    /// Those who share a room with somebody, each once; for presence without those who hid it.
    func neighbours(of participant: Participant, forPresence: Bool = true) -> [SessionID] {
        var seen: Set<SessionID> = []
        var list: [SessionID] = []
        for room in participant.rooms {
            for member in rooms[Int(room.index)]?.members ?? [] where member.session != participant.id {
                if forPresence && member.view.contains(.quiet) { continue }
                if participant.rooms.count == 1 || seen.insert(member.session).inserted { list.append(member.session) }
            }
        }
        return list
    }

    // MARK: - Away

    /// Sets or, with nil, takes back a note; those who share a room are told.
    func setAway(_ note: Text?, by id: SessionID, at now: Moment, _ effects: inout [Effect]) -> Reply {
        let reply: Reply = note == nil ? .back : .away
        guard let participant = directory[id], participant.away != note else { return reply }
        directory.update(id) { $0.away = note }
        let witnesses = neighbours(of: participant)
        if !witnesses.isEmpty {
            effects.append(.show(Event(time: now.wall, .away(participant.nick, note: note)), to: witnesses))
        }
        return reply
    }

    // MARK: - Ignoring

    func ignore(_ nick: Nick?, by id: SessionID, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        guard let participant = directory[id] else { throw gone }
        guard let nick else {
            for entry in participant.ignored {
                let present = entry.session.flatMap { directory[$0]?.nick }
                effects.append(.row(.ignored(present ?? entry.nick)))
            }
            return .ignored(count: participant.ignored.count)
        }
        guard let other = directory.find(nick) else { throw absent(nick) }
        guard other.id != id else { throw Refusal(.usage, "you can't ignore yourself") }
        if participant.ignored.contains(where: { $0.session == other.id }) { return .ignoring(other.nick) }
        if let entry = participant.ignored.firstIndex(where: { $0.nick == nick && !isHere($0.session) }) {
            // Somebody ignored has come back: from now on under later nicks, too.
            directory.update(id) { $0.ignored[entry].session = other.id }
            return .ignoring(other.nick)
        }
        guard participant.ignored.count < limits.ignoredPerSession else {
            throw Refusal(
                .tooManyIgnored, "you ignore \(participant.ignored.count) already; /unignore one of them first")
        }
        directory.update(id) { $0.ignored.append(Ignored(nick: other.nick, session: other.id)) }
        changeView(of: id) { $0.insert(.ignores) }
        return .ignoring(other.nick)
    }

    func unignore(_ nick: Nick, by id: SessionID) throws(Refusal) -> Reply {
        guard let participant = directory[id] else { throw gone }
        let other = directory.find(nick)
        // Several entries may have come to be theirs, by nick changes.
        let left = participant.ignored.filter { $0.nick != nick && (other == nil || $0.session != other?.id) }
        guard left.count < participant.ignored.count else {
            throw Refusal(.noSuchNick, "you do not ignore \(nick); /ignore lists whom you do")
        }
        directory.update(id) { $0.ignored = left }
        if left.isEmpty { changeView(of: id) { $0.remove(.ignores) } }
        return .unignored(nick)
    }

    private func isHere(_ id: SessionID?) -> Bool {
        id.flatMap { directory[$0] } != nil
    }

    // MARK: - Settings

    func set(_ setting: Setting, _ value: Bool?, by id: SessionID) -> Reply {
        if let value {
            changeView(of: id) { view in
                if value { view.insert(setting.view) } else { view.remove(setting.view) }
            }
        }
        return .setting(setting, view(of: id).contains(setting.view))
    }
}
