/// What the rooms of a hub kept up to some moment, apart from all else: large, and it changes no more, so that another process can have it
/// while this one still serves.
public final class Backlog {
    /// A dictionary holds no values that can't be copied.
    private final class Kept {
        var history: History?

        init(_ history: consuming History) {
            self.history = consume history
        }
    }

    /// Where it stays: the hub that goes on from it goes on with its memory.
    let memory = HistoryMemory()
    private var rooms: [RoomName: Kept] = [:]
    /// Rooms that were added.
    public private(set) var count = 0

    public init() {}

    /// - Throws: `SnapshotError` where the room is there already, or its messages are in no order.
    public func add(_ past: HubSnapshot.Past) throws(SnapshotError) {
        guard rooms[past.room] == nil else { throw SnapshotError("the past of \(past.room) is there twice") }
        let kept = Kept(History(room: past.room, floor: past.floor, in: memory))
        try kept.history?.restore(past)
        rooms[past.room] = kept
        count += 1
    }

    /// Forgets what was not taken out.
    func clear() {
        rooms = [:]
    }

    /// Takes out what there is of a room.
    func take(_ room: RoomName) -> History? {
        rooms.removeValue(forKey: room)?.history.take()
    }
}
