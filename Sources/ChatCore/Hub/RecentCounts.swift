/// How often things happened lately. Each is counted from its first time on, and begins anew when the window from there is over.
///
/// It has no memory before the first thing, and a fixed size then: where more happens than fits, what began first is forgotten.
struct RecentCounts {
    static let sets = 2_048
    private static let ways = 4

    private struct Entry {
        var key: UInt64 = 0
        /// In microseconds of the steady clock.
        var began: Int64 = 0
        /// 0: it is nothing's.
        var count: Int64 = 0

        func isOlder(than other: Entry) -> Bool {
            guard count > 0, other.count > 0 else { return other.count > 0 }
            return began < other.began
        }
    }

    /// In microseconds.
    let window: Int64
    private var entries: [Entry] = []

    init(window: Int64) {
        self.window = window
    }

    /// How long until something may happen again that may `most` times in a window, in microseconds; 0: now.
    /// - Parameter key: the digest of what it is.
    func wait(for key: UInt64, most: Int, at now: Int64) -> Int64 {
        guard !entries.isEmpty else { return 0 }
        for entry in entries[places(of: key)] where entry.key == key && entry.count >= Int64(most) {
            return max(0, entry.began + window - now)
        }
        return 0
    }

    /// Counts something that happens now.
    mutating func note(_ key: UInt64, at now: Int64) {
        if entries.isEmpty { entries = Array(repeating: Entry(), count: RecentCounts.sets * RecentCounts.ways) }
        let places = places(of: key)
        var place = places.lowerBound
        for index in places {
            if entries[index].count > 0, entries[index].key == key {
                if entries[index].began + window > now {
                    entries[index].count += 1
                } else {
                    entries[index] = Entry(key: key, began: now, count: 1)
                }
                return
            }
            if entries[index].isOlder(than: entries[place]) { place = index }
        }
        entries[place] = Entry(key: key, began: now, count: 1)
    }

    private func places(of key: UInt64) -> Range<Int> {
        let first = Int(key % UInt64(RecentCounts.sets)) * RecentCounts.ways
        return first..<first + RecentCounts.ways
    }
}
