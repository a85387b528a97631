/// The memory in which all rooms of a hub keep what was said: blocks, each of one room.
///
/// What is counted is what is taken from the allocator, and not the messages alone. The only block of a room that keeps little grows
/// with it, and further ones are a quarter as large as what the room has, so that no more than a fraction stands empty.
final class HistoryMemory {
    struct Block {
        fileprivate(set) var base: UnsafeMutableRawPointer
        fileprivate(set) var capacity: Int
        /// Bytes that are in it.
        var end = 0
        /// Messages that begin in it and are not forgotten.
        var count = 0
        /// The id of the last of them.
        var lastID: EventID = 0
        /// The next one of its room; -1: there is none.
        var next: Int32 = -1
        /// The slot of its room; -1: it has none yet.
        var owner: Int32 = -1
    }

    /// What blocks may have: with what the allocator puts in front that is 128 bytes to 16 KiB. A longer message has one of its own.
    private static let smallest = 112, largest = 16_368
    /// From here on a block grows no more, and another one is begun.
    private static let grown = 4_080
    /// What the second of a room has at least.
    private static let second = 1_008
    /// What a block takes besides its bytes: the allocator's header, its entry in the table, its part of the order.
    private static let overhead = 16 + MemoryLayout<Block>.stride + 8

    /// Those of who said it.
    var accounts: Accounts?
    private(set) var blocks: [Block] = []
    private var free: [Int32] = []
    private var order = SlotOrder()
    /// All that it takes.
    private(set) var bytes = 0

    deinit {
        for block in blocks where block.capacity > 0 { block.base.deallocate() }
    }

    /// What a block of such a capacity takes.
    static func size(_ capacity: Int) -> Int { capacity + overhead }

    /// The capacity of another block of a room that has so many bytes.
    static func capacity(after taken: Int, atLeast least: Int) -> Int {
        rounded(max(least, taken == 0 ? smallest : min(max(taken / 4, second), largest)))
    }

    /// The capacity to which the only block of a room is to grow.
    /// - Returns: nil where it is large enough for another one beside it.
    static func capacity(insteadOf present: Int, for bytes: Int) -> Int? {
        present >= grown ? nil : rounded(max(bytes, present + present / 2))
    }

    /// As the allocator rounds, less its header: no byte of what it gives is left out.
    static func rounded(_ bytes: Int) -> Int { (bytes + 15) & ~15 }

    /// - Returns: its slot. It is the last in the order.
    func allocate(_ capacity: Int, for owner: Int32) -> Int32 {
        var block = Block(base: .allocate(byteCount: capacity, alignment: 1), capacity: capacity)
        block.owner = owner
        bytes += HistoryMemory.size(capacity)
        let slot: Int32
        if let last = free.popLast() {
            slot = last
            blocks[Int(slot)] = block
        } else {
            slot = Int32(blocks.count)
            blocks.append(block)
        }
        order.putLast(Int(slot))
        return slot
    }

    /// Gives a block another capacity, and forgets what is before `start` in it.
    func reallocate(_ slot: Int32, from start: Int, to capacity: Int) {
        change(slot) { block in
            let moved = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
            moved.copyMemory(from: block.base + start, byteCount: block.end - start)
            block.base.deallocate()
            bytes += capacity - block.capacity
            block.base = moved
            block.capacity = capacity
            block.end -= start
        }
    }

    func deallocate(_ slot: Int32) {
        let block = blocks[Int(slot)]
        block.base.deallocate()
        bytes -= HistoryMemory.size(block.capacity)
        order.remove(Int(slot))
        blocks[Int(slot)] = Block(base: block.base, capacity: 0)
        free.append(slot)
    }

    /// Changes what is known of a block.
    func change(_ slot: Int32, _ change: (inout Block) -> Void) {
        change(&blocks[Int(slot)])
    }

    /// Something was said that is in this block.
    func touch(_ slot: Int32) {
        order.putLast(Int(slot))
    }

    /// The room of the block in which nothing was said for longest, which is the first of its room's.
    var oldestOwner: Int32? { order.first.map { blocks[$0].owner } }

    /// Puts all blocks in the order in which something was last said in them, by its id.
    func sort() {
        let slots = blocks.indices.filter { blocks[$0].capacity > 0 }
        for slot in slots.sorted(by: { (blocks[$0].lastID, $0) < (blocks[$1].lastID, $1) }) { order.putLast(slot) }
    }
}
