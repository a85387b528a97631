import ChatCore

/// How fast each host connects. It forgets idle hosts, and never keeps more than twice `generation` hosts. A limit by
/// address could not stop a flood from more addresses than that.
struct ConnectRates {
    /// The number of hosts that are kept before older ones are forgotten. A host takes some 40 bytes.
    static let generation = 8_192

    /// Hosts that connected since `start`.
    private var recent: [HostKey: RateLimit] = [:]
    /// Hosts that connected before `start`, and not since.
    private var former: [HostKey: RateLimit] = [:]
    private var start: Int64 = 0

    /// Hosts in memory.
    var count: Int { recent.count + former.count }

    /// Counts a connect of a host, if the host may connect now.
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

    /// Forgets hosts that may use their whole burst again.
    mutating func forgetIdle(_ rate: RateLimit.Rate, at now: Int64) {
        // No host is in debt for longer than this after its last connect.
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
