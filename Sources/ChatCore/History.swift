/// The last messages of a room, oldest first, packed one after the other in a single stretch of memory.
///
/// Packed, as every line that is said goes through here: kept as objects, the thousandth-last message of each of
/// many rooms would be taken apart for each new one, cold in every cache.
struct History: ~Copyable {
    /// Asked of a message's author, and of the nick's key under which it was written: whether the reader wants to see it.
    typealias Filter = (SessionID, @autoclosure () -> String) -> Bool

    /// What stands before each message's nick and text.
    private struct Header {
        var id: EventID
        var time: Int64
        var author: SessionID
        var textBytes: UInt32
        var nickBytes: UInt8
        var isAction: Bool

        static let size = MemoryLayout<Header>.size

        /// Of the whole entry.
        var entrySize: Int { Header.size + Int(nickBytes) + Int(textBytes) }
    }

    private var room: RoomName
    private let memory = ByteBuffer()
    /// Where the oldest starts; what is before it was forgotten.
    private var head = 0
    private(set) var count = 0
    /// Up to here nothing is known any more: what was before the room, or was forgotten.
    private(set) var floor: EventID
    /// The id of the newest that there ever was; the first floor where there was none.
    private(set) var lastID: EventID

    init(room: RoomName, floor: EventID) {
        self.room = room
        self.floor = floor
        lastID = floor
    }

    /// What the messages take.
    var bytes: Int { memory.count - head }

    /// What a message takes.
    static func size(of event: Event) -> Int {
        guard let said = said(event) else { return 0 }
        return Header.size + said.nick.text.utf8.count + said.text.utf8.count
    }

    private static func said(_ event: Event) -> (nick: Nick, text: Text, isAction: Bool)? {
        switch event.kind {
        case .message(let nick, let text): (nick, text, false)
        case .action(let nick, let text): (nick, text, true)
        default: nil
        }
    }

    /// Keeps a message or an action, and forgets what is over the capacity. Other events are not kept.
    mutating func append(_ event: Event, by author: SessionID, capacity: Int) {
        guard let (nick, text, isAction) = History.said(event) else { return }
        let header = Header(
            id: event.id, time: event.time, author: author, textBytes: UInt32(text.utf8.count),
            nickBytes: UInt8(nick.text.utf8.count), isAction: isAction)
        withUnsafeBytes(of: header) { memory.append($0) }
        memory.put(nick.text)
        memory.put(text)
        lastID = event.id
        count += 1
        while count > capacity { forgetOldest() }
    }

    /// Drops the oldest until at most `bound` bytes are kept.
    mutating func shrink(to bound: Int) {
        while bytes > bound, count > 0 { forgetOldest() }
        compact()
        memory.shrink()
    }

    /// What a line takes at most besides nick and text, as a row of an answer, over what a message takes here.
    static let rowBytes = 128

    /// The last ones of those wanted, at most `count`, and one or as many as fit.
    /// - Parameter bytes: that they may take as rows of an answer.
    func last(_ count: Int, bytes: Int = .max, where isWanted: Filter = { _, _ in true }) -> [Event] {
        var found: [Event] = []
        var left = bytes
        for offset in offsets().reversed() where isWanted(header(at: offset).author, nickKey(at: offset)) {
            left -= header(at: offset).entrySize + History.rowBytes
            guard found.count < count, left >= 0 || found.isEmpty else { break }
            found.append(event(at: offset))
        }
        return found.reversed()
    }

    /// The first of those wanted after `id`, at most `count`, and one or as many as fit; whether some after it are no longer kept; and
    /// whether there are more than these.
    func after(
        _ id: EventID, _ count: Int, bytes: Int = .max, where isWanted: Filter = { _, _ in true }
    ) -> (events: [Event], gap: Bool, more: Bool) {
        var found: [Event] = []
        var left = bytes
        for offset in offsets()
        where header(at: offset).id > id && isWanted(header(at: offset).author, nickKey(at: offset)) {
            left -= header(at: offset).entrySize + History.rowBytes
            guard found.count < count, left >= 0 || found.isEmpty else { return (found, id < floor, true) }
            found.append(event(at: offset))
        }
        return (found, id < floor, false)
    }

    // MARK: - Handed over

    /// All of them after `id`, with their authors.
    func said(after id: EventID) -> [HubSnapshot.Said] {
        guard id < lastID else { return [] }
        return offsets().filter { header(at: $0).id > id }.map { said(at: $0) }
    }

    /// Takes over what another history of the same floor kept.
    /// - Throws: `SnapshotError` where ids or times can't be, or are not in order.
    mutating func restore(_ past: HubSnapshot.Past) throws(SnapshotError) {
        guard HubSnapshot.bounds.contains(past.floor) else { throw SnapshotError("a number is out of its bounds") }
        try append(past.said)
    }

    /// Takes over the rest of what another history kept, of which a part may be here already.
    /// - Throws: `SnapshotError` where ids do not grow from the floor to the room's last, or messages are missing in between.
    mutating func restore(_ copy: HubSnapshot.Room) throws(SnapshotError) {
        guard floor <= copy.floor else { throw SnapshotError("messages of \(copy.name) are missing") }
        room = copy.name
        forget(before: copy.floor)
        try append(copy.said)
        guard lastID <= copy.lastID else { throw SnapshotError("\(copy.name) goes on after its end") }
    }

    /// Nothing up to there is known any more.
    private mutating func forget(before id: EventID) {
        while count > 0, header(at: head).id <= id { forgetOldest() }
        floor = id
        lastID = max(lastID, id)
    }

    private mutating func append(_ messages: [HubSnapshot.Said]) throws(SnapshotError) {
        for said in messages {
            guard said.id > lastID, HubSnapshot.bounds.contains(said.id), HubSnapshot.bounds.contains(said.time) else {
                throw SnapshotError("the messages of \(room) are not in order")
            }
            append(Event(said, in: room), by: said.author, capacity: .max)
        }
    }

    // MARK: - Entries

    /// Where each entry starts.
    private func offsets() -> [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(count)
        var offset = head
        while offset < memory.count {
            offsets.append(offset)
            offset += header(at: offset).entrySize
        }
        return offsets
    }

    private func header(at offset: Int) -> Header {
        memory.bytes.loadUnaligned(fromByteOffset: offset, as: Header.self)
    }

    private func said(at offset: Int) -> HubSnapshot.Said {
        let header = header(at: offset)
        let nickStart = offset + Header.size
        let textStart = nickStart + Int(header.nickBytes)
        return HubSnapshot.Said(
            id: header.id, time: header.time, author: header.author,
            nick: Nick(checked: String(decoding: memory.bytes[nickStart..<textStart], as: UTF8.self)),
            text: Text(cleaned: Array(memory.bytes[textStart..<textStart + Int(header.textBytes)])),
            isAction: header.isAction)
    }

    private func event(at offset: Int) -> Event {
        Event(said(at: offset), in: room)
    }

    private func nickKey(at offset: Int) -> String {
        let start = offset + Header.size
        return String(decoding: memory.bytes[start..<start + Int(header(at: offset).nickBytes)], as: UTF8.self)
            .asciiLowercased
    }

    private mutating func forgetOldest() {
        let oldest = header(at: head)
        floor = oldest.id
        head += oldest.entrySize
        count -= 1
        // Moved to the front seldom enough to cost each byte one copy.
        if head > 4_096, head > memory.count / 2 { compact() }
    }

    private mutating func compact() {
        memory.removeFirst(head)
        head = 0
    }
}

extension Event {
    fileprivate convenience init(_ said: HubSnapshot.Said, in room: RoomName) {
        let kind: Kind = said.isAction ? .action(from: said.nick, said.text) : .message(from: said.nick, said.text)
        self.init(id: said.id, time: said.time, room: room, kind)
    }
}
