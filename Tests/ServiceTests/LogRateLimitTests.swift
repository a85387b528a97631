import Logging
import Testing

@testable import Service

@Suite struct LogRateLimitTests {
    private static let second: Int64 = 1_000_000_000
    private let site = LogRateLimit.CallSite(level: .info, file: "Server.swift", line: 7)

    private func admitted(
        _ limit: inout LogRateLimit, _ count: Int, at now: Int64, _ site: LogRateLimit.CallSite? = nil
    )
        -> Int
    {
        (0..<count).count { limit.admits(site ?? self.site, at: now, "line \($0)") }
    }

    @Test func aBurstAndThenARate() {
        var limit = LogRateLimit()
        #expect(admitted(&limit, 1_000, at: 0) == 60)
        #expect(admitted(&limit, 1_000, at: Self.second) == 20)
        #expect(admitted(&limit, 1_000, at: Self.second * 5 / 4) == 5)
        #expect(admitted(&limit, 1_000, at: Self.second * 100) == 60)
        #expect(limit.omitted == 4_000 - 145)
    }

    @Test func callSitesAndLevelsDoNotShare() {
        var limit = LogRateLimit()
        let elsewhere = LogRateLimit.CallSite(level: .info, file: "Server.swift", line: 8)
        let severe = LogRateLimit.CallSite(level: .error, file: "Server.swift", line: 7)
        for site in [site, elsewhere, severe] { #expect(admitted(&limit, 100, at: 0, site) == 60) }
    }

    @Test func aFloodIsToldWhenItIsOver() {
        var limit = LogRateLimit()
        _ = admitted(&limit, 100, at: 0)
        #expect(limit.takeDue(at: Self.second - 1) == [])
        #expect(limit.takeDue(at: Self.second) == [.init(level: .info, message: "line 99", count: 40)])
        #expect(limit.takeDue(at: Self.second * 100) == [])
    }

    @Test func aFloodThatGoesOnIsToldNowAndThen() {
        var limit = LogRateLimit()
        var told: [UInt64] = []
        for tick in 0..<210 {
            let now = Self.second / 10 * Int64(tick)
            _ = admitted(&limit, 100, at: now)
            told += limit.takeDue(at: now).map(\.count)
        }
        #expect(told.count == 2)
        #expect(told.reduce(0, +) + limit.takeDue(at: 0, all: true).reduce(0) { $0 + $1.count } == limit.omitted)
    }

    @Test func allIsToldAtTheEnd() {
        var limit = LogRateLimit()
        _ = admitted(&limit, 61, at: 0)
        #expect(limit.takeDue(at: 0) == [])
        #expect(limit.takeDue(at: 0, all: true).map(\.count) == [1])
        #expect(limit.takeDue(at: 0, all: true) == [])
    }
}
