/// A room: who is in it, in the order in which they came, what it is about, and what was said last.
struct Room {
    let name: RoomName
    var members: [Member] = []
    var topic: Topic?
    var history: History
    private(set) var lastID: EventID

    init(name: RoomName, at time: Int64) {
        self.name = name
        // A new room of an old name goes on after all ids that the old one can have given.
        lastID = time
        history = History(floor: time)
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
