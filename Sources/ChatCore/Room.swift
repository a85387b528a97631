/// A room: who is in it, in the order in which they came, what it is about, and what was said last.
final class Room {
    let id: RoomID
    let name: RoomName
    var members: [Member] = []
    /// How many of them others do not know of yet.
    var hiddenCount = 0
    var topic: Topic?
    var history: History
    private(set) var lastID: EventID

    /// - Parameter last: all of the room's ids are larger. So a new room of an old name goes on where the old one ended.
    init(id: RoomID, name: RoomName, after last: EventID) {
        self.id = id
        self.name = name
        lastID = last
        history = History(room: name, floor: last)
    }

    /// The next id: it grows whatever the wall clock does.
    func nextID(at time: Int64) -> EventID {
        lastID = max(lastID + 1, time)
        return lastID
    }

    func index(of session: SessionID) -> Int? {
        members.firstIndex { $0.session == session }
    }
}

/// The rooms there are, by name and by place.
struct RoomTable {
    var places: [Room?] = []
    var free: [RoomID] = []
    var ids: [String: RoomID] = [:]
    /// The largest id of all rooms that are gone: the wall clock alone, which may jump back, would give it again.
    var lastClosedID: EventID = 0
    /// The place of the last room that `next` gave.
    var turn = 0

    var count: Int { ids.count }

    init() {}

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
        let room = Room(id: id, name: name, after: max(time, lastClosedID))
        places[Int(id.index)] = room
        ids[name.key] = id
        return room
    }

    mutating func close(_ room: Room) {
        lastClosedID = max(lastClosedID, room.lastID)
        places[Int(room.id.index)] = nil
        ids[room.name.key] = nil
        free.append(room.id)
    }

    /// One after the other, round and round; nil at places that are empty.
    mutating func next() -> Room? {
        turn = turn + 1 < places.count ? turn + 1 : 0
        return places[turn]
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
