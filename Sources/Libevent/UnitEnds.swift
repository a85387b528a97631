/// Where units end in the output that waits for a peer, whatever their bytes are: there it may be cut.
///
/// Offsets are counted in bytes, from the first that waited on. Of many short units not each end is kept, but one in `spacing` bytes at
/// least, so that this takes a small part of the memory that the output itself does.
final class UnitEnds {
    /// Says where the unit ends that has the byte at an offset. The bytes begin with a unit, and consist of whole ones.
    typealias Finder = (_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int

    /// So many bytes may be kept of units that the peer has nothing of.
    static let spacing = 4_096
    private static let leastPruned = 64

    private let find: Finder
    /// In their order.
    private var ends: [Int] = []
    /// So many bytes have waited until now.
    private var count = 0
    private var prunedAt = leastPruned

    /// How many are kept.
    var number: Int { ends.count }

    init(_ find: @escaping Finder) {
        self.find = find
    }

    /// Notes units that come to wait.
    /// - Parameter taken: bytes of the first ones that do not have to.
    func append(_ units: UnsafeRawBufferPointer, behind taken: Int = 0) {
        guard taken < units.count else { return }
        let start = taken == 0 ? 0 : end(in: units, from: 0, at: taken - 1)
        note(units, from: start, waitingFrom: taken)
    }

    /// Notes what waited in another process: it begins within a unit.
    /// - Parameter first: where a unit ends; 0: it begins with one after all. nil: what is left of the first one tells it.
    func append(beginningWithin units: UnsafeRawBufferPointer, endingAt first: Int? = nil) {
        guard !units.isEmpty else { return }
        let first = first.flatMap { $0 > 0 ? min($0, units.count) : nil } ?? end(in: units, from: 0, at: 0)
        note(units, from: first, waitingFrom: 0)
    }

    /// How much of what waits has to be kept, so that the peer gets no part of a unit.
    /// - Parameters:
    ///   - waiting: bytes that wait.
    ///   - promised: bytes of them that can't be dropped.
    func kept(of waiting: Int, promised: Int) -> Int {
        let gone = count - waiting
        return (ends.first { $0 >= gone + promised } ?? count) - gone
    }

    /// Forgets what was dropped: all but some bytes of those that wait.
    func drop(from kept: Int, of waiting: Int) {
        count -= waiting - kept
        while let last = ends.last, last > count { ends.removeLast() }
    }

    /// Forgets the ends of what was sent, so that they do not become many where a peer is always behind.
    func prune(waiting: Int) {
        guard ends.count >= prunedAt else { return }
        let gone = count - waiting
        ends.removeAll { $0 < gone }
        prunedAt = max(UnitEnds.leastPruned, 2 * ends.count)
    }

    private func note(_ units: UnsafeRawBufferPointer, from first: Int, waitingFrom taken: Int) {
        let base = count - taken
        var offset = first
        while true {
            note(base + offset)
            guard offset < units.count else { break }
            offset = end(in: units, from: offset, at: min(offset + UnitEnds.spacing, units.count) - 1)
        }
        count = base + units.count
    }

    private func note(_ end: Int) {
        if ends.count > 1, end - ends[ends.count - 2] <= UnitEnds.spacing { ends.removeLast() }
        if ends.last != end { ends.append(end) }
    }

    private func end(in units: UnsafeRawBufferPointer, from start: Int, at offset: Int) -> Int {
        let found = start + find(UnsafeRawBufferPointer(rebasing: units[start...]), offset - start)
        return min(max(offset + 1, found), units.count)
    }
}
