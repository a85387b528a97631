extension RoomTable {
    func write(to snapshot: inout HubSnapshot, after known: [RoomName: EventID], _ people: People) {
        snapshot.freeRooms = free
        snapshot.lastID = lastID
        snapshot.rooms = all.map { room in
            var copy = HubSnapshot.Room(id: room.id, name: room.name, lastID: room.lastID, floor: room.history.floor)
            copy.roster = room.roster.compactMap { people.slots[Int($0)]?.id }
            copy.topic = room.topic
            copy.topicID = room.topicID
            copy.created = room.created
            copy.rules = room.rules?.rules
            copy.said = room.history.said(after: known[room.name] ?? room.history.floor)
            copy.hasForgotten = room.history.hasForgotten
            copy.happenings = room.happenings?.copies ?? []
            return copy
        }
    }

    convenience init(
        restoring snapshot: HubSnapshot, after backlog: Backlog?, _ people: People, _ accounts: Accounts
    ) throws(SnapshotError) {
        let memory = backlog?.memory ?? HistoryMemory()
        var rooms: [Room] = []
        for copy in snapshot.rooms {
            rooms.append(try Room(restoring: copy, after: backlog?.take(copy.name, accounts), people, in: memory))
        }
        let lastID = snapshot.rooms.reduce(max(0, snapshot.lastID)) { max($0, $1.lastID) }
        try self.init(of: rooms, free: snapshot.freeRooms, after: lastID, in: memory)
        for copy in snapshot.rooms where !copy.happenings.isEmpty {
            self[copy.id]?.happenings = try Happenings(
                restoring: copy.happenings, in: copy.name, at: copy.id, in: happeningMemory)
        }
        happeningMemory.sort()
        backlog?.clear()
        memory.sort()
        // Older formats do not have the ids.
        for copy in snapshot.rooms.sorted(by: {
            ($0.topicID, $0.topic?.time ?? 0, $0.id.index) < ($1.topicID, $1.topic?.time ?? 0, $1.id.index)
        }) {
            if let room = self[copy.id] { setTopic(copy.topic, of: room, as: copy.topicID) }
        }
    }
}

extension Room {
    fileprivate convenience init(
        restoring copy: HubSnapshot.Room, after past: consuming History?, _ people: People, in memory: HistoryMemory
    ) throws(SnapshotError) {
        self.init(
            id: copy.id, name: copy.name, after: copy.lastID,
            created: copy.created > 0 ? copy.created : copy.rules?.registration?.time ?? 0, in: memory)
        history = past ?? History(room: copy.name, floor: copy.floor, in: memory)
        history.belongs(to: copy.id.index)
        try history.restore(copy)
        if let copied = copy.rules, !copied.isPlain { rules = RulesBox(copied) }
        guard Set(copy.roster).count == copy.roster.count else {
            throw SnapshotError("\(copy.name) has somebody twice")
        }
        for id in copy.roster {
            guard let person = people[id] else { throw SnapshotError("\(copy.name) has somebody who is not here") }
            roster.append(id.slot)
            if person.isHidden { hiddenCount += 1 }
        }
    }
}
