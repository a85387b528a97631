/// Holds back who tries passwords: 5 failures in 10 minutes for an account from an address, then one try a minute, and 30 failures an hour
/// from an address.
///
/// An account is never locked for everybody, or anybody could lock anybody out. A try counts as failed until it is known: so many at once
/// are no more than one after the other.
struct FailedLogins {
    /// For one account from one address.
    static let window = Duration.seconds(600)
    static let most = 5
    /// Between tries past that.
    static let pause = Duration.seconds(60)
    /// From one address.
    static let hostWindow = Duration.seconds(3_600)
    static let mostOfHost = 30

    fileprivate struct Pair: Hashable {
        /// In its one spelling.
        let account: String
        let host: HostKey?
    }

    /// A try that is under way.
    struct Try: Hashable {
        fileprivate let pair: Pair
        fileprivate let time: Int64
        /// The limit by address applies to it.
        fileprivate let isCounted: Bool
    }

    private var pairs = RecentTimes<Pair>(window: FailedLogins.window)
    private var hosts = RecentTimes<HostKey>(window: FailedLogins.hostWindow)
    /// Hosts of failures that are known: others go before them.
    private var suspects = RecentTimes<HostKey>(window: FailedLogins.window)

    /// Begins a try, unless it is too soon for one.
    /// - Parameters:
    ///   - account: in its one spelling.
    ///   - host: nil for a peer by a Unix socket.
    ///   - isExempt: the limit by address does not apply.
    ///   - now: microseconds of the steady clock.
    mutating func begin(on account: String, from host: HostKey?, isExempt: Bool, at now: Int64) -> Beginning {
        let pair = Pair(account: account, host: host)
        let isCounted = host != nil && !isExempt
        let wait = max(waitOfPair(pair, at: now), isCounted ? waitOfHost(host, at: now) : 0)
        guard wait <= 0 else { return .tooSoon(retry: Duration.retrySeconds(microseconds: wait)) }
        pairs.add(pair, at: now)
        if let host, isCounted { hosts.add(host, at: now) }
        return .begun(Try(pair: pair, time: now, isCounted: isCounted))
    }

    private func waitOfPair(_ pair: Pair, at now: Int64) -> Int64 {
        let times = pairs.times(of: pair, at: now)
        guard let last = times.last, let first = times.dropLast(FailedLogins.most - 1).last else { return 0 }
        return min(last + FailedLogins.pause.microseconds, first + pairs.window) - now
    }

    private func waitOfHost(_ host: HostKey?, at now: Int64) -> Int64 {
        guard let host, let first = hosts.times(of: host, at: now).dropLast(FailedLogins.mostOfHost - 1).last else {
            return 0
        }
        return first + hosts.window - now
    }

    enum Beginning: Hashable {
        case begun(Try)
        /// Whole seconds until one may be made.
        case tooSoon(retry: Int)
    }

    /// It failed.
    mutating func failed(_ attempt: Try, at now: Int64) {
        if let host = attempt.pair.host { suspects.add(host, at: now) }
    }

    /// The password was right: what failed before for this account was its owner's.
    mutating func succeeded(_ attempt: Try) {
        pairs.removeAll(of: attempt.pair)
        takeBackOfHost(attempt)
    }

    /// Nobody knows, or will know.
    mutating func withdraw(_ attempt: Try) {
        pairs.remove(attempt.pair, at: attempt.time)
        takeBackOfHost(attempt)
    }

    private mutating func takeBackOfHost(_ attempt: Try) {
        if let host = attempt.pair.host, attempt.isCounted { hosts.remove(host, at: attempt.time) }
    }

    /// Whether a login from this host failed lately.
    func isSuspect(_ host: HostKey?, at now: Int64) -> Bool {
        host.map { !suspects.times(of: $0, at: now).isEmpty } ?? false
    }

    /// Frees the memory of what is long over.
    mutating func forgetIdle(at now: Int64) {
        pairs.forgetIdle(at: now)
        hosts.forgetIdle(at: now)
        suspects.forgetIdle(at: now)
    }
}
