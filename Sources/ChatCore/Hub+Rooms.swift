extension Hub {
    // MARK: - Entering and leaving

    func join(
        _ name: RoomName, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room: Room
        if let present = rooms.find(name), asker.rooms.contains(present.id) {
            room = present
            makeCurrent(room, of: asker)
        } else {
            guard asker.rooms.count < limits.roomsPerSession else {
                throw Refusal(.tooManyRooms, "you are in \(asker.rooms.count) rooms already; /part one of them first")
            }
            room = enter(name, asker, at: now, &effects)
        }
        return .joined(room.name, members: room.members.count)
    }

    /// Puts somebody into a room, which is made if need be, and tells the others.
    func enter(_ name: RoomName, _ asker: Participant, at now: Moment, _ effects: inout [Effect]) -> Room {
        let room = rooms.find(name) ?? rooms.open(name, at: now.wall)
        makeCurrent(room, of: asker)
        asker.enter(room.id, at: room.append(Member(session: asker.id, view: asker.view)))
        if room.members.count > 1 {
            let event = Event(time: now.wall, room: room.name, .join(asker.nick))
            effects.append(.deliver(event, to: room.id, from: asker.id))
        }
        return room
    }

    /// What people are told of a room that they have entered.
    func appendArrival(of asker: Participant, in room: Room, _ effects: inout [Effect]) {
        guard !asker.view.contains(.wire) else { return }
        // As of `tellHistory`.
        if !asker.ignored.isEmpty { walked += room.history.count }
        let others = room.members.lazy.filter { $0.session != asker.id }.prefix(Hub.arrivalNicks)
        let arrival = Arrival(
            room: room.name, others: others.compactMap { self.nick(of: $0.session) },
            otherCount: room.members.count - 1, topic: room.topic,
            history: room.history.last(Hub.arrivalHistory, where: wants(asker)))
        effects.append(.arrived(arrival))
    }

    func part(
        _ name: RoomName?, _ reason: Text?, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        var (name, reason) = (name, reason)
        if name == nil, let words = reason, let named = roomInFront(of: words, of: asker) { (name, reason) = named }
        if let name, rooms.find(name) == nil { throw outside(name) }
        let room = try ownRoom(name, of: asker)
        remove(asker, from: room, &effects)
        if !room.members.isEmpty {
            let event = Event(time: now.wall, room: room.name, .part(asker.nick, reason: reason))
            effects.append(.deliver(event, to: room.id, from: asker.id))
        }
        return .parted(room.name, current: asker.current.flatMap { rooms[$0]?.name })
    }

    /// A room that the asker is in, typed without its `#` in front of a reason.
    private func roomInFront(of words: Text, of asker: Participant) -> (RoomName?, Text?)? {
        let parts = words.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard let first = parts.first, let name = RoomName(String(decoding: first, as: UTF8.self)),
            let room = rooms.find(name), asker.rooms.contains(room.id)
        else { return nil }
        let rest = parts.dropFirst().joined().drop { $0 == UInt8(ascii: " ") }
        return (name, rest.isEmpty ? nil : Text(cleaned: Array(rest)))
    }

    /// Takes somebody out of a room, and the room away with the last one.
    func remove(_ leaver: Participant, from room: Room, _ effects: inout [Effect]) {
        if let place = leaver.place(in: room) { room.remove(at: place) }
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
                throw Refusal(.notInRoom, "you are in no room; /join ROOM enters one, /rooms lists them")
            }
            return current
        }
        guard let room = rooms.find(name) else { throw unknown(name) }
        guard asker.rooms.contains(room.id) else { throw outside(room.name) }
        return room
    }

    /// The room named, whoever is in it, or the current one.
    func anyRoom(_ name: RoomName?, for asker: Participant) throws(Refusal) -> Room {
        guard let name else { return try ownRoom(nil, of: asker) }
        guard let room = rooms.find(name) else { throw unknown(name) }
        return room
    }

    private func outside(_ name: RoomName) -> Refusal {
        Refusal(.notInRoom, "you are not in \(name); /join \(name) enters it")
    }

    func unknown(_ name: RoomName) -> Refusal {
        Refusal(.noSuchRoom, "there is no \(name); /rooms lists them, /join \(name) makes it")
    }

    func makeCurrent(_ room: Room, of asker: Participant) {
        guard asker.current != room.id else { return }
        let previous = asker.current.flatMap { rooms[$0] }
        asker.current = room.id
        if let previous { refreshView(of: asker, in: previous) }
        refreshView(of: asker, in: room)
    }

    func changeView(of participant: Participant, _ change: (inout View) -> Void) {
        change(&participant.view)
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
        rooms.setTopic(text.isEmpty ? nil : Topic(text: text, setBy: asker.nick, time: now.wall), of: room)
        rooms.forget(toFit: limits.historyBytes)
        let event = Event(
            id: room.nextID(at: now.wall), time: now.wall, room: room.name, .topic(by: asker.nick, text))
        effects.append(.deliver(event, to: room.id, from: asker.id))
        return .topicSet(room.name, text, id: event.id, time: now.wall)
    }
}
