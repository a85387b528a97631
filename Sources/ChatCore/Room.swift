/// A room: who is in it, in the order in which they came, what it is about, and what was said last.
struct Room {
    let name: RoomName
    var members: [Member] = []
    var topic: Topic?
    var history: History
    private(set) var lastID: EventID

    /// - Parameter id: all of the room's ids are larger. So a new room of an old name goes on where the old one ended.
    init(name: RoomName, after id: EventID) {
        self.name = name
        lastID = id
        history = History(floor: id)
    }

    /// The next id: it grows whatever the wall clock does.
    mutating func nextID(at time: Int64) -> EventID {
        lastID = max(lastID + 1, time)
        return lastID
    }

    func index(of session: SessionID) -> Int? {
        members.firstIndex { $0.session == session }
    }
}
