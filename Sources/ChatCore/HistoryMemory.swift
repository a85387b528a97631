/// The memory in which all rooms of a hub keep what was said: blocks, each of one room.
///
/// What is counted is what is taken from the allocator, and not the messages alone. Blocks are large where a room keeps much, and small
/// where it keeps little, so that no more than a fraction stands empty.
final class HistoryMemory {
    struct Block {
        let base: UnsafeMutableRawPointer
        let capacity: Int
        /// Bytes that are in it.
        var end = 0
        /// Messages that begin in it and are not forgotten.
        var count = 0
        /// Of the last of them.
        var lastID: EventID = 0
        /// The next one of its room; -1: there is none.
        var next: Int32 = -1
        /// The place of its room; -1: it has none yet.
        var owner: Int32 = -1
    }

    /// What a block may have: with what the allocator puts in front of it that is 256 bytes to 16 KiB. A longer message has one of its own.
    private static let capacities = 240...16_368
    /// What a block takes besides its bytes: the allocator's header, its entry in the table, its place in the order.
    private static let overhead = 16 + MemoryLayout<Block>.stride + 8

    private(set) var blocks: [Block] = []
    private var free: [Int32] = []
    private var order = PlaceOrder()
    /// All that it takes.
    private(set) var bytes = 0

    deinit {
        for block in blocks where block.capacity > 0 { block.base.deallocate() }
    }

    /// What a block of such a capacity takes.
    static func size(_ capacity: Int) -> Int { capacity + overhead }

    /// The capacity of the next block of a room that has so many bytes: a quarter of that.
    static func capacity(after taken: Int, atLeast least: Int) -> Int {
        rounded(max(least, min(max(taken / 4, capacities.lowerBound), capacities.upperBound)))
    }

    /// As the allocator rounds, less its header: no byte of what it gives is left out.
    static func rounded(_ bytes: Int) -> Int { (bytes + 15) & ~15 }

    /// - Returns: its place. It is the last in the order.
    func allocate(_ capacity: Int, for owner: Int32) -> Int32 {
        var block = Block(base: .allocate(byteCount: capacity, alignment: 1), capacity: capacity)
        block.owner = owner
        bytes += HistoryMemory.size(capacity)
        let place: Int32
        if let last = free.popLast() {
            place = last
            blocks[Int(place)] = block
        } else {
            place = Int32(blocks.count)
            blocks.append(block)
        }
        order.putLast(Int(place))
        return place
    }

    func deallocate(_ place: Int32) {
        let block = blocks[Int(place)]
        block.base.deallocate()
        bytes -= HistoryMemory.size(block.capacity)
        order.remove(Int(place))
        blocks[Int(place)] = Block(base: block.base, capacity: 0)
        free.append(place)
    }

    /// Changes what is known of a block.
    func change(_ place: Int32, _ change: (inout Block) -> Void) {
        change(&blocks[Int(place)])
    }

    /// Something was said that is in this block.
    func touch(_ place: Int32) {
        order.putLast(Int(place))
    }

    /// The room of the block in which nothing was said for longest, which is the first of its room's.
    var oldestOwner: Int32? { order.first.map { blocks[$0].owner } }

    /// Puts all blocks in the order in which something was last said in them, by its id.
    func sort() {
        let places = blocks.indices.filter { blocks[$0].capacity > 0 }
        for place in places.sorted(by: { (blocks[$0].lastID, $0) < (blocks[$1].lastID, $1) }) { order.putLast(place) }
    }
}
