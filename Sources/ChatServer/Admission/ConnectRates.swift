import ChatCore

/// How fast each host connects. It forgets hosts that are idle, and never keeps more than twice `generation` of them: a flood from
/// more addresses than that is none that a limit by address could stop.
struct ConnectRates {
    /// Hosts that are kept before older ones are forgotten; a host takes some 40 bytes.
    static let generation = 8_192

    /// Those that came since `start`.
    private var recent: [HostKey: RateLimit] = [:]
    /// Those that came before, and not since.
    private var former: [HostKey: RateLimit] = [:]
    private var start: Int64 = 0

    /// Hosts in memory.
    var count: Int { recent.count + former.count }

    /// Takes one connect of a host, if it may.
    /// - Parameter now: microseconds of the steady clock.
    mutating func take(_ host: HostKey, _ rate: RateLimit.Rate, at now: Int64) -> Bool {
        guard rate.interval > 0 else { return true }
        forgetIdle(rate, at: now)
        var limit = recent[host] ?? former.removeValue(forKey: host) ?? RateLimit()
        let mayConnect = limit.take(rate, at: now) == 0
        if recent.count >= ConnectRates.generation, recent[host] == nil { beginAnew(at: now) }
        recent[host] = limit
        return mayConnect
    }

    /// Forgets those whose whole burst is theirs again.
    mutating func forgetIdle(_ rate: RateLimit.Rate, at now: Int64) {
        // No host is in debt for longer than this since it came last.
        let whole = rate.interval * rate.burst
        guard now - start >= whole else { return }
        if now - start >= 2 * whole { recent = [:] }
        beginAnew(at: now)
    }

    private mutating func beginAnew(at now: Int64) {
        former = recent
        recent = [:]
        start = now
    }
}
