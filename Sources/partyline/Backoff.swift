/// How long to wait before the next attempt: 1 s, doubled up to 60 s, each shortened by a random part of up to a half, so that
/// a restarted server does not meet all its clients at once.
struct Backoff {
    /// A server that asks for more may be mistaken, or mean harm.
    private static let longestAsked = 3600
    private var step = 0

    mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
        let longest = min(60_000, 1000 << min(step, 6))
        step += 1
        return .milliseconds(Int.random(in: longest / 2...longest, using: &random))
    }

    mutating func reset() { step = 0 }

    /// What a server asked for, in seconds, and up to a quarter of it more, as others were asked the same.
    static func delay(asked seconds: Int) -> Duration {
        let milliseconds = max(1, min(seconds, longestAsked)) * 1000
        return .milliseconds(milliseconds + Int.random(in: 0...milliseconds / 4))
    }
}
