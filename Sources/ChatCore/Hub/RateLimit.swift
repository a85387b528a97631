/// A bucket of tokens, as the generic cell rate algorithm keeps it: in a single time (ITU-T I.371).
///
/// `burst` may come at once, then one every `interval`.
public struct RateLimit: Sendable {
    /// When the bucket will be full again, in microseconds of the steady clock.
    public private(set) var fullAt: Int64

    /// - Parameter fullAt: of another bucket, to go on with; a new one is full.
    public init(fullAt: Int64 = .min) {
        self.fullAt = fullAt
    }

    /// Rates for a limit of so many a second.
    public struct Rate: Hashable, Sendable {
        /// Microseconds a token takes to come back; 0: no limit.
        public let interval: Int64
        public let burst: Int64

        /// - Parameters:
        ///   - perSecond: 0: no limit. One a day is the least.
        ///   - burst: 1 to a million.
        public init(perSecond: Double, burst: Int) {
            let day = 86_400 * 1_000_000.0
            interval = perSecond > 0 ? max(1, Int64(min(1_000_000 / perSecond, day))) : 0
            self.burst = Int64(min(max(1, burst), 1_000_000))
        }
    }

    /// Takes a token, if there is one.
    /// - Parameter now: microseconds of the steady clock.
    /// - Returns: 0 if it was taken; else how many microseconds until there is one.
    public mutating func take(_ rate: Rate, at now: Int64) -> Int64 {
        guard rate.interval > 0 else { return 0 }
        let full = max(fullAt, now)
        let wait = full - now - (rate.burst - 1) * rate.interval
        guard wait <= 0 else { return wait }
        fullAt = full + rate.interval
        return 0
    }

    /// Has it lack so many tokens at most: it may come from somewhere with another rate.
    public mutating func bound(to tokens: Int, _ rate: Rate, at now: Int64) {
        fullAt = min(fullAt, now + Int64(min(tokens, 2_000_000)) * rate.interval)
    }

    /// Has it lack as many tokens at another rate as it does now: at a faster one they are back sooner.
    public mutating func change(from old: Rate, to new: Rate, at now: Int64) {
        guard fullAt > now, old.interval > 0 else { return }
        // Rounded up, and of no more than can be owed.
        let tokens = min((fullAt - now - 1) / old.interval + 1, 2_000_000)
        fullAt = now + tokens * new.interval
    }

    /// Gives back a part of the token that was taken last.
    /// - Parameter quarters: 1 to 4.
    public mutating func giveBack(quarters: Int64, _ rate: Rate) {
        guard rate.interval > 0 else { return }
        fullAt -= quarters * rate.interval / 4
    }

    /// Takes tokens that need not be there: what lacks is a debt, and none is to be had until it is paid.
    /// - Parameters:
    ///   - tokens: 0 to a million.
    ///   - now: microseconds of the steady clock.
    public mutating func charge(_ tokens: Int, _ rate: Rate, at now: Int64) {
        guard rate.interval > 0, tokens > 0 else { return }
        fullAt = max(fullAt, now) + Int64(min(tokens, 1_000_000)) * rate.interval
    }
}
