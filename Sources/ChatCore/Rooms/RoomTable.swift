/// The rooms there are, by name and by place.
struct RoomTable {
    var places: [Room?] = []
    var free: [RoomID] = []
    var ids: [String: RoomID] = [:]
    /// The last id that was given, be it in a room or not.
    private(set) var lastID: EventID = 0
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
        lastID = max(lastID, time)
        let room = Room(id: id, name: name, after: lastID, in: memory, crowd: crowd)
        places[Int(id.index)] = room
        ids[name.key] = id
        return room
    }

    mutating func close(_ room: Room) {
        setTopic(nil, of: room)
        room.history.forgetAll()
        places[Int(room.id.index)] = nil
        ids[room.name.key] = nil
        free.append(room.id)
    }

    /// The next id, which is larger than all before it whatever the wall clock does.
    /// - Parameter room: in which it is given; nil: in none.
    mutating func nextID(in room: Room?, at time: Int64) -> EventID {
        lastID = max(lastID + 1, time)
        room?.lastID = lastID
        return lastID
    }

    /// Goes on after ids that were given elsewhere.
    mutating func goOn(after id: EventID) {
        lastID = max(lastID, id)
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
