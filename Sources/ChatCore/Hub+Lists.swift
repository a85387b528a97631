extension Hub {
    func listRooms(containing part: String?, _ effects: inout [Effect]) -> Reply {
        let part = part?.asciiLowercased
        let found = rooms.lazy.compactMap { $0 }.filter { room in
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

    func listNames(_ name: RoomName?, by id: SessionID, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        let index = try anyRoom(name, for: id)
        guard let room = rooms[Int(index.index)] else { throw gone }
        let nicks = room.members.compactMap { self.nick(of: $0.session) }
        for start in stride(from: 0, to: nicks.count, by: Hub.nicksPerRow) {
            let end = min(start + Hub.nicksPerRow, nicks.count)
            effects.append(.row(.names(room.name, Array(nicks[start..<end]))))
        }
        return .listed(room.name, count: nicks.count, total: nil)
    }

    func listPeople(_ name: RoomName?, at now: Moment, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        var profiles: [Profile] = []
        let total: Int
        if let name {
            guard let index = roomIDs[name.key], let room = rooms[Int(index.index)] else {
                throw Refusal(.noSuchRoom, "there is no \(name); /rooms lists them")
            }
            total = room.members.count
            for member in room.members.prefix(Hub.whoRows) {
                if let participant = directory[member.session] { profiles.append(profile(of: participant, at: now)) }
            }
        } else {
            total = directory.count
            for participant in directory.participants.prefix(Hub.whoRows) {
                profiles.append(profile(of: participant, at: now))
            }
        }
        for profile in profiles { effects.append(.row(.who(profile))) }
        return .listed(nil, count: profiles.count, total: total)
    }

    func describe(_ nick: Nick, at now: Moment, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        guard let participant = directory.find(nick) else { throw absent(nick) }
        effects.append(.row(.whois(profile(of: participant, at: now))))
        return .whois
    }

    private func profile(of participant: Participant, at now: Moment) -> Profile {
        Profile(
            nick: participant.nick, rooms: participant.rooms.compactMap { rooms[Int($0.index)]?.name },
            since: participant.since, idleSeconds: max(0, (now.steady - participant.lastActive) / 1_000_000),
            away: participant.away)
    }
}
