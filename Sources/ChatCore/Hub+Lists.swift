extension Hub {
    func listRooms(containing part: String?, _ effects: inout [Effect]) -> Reply {
        let part = part?.asciiLowercased
        let found = rooms.rooms.filter { room in
            !room.members.isEmpty && (part.map { room.name.key.contains($0) } ?? true)
        }
        let sorted = found.sorted {
            ($1.members.count, $0.name.key) < ($0.members.count, $1.name.key)
        }
        for room in sorted.prefix(Hub.roomRows) {
            effects.append(.row(.room(room.name, members: room.members.count, topic: room.topic?.text)))
        }
        return .listed(nil, count: min(sorted.count, Hub.roomRows), total: sorted.count)
    }

    func listNames(_ name: RoomName?, by asker: Participant, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        let room = try anyRoom(name, for: asker)
        let nicks = room.members.compactMap { self.nick(of: $0.session) }
        for start in stride(from: 0, to: nicks.count, by: Hub.nicksPerRow) {
            let end = min(start + Hub.nicksPerRow, nicks.count)
            effects.append(.row(.names(room.name, Array(nicks[start..<end]))))
        }
        return .listed(room.name, count: nicks.count, total: nil)
    }

    func listPeople(_ name: RoomName?, at now: Moment, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        let people: [Participant]
        let total: Int
        if let name {
            guard let room = rooms.find(name) else { throw unknown(name) }
            people = room.members.prefix(Hub.whoRows).compactMap { directory[$0.session] }
            total = room.members.count
        } else {
            people = Array(directory.participants.prefix(Hub.whoRows))
            total = directory.count
        }
        for person in people { effects.append(.row(.who(profile(of: person, at: now)))) }
        return .listed(nil, count: people.count, total: total)
    }

    func describe(_ nick: Nick, at now: Moment, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        guard let participant = directory.find(nick) else { throw absent(nick) }
        effects.append(.row(.whois(profile(of: participant, at: now))))
        return .whois
    }

    private func profile(of participant: Participant, at now: Moment) -> Profile {
        Profile(
            nick: participant.nick, rooms: participant.rooms.prefix(Hub.profileRooms).compactMap { rooms[$0]?.name },
            since: participant.since, idleSeconds: max(0, (now.steady - participant.lastActive) / 1_000_000),
            away: participant.away)
    }
}
