/// The last messages of a room, oldest first, packed one after the other into blocks of memory.
///
/// Packed, as every line that is said goes through here: kept as objects, the thousandth-last message of each of
/// many rooms would be taken apart for each new one, cold in every cache. In blocks, as the oldest can be given back then without a copy
/// of the others.
struct History: ~Copyable {
    /// Asked of a message's author, their account then, and the nick's key under which it was written: whether the reader wants to see it.
    typealias Filter = (PersonID, AccountID?, @autoclosure () -> String) -> Bool

    /// What stands before each message's nick, text, nonce and source.
    struct Header {
        var id: EventID
        var time: Int64
        var author: PersonID
        /// To which they were logged in; 0: to none.
        var account: UInt32
        var textBytes: UInt32
        var nickBytes: UInt8
        var marks: Marks
        var nonceBytes: UInt8
        /// Of `user@host`; 0: it is not known.
        var sourceBytes: UInt8
        /// What an enclosure takes, in units: few messages have one, so its length stands with it.
        var enclosureUnits: UInt8

        static let enclosureUnit = 64

        static let size = MemoryLayout<Header>.size

        /// To which the author was logged in; nil: to none.
        var accountID: AccountID? { account > 0 ? AccountID(number: account) : nil }

        /// Bytes of the whole entry.
        var entrySize: Int { enclosureStart + Int(enclosureUnits) * Header.enclosureUnit }

        /// Where the enclosure stands in the entry: behind all else.
        var enclosureStart: Int {
            Header.size + Int(nickBytes) + Int(textBytes) + Int(nonceBytes) + Int(sourceBytes)
        }
    }

    /// What is known of a message by one bit each, and how it was said.
    struct Marks {
        private var bits: UInt8

        private static let manners: UInt8 = 0b11
        private static let bot: UInt8 = 1 << 6
        private static let takenBack: UInt8 = 1 << 7

        init(_ manner: Manner, isBot: Bool) {
            bits = manner.rawValue | (isBot ? Marks.bot : 0)
        }

        var manner: Manner { Manner(rawValue: bits & Marks.manners) ?? .message }
        var isBot: Bool { bits & Marks.bot != 0 }

        /// Its text is gone. It stays for its id.
        var isTakenBack: Bool {
            get { bits & Marks.takenBack != 0 }
            set { bits = newValue ? bits | Marks.takenBack : bits & ~Marks.takenBack }
        }
    }

    /// Where an entry starts.
    struct Position {
        var block: Int32
        var offset: Int
    }

    var room: RoomName
    let memory: HistoryMemory
    /// The slot of its room, for the memory to name whose a block is; -1: it has none yet.
    private var owner: Int32 = -1
    /// The first of its blocks in `memory`; -1: it has none. The same holds for the last.
    var firstBlock: Int32 = -1
    private var lastBlock: Int32 = -1
    /// Where the oldest message starts in the first block; what is before it was forgotten.
    var head = 0
    private(set) var count = 0
    /// Up to here nothing is known any more: what was before the room, or was forgotten.
    var floor: EventID
    /// The id of the newest that there ever was; the first floor where there was none.
    var lastID: EventID
    /// Some of what was said is no longer kept.
    var hasForgotten = false
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
            + (event.account == nil ? 0 : accountBytes) + (event.source?.userHost.utf8.count ?? 0)
            + (event.enclosure.map { Int(units(of: $0)) * Header.enclosureUnit } ?? 0)
    }

    private static func said(_ event: Event) -> (nick: Nick, text: Text, manner: Manner)? {
        switch event.kind {
        case .message(let nick, let text): (nick, text, event.isNotice ? .notice : .message)
        case .action(let nick, let text): (nick, text, .action)
        default: nil
        }
    }

    /// Says which room's history it is, for the blocks that it has already as well.
    mutating func belongs(to slot: Int32) {
        owner = slot
        var block = firstBlock
        while block >= 0 {
            memory.change(block) { $0.owner = slot }
            block = memory.blocks[Int(block)].next
        }
    }

    /// Keeps a message or an action. Other events are not kept.
    /// - Parameters:
    ///   - account: to which its author is logged in.
    ///   - nonce: under which it was said, if it was.
    mutating func append(_ event: Event, by author: PersonID, of account: AccountID?, under nonce: Nonce?) {
        guard let (nick, text, manner) = History.said(event) else { return }
        let source = event.source
        let header = Header(
            id: event.id, time: event.time, author: author, account: account?.number ?? 0,
            textBytes: UInt32(text.utf8.count),
            nickBytes: UInt8(nick.text.utf8.count), marks: Marks(manner, isBot: source?.isBot ?? false),
            nonceBytes: UInt8(nonce?.text.utf8.count ?? 0), sourceBytes: UInt8(source?.userHost.utf8.count ?? 0),
            enclosureUnits: event.enclosure.map { History.units(of: $0) } ?? 0)
        let size = header.entrySize
        makeRoom(for: size)
        memory.change(lastBlock) { block in
            var start = block.base + block.end
            start.storeBytes(of: header, as: Header.self)
            start += Header.size
            start += History.copy(nick.text, to: start)
            start.copyMemory(from: text.utf8, byteCount: text.utf8.count)
            start += text.utf8.count
            if let nonce { start += History.copy(nonce.text, to: start) }
            if let source { start += History.copy(source.userHost, to: start) }
            if let enclosure = event.enclosure { History.put(enclosure, at: start) }
            block.end += size
            block.count += 1
            block.lastID = event.id
        }
        memory.touch(lastBlock)
        lastID = event.id
        count += 1
    }

    @discardableResult
    private static func copy(_ text: String, to start: UnsafeMutableRawPointer) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            UnsafeMutableRawBufferPointer(start: start, count: bytes.count).copyBytes(from: bytes)
            return bytes.count
        }
    }

    /// Has the last block have room for an entry.
    private mutating func makeRoom(for size: Int) {
        guard lastBlock >= 0 else { return beginBlock(HistoryMemory.capacity(after: 0, atLeast: size)) }
        let last = memory.blocks[Int(lastBlock)]
        guard last.capacity - last.end < size else { return }
        let needed = last.end - head + size
        guard lastBlock == firstBlock, let larger = HistoryMemory.capacity(insteadOf: last.capacity, for: needed) else {
            return beginBlock(HistoryMemory.capacity(after: bytes, atLeast: size))
        }
        memory.reallocate(lastBlock, from: head, to: larger)
        bytes += larger - last.capacity
        head = 0
    }

    mutating func beginBlock(_ capacity: Int) {
        let block = memory.allocate(capacity, for: owner)
        bytes += HistoryMemory.size(capacity)
        if lastBlock < 0 { firstBlock = block } else { memory.change(lastBlock) { $0.next = block } }
        lastBlock = block
    }

    // MARK: - Forgetting

    /// Forgets the oldest, so that no more than so many are kept.
    mutating func forget(over capacity: Int) {
        while count > capacity { forgetOldest() }
    }

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

    mutating func forgetOldest() {
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

    // MARK: - Entries

    /// Where each entry starts.
    func offsets() -> [Position] {
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

    func header(at position: Position) -> Header {
        start(of: position).loadUnaligned(as: Header.self)
    }

    func start(of position: Position) -> UnsafeRawPointer {
        UnsafeRawPointer(memory.blocks[Int(position.block)].base) + position.offset
    }

    /// A part of an entry, from so many bytes after its header on.
    func bytes(at position: Position, _ offset: Int, _ count: UInt8) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start(of: position) + Header.size + offset, count: Int(count))
    }

    func said(at position: Position) -> HubSnapshot.Said {
        let header = header(at: position)
        let nick = bytes(at: position, 0, header.nickBytes)
        let text = UnsafeRawBufferPointer(
            start: start(of: position) + Header.size + nick.count, count: Int(header.textBytes))
        var said = HubSnapshot.Said(
            id: header.id, time: header.time, author: header.author,
            nick: Nick(checked: String(decoding: nick, as: UTF8.self)), text: Text(cleaned: Array(text)),
            as: header.marks.manner)
        if header.account > 0 { said.account = AccountID(number: header.account) }
        if header.nonceBytes > 0 {
            said.nonce = String(
                decoding: bytes(at: position, nick.count + text.count, header.nonceBytes), as: UTF8.self)
        }
        if header.sourceBytes > 0 {
            said.userHost = String(
                decoding: bytes(at: position, nick.count + text.count + Int(header.nonceBytes), header.sourceBytes),
                as: UTF8.self)
            said.isBot = header.marks.isBot
        }
        if header.enclosureUnits > 0 { said.enclosure = enclosure(at: position, header) }
        return said
    }

    func event(at position: Position) -> Event {
        let said = said(at: position)
        return Event(said, in: room, of: said.account.flatMap { memory.accounts?[$0]?.name })
    }

    func nickKey(at position: Position) -> String {
        String(decoding: bytes(at: position, 0, header(at: position).nickBytes), as: UTF8.self).asciiLowercased
    }
}
