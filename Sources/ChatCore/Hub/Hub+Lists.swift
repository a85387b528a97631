extension Hub {
    func listRooms(
        containing part: String?, after last: RoomName?, for asker: Session, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let part = Array((part ?? "").asciiLowercased.utf8)
        let start = try last.map { name throws(Refusal) in try listed(name, for: asker) }
        var page = Page<ListedRoom>(most: Hub.roomRows)
        var total = 0
        walked += shared.rooms.count
        for (key, room) in shared.rooms.byKey where key.contains(bytes: part) && tells(asker, of: room) {
            let entry = ListedRoom(count: memberCount(of: room, for: asker), key: key, room: room)
            guard entry.count > 0 else { continue }
            total += 1
            if start.map({ $0 < entry }) ?? true { page.add(entry) }
        }
        for entry in page.rows {
            effects.append(.row(.room(entry.room.name, members: entry.count, topic: entry.room.topic?.text)))
        }
        return .listed(
            nil, count: page.rows.count, total: total, next: page.hasMore ? page.rows.last?.room.name.text : nil)
    }

    private func listed(_ name: RoomName, for asker: Session) throws(Refusal) -> ListedRoom {
        let room = try anyRoom(name, for: asker)
        return ListedRoom(count: memberCount(of: room, for: asker), key: room.name.key, room: room)
    }

    func listNames(
        _ name: RoomName?, after last: Nick?, by asker: Session, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try anyRoom(name, for: asker)
        walked += room.roster.count
        let people = room.roster.compactMap { shared.people.slots[Int($0)] }.filter { reveals($0, to: asker) }
        let start = last?.key ?? ""
        let wanted = people.filter { $0.key > start }.map(ListedPerson.init).sorted()
        let listed = Hub.fitting(wanted, in: limits.answerBytes)
        for start in stride(from: 0, to: listed.count, by: Hub.nicksPerRow) {
            let row = listed[start..<min(start + Hub.nicksPerRow, listed.count)]
            effects.append(.row(.names(room.name, row.map(\.person.nick))))
        }
        let hasMore = listed.count < wanted.count
        return .listed(
            room.name, count: listed.count, total: hasMore ? people.count : nil,
            next: hasMore ? listed.last?.person.nick.text : nil)
    }

    /// The first of them, as many as rows of so many bytes have room for, and one at least.
    private static func fitting(_ people: [ListedPerson], in bytes: Int) -> ArraySlice<ListedPerson> {
        var left = bytes
        for (index, listed) in people.enumerated() {
            if index.isMultiple(of: nicksPerRow) { left -= History.rowBytes }
            left -= listed.person.nick.text.utf8.count + 2
            if left < 0, index > 0 { return people[..<index] }
        }
        return people[...]
    }

    func listPeople(
        _ name: RoomName?, after last: Nick?, for asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        var page = Page<ListedPerson>(most: Hub.whoRows)
        var total = 0
        let start = last?.key
        func add(_ person: Person) {
            guard reveals(person, to: asker) else { return }
            total += 1
            if start.map({ $0 < person.key }) ?? true { page.add(ListedPerson(person: person)) }
        }
        if let name {
            let room = try anyRoom(name, for: asker)
            walked += room.roster.count
            for slot in room.roster { if let person = shared.people.slots[Int(slot)] { add(person) } }
        } else {
            walked += shared.people.count
            for person in shared.people.all { add(person) }
        }
        for row in page.rows { effects.append(.row(.who(profile(of: row.person, for: asker, at: now)))) }
        return .listed(
            nil, count: page.rows.count, total: total, next: page.hasMore ? page.rows.last?.person.nick.text : nil)
    }

    func describe(
        _ nick: Nick, for asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        announceAskedFor(nick, by: asker, at: now, &effects)
        guard let person = shared.people.find(nick) else { throw .noSuchNick(nick) }
        let (account, host) = (person.account?.name, mayKnowHost(of: person, asker) ? person.host : nil)
        // The line has these besides, and is not to be longer for it.
        var most = account == nil && host == nil ? Hub.profileRooms : Hub.profileRooms - 2
        if asker.person.isOperator { most -= Hub.roomsForAddresses }
        var profile = profile(of: person, for: asker, at: now, rooms: most)
        (profile.account, profile.host) = (account, host)
        effects.append(.row(.whois(profile)))
        return .whois
    }

    /// Ops look after the rooms that they share with somebody.
    private func mayKnowHost(of person: Person, _ asker: Session) -> Bool {
        asker.person.isOperator || asker.person === person
            || person.rooms.contains { asker.person.isIn($0) && asker.person.rank(in: $0) >= .op }
    }

    func profile(
        of person: Person, for asker: Session, at now: Moment, rooms most: Int = Hub.profileRooms
    ) -> Profile {
        // Of who is held it goes on to grow. Who has no session here has been idle since they came, as far as is known.
        let idle =
            person.sessions.compactMap { local.sessions[$0] }.map { now.steady - $0.lastActive }.min()
            ?? local.held[person.id].map { now.steady - $0.session.lastActive } ?? now.wall - person.since
        let rooms = person.rooms.lazy.compactMap { self.shared.rooms[$0] }.filter { self.tells(asker, of: $0) }.map(
            \.name)
        var profile = Profile(
            nick: person.nick, rooms: most > 0 ? Array(rooms.prefix(most)) : [],
            since: person.since, idleSeconds: max(0, idle / 1_000_000), away: person.away)
        (profile.source, profile.realName) = (source(of: person), person.particulars?.introduction?.realName)
        return profile
    }
}

/// The first rows of a list, in its order. (Sorting all there are for each who asks would be a way to keep a server busy.)
struct Page<Row: Comparable> {
    let most: Int
    private(set) var rows: [Row] = []
    /// There are more than these.
    private(set) var hasMore = false

    init(most: Int) {
        self.most = most
    }

    mutating func add(_ row: Row) {
        if rows.count == most {
            hasMore = true
            guard let last = rows.last, row < last else { return }
            rows.removeLast()
        }
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if row < rows[middle] { high = middle } else { low = middle + 1 }
        }
        rows.insert(row, at: low)
    }
}

/// Rooms are listed by size, then by name.
private struct ListedRoom: Comparable {
    let count: Int
    let key: String
    let room: Room

    static func < (left: ListedRoom, right: ListedRoom) -> Bool {
        left.count != right.count ? left.count > right.count : left.key < right.key
    }

    static func == (left: ListedRoom, right: ListedRoom) -> Bool { left.room === right.room }
}

/// People are listed by nick.
private struct ListedPerson: Comparable {
    let person: Person

    static func < (left: ListedPerson, right: ListedPerson) -> Bool { left.person.key < right.person.key }

    static func == (left: ListedPerson, right: ListedPerson) -> Bool { left.person === right.person }
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
