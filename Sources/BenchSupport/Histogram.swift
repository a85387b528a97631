/// Counts durations in nanoseconds, in buckets less than 2 % wide, so that percentiles need no list of samples.
public struct Histogram: Sendable {
    private static let stepBits = 6
    private var counts = [Int](repeating: 0, count: (64 - Histogram.stepBits + 1) << Histogram.stepBits)
    public private(set) var total = 0

    public init() {}

    /// Adds one duration.
    public mutating func record(_ nanoseconds: UInt64) {
        counts[Histogram.bucket(nanoseconds)] += 1
        total += 1
    }

    /// The duration that the given share of all does not exceed; nil if there are none.
    public func percentile(_ share: Double) -> UInt64? {
        guard total > 0 else { return nil }
        let wanted = max(1, Int((share * Double(total)).rounded(.up)))
        var seen = 0
        for (bucket, count) in counts.enumerated() where count > 0 {
            seen += count
            if seen >= wanted { return Histogram.middle(bucket) }
        }
        return nil
    }

    /// Values under 64 have a bucket each; above, each power of two is cut into 64.
    private static func bucket(_ value: UInt64) -> Int {
        let power = 63 - max(value, 1).leadingZeroBitCount
        guard power > stepBits else { return Int(value) }
        let shift = power - stepBits
        return (shift << stepBits) + Int(value >> UInt64(shift))
    }

    private static func middle(_ bucket: Int) -> UInt64 {
        guard bucket >= 2 << stepBits else { return UInt64(bucket) }
        let shift = UInt64(bucket >> stepBits) - 1
        let low = (UInt64(bucket & ((1 << stepBits) - 1)) | 1 << UInt64(stepBits)) << shift
        return low + (1 << shift) / 2
    }
}
