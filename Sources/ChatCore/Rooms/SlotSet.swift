/// A set of slots in a table, a bit each: to unite two sets costs a word for 64 slots, however many are in them.
struct SlotSet {
    private(set) var words: [UInt64] = []

    mutating func insert(_ slot: Int) {
        let word = slot >> 6
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        words[word] |= 1 << UInt64(slot & 63)
    }

    mutating func remove(_ slot: Int) {
        let word = slot >> 6
        if word < words.count { words[word] &= ~(1 << UInt64(slot & 63)) }
    }

    func contains(_ slot: Int) -> Bool {
        let word = slot >> 6
        return word < words.count && words[word] & (1 << UInt64(slot & 63)) != 0
    }

    mutating func formUnion(_ other: SlotSet) {
        if other.words.count > words.count {
            words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
        }
        for word in other.words.indices { words[word] |= other.words[word] }
    }

    mutating func subtract(_ other: SlotSet) {
        for word in 0..<min(words.count, other.words.count) { words[word] &= ~other.words[word] }
    }

    /// Empties it, and keeps its memory.
    mutating func removeAll() {
        for word in words.indices { words[word] = 0 }
    }

    /// Calls back with each, the least first.
    func visit(_ body: (Int) -> Void) {
        for (word, bits) in words.enumerated() {
            var left = bits
            while left != 0 {
                body(word << 6 + left.trailingZeroBitCount)
                left &= left - 1
            }
        }
    }
}
