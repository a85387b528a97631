/// What the rooms of a hub kept up to some moment, apart from all else: large, and it changes no more, so that another process can have it
/// while this one still serves.
public final class Backlog {
    /// A dictionary holds no values that can't be copied.
    private final class Kept {
        var history: History?
        /// Those that said something in there.
        let accounts: Set<AccountID>

        init(_ history: consuming History, of accounts: Set<AccountID>) {
            self.history = consume history
            self.accounts = accounts
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
        let accounts = Set(past.said.lazy.compactMap(\.account))
        let kept = Kept(History(room: past.room, floor: past.floor, in: memory), of: accounts)
        try kept.history?.restore(past)
        rooms[past.room] = kept
        count += 1
    }

    /// Forgets what was not taken out.
    func clear() {
        rooms = [:]
    }

    /// Takes out what there is of a room: without what was said by accounts that have been erased since.
    func take(_ room: RoomName, _ accounts: Accounts) -> History? {
        guard let kept = rooms.removeValue(forKey: room) else { return nil }
        for account in kept.accounts where accounts[account] == nil { kept.history?.forget(account) }
        return kept.history.take()
    }
}
