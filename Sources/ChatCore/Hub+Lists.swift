extension Hub {
    func listRooms(containing part: String?, _ effects: inout [Effect]) -> Reply {
        let part = Array((part ?? "").asciiLowercased.utf8)
        // The first rows, in their order. (Sorting all the rooms for each who asks would be a way to keep a server busy.)
        var first: [(count: Int, key: String, room: Room)] = []
        var total = 0
        walked += rooms.count
        for (key, room) in rooms.byKey where !room.members.isEmpty && key.contains(bytes: part) {
            total += 1
            let count = room.members.count
            func comes(before other: (count: Int, key: String, room: Room)) -> Bool {
                count != other.count ? count > other.count : key < other.key
            }
            if first.count == Hub.roomRows {
                guard comes(before: first[first.count - 1]) else { continue }
                first.removeLast()
            }
            var (low, high) = (0, first.count)
            while low < high {
                let middle = (low + high) / 2
                if comes(before: first[middle]) { high = middle } else { low = middle + 1 }
            }
            first.insert((count, key, room), at: low)
        }
        for (count, _, room) in first {
            effects.append(.row(.room(room.name, members: count, topic: room.topic?.text)))
        }
        return .listed(nil, count: first.count, total: total)
    }

    func listNames(_ name: RoomName?, by asker: Participant, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        let room = try anyRoom(name, for: asker)
        walked += room.members.count
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
        walked += people.count
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

extension String {
    fileprivate func contains(bytes part: [UInt8]) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            guard bytes.count >= part.count else { return false }
            return (0...bytes.count - part.count).contains { bytes[$0..<$0 + part.count].elementsEqual(part) }
        }
    }
}
