/// A set of places in a table, a bit each: to unite two sets costs a word for 64 places, however many are in them.
struct PlaceSet {
    private(set) var words: [UInt64] = []

    mutating func insert(_ place: Int) {
        let word = place >> 6
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        words[word] |= 1 << UInt64(place & 63)
    }

    mutating func remove(_ place: Int) {
        let word = place >> 6
        if word < words.count { words[word] &= ~(1 << UInt64(place & 63)) }
    }

    func contains(_ place: Int) -> Bool {
        let word = place >> 6
        return word < words.count && words[word] & (1 << UInt64(place & 63)) != 0
    }

    mutating func formUnion(_ other: PlaceSet) {
        if other.words.count > words.count {
            words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
        }
        for word in other.words.indices { words[word] |= other.words[word] }
    }

    mutating func subtract(_ other: PlaceSet) {
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
