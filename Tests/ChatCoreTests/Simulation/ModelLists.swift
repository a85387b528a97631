@testable import ChatCore

extension Model {
    /// What a command leads to that changes nothing.
    func list(_ command: Command, for person: Person, at now: Moment) -> Expected {
        switch command {
        case .rooms(let part, let after): return listRooms(part?.asciiLowercased, after: after?.key, for: person)
        case .names(let name, let after): return listNames(name?.key, after: after?.key, for: person)
        case .who(let name, let after): return listPeople(name?.key, after: after?.key, for: person, at: now)
        case .whois(let nick):
            guard let other = named(nick.text) else { return .refused(.noSuchNick) }
            return Expected(reply: .whois, rows: ["whois " + profile(other, for: person, at: now)])
        case .topic(let name): return tellTopic(name?.key, for: person)
        case .ignore:
            let rows = person.ignored.map { entry in
                "ignored " + nick(of: entry)
            }
            return Expected(reply: .ignored(count: rows.count), rows: rows)
        case .history(let name, let count, let stretch):
            let (key, code) = own(name, person)
            guard let key, let place = places[key], let name = RoomName(place.name) else {
                return .refused(code ?? .internal)
            }
            let (replay, rows) = replay(of: place, count, stretch, for: person)
            return Expected(reply: .history(name, replay), rows: rows)
        default: return .refused(.internal)
        }
    }

    func tells(_ asker: Person, of key: String) -> Bool {
        places[key]?.modes.contains("secret") != true || asker.rooms.contains(key)
    }

    private struct Listed {
        let key: String
        let place: Place
        let count: Int
    }

    private func listRooms(_ part: String?, after: String?, for person: Person) -> Expected {
        let all = places.map { Listed(key: $0, place: $1, count: known(in: $1, to: person).count) }
        let found = all.filter { room in
            room.count > 0 && tells(person, of: room.key)
                && (part.map { wanted in wanted.isEmpty || room.key.contains(wanted) } ?? true)
        }
        var rows = found.sorted { ($1.count, $0.key) < ($0.count, $1.key) }
        if let after {
            guard let start = places[after], tells(person, of: after) else { return .refused(.noSuchRoom) }
            let count = known(in: start, to: person).count
            rows.removeAll { room in room.count > count || (room.count == count && room.key <= after) }
        }
        return Expected(
            reply: .listed(nil, count: rows.count, total: found.count),
            rows: rows.map { "room \($0.place.name) \($0.count) \($0.place.topic?.text.description ?? "-")" })
    }

    private func listNames(_ key: String?, after: String?, for person: Person) -> Expected {
        guard let key = key ?? person.current else { return .refused(.notInRoom) }
        guard let place = places[key], tells(person, of: key) else { return .refused(.noSuchRoom) }
        let all = known(in: place, to: person).map { self[$0].nick }
        let wanted = all.sorted { $0.asciiLowercased < $1.asciiLowercased }
            .filter { nick in after.map { $0 < nick.asciiLowercased } ?? true }
        var nicks: [String] = []
        for nick in wanted {
            let rows = (nicks.count + 20) / 20
            let bytes = (nicks + [nick]).reduce(rows * History.rowBytes) { $0 + $1.utf8.count + 2 }
            guard nicks.isEmpty || bytes <= limits.answerBytes else { break }
            nicks.append(nick)
        }
        let rows = stride(from: 0, to: nicks.count, by: 20).map {
            "names \(place.name) \(Array(nicks[$0..<min($0 + 20, nicks.count)]))"
        }
        let hasMore = nicks.count < wanted.count
        return Expected(
            reply: .listed(
                RoomName(place.name), count: nicks.count, total: hasMore ? all.count : nil,
                next: hasMore ? nicks.last : nil), rows: rows)
    }

    private func listPeople(_ key: String?, after: String?, for person: Person, at now: Moment) -> Expected {
        var listed = people.filter { knows(person.id, of: $0) }
        if let key {
            guard let place = places[key], tells(person, of: key) else { return .refused(.noSuchRoom) }
            listed = known(in: place, to: person).map { self[$0] }
        }
        let total = listed.count
        listed.sort { $0.nick.asciiLowercased < $1.nick.asciiLowercased }
        if let after { listed.removeAll { $0.nick.asciiLowercased <= after } }
        return Expected(
            reply: .listed(nil, count: listed.count, total: total),
            rows: listed.map { "who " + profile($0, for: person, at: now) })
    }

    private func profile(_ person: Person, for asker: Person, at now: Moment) -> String {
        let rooms = person.rooms.filter { tells(asker, of: $0) }.map { places[$0]?.name ?? "?" }
        let idle = (now.steady - person.lastActive) / 1_000_000
        return "\(person.nick) \(rooms) \(person.since) \(idle) \(person.away ?? "-")"
    }

    private func tellTopic(_ key: String?, for person: Person) -> Expected {
        guard let key = key ?? person.current else { return .refused(.notInRoom) }
        guard let place = places[key], tells(person, of: key), let name = RoomName(place.name) else {
            return .refused(.noSuchRoom)
        }
        let rows = place.topic.map { ["topic \(name) \($0.setBy) \($0.time) \($0.text)"] } ?? []
        return Expected(reply: .topic(name, place.topic), rows: rows)
    }

    func replay(
        of place: Place, _ count: Int?, _ stretch: HistoryStretch, for person: Person
    ) -> (replay: Replay, rows: [String]) {
        let all = visible(in: place, to: person)
        let (said, gap, more): ([Said], Bool, Bool)
        switch stretch {
        case .last(let before):
            (said, gap, more) = last(count ?? 20, of: all.filter { $0.id < before ?? .max }, in: place)
        case .since(let id, let before):
            let wanted = all.filter { $0.id > id && $0.id < before ?? .max }
            said = fitting(wanted.prefix(count ?? limits.historyEvents))
            (gap, more) = (id < place.floor, said.count < wanted.count)
        case .around(let id):
            let (count, behind) = (count ?? 20, all.filter { $0.id > id })
            let older = last(count - count / 2, of: all.filter { $0.id <= id }, in: place, isHalf: true)
            let newer = fitting(behind.prefix(count / 2), isHalf: true)
            said = older.said + newer
            (gap, more) = (older.gap || id < place.floor, older.more || newer.count < behind.count)
        }
        return (
            Replay(count: said.count, gap: gap, more: more, isBackward: !stretch.isForward),
            said.map { "\($0.id) \($0.time) \($0.brief)" }
        )
    }

    private func last(
        _ count: Int, of wanted: [Said], in place: Place, isHalf: Bool = false
    ) -> (said: [Said], gap: Bool, more: Bool) {
        let said = Array(fitting(wanted.suffix(count).reversed(), isHalf: isHalf).reversed())
        let more = said.count < wanted.count
        return (said, place.hasForgotten && !more, more)
    }

    /// The first of them that an answer, or half of one, has room for, and one at least.
    func fitting(_ said: some Sequence<Said>, isHalf: Bool = false) -> [Said] {
        var fitting: [Said] = []
        for message in said {
            let bytes = (fitting + [message]).reduce(0) { $0 + $1.bytes + History.rowBytes }
            guard fitting.isEmpty || bytes <= limits.answerBytes / (isHalf ? 2 : 1) else { break }
            fitting.append(message)
        }
        return fitting
    }
}
