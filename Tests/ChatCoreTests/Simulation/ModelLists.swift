@testable import ChatCore

extension Model {
    /// What a command leads to that changes nothing.
    func list(_ command: Command, for person: Person, at now: Moment) -> Expected {
        switch command {
        case .rooms(let part): return listRooms(part?.asciiLowercased)
        case .names(let name): return listNames(name?.key, for: person)
        case .who(let name): return listPeople(name?.key, at: now)
        case .whois(let nick):
            guard let other = named(nick.text) else { return .refused(.noSuchNick) }
            return Expected(reply: .whois, rows: ["whois " + profile(other, at: now)])
        case .topic(let name): return tellTopic(name?.key, for: person)
        case .ignore:
            let rows = person.ignored.map { entry in
                "ignored " + (people.first { $0.id == entry.session }?.nick ?? entry.nick)
            }
            return Expected(reply: .ignored(count: rows.count), rows: rows)
        case .history(let name, let count, let since): return tellHistory(name, count, since, for: person)
        default: return .refused(.internal)
        }
    }

    private func listRooms(_ part: String?) -> Expected {
        let found = places.filter { key, place in
            !place.members.isEmpty && (part.map { $0.isEmpty || key.contains($0) } ?? true)
        }
        let sorted = found.sorted { ($1.value.members.count, $0.key) < ($0.value.members.count, $1.key) }
        let rows = sorted.map { "room \($1.name) \($1.members.count) \($1.topic?.text.description ?? "-")" }
        return Expected(reply: .listed(nil, count: rows.count, total: rows.count), rows: rows)
    }

    private func listNames(_ key: String?, for person: Person) -> Expected {
        guard let key = key ?? person.current else { return .refused(.notInRoom) }
        guard let place = places[key] else { return .refused(.noSuchRoom) }
        let nicks = place.members.map { self[$0].nick }
        let rows = stride(from: 0, to: nicks.count, by: 20).map {
            "names \(place.name) \(Array(nicks[$0..<min($0 + 20, nicks.count)]))"
        }
        return Expected(reply: .listed(RoomName(place.name), count: nicks.count, total: nil), rows: rows)
    }

    private func listPeople(_ key: String?, at now: Moment) -> Expected {
        var listed = people.sorted { $0.id.slot < $1.id.slot }
        if let key {
            guard let place = places[key] else { return .refused(.noSuchRoom) }
            listed = place.members.map { self[$0] }
        }
        return Expected(
            reply: .listed(nil, count: listed.count, total: listed.count),
            rows: listed.map { "who " + profile($0, at: now) })
    }

    private func profile(_ person: Person, at now: Moment) -> String {
        let rooms = person.rooms.map { places[$0]?.name ?? "?" }
        let idle = (now.steady - person.lastActive) / 1_000_000
        return "\(person.nick) \(rooms) \(person.since) \(idle) \(person.away ?? "-")"
    }

    private func tellTopic(_ key: String?, for person: Person) -> Expected {
        guard let key = key ?? person.current else { return .refused(.notInRoom) }
        guard let place = places[key], let name = RoomName(place.name) else { return .refused(.noSuchRoom) }
        let rows = place.topic.map { ["topic \(name) \($0.setBy) \($0.time) \($0.text)"] } ?? []
        return Expected(reply: .topic(name, place.topic), rows: rows)
    }

    private func tellHistory(_ name: RoomName?, _ count: Int?, _ since: EventID?, for person: Person) -> Expected {
        let (key, code) = own(name, person)
        guard let key, let place = places[key], let name = RoomName(place.name) else {
            return .refused(code ?? .internal)
        }
        var said = visible(in: place, to: person)
        var more = false
        if let since {
            let all = said.filter { $0.id > since }
            said = fitting(all.prefix(count ?? limits.historyEvents))
            more = said.count < all.count
        } else {
            said = fitting(said.suffix(count ?? 20).reversed()).reversed()
        }
        let gap = since.map { $0 < place.floor } ?? false
        return Expected(
            reply: .history(name, count: said.count, gap: gap, more: more),
            rows: said.map { "\($0.id) \($0.time) \($0.brief)" })
    }

    /// The first of them that an answer has room for, and one at least.
    private func fitting(_ said: some Sequence<Said>) -> [Said] {
        var fitting: [Said] = []
        for message in said {
            let bytes = (fitting + [message]).reduce(0) { $0 + $1.bytes + History.rowBytes }
            guard fitting.isEmpty || bytes <= limits.historyAnswerBytes else { break }
            fitting.append(message)
        }
        return fitting
    }
}
