/// What happened in rooms besides what was said, for who asks for it with what was said.
extension Hub {
    /// Keeps something that happened in a room. Where no dialect asks for such things, nothing is kept.
    /// - Parameter person: who did it.
    func note(_ event: @autoclosure () -> Event, by person: Person, in room: Room) {
        guard limits.tellsSources, !room.modes.contains(.noHistory) else { return }
        shared.rooms.note(event(), by: person, in: room, toFit: limits.happeningBytes)
    }

    /// Keeps something that happened to somebody in each of their rooms.
    func noteEverywhere(_ event: @autoclosure () -> Event, by person: Person) {
        guard limits.tellsSources, !person.isHidden else { return }
        for id in person.rooms { if let room = shared.rooms[id] { note(event(), by: person, in: room) } }
    }

    func playBack(
        _ name: RoomName, _ count: Int, _ stretch: HistoryStretch, by asker: Session, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try ownRoom(name, of: asker)
        var said: [Effect] = []
        let replay = replay(room, count, stretch, to: asker, &said)
        return .history(room.name, addHappenings(to: said, replay, of: room, count, stretch, for: asker, &effects))
    }

    /// Appends what was said, with what happened besides where it happened: so many of both.
    func addHappenings(
        to rows: [Effect], _ replay: Replay, of room: Room, _ count: Int, _ stretch: HistoryStretch,
        for asker: Session, _ effects: inout [Effect]
    ) -> Replay {
        let said: [Happenings.Placed] = rows.compactMap { row in
            if case .row(.history(let event)) = row { (event.id, event) } else { nil }
        }
        let wanted = wants(asker)
        walked += Happenings.most
        let told: [Happenings.Placed]
        // What is said may end sooner, as it is long: what happened ends there, too.
        let isCut = replay.more && said.count < count
        switch stretch {
        case .last(let before):
            let other = room.happenings?.last(count, before: before, where: wanted) ?? []
            let start = isCut ? said.first?.place ?? .min : .min
            told = Array(Hub.merged(said, other.filter { $0.place > start }).suffix(count))
        case .since(let id, let before):
            let other = room.happenings?.after(id, before: before, count, where: wanted) ?? []
            let end = isCut ? said.last?.place ?? .max : .max
            told = Array(Hub.merged(said, other.filter { $0.place < end }).prefix(count))
        case .around(let id):
            let (older, newer) = (count - count / 2, count / 2)
            let before = room.happenings?.last(older, before: HistoryStretch.end(with: id), where: wanted) ?? []
            let behind = room.happenings?.after(id, before: nil, newer, where: wanted) ?? []
            told =
                Hub.merged(said.filter { $0.place <= id }, before).suffix(older)
                + Hub.merged(said.filter { $0.place > id }, behind).prefix(newer)
        }
        for (_, event) in told { effects.append(.row(.history(event))) }
        var replay = replay
        replay.count = told.count
        return replay
    }

    /// Two lists in order become one. Where both have one place, what was said is first.
    private static func merged(_ said: [Happenings.Placed], _ other: [Happenings.Placed]) -> [Happenings.Placed] {
        guard !other.isEmpty else { return said }
        var merged: [Happenings.Placed] = []
        merged.reserveCapacity(said.count + other.count)
        var left = other[...]
        for one in said {
            while let next = left.first, next.place < one.place { merged.append(left.removeFirst()) }
            merged.append(one)
        }
        return merged + left
    }
}
