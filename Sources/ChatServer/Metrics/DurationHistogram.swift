/// Counts durations in buckets of fixed bounds, from 50 µs to 2.5 s.
struct DurationHistogram {
    /// The upper bound of a bucket, which the bucket includes.
    struct Bound: Sendable {
        let nanoseconds: UInt64
        /// The bound in seconds, as it is written.
        let seconds: String
    }

    static let bounds = [
        Bound(nanoseconds: 50_000, seconds: "5e-05"), Bound(nanoseconds: 100_000, seconds: "0.0001"),
        Bound(nanoseconds: 250_000, seconds: "0.00025"), Bound(nanoseconds: 500_000, seconds: "0.0005"),
        Bound(nanoseconds: 1_000_000, seconds: "0.001"), Bound(nanoseconds: 2_500_000, seconds: "0.0025"),
        Bound(nanoseconds: 5_000_000, seconds: "0.005"), Bound(nanoseconds: 10_000_000, seconds: "0.01"),
        Bound(nanoseconds: 25_000_000, seconds: "0.025"), Bound(nanoseconds: 50_000_000, seconds: "0.05"),
        Bound(nanoseconds: 100_000_000, seconds: "0.1"), Bound(nanoseconds: 250_000_000, seconds: "0.25"),
        Bound(nanoseconds: 500_000_000, seconds: "0.5"), Bound(nanoseconds: 1_000_000_000, seconds: "1"),
        Bound(nanoseconds: 2_500_000_000, seconds: "2.5"),
    ]

    /// The count of each bucket alone, without those of the buckets before. The last one is beyond all bounds.
    private(set) var counts = [UInt64](repeating: 0, count: DurationHistogram.bounds.count + 1)
    /// The sum of all durations in nanoseconds.
    private(set) var sum: UInt64 = 0

    /// Adds a duration in nanoseconds, `times` times.
    mutating func record(_ nanoseconds: UInt64, times: UInt64 = 1) {
        let bucket =
            DurationHistogram.bounds.firstIndex { nanoseconds <= $0.nanoseconds } ?? DurationHistogram.bounds.count
        counts[bucket] &+= times
        sum &+= nanoseconds &* times
    }

    var total: UInt64 { counts.reduce(0, &+) }

    /// The bound in nanoseconds that such a share of all durations does not exceed; `.max` past the last bound, nil if
    /// there are no durations.
    func quantile(_ share: Double) -> UInt64? {
        guard total > 0 else { return nil }
        var rest = Double(total) * share
        for (count, bound) in zip(counts, DurationHistogram.bounds) {
            rest -= Double(count)
            if rest <= 0 { return bound.nanoseconds }
        }
        return .max
    }
}
