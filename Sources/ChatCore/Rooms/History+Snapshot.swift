/// How another hub goes on with a history.
extension History {
    /// All of them after `id`, with their authors.
    func said(after id: EventID) -> [HubSnapshot.Said] {
        guard id < lastID else { return [] }
        return offsets().filter { header(at: $0).id > id && !header(at: $0).marks.isTakenBack }.map { said(at: $0) }
    }

    /// Takes over what another history of the same floor kept.
    /// - Throws: `SnapshotError` where ids or times can't be, or are not in order.
    mutating func restore(_ past: HubSnapshot.Past) throws(SnapshotError) {
        guard HubSnapshot.bounds.contains(past.floor) else { throw SnapshotError("a number is out of its bounds") }
        hasForgotten = past.hasForgotten
        try append(past.said)
    }

    /// Takes over the rest of what another history kept, of which a part may be here already.
    /// - Throws: `SnapshotError` where ids do not grow from the floor to the room's last, or messages are missing in between.
    mutating func restore(_ copy: HubSnapshot.Room) throws(SnapshotError) {
        guard floor <= copy.floor else { throw SnapshotError("messages of \(copy.name) are missing") }
        room = copy.name
        forget(before: copy.floor)
        try append(copy.said)
        hasForgotten = copy.hasForgotten
        guard lastID <= copy.lastID else { throw SnapshotError("\(copy.name) goes on after its end") }
    }

    /// Nothing up to there is known any more.
    private mutating func forget(before id: EventID) {
        while count > 0, header(at: Position(block: firstBlock, offset: head)).id <= id { forgetOldest() }
        floor = id
        lastID = max(lastID, id)
    }

    /// Forgets all that an account said. What is older and newer stays.
    mutating func forget(_ account: AccountID) {
        let all = offsets()
        guard all.contains(where: { header(at: $0).account == account.number }) else { return }
        let kept = all.filter { !header(at: $0).marks.isTakenBack && header(at: $0).account != account.number }
            .map { said(at: $0) }
        let (oldFloor, oldLast, hadForgotten) = (floor, lastID, hasForgotten)
        forgetAll()
        (floor, hasForgotten) = (oldFloor, hadForgotten)
        // Their ids grew before.
        lastID = oldFloor
        do throws(SnapshotError) { try append(kept) } catch { preconditionFailure("\(error)") }
        lastID = oldLast
    }

    mutating func append(_ messages: [HubSnapshot.Said]) throws(SnapshotError) {
        let most = HistoryMemory.capacity(after: max(1, messages.reduce(0) { $0 + History.size(of: $1) }), atLeast: 0)
        var left = messages[...]
        while !left.isEmpty {
            // A block without a byte to spare.
            var size = 0
            let some = left.prefix { said in
                let entry = History.size(of: said)
                guard size == 0 || size + entry <= most else { return false }
                size += entry
                return true
            }
            beginBlock(HistoryMemory.rounded(size))
            for said in some { try append(said) }
            left = left.dropFirst(some.count)
        }
    }

    private static func size(of said: HubSnapshot.Said) -> Int {
        Header.size + said.nick.text.utf8.count + said.text.utf8.count + said.nonce.utf8.count
            + said.userHost.utf8.count
            + (said.enclosure.map { Int(units(of: $0)) * Header.enclosureUnit } ?? 0)
    }

    private mutating func append(_ said: HubSnapshot.Said) throws(SnapshotError) {
        guard said.id > lastID, HubSnapshot.bounds.contains(said.id), HubSnapshot.bounds.contains(said.time) else {
            throw SnapshotError("the messages of \(room) are not in order")
        }
        append(Event(said, in: room, of: nil), by: said.author, of: said.account, under: Nonce(said.nonce))
    }
}

extension Event {
    convenience init(_ said: HubSnapshot.Said, in room: RoomName, of account: Nick?) {
        self.init(
            id: said.id, time: said.time, room: room, said.text, as: said.manner, by: said.nick, of: account,
            Source(of: said, account: account), with: said.enclosure)
    }
}
