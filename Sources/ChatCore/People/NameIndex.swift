/// Accounts by their names. It holds numbers alone, as a dictionary would take five times the memory, and there may be many.
struct NameIndex {
    /// Where an account stands: at what its key hashes to, or behind, with no gap between. 0: nothing stands there.
    private var slots: [UInt32] = []
    private var count = 0

    /// Makes place for so many.
    init(capacity: Int = 0) {
        guard capacity > 0 else { return }
        var size = 16
        while size * 3 / 4 < capacity { size *= 2 }
        slots = Array(repeating: 0, count: size)
    }

    /// - Parameter keys: yields the key of an account that is in here.
    func find(_ key: String, _ keys: (AccountID) -> String?) -> AccountID? {
        place(of: key, keys).flatMap { id(at: $0) }
    }

    /// Adds an account whose key is not in here.
    mutating func insert(_ id: AccountID, as key: String, _ keys: (AccountID) -> String?) {
        if (count + 1) * 4 > slots.count * 3 { grow(keys) }
        slots[free(for: key)] = id.number
        count += 1
    }

    /// Takes an account out, whose key can still be asked for.
    mutating func remove(_ key: String, _ keys: (AccountID) -> String?) {
        guard var gap = place(of: key, keys) else { return }
        let mask = slots.count - 1
        count -= 1
        // What stands behind the gap and was pushed past it moves up.
        var next = (gap + 1) & mask
        while let id = id(at: next) {
            let wanted = (keys(id)?.hashValue ?? 0) & mask
            if (next - wanted) & mask >= (next - gap) & mask {
                slots[gap] = id.number
                gap = next
            }
            next = (next + 1) & mask
        }
        slots[gap] = 0
    }

    private func place(of key: String, _ keys: (AccountID) -> String?) -> Int? {
        guard count > 0 else { return nil }
        let mask = slots.count - 1
        var place = key.hashValue & mask
        while let id = id(at: place) {
            if keys(id) == key { return place }
            place = (place + 1) & mask
        }
        return nil
    }

    private func free(for key: String) -> Int {
        let mask = slots.count - 1
        var place = key.hashValue & mask
        while slots[place] != 0 { place = (place + 1) & mask }
        return place
    }

    private mutating func grow(_ keys: (AccountID) -> String?) {
        let old = slots
        slots = Array(repeating: 0, count: max(16, 2 * old.count))
        for number in old where number != 0 {
            guard let key = keys(AccountID(number: number)) else { continue }
            slots[free(for: key)] = number
        }
    }

    private func id(at place: Int) -> AccountID? {
        slots[place] == 0 ? nil : AccountID(number: slots[place])
    }
}
