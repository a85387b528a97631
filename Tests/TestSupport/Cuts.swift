/// Cuts a stream as a network may, and demands that it makes no difference. Each decoder is tested with it.
public enum Cuts {
    /// A way of cutting that made a difference.
    public struct Difference: Error, CustomStringConvertible {
        public let description: String
    }

    /// Decodes a sample whole, cut in two at every byte, byte by byte, and in random pieces.
    /// - Parameters:
    ///   - isCutTwice: each two cuts are tried as well, which takes the square of the time.
    ///   - decode: gets the pieces in their order, none of them empty, and returns the units that they make.
    /// - Throws: `Difference` for the first way of cutting that yields other units than expected.
    public static func verify<Units: Equatable>(
        _ sample: [UInt8], yields expected: Units, isCutTwice: Bool = false, by decode: ([[UInt8]]) throws -> Units
    ) throws {
        func check(_ way: String, at cuts: [Int]) throws {
            let units = try decode(pieces(of: sample, at: cuts))
            guard units != expected else { return }
            throw Difference(description: "\(way): \(units), and should be \(expected)")
        }
        try check("whole", at: [])
        for cut in 0...sample.count { try check("cut at \(cut)", at: [cut]) }
        try check("byte by byte", at: Array(0..<sample.count))
        for seed in UInt64(1)...20 {
            try check("in pieces of seed \(seed)", at: cuts(of: sample.count, seed: seed))
        }
        guard isCutTwice else { return }
        for first in 0...sample.count {
            for second in first...sample.count { try check("cut at \(first) and \(second)", at: [first, second]) }
        }
    }

    private static func pieces(of sample: [UInt8], at cuts: [Int]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        for end in cuts + [sample.count] where end > start {
            pieces.append(Array(sample[start..<end]))
            start = end
        }
        return pieces
    }

    private static func cuts(of count: Int, seed: UInt64) -> [Int] {
        var random = SplitMix64(seed: seed)
        let longest = 1 + random.below(12)
        var cuts: [Int] = []
        var end = 0
        while end < count {
            end += 1 + random.below(longest)
            cuts.append(end)
        }
        return cuts.filter { $0 < count }
    }
}
