import ChatCore
import Testing

@Suite("RateLimit")
struct RateLimitTests {
    let rate = RateLimit.Rate(perSecond: 5, burst: 20)

    @Test("a burst passes at once, the next has to wait")
    func burst() {
        var limit = RateLimit()
        for _ in 0..<20 { #expect(limit.take(rate, at: 1_000) == 0) }
        #expect(limit.take(rate, at: 1_000) == 200_000)
        #expect(limit.take(rate, at: 1_000) == 200_000, "who was told to wait has taken nothing")
    }

    @Test("waiting as long as was told is enough, and a microsecond less is not")
    func wait() {
        var limit = RateLimit()
        for _ in 0..<20 { _ = limit.take(rate, at: 0) }
        let wait = limit.take(rate, at: 0)
        #expect(limit.take(rate, at: wait - 1) == 1)
        #expect(limit.take(rate, at: wait) == 0)
        #expect(limit.take(rate, at: wait) == 200_000)
    }

    @Test("in the long run no more than the rate passes, and whoever keeps to it never waits")
    func longRun() {
        var flooder = RateLimit()
        var passed = 0
        for millisecond in 0..<60_000 where flooder.take(rate, at: Int64(millisecond) * 1_000) == 0 { passed += 1 }
        #expect((319...320).contains(passed))
        var steady = RateLimit()
        for turn in 0..<1_000 { #expect(steady.take(rate, at: Int64(turn) * 200_000) == 0) }
    }

    @Test("a long pause gives the burst back and no more")
    func pause() {
        var limit = RateLimit()
        for _ in 0..<20 { _ = limit.take(rate, at: 0) }
        let later: Int64 = 365 * 86_400 * 1_000_000
        for _ in 0..<20 { #expect(limit.take(rate, at: later) == 0) }
        #expect(limit.take(rate, at: later) == 200_000)
    }

    @Test("what is given back of a token is there sooner")
    func givenBack() {
        var limit = RateLimit()
        // A quarter each: the last whole token may go, too.
        for _ in 1...77 {
            #expect(limit.take(rate, at: 0) == 0)
            limit.giveBack(quarters: 3, rate)
        }
        #expect(limit.take(rate, at: 0) == rate.interval / 4)
        limit.giveBack(quarters: 4, RateLimit.Rate(perSecond: 0, burst: 1))
        #expect(limit.take(rate, at: 0) == rate.interval / 4)
    }

    @Test("a burst of one is one each interval")
    func single() {
        var limit = RateLimit()
        let single = RateLimit.Rate(perSecond: 1, burst: 1)
        #expect(limit.take(single, at: 7) == 0)
        #expect(limit.take(single, at: 7) == 1_000_000)
        #expect(limit.take(single, at: 500_007) == 500_000)
        #expect(limit.take(single, at: 1_000_007) == 0)
    }

    @Test("what is charged has to be paid before the next passes")
    func debt() {
        var limit = RateLimit()
        #expect(limit.take(rate, at: 0) == 0)
        limit.charge(19, rate, at: 0)
        #expect(limit.take(rate, at: 0) == 200_000)
        limit.charge(10, rate, at: 0)
        #expect(limit.take(rate, at: 0) == 11 * 200_000)
        #expect(limit.take(rate, at: 11 * 200_000) == 0)
        #expect(limit.take(rate, at: 11 * 200_000) == 200_000)
    }

    @Test("a charge takes what there is first, and a pause pays it")
    func charge() {
        var limit = RateLimit()
        limit.charge(0, rate, at: 0)
        limit.charge(-5, rate, at: 0)
        limit.charge(5, rate, at: 0)
        for _ in 0..<15 { #expect(limit.take(rate, at: 0) == 0) }
        #expect(limit.take(rate, at: 0) == 200_000)
        limit.charge(1_000, rate, at: 0)
        let later: Int64 = 1_020 * 200_000
        for _ in 0..<20 { #expect(limit.take(rate, at: later) == 0) }
        limit.charge(.max, rate, at: later)
        #expect(limit.take(rate, at: later) > 0)
    }

    @Test("without a limit nothing is owed")
    func nothingOwed() {
        var limit = RateLimit()
        let unlimited = RateLimit.Rate(perSecond: 0, burst: 1)
        limit.charge(1_000_000, unlimited, at: 0)
        #expect(limit.take(unlimited, at: 0) == 0)
        #expect(limit.take(rate, at: 0) == 0)
    }

    @Test("a rate of 0 is no limit", arguments: [0, -1, Double.nan])
    func none(perSecond: Double) {
        var limit = RateLimit()
        let unlimited = RateLimit.Rate(perSecond: perSecond, burst: 1)
        for _ in 0..<1_000 { #expect(limit.take(unlimited, at: 0) == 0) }
    }

    @Test("no rate and no burst is too small or too large", arguments: [1e-300, 1e-9, 1e9, .infinity])
    func extremes(perSecond: Double) {
        for burst in [Int.min, 0, 1, .max] {
            var limit = RateLimit()
            let rate = RateLimit.Rate(perSecond: perSecond, burst: burst)
            for now in [0, 1, 1 << 60] as [Int64] { _ = limit.take(rate, at: now) }
            #expect(rate.burst >= 1)
            #expect(rate.interval >= 1)
        }
    }

    @Test("a limit that is first asked late in the clock's life begins with the whole burst")
    func lateStart() {
        var limit = RateLimit()
        for _ in 0..<20 { #expect(limit.take(rate, at: 1 << 60) == 0) }
        #expect(limit.take(rate, at: 1 << 60) == 200_000)
    }
}
