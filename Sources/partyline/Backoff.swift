/// How long to wait before the next attempt to connect: 1 s, doubled up to 60 s, each shortened by a random part of up to a half, so that
/// a restarted server does not meet all its clients at once.
struct Backoff {
    private var step = 0

    mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
        let longest = min(60_000, 1000 << min(step, 6))
        step += 1
        return .milliseconds(Int.random(in: longest / 2...longest, using: &random))
    }

    mutating func reset() { step = 0 }
}
