import Glibc
import Libevent
import Testing

@testable import ChatServer

/// Answers that come later, while peers of each kind come, ask, and go, and the server is handed over to another: each request is
/// answered once and in order, at its deadline by one refusal, and what comes too late is dropped.
///
/// DEFERRED_SEEDS: how many days (100). DEFERRED_SEED: that day alone, to see a failure again. Where lines are paced, as on one day in
/// seven, or a worker answers, a day may go another way the next time.
@Suite struct DeferredDaysTests {
    private static func number(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }

    private static var seeds: ClosedRange<UInt64> {
        if let seed = number("DEFERRED_SEED") { return seed...seed }
        return 1...max(1, number("DEFERRED_SEEDS") ?? 100)
    }

    /// - Parameter hasWorker: a thread answers as it comes to it, and not the script. Then a seed says less about what happens.
    @Test(arguments: [false, true]) func days(hasWorker: Bool) throws {
        let loop = try EventLoop()
        let address = try #require(try Endpoint("127.0.0.1:1")?.resolve().first)
        var (days, requests, refusals, upgrades, late) = (0, 0, 0, 0, 0)
        var amid = DeferredDay.Tally()
        for seed in Self.seeds where !hasWorker || seed.isMultiple(of: 10) || Self.seeds.count == 1 {
            do {
                let day = try DeferredDay(seed: seed, hasWorker: hasWorker, on: loop, from: address)
                try day.run()
                days += 1
                requests += day.ledger.tokens
                refusals += day.ledger.refusals
                upgrades += day.servers.count - 1
                late += day.late
                amid.upgrades += day.tally.upgrades
                amid.ends += day.tally.ends
                amid.resets += day.tally.resets
            } catch {
                Issue.record(
                    "seed \(seed)\(hasWorker ? ", with a worker" : ""): \(error); again: DEFERRED_SEED=\(seed)")
                return
            }
        }
        print(
            "deferred\(hasWorker ? ", with a worker" : ""): \(days) days, \(requests) requests, \(refusals) refused as not-now,",
            "\(upgrades) upgrades, \(late) answers too late; while a request waited: \(amid.upgrades) upgrades,",
            "\(amid.ends) ends of input, \(amid.resets) resets")
    }
}
