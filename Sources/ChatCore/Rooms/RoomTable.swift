/// The rooms there are, by name and by slot.
final class RoomTable {
    private(set) var slots: [Room?] = []
    /// The last is given next.
    private(set) var free: [RoomID] = []
    private var ids: [String: RoomID] = [:]
    /// The last id that was given, be it in a room or not.
    private(set) var lastID: EventID = 0
    /// What was said in all of them.
    let memory: HistoryMemory
    /// What happened in them besides.
    let happeningMemory = HistoryMemory()
    /// What their topics take, and which was set when.
    private(set) var topicBytes = 0
    private var topics = SlotOrder()
    /// The digest of all rooms and slots; `lastID` is not in it.
    private(set) var digest: UInt64 = 0

    var count: Int { ids.count }

    init(in memory: HistoryMemory) {
        self.memory = memory
    }

    /// A table of rooms that there are already, none of which has a topic yet.
    /// - Parameter free: the slots that none of them has.
    /// - Throws: `SnapshotError` where two have one slot or one name, or a slot is neither a room's nor free.
    init(of rooms: [Room], free: [RoomID], after lastID: EventID, in memory: HistoryMemory) throws(SnapshotError) {
        self.memory = memory
        self.free = free
        self.lastID = lastID
        slots = Array(repeating: nil, count: rooms.count + free.count)
        for room in rooms {
            guard has(room.id), self[room.id] == nil, ids[room.name.key] == nil else {
                throw SnapshotError("\(room.name) has no slot, or is there twice")
            }
            room.rosterDigest = fullDigestOfRoster(room)
            slots[Int(room.id.index)] = room
            ids[room.name.key] = room.id
        }
        guard Set(free).count == free.count, free.allSatisfy({ has($0) && self[$0] == nil }) else {
            throw SnapshotError("the free slots of rooms are not those that no room has")
        }
        digest = fullDigest
    }

    subscript(_ id: RoomID) -> Room? { slots[Int(id.index)] }

    func find(_ name: RoomName) -> Room? {
        ids[name.key].flatMap { self[$0] }
    }

    /// The room named, which mostly has the id that it had when it was named.
    func find(_ named: RoomReference) -> Room? {
        let index = Int(named.id.index)
        if index >= 0, index < slots.count, let room = slots[index], room.name == named.name { return room }
        return find(named.name)
    }

    /// Whether there is such a slot, be there a room or not.
    func has(_ id: RoomID) -> Bool { id.index >= 0 && Int(id.index) < slots.count }

    /// All of them, by slot.
    var all: some Sequence<Room> {
        slots.lazy.compactMap { $0 }
    }

    /// All of them, in no order, each with its name's key.
    var byKey: some Sequence<(String, Room)> {
        ids.lazy.compactMap { key, id in self[id].map { (key, $0) } }
    }

    /// What history and topics take.
    var memoryBytes: Int { memory.bytes + topicBytes }

    /// Whose what was said is.
    func tellAccounts(_ accounts: Accounts) {
        memory.accounts = accounts
        happeningMemory.accounts = accounts
    }

    // MARK: - Rooms

    /// Makes a room of a name that no room has.
    func open(_ name: RoomName, at time: Int64) -> Room {
        lastID = max(lastID, time)
        return open(name, after: lastID, created: time)
    }

    /// - Parameter floor: all that it keeps has larger ids.
    private func open(_ name: RoomName, after floor: EventID, created: Int64) -> Room {
        if free.isEmpty {
            free.append(RoomID(index: Int32(slots.count)))
            slots.append(nil)
        } else {
            digest &-= digestOfLastFree
        }
        let id = free.removeLast()
        let room = Room(id: id, name: name, after: floor, created: created, in: memory)
        slots[Int(id.index)] = room
        ids[name.key] = id
        digest &+= room.digest
        return room
    }

    /// Begins with what was kept of a room before. Nobody is here yet.
    /// - Parameter last: all new ids are larger.
    /// - Throws: `SnapshotError` where ids do not grow, a name is there twice, or rules contradict themselves.
    func recall(_ kept: Hub.Kept.Room, after last: EventID) throws(SnapshotError) {
        let name = kept.past.room
        guard find(name) == nil else { throw SnapshotError("\(name) is there twice") }
        guard kept.rules?.isWhole ?? true else { throw SnapshotError("\(name) has rules that can't be") }
        let room = open(name, after: kept.past.floor, created: kept.rules?.registration?.time ?? 0)
        try room.history.restore(kept.past)
        if let rules = kept.rules { changeRules(of: room) { $0 = rules } }
        if let topic = kept.topic { setTopic(topic.topic, of: room, as: topic.id) }
        lastID = max(lastID, last, room.history.lastID)
        let before = room.digestOfLastID
        room.lastID = max(room.history.lastID, kept.topic?.id ?? 0)
        digest &+= room.digestOfLastID &- before
    }

    /// - Parameter name: no other room has it.
    func rename(_ room: Room, to name: RoomName) {
        digest &-= room.digest
        ids[room.name.key] = nil
        room.name = name
        ids[name.key] = room.id
        room.history.room = name
        room.happenings?.rename(to: name)
        digest &+= room.digest
    }

    func close(_ room: Room) {
        setTopic(nil, of: room, as: 0)
        digest &-= room.digest
        room.history.forgetAll()
        room.happenings?.forgetAll()
        slots[Int(room.id.index)] = nil
        ids[room.name.key] = nil
        free.append(room.id)
        digest &+= digestOfLastFree
    }

    // MARK: - Who is in them

    func append(_ person: Person, to room: Room) {
        let digest = digestOfRoster(room, room.roster.last, person.id.slot)
        room.roster.appendSparingly(person.id.slot)
        if person.isHidden { room.hiddenCount += 1 }
        change(room, by: digest)
    }

    func remove(_ person: Person, from room: Room) {
        guard let index = index(of: person, in: room) else { return }
        var leavers = SlotSet()
        leavers.insert(Int(person.id.slot))
        let digest = digest(ofTaking: leavers, outOf: room, from: index, to: index + 1)
        room.roster.remove(at: index)
        if person.isHidden { room.hiddenCount -= 1 }
        change(room, by: digest)
    }

    /// Where the first of a person's sessions stands in the audience: while each person here has one, that is the position in the roster, too.
    private func index(of person: Person, in room: Room) -> Int? {
        let position = person.position(in: room.id)
        if position >= 0, position < room.roster.count, room.roster[position] == person.id.slot { return position }
        return room.roster.lastIndex(of: person.id.slot)
    }

    /// Takes out all whose slots are in a set, in one pass.
    /// - Parameter hidden: how many of them others do not know of.
    func remove(_ leavers: SlotSet, hidden: Int, from room: Room) {
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

    /// What a roster's digest changes by where some leave who stand between two positions: each has a part for itself and who came before.
    private func digest(ofTaking leavers: SlotSet, outOf room: Room, from start: Int, to end: Int) -> UInt64 {
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
        let slot = Int(room.id.index)
        if topic == nil { topics.remove(slot) } else { topics.putLast(slot) }
        digest &+= room.digestOfTopic
    }

    /// Keeps topics within so many bytes: those that were set first go.
    func forgetTopics(toFit bound: Int) {
        while topicBytes > bound, let oldest = topics.first, let room = slots[oldest] {
            setTopic(nil, of: room, as: 0)
        }
    }

    /// Keeps history within what topics leave of so many bytes: what is oldest goes first, whosever it is.
    func forgetHistory(toFit bound: Int) {
        while memoryBytes > bound, let owner = memory.oldestOwner, owner >= 0, let room = slots[Int(owner)] {
            room.history.forgetBlock()
        }
    }

    /// Keeps something that happened, and no more of such than so many bytes: what is oldest goes first.
    func note(_ event: Event, by person: Person, in room: Room, toFit bound: Int) {
        let happenings = room.happenings ?? Happenings(in: room.name, at: room.id, in: happeningMemory)
        room.happenings = happenings
        happenings.note(event, by: person.id, of: person.account?.id, behind: room.lastID)
        while happeningMemory.bytes > bound, let owner = happeningMemory.oldestOwner, owner >= 0,
            let room = slots[Int(owner)]
        {
            room.happenings?.forgetOldestBlock()
        }
    }

    /// Forgets all that an account said, in all rooms.
    func forgetHistory(of account: AccountID) {
        for room in slots {
            room?.history.forget(account)
            room?.happenings?.forget(account)
        }
        // What is left was written anew, and is as old as it was.
        memory.sort()
        happeningMemory.sort()
    }
}
