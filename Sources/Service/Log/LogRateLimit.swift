import Logging

/// Holds back what is logged too often, so that a flood of connections is none of lines.
///
/// Each place in the source has a token bucket of its own for each level: what it says may hold an address that a peer chose, so a limit
/// by the words would be none, and a table of words would have no bound.
struct LogRateLimit {
    /// Lines a second, and at once.
    static let (rate, burst) = (20.0, 60.0)
    /// A flood is over when nothing was held back for so long.
    static let calm: Int64 = 1_000_000_000
    /// While it goes on, what was held back is told so often.
    static let interval: Int64 = 10_000_000_000

    struct Place: Hashable {
        var level: Logger.Level
        var file: String
        var line: UInt
    }

    /// What was held back at one place.
    struct Omission: Equatable {
        var level: Logger.Level
        /// The last of it.
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

    private var buckets: [Place: Bucket] = [:]
    private var placesWithOmissions = 0
    /// All that was ever held back.
    private(set) var omitted: UInt64 = 0

    /// Whether a line may be written; else it is counted.
    /// - Parameter now: monotonic nanoseconds.
    mutating func admits(_ place: Place, at now: Int64, _ message: @autoclosure () -> String) -> Bool {
        var bucket = buckets[place] ?? Bucket(filled: now)
        defer { buckets[place] = bucket }
        bucket.tokens = min(LogRateLimit.burst, bucket.tokens + Double(now - bucket.filled) * LogRateLimit.rate / 1e9)
        bucket.filled = now
        if bucket.tokens >= 1 {
            bucket.tokens -= 1
            return true
        }
        if bucket.omitted == 0 {
            placesWithOmissions += 1
            bucket.toldOrBegan = now
        }
        bucket.omitted += 1
        bucket.message = message()
        bucket.lastOmitted = now
        omitted += 1
        return false
    }

    /// What is to be told now, and is then forgotten: of floods that are over, or that were not told of for a while.
    mutating func takeDue(at now: Int64, all: Bool = false) -> [Omission] {
        guard placesWithOmissions > 0 else { return [] }
        var due: [Omission] = []
        for (place, bucket) in buckets where bucket.omitted > 0 {
            let isOver = now - bucket.lastOmitted >= LogRateLimit.calm
            guard all || isOver || now - bucket.toldOrBegan >= LogRateLimit.interval else { continue }
            due.append(Omission(level: place.level, message: bucket.message, count: bucket.omitted))
            buckets[place]?.omitted = 0
            buckets[place]?.message = ""
            placesWithOmissions -= 1
        }
        return due
    }
}
