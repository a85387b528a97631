import ChatCore
import TestSupport
import Testing

/// The rate limit, which is kept as a single time, against what it stands for: a bucket with tokens in it.
@Suite("The rate limit's simulation")
struct RateLimitSimulationTests {
    /// A bucket as one would draw it. Of a token there may be a part: so much of its interval.
    private struct Bucket {
        let rate: RateLimit.Rate
        private var level: Int64
        private var time: Int64

        init(_ rate: RateLimit.Rate, at now: Int64) {
            self.rate = rate
            level = rate.burst * rate.interval
            time = now
        }

        private mutating func fill(to now: Int64) {
            level = min(rate.burst * rate.interval, level + now - time)
            time = now
        }

        mutating func take(at now: Int64) -> Int64 {
            fill(to: now)
            guard level >= rate.interval else { return rate.interval - level }
            level -= rate.interval
            return 0
        }

        mutating func charge(_ tokens: Int64, at now: Int64) {
            fill(to: now)
            level -= tokens * rate.interval
        }
    }

    private static let rates = [
        RateLimit.Rate(perSecond: 5, burst: 20), RateLimit.Rate(perSecond: 1_000_000, burst: 1),
        RateLimit.Rate(perSecond: 0.000_001, burst: 2), RateLimit.Rate(perSecond: 3, burst: 1_000_000),
        RateLimit.Rate(perSecond: 0.7, burst: 3),
    ]

    @Test("it gives and refuses what a bucket would, at each edge of it", arguments: 1...20 as ClosedRange<UInt64>)
    func edges(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for rate in RateLimitSimulationTests.rates {
            var now = Int64(generator.below(1 << 40))
            var limit = RateLimit()
            var bucket = Bucket(rate, at: now)
            var wait: Int64 = 0
            for step in 0..<2_000 {
                // Mostly just when a token is there, or a microsecond to either side of it.
                switch generator.below(10) {
                case 0..<3: now += wait
                case 3: now += max(0, wait - 1)
                case 4: now += wait + 1
                case 5: now += rate.interval * Int64(generator.below(5))
                case 6: now += Int64(generator.below(1 << 20))
                case 7 where generator.chance(5): now += 40 * 365 * 86_400 * 1_000_000
                default: break
                }
                if generator.chance(5) {
                    let tokens = generator.pick([0, 1, 2, Int(rate.burst), 1_000])
                    limit.charge(tokens, rate, at: now)
                    bucket.charge(Int64(tokens), at: now)
                }
                if generator.chance(2) { limit = RateLimit(fullAt: limit.fullAt) }
                let expected = bucket.take(at: now)
                wait = limit.take(rate, at: now)
                guard wait == expected else {
                    Issue.record("seed \(seed), step \(step), \(rate): wait \(wait), and a bucket says \(expected)")
                    return
                }
            }
        }
    }
}
