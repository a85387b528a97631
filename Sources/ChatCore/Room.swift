/// A room: who is in it, in the order in which they came, what it is about, and what was said last.
final class Room {
    /// From so many members on a room also knows their places as a set, which is cheaper to unite with others' than to go through.
    static let crowd = 64

    let id: RoomID
    let name: RoomName
    private(set) var members: [Member] = []
    /// How many of them others do not know of yet.
    var hiddenCount = 0
    /// The places of its members' sessions, while they are a crowd.
    private(set) var places: PlaceSet?
    private let crowd: Int
    fileprivate(set) var topic: Topic?
    var history: History
    private(set) var lastID: EventID

    /// - Parameters:
    ///   - last: all of the room's ids are larger. So a new room of an old name goes on where the old one ended.
    ///   - memory: where its history is kept.
    ///   - crowd: how many members are one.
    init(id: RoomID, name: RoomName, after last: EventID, in memory: HistoryMemory, crowd: Int) {
        self.id = id
        self.name = name
        self.crowd = crowd
        lastID = last
        history = History(room: name, floor: last, in: memory)
        history.belongs(to: id.index)
    }

    /// The next id: it grows whatever the wall clock does.
    func nextID(at time: Int64) -> EventID {
        lastID = max(lastID + 1, time)
        return lastID
    }

    // MARK: - Members

    /// - Returns: where it stands among the members.
    func append(_ member: Member) -> Int {
        members.append(member)
        if places != nil {
            places?.insert(Int(member.session.slot))
        } else if members.count >= crowd {
            var all = PlaceSet()
            for member in members { all.insert(Int(member.session.slot)) }
            places = all
        }
        return members.count - 1
    }

    /// Where somebody stands now who once stood at `index`: there, or before it, as others left who stood before them.
    func index(of session: SessionID, from index: Int) -> Int? {
        var index = min(index, members.count - 1)
        while index >= 0, members[index].session != session { index -= 1 }
        return index < 0 ? nil : index
    }

    func setView(at index: Int, _ view: View) {
        members[index].view = view
    }

    func remove(at index: Int) {
        places?.remove(Int(members[index].session.slot))
        members.remove(at: index)
        endCrowd()
    }

    /// Takes out all whose places are in a set, in one pass.
    func remove(_ leavers: PlaceSet) {
        members.removeAll { member in
            let place = Int(member.session.slot)
            guard leavers.contains(place) else { return false }
            places?.remove(place)
            return true
        }
        endCrowd()
    }

    /// Much later than it became one, so that who comes and goes at the edge has nothing made again and again.
    private func endCrowd() {
        if members.count < crowd / 2 { places = nil }
    }
}

/// The rooms there are, by name and by place.
struct RoomTable {
    var places: [Room?] = []
    var free: [RoomID] = []
    var ids: [String: RoomID] = [:]
    /// The largest id of all rooms that are gone: the wall clock alone, which may jump back, would give it again.
    var lastClosedID: EventID = 0
    /// What was said in all of them.
    let memory: HistoryMemory
    /// What their topics take, and which was set when.
    private(set) var topicBytes = 0
    private var topics = PlaceOrder()
    /// How many members of a room are a crowd.
    private let crowd: Int

    var count: Int { ids.count }

    init(in memory: HistoryMemory, crowd: Int) {
        self.memory = memory
        self.crowd = crowd
    }

    subscript(_ id: RoomID) -> Room? { places[Int(id.index)] }

    func find(_ name: RoomName) -> Room? {
        ids[name.key].flatMap { self[$0] }
    }

    /// Makes a room of a name that no room has.
    mutating func open(_ name: RoomName, at time: Int64) -> Room {
        if free.isEmpty {
            free.append(RoomID(index: Int32(places.count)))
            places.append(nil)
        }
        let id = free.removeLast()
        let room = Room(id: id, name: name, after: max(time, lastClosedID), in: memory, crowd: crowd)
        places[Int(id.index)] = room
        ids[name.key] = id
        return room
    }

    mutating func close(_ room: Room) {
        lastClosedID = max(lastClosedID, room.lastID)
        setTopic(nil, of: room)
        room.history.forgetAll()
        places[Int(room.id.index)] = nil
        ids[room.name.key] = nil
        free.append(room.id)
    }

    /// What history and topics take.
    var memoryBytes: Int { memory.bytes + topicBytes }

    mutating func setTopic(_ topic: Topic?, of room: Room) {
        topicBytes += (topic?.memoryBytes ?? 0) - (room.topic?.memoryBytes ?? 0)
        room.topic = topic
        let place = Int(room.id.index)
        if topic == nil { topics.remove(place) } else { topics.putLast(place) }
    }

    /// Keeps history and topics within so many bytes: what is oldest goes first, whosever it is. Topics are few, and are looked for at any
    /// time: of them those alone go that take more than half of it.
    mutating func forget(toFit bound: Int) {
        while topicBytes > bound / 2, let oldest = topics.first, let room = places[oldest] { setTopic(nil, of: room) }
        while memoryBytes > bound, let owner = memory.oldestOwner, owner >= 0, let room = places[Int(owner)] {
            room.history.forgetBlock()
        }
    }

    /// All of them, by place.
    var rooms: some Sequence<Room> {
        places.lazy.compactMap { $0 }
    }

    /// All of them, in no order, each with its name's key.
    var byKey: some Sequence<(String, Room)> {
        ids.lazy.compactMap { key, id in self[id].map { (key, $0) } }
    }
}

extension Topic {
    /// What it takes: its texts, what the allocator adds to each, and its place in the order.
    var memoryBytes: Int { 96 + text.utf8.count + setBy.text.utf8.count }
}
