/// The last messages of a room, oldest first, packed one after the other in a single stretch of memory.
///
/// Packed, as every line that is said goes through here: kept as objects, the thousandth-last message of each of
/// many rooms would be taken apart for each new one, cold in every cache.
struct History: ~Copyable {
    /// Asked of a message's author, and of the nick's key under which it was written: whether the reader wants to see it.
    typealias Filter = (SessionID, @autoclosure () -> String) -> Bool

    /// What stands before each message's nick, text and nonce.
    private struct Header {
        var id: EventID
        var time: Int64
        var author: SessionID
        var textBytes: UInt32
        var nickBytes: UInt8
        var isAction: Bool
        var nonceBytes: UInt8

        static let size = MemoryLayout<Header>.size

        /// Of the whole entry.
        var entrySize: Int { Header.size + Int(nickBytes) + Int(textBytes) + Int(nonceBytes) }
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
    /// Some of what was said is no longer kept.
    private(set) var hasForgotten = false

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
    /// - Parameter nonce: under which it was said, if it was.
    mutating func append(_ event: Event, by author: SessionID, under nonce: Nonce? = nil, capacity: Int) {
        guard let (nick, text, isAction) = History.said(event) else { return }
        let header = Header(
            id: event.id, time: event.time, author: author, textBytes: UInt32(text.utf8.count),
            nickBytes: UInt8(nick.text.utf8.count), isAction: isAction, nonceBytes: UInt8(nonce?.text.utf8.count ?? 0))
        withUnsafeBytes(of: header) { memory.append($0) }
        memory.put(nick.text)
        memory.put(text)
        if let nonce { memory.put(nonce.text) }
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

    /// Messages that were asked for.
    typealias Found = (events: [Event], gap: Bool, more: Bool)

    /// The last ones of those wanted, at most `count`, and no more than fit, but one at least.
    /// - Parameters:
    ///   - before: those alone whose ids are smaller.
    ///   - bytes: that they may take as rows of an answer.
    /// - Returns: them; whether none are kept before them though some were said; and whether there are more before them.
    func last(
        _ count: Int, before: EventID? = nil, bytes: Int = .max, where isWanted: Filter = { _, _ in true }
    ) -> Found {
        var found: [Event] = []
        var left = bytes
        for offset in offsets().reversed()
        where header(at: offset).id < before ?? .max && isWanted(header(at: offset).author, nickKey(at: offset)) {
            left -= header(at: offset).entrySize + History.rowBytes
            guard found.count < count, left >= 0 || found.isEmpty else { return (found.reversed(), false, true) }
            found.append(event(at: offset))
        }
        return (found.reversed(), hasForgotten, false)
    }

    /// The first of those wanted after `id`, at most `count`, and no more than fit, but one at least.
    /// - Parameter before: those alone whose ids are smaller.
    /// - Returns: them; whether some after `id` are no longer kept; and whether there are more than these.
    func after(
        _ id: EventID, before: EventID? = nil, _ count: Int, bytes: Int = .max,
        where isWanted: Filter = { _, _ in true }
    ) -> Found {
        var found: [Event] = []
        var left = bytes
        for offset in offsets() {
            let header = header(at: offset)
            guard header.id > id, isWanted(header.author, nickKey(at: offset)) else { continue }
            guard header.id < before ?? .max else { break }
            left -= header.entrySize + History.rowBytes
            guard found.count < count, left >= 0 || found.isEmpty else { return (found, id < floor, true) }
            found.append(event(at: offset))
        }
        return (found, id < floor, false)
    }

    /// The id and time of the message that was said under a nonce; nil where none is kept.
    func said(under nonce: Nonce) -> (id: EventID, time: Int64)? {
        var offset = head
        var text = nonce.text
        return text.withUTF8 { wanted in
            while offset < memory.count {
                let header = header(at: offset)
                offset += header.entrySize
                if Int(header.nonceBytes) == wanted.count,
                    memory.bytes[(offset - wanted.count)..<offset].elementsEqual(wanted)
                {
                    return (header.id, header.time)
                }
            }
            return nil
        }
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
        while count > 0, header(at: head).id <= id { forgetOldest() }
        floor = id
        lastID = max(lastID, id)
    }

    private mutating func append(_ messages: [HubSnapshot.Said]) throws(SnapshotError) {
        for said in messages {
            guard said.id > lastID, HubSnapshot.bounds.contains(said.id), HubSnapshot.bounds.contains(said.time) else {
                throw SnapshotError("the messages of \(room) are not in order")
            }
            append(Event(said, in: room), by: said.author, under: Nonce(said.nonce), capacity: .max)
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
        let nonceStart = textStart + Int(header.textBytes)
        var said = HubSnapshot.Said(
            id: header.id, time: header.time, author: header.author,
            nick: Nick(checked: String(decoding: memory.bytes[nickStart..<textStart], as: UTF8.self)),
            text: Text(cleaned: Array(memory.bytes[textStart..<nonceStart])), isAction: header.isAction)
        if header.nonceBytes > 0 {
            said.nonce = String(decoding: memory.bytes[nonceStart..<offset + header.entrySize], as: UTF8.self)
        }
        return said
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
        hasForgotten = true
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
