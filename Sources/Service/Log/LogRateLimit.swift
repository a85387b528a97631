import Logging

/// Holds back lines that are logged too often, so that a flood of connections is no flood of lines.
///
/// Each call site has a token bucket for each level. A bucket for each text would limit nothing, as a text
/// may hold an address that a peer chose, and the table of texts would have no bound.
struct LogRateLimit {
    /// How many lines a second may be written, and how many at once.
    static let (rate, burst) = (20.0, 60.0)
    /// A flood is over when no line was held back for this long.
    static let calm: Int64 = 1_000_000_000
    /// While a flood goes on, the number of lines held back is told at this interval.
    static let interval: Int64 = 10_000_000_000

    struct CallSite: Hashable {
        var level: Logger.Level
        var file: String
        var line: UInt
    }

    /// What was held back at one call site.
    struct Omission: Equatable {
        var level: Logger.Level
        /// The last line that was held back.
        var message: String
        var count: UInt64
    }

    private struct Bucket {
        var tokens = LogRateLimit.burst
        var filled: Int64
        var omitted: UInt64 = 0
        var message = ""
        var toldOrBegan: Int64 = 0
        var lastOmitted: Int64 = 0
    }

    private var buckets: [CallSite: Bucket] = [:]
    private var sitesWithOmissions = 0
    /// Number of lines that were ever held back.
    private(set) var omitted: UInt64 = 0

    /// Whether a line may be written. If not, it is counted.
    /// - Parameter now: monotonic nanoseconds.
    mutating func admits(_ site: CallSite, at now: Int64, _ message: @autoclosure () -> String) -> Bool {
        var bucket = buckets[site] ?? Bucket(filled: now)
        defer { buckets[site] = bucket }
        bucket.tokens = min(LogRateLimit.burst, bucket.tokens + Double(now - bucket.filled) * LogRateLimit.rate / 1e9)
        bucket.filled = now
        if bucket.tokens >= 1 {
            bucket.tokens -= 1
            return true
        }
        if bucket.omitted == 0 {
            sitesWithOmissions += 1
            bucket.toldOrBegan = now
        }
        bucket.omitted += 1
        bucket.message = message()
        bucket.lastOmitted = now
        omitted += 1
        return false
    }

    /// The floods to tell of now: those that are over, and those not told of for a while. They are then forgotten.
    mutating func takeDue(at now: Int64, all: Bool = false) -> [Omission] {
        guard sitesWithOmissions > 0 else { return [] }
        var due: [Omission] = []
        for (site, bucket) in buckets where bucket.omitted > 0 {
            let isOver = now - bucket.lastOmitted >= LogRateLimit.calm
            guard all || isOver || now - bucket.toldOrBegan >= LogRateLimit.interval else { continue }
            due.append(Omission(level: site.level, message: bucket.message, count: bucket.omitted))
            buckets[site]?.omitted = 0
            buckets[site]?.message = ""
            sitesWithOmissions -= 1
        }
        return due
    }
}
