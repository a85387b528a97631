extension Hub {
    func say(
        _ text: Text, in name: RoomName?, asAction: Bool = false, nonce: Nonce? = nil, by asker: Participant,
        at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try ownRoom(name, of: asker)
        if name != nil { makeCurrent(room, of: asker) }
        if let nonce, let before = room.history.said(under: nonce) {
            return .saidBefore(id: before.id, time: before.time)
        }
        announce(asker, at: now, &effects)
        let kind: Event.Kind = asAction ? .action(from: asker.nick, text) : .message(from: asker.nick, text)
        let event = Event(id: rooms.nextID(in: room, at: now.wall), time: now.wall, room: room.name, kind)
        keep(event, under: nonce, by: asker, in: room)
        effects.append(.deliver(event, to: room.id, from: asker.id))
        return .said(id: event.id, time: event.time)
    }

    private func keep(_ event: Event, under nonce: Nonce?, by author: Participant, in room: Room) {
        room.history.append(event, by: author.id, under: nonce, capacity: limits.historyEvents)
        rooms.forget(toFit: limits.historyBytes)
    }

    func tell(
        _ nick: Nick, _ text: Text, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let other = find(nick, for: asker, at: now, &effects) else { throw .noSuchNick(nick) }
        return send(text, to: other, by: asker, at: now, &effects)
    }

    func reply(
        _ text: Text, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let last = asker.lastCorrespondent else { throw .noCorrespondent }
        guard let other = directory[last] else { throw .correspondentLeft }
        return send(text, to: other, by: asker, at: now, &effects)
    }

    private func send(
        _ text: Text, to other: Participant, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) -> Reply {
        announce(asker, at: now, &effects)
        let id = rooms.nextID(in: nil, at: now.wall)
        func event(isCopy: Bool) -> Event {
            let kind = Event.Kind.privateMessage(from: asker.nick, to: other.nick, text, isCopy: isCopy)
            return Event(id: id, time: now.wall, kind)
        }
        // One who is ignored learns nothing of it.
        if !other.ignores(asker) {
            other.lastCorrespondent = asker.id
            effects.append(.show(event(isCopy: false), to: [other.id]))
        }
        if asker.filters.contains(.echo), other.id != asker.id {
            effects.append(.show(event(isCopy: true), to: [asker.id]))
        }
        if let note = other.away { effects.append(.row(.away(other.nick, note: note))) }
        return .said(id: id, time: now.wall)
    }
}
