/// What happened in a room besides what was said there: the last of it, for who asks what they have missed.
///
/// It is apart from what was said, in memory of its own: however many come and go, no word is forgotten for it. How much of it is kept is
/// this node's own.
final class Happenings {
    /// So many are kept of a room.
    static let most = 200

    /// Each is a message by its form, as `Happening` writes it. Its id there is its place among what was said.
    private(set) var ring: History

    init(in room: RoomName, at slot: RoomID, in memory: HistoryMemory) {
        ring = History(room: room, floor: HubSnapshot.bounds.lowerBound, in: memory)
        ring.belongs(to: slot.index)
    }

    /// - Throws: `SnapshotError` where they are none, or have no order.
    convenience init(
        restoring copies: [HubSnapshot.Said], in room: RoomName, at slot: RoomID, in memory: HistoryMemory
    ) throws(SnapshotError) {
        self.init(in: room, at: slot, in: memory)
        for copy in copies where Happening.read(copy.text, by: copy.nick) == nil {
            throw SnapshotError("something happened in \(room) that can't be")
        }
        try ring.append(copies)
        ring.forget(over: Happenings.most)
    }

    /// - Parameter last: the id of the last that was said or set in the room: it comes behind that.
    func note(_ event: Event, by author: PersonID, of account: AccountID?, behind last: EventID) {
        guard let (nick, text) = Happening.written(event) else { return }
        let place = event.id > 0 ? event.id : max(last, event.time)
        let written = Event(
            id: max(place, ring.lastID + 1), time: event.time, .message(from: nick, text), by: event.source,
            with: event.enclosure)
        ring.append(written, by: author, of: account, under: nil)
        ring.forget(over: Happenings.most)
    }

    func forgetAll() { ring.forgetAll() }
    func forgetOldestBlock() { ring.forgetBlock() }
    func forget(_ account: AccountID) { ring.forget(account) }

    /// The room is called otherwise from now on.
    func rename(to name: RoomName) { ring.room = name }

    var copies: [HubSnapshot.Said] { ring.said(after: ring.floor) }

    // MARK: - Tags alone

    /// Who passed on what has that id, and where that stands in the ring; nil: nothing that could be taken back has it.
    func aside(_ id: EventID) -> (author: PersonID, account: AccountID?, place: EventID)? {
        let found = ring.said(after: ring.floor).last { said in
            guard let read = Happening.read(said.text, by: said.nick), case .aside = read.kind else { return false }
            return read.id == id
        }
        return found.map { ($0.author, $0.account, $0.id) }
    }

    /// - Returns: when it was passed on; nil: nothing of that id was.
    func takeBack(_ id: EventID) -> Int64? { aside(id).flatMap { ring.blank($0.place) } }

    // MARK: - Answers

    /// With its place among what was said.
    typealias Placed = (place: EventID, event: Event)

    func last(_ count: Int, before: EventID?, where isWanted: History.Filter) -> [Placed] {
        ring.last(count, before: before, where: isWanted).events.compactMap(Happenings.placed)
    }

    func after(_ id: EventID, before: EventID?, _ count: Int, where isWanted: History.Filter) -> [Placed] {
        ring.after(id, before: before, count, where: isWanted).events.compactMap(Happenings.placed)
    }

    private static func placed(_ written: Event) -> Placed? {
        guard case .message(let nick, let text) = written.kind, let read = Happening.read(text, by: nick) else {
            return nil
        }
        let source = written.source.map {
            Source(nick: nick, userHost: $0.userHost, account: $0.account, isBot: $0.isBot, realName: read.realName)
        }
        let event = Event(
            id: read.id, time: written.time, room: read.room ?? written.room, read.kind, of: written.account,
            by: source,
            with: written.enclosure)
        return (written.id, event)
    }
}
