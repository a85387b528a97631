/// When something happened last, by whom it concerns: failed logins of a host, say.
///
/// It forgets what is older than its window, and never keeps more than twice `generation` keys: a limit by address could not stop a
/// flood from more addresses than that.
struct RecentTimes<Key: Hashable> {
    /// The number of keys that are kept before older ones are forgotten.
    static var generation: Int { 8_192 }

    /// In microseconds, as all times here, which are of the steady clock.
    let window: Int64

    /// Keys that were added to since `start`. Their times rise.
    private var recent: [Key: [Int64]] = [:]
    /// Keys that were added to before `start`, and not since.
    private var former: [Key: [Int64]] = [:]
    private var start: Int64 = 0

    init(window: Duration) {
        self.window = window.microseconds
    }

    /// Keys in memory.
    var count: Int { recent.count + former.count }

    /// What is within the window, the oldest first.
    func times(of key: Key, at now: Int64) -> ArraySlice<Int64> {
        guard let times = recent[key] ?? former[key] else { return [] }
        return times.drop { $0 <= now - window }
    }

    mutating func add(_ key: Key, at now: Int64) {
        forgetIdle(at: now)
        let times = Array(times(of: key, at: now)) + [now]
        former[key] = nil
        if recent.count >= Self.generation, recent[key] == nil { beginAnew(at: now) }
        recent[key] = times
    }

    /// Takes one back.
    mutating func remove(_ key: Key, at time: Int64) {
        change(key) { times in
            if let index = times.lastIndex(of: time) { times.remove(at: index) }
        }
    }

    mutating func removeAll(of key: Key) {
        change(key) { $0 = [] }
    }

    /// Forgets keys of which nothing is within the window.
    mutating func forgetIdle(at now: Int64) {
        guard now - start >= window else { return }
        if now - start >= 2 * window { recent = [:] }
        beginAnew(at: now)
    }

    private mutating func change(_ key: Key, _ change: (inout [Int64]) -> Void) {
        if var times = recent[key] {
            change(&times)
            recent[key] = times.isEmpty ? nil : times
        } else if var times = former[key] {
            change(&times)
            former[key] = times.isEmpty ? nil : times
        }
    }

    private mutating func beginAnew(at now: Int64) {
        former = recent
        recent = [:]
        start = now
    }
}

extension Duration {
    /// Rounded down.
    var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }

    /// Whole seconds, at least 1, in which a time is over.
    static func retrySeconds(microseconds: Int64) -> Int {
        Int(max(1, (microseconds + 999_999) / 1_000_000))
    }
}
