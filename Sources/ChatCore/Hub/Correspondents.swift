/// Whom guests wrote to in private. There is nothing of it but for those who did.
struct Correspondents {
    /// What counts as lately, in microseconds.
    static let window: Int64 = 60_000_000
    /// So many are remembered of each; who was met first is new again.
    static let most = 50

    /// Whom somebody wrote to for the first time, and when, by the steady clock; in order.
    private var met: [PersonID: [(person: PersonID, time: Int64)]] = [:]
    private var bound = 1_024

    func knows(_ other: PersonID, _ person: PersonID) -> Bool {
        met[person]?.contains { $0.person == other } ?? false
    }

    /// How long until somebody may write to one more, in microseconds; 0: now.
    /// - Parameter most: in a minute, up to `Correspondents.most`.
    func wait(for person: PersonID, most: Int, at now: Int64) -> Int64 {
        guard let times = met[person], times.count >= most else { return 0 }
        return max(0, times[times.count - most].time + Correspondents.window - now)
    }

    mutating func note(_ other: PersonID, metBy person: PersonID, at now: Int64) {
        met[person, default: []].append((other, now))
        if met[person, default: []].count > Correspondents.most { met[person]?.removeFirst() }
    }

    /// Forgets now and then those who are gone: their numbers are never given again.
    mutating func prune(_ people: People) {
        guard met.count > bound else { return }
        met = met.filter { people[$0.key] != nil }
        bound = max(1_024, 2 * met.count)
    }
}
