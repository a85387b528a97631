/// A room as all know it: who is in it, in the order in which they came, what it is about, and what was said last.
///
/// `RoomTable` alone changes it, but for what `history` forgets.
final class Room {
    let id: RoomID
    let name: RoomName
    /// The places of the people who are in it.
    fileprivate(set) var roster: [UInt32] = []
    /// How many of them others do not know of yet.
    fileprivate(set) var hiddenCount = 0
    fileprivate(set) var topic: Topic?
    /// The id under which the topic was set.
    fileprivate(set) var topicID: EventID = 0
    var history: History
    /// The id of the last that was said or set here, or what the first will be larger than.
    fileprivate(set) var lastID: EventID
    /// What ops have set; nil: nothing, as in most rooms.
    fileprivate(set) var rules: RulesBox?
    /// What the roster comes to.
    fileprivate var rosterDigest: UInt64 = 0

    /// - Parameters:
    ///   - last: all of the room's ids are larger. So a new room of an old name goes on where the old one ended.
    ///   - memory: where its history is kept.
    init(id: RoomID, name: RoomName, after last: EventID, in memory: HistoryMemory) {
        self.id = id
        self.name = name
        lastID = last
        history = History(room: name, floor: last, in: memory)
        history.belongs(to: id.index)
    }
}

/// The rooms there are, by name and by place.
final class RoomTable {
    private(set) var places: [Room?] = []
    /// The last is given next.
    private(set) var free: [RoomID] = []
    private var ids: [String: RoomID] = [:]
    /// The last id that was given, be it in a room or not.
    private(set) var lastID: EventID = 0
    /// What was said in all of them.
    let memory: HistoryMemory
    /// What their topics take, and which was set when.
    private(set) var topicBytes = 0
    private var topics = PlaceOrder()
    /// What rooms and places come to; `lastID` is not in it.
    private(set) var digest: UInt64 = 0

    var count: Int { ids.count }

    init(in memory: HistoryMemory) {
        self.memory = memory
    }

    subscript(_ id: RoomID) -> Room? { places[Int(id.index)] }

    func find(_ name: RoomName) -> Room? {
        ids[name.key].flatMap { self[$0] }
    }

    /// The room named, which mostly stands where it did when it was named.
    func find(_ named: RoomReference) -> Room? {
        let index = Int(named.place.index)
        if index >= 0, index < places.count, let room = places[index], room.name == named.name { return room }
        return find(named.name)
    }

    /// Whether there is such a place, be there a room or not.
    func has(_ id: RoomID) -> Bool { id.index >= 0 && Int(id.index) < places.count }

    /// All of them, by place.
    var all: some Sequence<Room> {
        places.lazy.compactMap { $0 }
    }

    /// All of them, in no order, each with its name's key.
    var byKey: some Sequence<(String, Room)> {
        ids.lazy.compactMap { key, id in self[id].map { (key, $0) } }
    }

    /// What history and topics take.
    var memoryBytes: Int { memory.bytes + topicBytes }

    // MARK: - Rooms

    /// Makes a room of a name that no room has.
    func open(_ name: RoomName, at time: Int64) -> Room {
        if free.isEmpty {
            free.append(RoomID(index: Int32(places.count)))
            places.append(nil)
        } else {
            digest &-= digestOfLastFree
        }
        let id = free.removeLast()
        lastID = max(lastID, time)
        let room = Room(id: id, name: name, after: lastID, in: memory)
        places[Int(id.index)] = room
        ids[name.key] = id
        digest &+= room.digest
        return room
    }

    func close(_ room: Room) {
        setTopic(nil, of: room, as: 0)
        digest &-= room.digest
        room.history.forgetAll()
        places[Int(room.id.index)] = nil
        ids[room.name.key] = nil
        free.append(room.id)
        digest &+= digestOfLastFree
    }

    // MARK: - Who is in them

    func append(_ person: Person, to room: Room) {
        let digest = digestOfRoster(room, room.roster.last, person.id.slot)
        room.roster.append(person.id.slot)
        if person.isHidden { room.hiddenCount += 1 }
        change(room, by: digest)
    }

    func remove(_ person: Person, from room: Room) {
        guard let index = index(of: person, in: room) else { return }
        var leavers = PlaceSet()
        leavers.insert(Int(person.id.slot))
        let digest = digest(ofTaking: leavers, outOf: room, from: index, to: index + 1)
        room.roster.remove(at: index)
        if person.isHidden { room.hiddenCount -= 1 }
        change(room, by: digest)
    }

    /// Where the first of a person's sessions stands in the audience: while each person here has one, that is the place in the roster, too.
    private func index(of person: Person, in room: Room) -> Int? {
        let place = person.place(in: room.id)
        if place >= 0, place < room.roster.count, room.roster[place] == person.id.slot { return place }
        return room.roster.lastIndex(of: person.id.slot)
    }

    /// Takes out all whose places are in a set, in one pass.
    /// - Parameter hidden: how many of them others do not know of.
    func remove(_ leavers: PlaceSet, hidden: Int, from room: Room) {
        let digest = digest(ofTaking: leavers, outOf: room, from: 0, to: room.roster.count)
        room.roster.removeAll { leavers.contains(Int($0)) }
        room.hiddenCount -= hidden
        change(room, by: digest)
    }

    /// Others know now of somebody who is in it.
    func announce(in room: Room) {
        room.hiddenCount -= 1
    }

    private func change(_ room: Room, by digest: UInt64) {
        room.rosterDigest &+= digest
        self.digest &+= digest
    }

    /// What a roster's digest changes by where some leave who stand between two places: each has a part for itself and who came before.
    private func digest(ofTaking leavers: PlaceSet, outOf room: Room, from start: Int, to end: Int) -> UInt64 {
        var change: UInt64 = 0
        var (stood, stays) = (start > 0 ? room.roster[start - 1] : nil, start > 0 ? room.roster[start - 1] : nil)
        for person in room.roster[start..<min(end + 1, room.roster.count)] {
            let leaves = leavers.contains(Int(person))
            if leaves || stood != stays { change &-= digestOfRoster(room, stood, person) }
            if !leaves && stood != stays { change &+= digestOfRoster(room, stays, person) }
            stood = person
            if !leaves { stays = person }
        }
        return change
    }

    // MARK: - What is said and set

    /// Changes what ops have set. A room in which nothing is left of it has no memory for it.
    func changeRules(of room: Room, _ change: (inout RoomRules) -> Void) {
        digest &-= room.digestOfRules
        let box = room.rules ?? RulesBox()
        box.change(change)
        room.rules = box.rules.isPlain ? nil : box
        digest &+= room.digestOfRules
    }

    /// The next id, which is larger than all before it whatever the wall clock does.
    /// - Parameter room: in which it is given; nil: in none.
    func nextID(in room: Room?, at time: Int64) -> EventID {
        lastID = max(lastID + 1, time)
        if let room {
            let before = room.digestOfLastID
            room.lastID = lastID
            digest &+= room.digestOfLastID &- before
        }
        return lastID
    }

    func setTopic(_ topic: Topic?, of room: Room, as id: EventID) {
        digest &-= room.digestOfTopic
        topicBytes += (topic?.memoryBytes ?? 0) - (room.topic?.memoryBytes ?? 0)
        room.topic = topic
        room.topicID = topic == nil ? 0 : id
        let place = Int(room.id.index)
        if topic == nil { topics.remove(place) } else { topics.putLast(place) }
        digest &+= room.digestOfTopic
    }

    /// Keeps topics within so many bytes: those that were set first go.
    func forgetTopics(toFit bound: Int) {
        while topicBytes > bound, let oldest = topics.first, let room = places[oldest] {
            setTopic(nil, of: room, as: 0)
        }
    }

    /// Keeps history within what topics leave of so many bytes: what is oldest goes first, whosever it is.
    func forgetHistory(toFit bound: Int) {
        while memoryBytes > bound, let owner = memory.oldestOwner, owner >= 0, let room = places[Int(owner)] {
            room.history.forgetBlock()
        }
    }
}

// MARK: - Digests

extension Room {
    /// What it comes to, less its roster.
    fileprivate var digest: UInt64 {
        var digest = Digest(of: .room)
        digest.mix(Int(id.index))
        digest.mix(name.text)
        return digest.value &+ digestOfLastID &+ digestOfTopic &+ digestOfRules
    }

    fileprivate var digestOfRules: UInt64 { rules?.rules.digest(of: id) ?? 0 }

    /// As every line changes it, no more than a product.
    fileprivate var digestOfLastID: UInt64 {
        UInt64(bitPattern: lastID) &* (UInt64(UInt32(bitPattern: id.index)) << 1 | 1) &* 0x9E37_79B9_7F4A_7C15
    }

    fileprivate var digestOfTopic: UInt64 {
        guard let topic else { return 0 }
        var digest = Digest(of: .topic)
        digest.mix(Int(id.index))
        digest.mix(topicID)
        digest.mix(topic.time)
        digest.mix(topic.setBy.text)
        digest.mix(topic.text.utf8)
        return digest.value
    }
}

extension RoomTable {
    /// The same as `digest`, from all there is.
    var fullDigest: UInt64 {
        var sum = all.reduce(0) { $0 &+ $1.digest &+ fullDigestOfRoster($1) }
        for index in free.indices { sum &+= digestOfFree(index) }
        return sum
    }

    /// Of somebody, and who came before them: all of those together tell the order.
    private func digestOfRoster(_ room: Room, _ before: UInt32?, _ person: UInt32) -> UInt64 {
        var digest = Digest(of: .roster)
        digest.mix(Int(room.id.index))
        digest.mix(before.map { Int($0) } ?? -1)
        digest.mix(Int(person))
        return digest.value
    }

    private func fullDigestOfRoster(_ room: Room) -> UInt64 {
        var sum: UInt64 = 0
        var before: UInt32?
        for person in room.roster {
            sum &+= digestOfRoster(room, before, person)
            before = person
        }
        return sum
    }

    private func digestOfFree(_ index: Int) -> UInt64 {
        Digest.value(of: .freeRoom, index, Int(free[index].index))
    }

    private var digestOfLastFree: UInt64 { digestOfFree(free.count - 1) }
}

// MARK: - Snapshots

extension RoomTable {
    func write(to snapshot: inout HubSnapshot, after known: [RoomName: EventID], _ people: People) {
        snapshot.freeRooms = free
        snapshot.lastID = lastID
        snapshot.rooms = all.map { room in
            var copy = HubSnapshot.Room(id: room.id, name: room.name, lastID: room.lastID, floor: room.history.floor)
            copy.roster = room.roster.compactMap { people.places[Int($0)]?.id }
            copy.topic = room.topic
            copy.topicID = room.topicID
            copy.rules = room.rules?.rules
            copy.said = room.history.said(after: known[room.name] ?? room.history.floor)
            copy.hasForgotten = room.history.hasForgotten
            return copy
        }
    }

    convenience init(restoring snapshot: HubSnapshot, after backlog: Backlog?, _ people: People) throws(SnapshotError) {
        self.init(in: backlog?.memory ?? HistoryMemory())
        free = snapshot.freeRooms
        lastID = snapshot.rooms.reduce(max(0, snapshot.lastID)) { max($0, $1.lastID) }
        places = Array(repeating: nil, count: snapshot.rooms.count + free.count)
        for copy in snapshot.rooms {
            guard has(copy.id), places[Int(copy.id.index)] == nil, ids[copy.name.key] == nil else {
                throw SnapshotError("\(copy.name) has no place, or is there twice")
            }
            let room = try Room(restoring: copy, after: backlog?.take(copy.name), people, in: memory)
            room.rosterDigest = fullDigestOfRoster(room)
            places[Int(copy.id.index)] = room
            ids[copy.name.key] = copy.id
        }
        backlog?.clear()
        memory.sort()
        // Older formats do not have the ids.
        for copy in snapshot.rooms.sorted(by: {
            ($0.topicID, $0.topic?.time ?? 0, $0.id.index) < ($1.topicID, $1.topic?.time ?? 0, $1.id.index)
        }) {
            if let room = self[copy.id] { setTopic(copy.topic, of: room, as: copy.topicID) }
        }
        guard Set(free).count == free.count, free.allSatisfy({ has($0) && self[$0] == nil }) else {
            throw SnapshotError("the free places of rooms are not those that no room has")
        }
        digest = fullDigest
    }
}

extension Room {
    fileprivate convenience init(
        restoring copy: HubSnapshot.Room, after past: consuming History?, _ people: People, in memory: HistoryMemory
    ) throws(SnapshotError) {
        self.init(id: copy.id, name: copy.name, after: copy.lastID, in: memory)
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
