/// The last messages of a room, oldest first, packed one after the other into blocks of memory.
///
/// Packed, as every line that is said goes through here: kept as objects, the thousandth-last message of each of
/// many rooms would be taken apart for each new one, cold in every cache. In blocks, as the oldest can be given back then without a copy
/// of the others.
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

    /// Where an entry starts.
    private struct Position {
        var block: Int32
        var offset: Int
    }

    private var room: RoomName
    private let memory: HistoryMemory
    /// The place of its room, for the memory to name whose a block is; -1: it has none yet.
    private var owner: Int32 = -1
    /// -1: there is none, as of the last.
    private var firstBlock: Int32 = -1
    private var lastBlock: Int32 = -1
    /// Where the oldest message starts in the first block; what is before it was forgotten.
    private var head = 0
    private(set) var count = 0
    /// Up to here nothing is known any more: what was before the room, or was forgotten.
    private(set) var floor: EventID
    /// The id of the newest that there ever was; the first floor where there was none.
    private(set) var lastID: EventID
    /// Some of what was said is no longer kept.
    private(set) var hasForgotten = false
    /// What its blocks take.
    private(set) var bytes = 0

    init(room: RoomName, floor: EventID, in memory: HistoryMemory) {
        self.room = room
        self.memory = memory
        self.floor = floor
        lastID = floor
    }

    deinit {
        var block = firstBlock
        while block >= 0 {
            let next = memory.blocks[Int(block)].next
            memory.deallocate(block)
            block = next
        }
    }

    /// What a message takes within a block, and besides nick and text in an answer, less `rowBytes`.
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

    /// Whose it is, where it comes from elsewhere.
    mutating func belongs(to place: Int32) {
        owner = place
        var block = firstBlock
        while block >= 0 {
            memory.change(block) { $0.owner = place }
            block = memory.blocks[Int(block)].next
        }
    }

    /// Keeps a message or an action, and forgets what is over the capacity. Other events are not kept.
    /// - Parameter nonce: under which it was said, if it was.
    mutating func append(_ event: Event, by author: SessionID, under nonce: Nonce? = nil, capacity: Int) {
        guard let (nick, text, isAction) = History.said(event) else { return }
        let header = Header(
            id: event.id, time: event.time, author: author, textBytes: UInt32(text.utf8.count),
            nickBytes: UInt8(nick.text.utf8.count), isAction: isAction, nonceBytes: UInt8(nonce?.text.utf8.count ?? 0))
        let size = header.entrySize
        if lastBlock < 0 || memory.blocks[Int(lastBlock)].capacity - memory.blocks[Int(lastBlock)].end < size {
            beginBlock(HistoryMemory.capacity(after: bytes, atLeast: size))
        }
        memory.change(lastBlock) { block in
            var start = block.base + block.end
            start.storeBytes(of: header, as: Header.self)
            start += Header.size
            start += History.copy(nick.text, to: start)
            start.copyMemory(from: text.utf8, byteCount: text.utf8.count)
            start += text.utf8.count
            if let nonce { History.copy(nonce.text, to: start) }
            block.end += size
            block.count += 1
            block.lastID = event.id
        }
        memory.touch(lastBlock)
        lastID = event.id
        count += 1
        while count > capacity { forgetOldest() }
    }

    @discardableResult
    private static func copy(_ text: String, to start: UnsafeMutableRawPointer) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            UnsafeMutableRawBufferPointer(start: start, count: bytes.count).copyBytes(from: bytes)
            return bytes.count
        }
    }

    private mutating func beginBlock(_ capacity: Int) {
        let block = memory.allocate(capacity, for: owner)
        bytes += HistoryMemory.size(capacity)
        if lastBlock < 0 { firstBlock = block } else { memory.change(lastBlock) { $0.next = block } }
        lastBlock = block
    }

    // MARK: - Forgetting

    /// Forgets the messages of the first block, and gives its memory back.
    mutating func forgetBlock() {
        guard firstBlock >= 0 else { return }
        let block = memory.blocks[Int(firstBlock)]
        count -= block.count
        floor = block.lastID
        hasForgotten = true
        endFirstBlock()
    }

    /// Forgets all there is.
    mutating func forgetAll() {
        while firstBlock >= 0 { forgetBlock() }
    }

    private mutating func forgetOldest() {
        let oldest = header(at: Position(block: firstBlock, offset: head))
        floor = oldest.id
        hasForgotten = true
        head += oldest.entrySize
        count -= 1
        memory.change(firstBlock) { $0.count -= 1 }
        if memory.blocks[Int(firstBlock)].count == 0 { endFirstBlock() }
    }

    private mutating func endFirstBlock() {
        let block = memory.blocks[Int(firstBlock)]
        bytes -= HistoryMemory.size(block.capacity)
        memory.deallocate(firstBlock)
        firstBlock = block.next
        if firstBlock < 0 { lastBlock = -1 }
        head = 0
    }

    // MARK: - Asked

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
        var text = nonce.text
        return text.withUTF8 { wanted in
            var position = Position(block: firstBlock, offset: head)
            while position.block >= 0 {
                let block = memory.blocks[Int(position.block)]
                while position.offset < block.end {
                    let header = header(at: position)
                    if Int(header.nonceBytes) == wanted.count {
                        let said = bytes(at: position, Int(header.nickBytes) + Int(header.textBytes), header.nonceBytes)
                        if said.elementsEqual(wanted) { return (header.id, header.time) }
                    }
                    position.offset += header.entrySize
                }
                position = Position(block: block.next, offset: 0)
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
        while count > 0, header(at: Position(block: firstBlock, offset: head)).id <= id { forgetOldest() }
        floor = id
        lastID = max(lastID, id)
    }

    private mutating func append(_ messages: [HubSnapshot.Said]) throws(SnapshotError) {
        let most = HistoryMemory.capacity(after: messages.reduce(0) { $0 + History.size(of: $1) }, atLeast: 0)
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
    }

    private mutating func append(_ said: HubSnapshot.Said) throws(SnapshotError) {
        guard said.id > lastID, HubSnapshot.bounds.contains(said.id), HubSnapshot.bounds.contains(said.time) else {
            throw SnapshotError("the messages of \(room) are not in order")
        }
        append(Event(said, in: room), by: said.author, under: Nonce(said.nonce), capacity: .max)
    }

    // MARK: - Entries

    /// Where each entry starts.
    private func offsets() -> [Position] {
        var offsets: [Position] = []
        offsets.reserveCapacity(count)
        var position = Position(block: firstBlock, offset: head)
        while position.block >= 0 {
            let block = memory.blocks[Int(position.block)]
            while position.offset < block.end {
                offsets.append(position)
                position.offset += header(at: position).entrySize
            }
            position = Position(block: block.next, offset: 0)
        }
        return offsets
    }

    private func header(at position: Position) -> Header {
        start(of: position).loadUnaligned(as: Header.self)
    }

    private func start(of position: Position) -> UnsafeRawPointer {
        UnsafeRawPointer(memory.blocks[Int(position.block)].base) + position.offset
    }

    /// A part of an entry, from so many bytes after its header on.
    private func bytes(at position: Position, _ offset: Int, _ count: UInt8) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start(of: position) + Header.size + offset, count: Int(count))
    }

    private func said(at position: Position) -> HubSnapshot.Said {
        let header = header(at: position)
        let nick = bytes(at: position, 0, header.nickBytes)
        let text = UnsafeRawBufferPointer(
            start: start(of: position) + Header.size + nick.count, count: Int(header.textBytes))
        var said = HubSnapshot.Said(
            id: header.id, time: header.time, author: header.author,
            nick: Nick(checked: String(decoding: nick, as: UTF8.self)), text: Text(cleaned: Array(text)),
            isAction: header.isAction)
        if header.nonceBytes > 0 {
            said.nonce = String(
                decoding: bytes(at: position, nick.count + text.count, header.nonceBytes), as: UTF8.self)
        }
        return said
    }

    private func event(at position: Position) -> Event {
        Event(said(at: position), in: room)
    }

    private func nickKey(at position: Position) -> String {
        String(decoding: bytes(at: position, 0, header(at: position).nickBytes), as: UTF8.self).asciiLowercased
    }
}

extension Event {
    fileprivate convenience init(_ said: HubSnapshot.Said, in room: RoomName) {
        let kind: Kind = said.isAction ? .action(from: said.nick, said.text) : .message(from: said.nick, said.text)
        self.init(id: said.id, time: said.time, room: room, kind)
    }
}
