extension Hub {
    func say(
        _ text: Text, in name: RoomName?, asAction: Bool = false, by id: SessionID, at now: Moment,
        _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try ownRoom(name, of: id)
        guard let nick = directory[id]?.nick else { throw gone }
        if name != nil { makeCurrent(room, of: id) }
        let kind: Event.Kind = asAction ? .action(from: nick, text) : .message(from: nick, text)
        guard let event = record(kind, in: room, by: id, at: now) else { throw gone }
        effects.append(.deliver(event, to: room, from: id))
        return .said(id: event.id, time: event.time)
    }

    /// Gives a message its id and keeps it.
    private func record(_ kind: Event.Kind, in room: RoomID, by author: SessionID, at now: Moment) -> Event? {
        let index = Int(room.index)
        guard let id = rooms[index]?.nextID(at: now.wall), let name = rooms[index]?.name else { return nil }
        let event = Event(id: id, time: now.wall, room: name, kind)
        let before = rooms[index]?.history.bytes ?? 0
        rooms[index]?.history.append(event, by: author, capacity: limits.historyEvents)
        historyBytes += (rooms[index]?.history.bytes ?? 0) - before
        if historyBytes > limits.historyBytes { forget(in: index) }
        return event
    }

    /// The memory for history is used up: the room that wants more gives back half of what it has over its share.
    /// Where that is not enough the others give half of theirs, in turn, so that no number of rooms exceeds the bound.
    private func forget(in index: Int) {
        let wanting = rooms[index]?.history.bytes ?? 0
        if wanting > limits.historyShare { shrink(index, to: max(limits.historyShare, wanting / 2)) }
        var turns = Hub.roomsAskedToForget
        while historyBytes > limits.historyBytes, turns > 0 {
            turns -= 1
            nextToForget = nextToForget + 1 < rooms.count ? nextToForget + 1 : 0
            if nextToForget != index { shrink(nextToForget, to: (rooms[nextToForget]?.history.bytes ?? 0) / 2) }
        }
    }

    private func shrink(_ index: Int, to bound: Int) {
        let before = rooms[index]?.history.bytes ?? 0
        rooms[index]?.history.shrink(to: bound)
        historyBytes += (rooms[index]?.history.bytes ?? 0) - before
    }

    func tell(
        _ nick: Nick, _ text: Text, by id: SessionID, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let other = directory.find(nick) else { throw absent(nick) }
        return try tell(other, text, by: id, at: now, &effects)
    }

    func reply(_ text: Text, by id: SessionID, at now: Moment, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        guard let last = directory[id]?.lastCorrespondent else {
            throw Refusal(.noSuchNick, "nobody has sent you a private message yet; /msg NICK TEXT sends one")
        }
        guard let other = directory[last] else {
            throw Refusal(.noSuchNick, "the one who wrote to you last has left")
        }
        return try tell(other, text, by: id, at: now, &effects)
    }

    private func tell(
        _ other: Participant, _ text: Text, by id: SessionID, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let sender = directory[id] else { throw gone }
        lastPrivateID = max(lastPrivateID + 1, now.wall)
        let eventID = lastPrivateID
        func event(isCopy: Bool) -> Event {
            let kind = Event.Kind.privateMessage(from: sender.nick, to: other.nick, text, isCopy: isCopy)
            return Event(id: eventID, time: now.wall, kind)
        }
        // One who is ignored learns nothing of it.
        if !other.ignores(id, named: sender.nick) {
            directory.update(other.id) { $0.lastCorrespondent = id }
            effects.append(.show(event(isCopy: false), to: [other.id]))
        }
        if sender.view.contains(.echo), other.id != id { effects.append(.show(event(isCopy: true), to: [id])) }
        if let note = other.away { effects.append(.row(.away(other.nick, note: note))) }
        return .said(id: eventID, time: now.wall)
    }

    func tellHistory(
        _ name: RoomName?, count: Int?, since: EventID?, by id: SessionID, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let index = try ownRoom(name, of: id)
        guard let room = rooms[Int(index.index)] else { throw gone }
        let events: [Event]
        var gap = false
        if let since {
            (events, gap) = room.history.after(since, count ?? limits.historyEvents, where: wants(id))
        } else {
            events = room.history.last(count ?? Hub.historyRows, where: wants(id))
        }
        for event in events { effects.append(.row(.history(event))) }
        return .history(room.name, count: events.count, gap: gap)
    }

    /// Replayed history hides what one ignores as the room itself did.
    func wants(_ id: SessionID) -> History.Filter {
        guard let reader = directory[id], !reader.ignored.isEmpty else { return { _, _ in true } }
        return { event, author in
            switch event.kind {
            case .message(let nick, _), .action(let nick, _): !reader.ignores(author, named: nick)
            default: true
            }
        }
    }

    func absent(_ nick: Nick) -> Refusal {
        Refusal(.noSuchNick, "\(nick) is not here")
    }
}
