/// Bounds how many accounts are made, by address and in all, and how soon after coming.
struct Registrations {
    struct Limits: Hashable {
        /// How long one has to be here before. 0: no time.
        var afterSeconds = 10
        /// 0: no limit.
        var perAddressDay = 3
        /// 0: no limit.
        var per10Minutes = 30
    }

    private var hosts = RecentTimes<HostKey>(window: .seconds(86_400))
    private var all = RecentTimes<Bool>(window: .seconds(600))

    /// Counts one, unless it is too soon for it.
    /// - Parameters:
    ///   - host: nil for a peer by a Unix socket, or one that is exempt: no limit applies to it.
    ///   - since: when it came, in microseconds of the steady clock, as is `now`.
    /// - Returns: nil where it may be made, else whole seconds until one may.
    mutating func take(from host: HostKey?, since: Int64, _ limits: Limits, at now: Int64) -> Int? {
        guard let host else { return nil }
        let waits = [
            since + Duration.seconds(limits.afterSeconds).microseconds - now,
            Registrations.wait(hosts.times(of: host, at: now), limits.perAddressDay, hosts.window, at: now),
            Registrations.wait(all.times(of: true, at: now), limits.per10Minutes, all.window, at: now),
        ]
        if let longest = waits.max(), longest > 0 { return Duration.retrySeconds(microseconds: longest) }
        hosts.add(host, at: now)
        all.add(true, at: now)
        return nil
    }

    /// It came to nothing after all.
    mutating func withdraw(from host: HostKey?, at time: Int64) {
        guard let host else { return }
        hosts.remove(host, at: time)
        all.remove(true, at: time)
    }

    /// Frees the memory of what is long over.
    mutating func forgetIdle(at now: Int64) {
        hosts.forgetIdle(at: now)
    }

    private static func wait(_ times: ArraySlice<Int64>, _ most: Int, _ window: Int64, at now: Int64) -> Int64 {
        guard most > 0, times.count >= most, let first = times.dropLast(most - 1).last else { return 0 }
        return first + window - now
    }
}
