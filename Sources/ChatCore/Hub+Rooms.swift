extension Hub {
    // MARK: - Entering and leaving

    func join(
        _ name: RoomName, by id: SessionID, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        guard let participant = directory[id] else { throw gone }
        if let room = roomIDs[name.key], participant.rooms.contains(room) {
            makeCurrent(room, of: id)
        } else {
            guard participant.rooms.count < limits.roomsPerSession else {
                throw Refusal(
                    .tooManyRooms, "you are in \(participant.rooms.count) rooms already; /part one of them first")
            }
            enter(name, id, at: now, announcing: true, &effects)
        }
        guard let room = roomIDs[name.key], let entered = rooms[Int(room.index)] else { throw gone }
        return .joined(entered.name, members: entered.members.count)
    }

    /// Puts a session into a room, which is made if need be, and tells the others.
    func enter(
        _ name: RoomName, _ id: SessionID, at now: Moment, announcing: Bool = false, _ effects: inout [Effect]
    ) {
        guard let nick = directory[id]?.nick else { return }
        let room = roomIDs[name.key] ?? open(name, at: now)
        makeCurrent(room, of: id)
        directory.update(id) { $0.rooms.append(room) }
        rooms[Int(room.index)]?.members.append(Member(session: id, view: view(of: id)))
        if let joined = rooms[Int(room.index)], joined.members.count > 1 {
            effects.append(.deliver(Event(time: now.wall, room: joined.name, .join(nick)), to: room, from: id))
        }
        if !announcing { appendArrival(of: id, in: name, &effects) }
    }

    private func open(_ name: RoomName, at now: Moment) -> RoomID {
        let room: RoomID
        if let free = freeRooms.popLast() {
            room = free
        } else {
            room = RoomID(index: Int32(rooms.count))
            rooms.append(nil)
        }
        rooms[Int(room.index)] = Room(name: name, after: max(now.wall, lastClosedID))
        roomIDs[name.key] = room
        return room
    }

    func appendArrival(of id: SessionID, in name: RoomName, _ effects: inout [Effect]) {
        guard !view(of: id).contains(.wire), let index = roomIDs[name.key], let room = rooms[Int(index.index)] else {
            return
        }
        let others = room.members.lazy.filter { $0.session != id }.prefix(Hub.arrivalNicks)
        effects.append(
            .arrived(
                Arrival(
                    room: room.name, others: others.compactMap { self.nick(of: $0.session) },
                    otherCount: room.members.count - 1, topic: room.topic,
                    history: room.history.last(Hub.arrivalHistory, where: wants(id)))))
    }

    func part(
        _ name: RoomName?, _ reason: Text?, by id: SessionID, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        var (name, reason) = (name, reason)
        if name == nil, let words = reason, let named = roomInFront(of: words, of: id) { (name, reason) = named }
        if let name, roomIDs[name.key] == nil { throw outside(name) }
        let room = try ownRoom(name, of: id)
        guard let left = rooms[Int(room.index)], let nick = directory[id]?.nick else { throw gone }
        remove(id, from: room, &effects)
        if rooms[Int(room.index)] != nil {
            effects.append(
                .deliver(Event(time: now.wall, room: left.name, .part(nick, reason: reason)), to: room, from: id))
        }
        return .parted(left.name, current: currentRoom(of: id))
    }

    /// A room that the session is in, typed without its `#` in front of a reason.
    private func roomInFront(of words: Text, of id: SessionID) -> (RoomName?, Text?)? {
        let parts = words.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard let first = parts.first, let name = RoomName(String(decoding: first, as: UTF8.self)),
            let room = roomIDs[name.key], directory[id]?.rooms.contains(room) == true
        else { return nil }
        return (name, parts.count > 1 ? Text(cleaned: Array(parts[1])) : nil)
    }

    /// Takes a session out of a room, and the room away with the last one.
    func remove(_ id: SessionID, from room: RoomID, _ effects: inout [Effect]) {
        directory.update(id) { participant in
            participant.rooms.removeAll { $0 == room }
            if participant.current == room { participant.current = nil }
        }
        if let previous = directory[id], previous.current == nil, let last = previous.rooms.last {
            makeCurrent(last, of: id)
        }
        guard let index = rooms[Int(room.index)]?.index(of: id) else { return }
        rooms[Int(room.index)]?.members.remove(at: index)
        guard let left = rooms[Int(room.index)], left.members.isEmpty, left.name != lobby else { return }
        historyBytes -= left.history.bytes
        lastClosedID = max(lastClosedID, left.lastID)
        rooms[Int(room.index)] = nil
        roomIDs[left.name.key] = nil
        freeRooms.append(room)
        effects.append(.roomClosed(room))
    }

    // MARK: - The current room, and views

    /// The room named, or the current one; the session is in it.
    func ownRoom(_ name: RoomName?, of id: SessionID) throws(Refusal) -> RoomID {
        guard let participant = directory[id] else { throw gone }
        guard let name else {
            guard let current = participant.current else {
                throw Refusal(.notInRoom, "you are in no room; /join ROOM enters one, /rooms lists them")
            }
            return current
        }
        guard let room = roomIDs[name.key] else { throw unknown(name) }
        guard participant.rooms.contains(room) else { throw outside(name) }
        return room
    }

    /// The room named, whoever is in it, or the current one.
    func anyRoom(_ name: RoomName?, for id: SessionID) throws(Refusal) -> RoomID {
        guard let name else { return try ownRoom(nil, of: id) }
        guard let room = roomIDs[name.key] else { throw unknown(name) }
        return room
    }

    private func outside(_ name: RoomName) -> Refusal {
        Refusal(.notInRoom, "you are not in \(name); /join \(name) enters it")
    }

    private func unknown(_ name: RoomName) -> Refusal {
        Refusal(.noSuchRoom, "there is no \(name); /rooms lists them, /join \(name) makes it")
    }

    func makeCurrent(_ room: RoomID, of id: SessionID) {
        guard let previous = directory[id]?.current, previous != room else {
            directory.update(id) { $0.current = room }
            refreshView(of: id, in: room)
            return
        }
        directory.update(id) { $0.current = room }
        refreshView(of: id, in: previous)
        refreshView(of: id, in: room)
    }

    func changeView(of id: SessionID, _ change: (inout View) -> Void) {
        directory.update(id) { change(&$0.view) }
        for room in directory[id]?.rooms ?? [] { refreshView(of: id, in: room) }
    }

    private func refreshView(of id: SessionID, in room: RoomID) {
        guard let view = directory[id]?.view(of: room), let index = rooms[Int(room.index)]?.index(of: id) else {
            return
        }
        rooms[Int(room.index)]?.members[index].view = view
    }

    // MARK: - Topics

    func tellTopic(_ name: RoomName?, by id: SessionID, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        let index = try anyRoom(name, for: id)
        guard let room = rooms[Int(index.index)] else { throw gone }
        if let topic = room.topic { effects.append(.row(.topic(room.name, topic))) }
        return .topic(room.name, room.topic)
    }

    func setTopic(
        _ name: RoomName?, _ text: Text, by id: SessionID, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try ownRoom(name, of: id)
        guard let nick = directory[id]?.nick, let changed = rooms[Int(room.index)] else { throw gone }
        let topic = Topic(text: text, setBy: nick, time: now.wall)
        rooms[Int(room.index)]?.topic = text.isEmpty ? nil : topic
        let eventID = rooms[Int(room.index)]?.nextID(at: now.wall) ?? 0
        let event = Event(id: eventID, time: now.wall, room: changed.name, .topic(by: nick, text))
        effects.append(.deliver(event, to: room, from: id))
        return .topicSet(changed.name, text, id: eventID, time: now.wall)
    }

    /// Where a session is no longer in the table: a fault of ours.
    var gone: Refusal { Refusal(.internal, "your session is gone") }
}
