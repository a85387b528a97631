import Libevent

/// Lets what comes again and again be logged once a minute for each cause.
struct LogPause<Cause: Hashable> {
    private var last: [Cause: Instant] = [:]

    /// Whether it is to be logged now.
    mutating func isDue(_ cause: Cause, at now: Instant) -> Bool {
        if let last = last[cause], now - last < .seconds(60) { return false }
        last[cause] = now
        return true
    }
}
