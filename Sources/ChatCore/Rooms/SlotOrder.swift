/// Slots of a table, in the order in which they were last put at its end. Each step is a few writes, however many there are.
struct SlotOrder {
    /// -1: there is none. A slot that is not in the order has neither.
    private struct Neighbours {
        var before: Int32 = -1
        var after: Int32 = -1
    }

    private var neighbours: [Neighbours] = []
    private var firstSlot: Int32 = -1
    private var lastSlot: Int32 = -1

    /// The slot that was put at the end longest ago.
    var first: Int? { firstSlot < 0 ? nil : Int(firstSlot) }

    func contains(_ slot: Int) -> Bool {
        guard slot < neighbours.count else { return false }
        return firstSlot == slot || neighbours[slot].before >= 0
    }

    /// Puts a slot at the end, wherever it was.
    mutating func putLast(_ slot: Int) {
        guard lastSlot != slot else { return }
        remove(slot)
        if slot >= neighbours.count {
            neighbours.append(contentsOf: repeatElement(Neighbours(), count: slot + 1 - neighbours.count))
        }
        neighbours[slot].before = lastSlot
        if lastSlot < 0 { firstSlot = Int32(slot) } else { neighbours[Int(lastSlot)].after = Int32(slot) }
        lastSlot = Int32(slot)
    }

    mutating func remove(_ slot: Int) {
        guard contains(slot) else { return }
        let (before, after) = (neighbours[slot].before, neighbours[slot].after)
        if before < 0 { firstSlot = after } else { neighbours[Int(before)].after = after }
        if after < 0 { lastSlot = before } else { neighbours[Int(after)].before = before }
        neighbours[slot] = Neighbours()
    }
}
