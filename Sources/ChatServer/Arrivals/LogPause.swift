import Libevent

/// Lets what comes again and again be logged once in a while for each cause.
struct LogPause<Cause: Hashable> {
    private var last: [Cause: Instant] = [:]

    /// Whether it is to be logged now.
    mutating func isDue(_ cause: Cause, at now: Instant) -> Bool {
        if let last = last[cause], now - last < FixedLimits.logPause { return false }
        last[cause] = now
        return true
    }
}
