import ChatCore
import Libevent
import Testing

@testable import ChatServer

/// Commands that ask for much make the next ones wait. The rate is so slow that who has to wait waits for longer than the test.
@Suite struct CostTests {
    /// Somebody in a room with a thousand messages of 200 bytes, and a rate of 20 at once, then hardly any.
    private func crowded() throws -> (served: Served, ann: RawPeer, bob: RawPeer) {
        let served = try Served { $0.limits.messagesPerSecond = 0 }
        let bob = try served.join()
        let line = String(repeating: "x", count: 200) + "\n"
        for _ in 0..<10 { bob.send(String(repeating: line, count: 100)) }
        bob.send("/ping filled\n")
        try served.run { bob.text.contains("filled") }
        let ann = try served.join()
        var limited = served.server.configuration
        limited.limits.messagesPerSecond = 0.01
        try served.server.reload(limited)
        return (served, ann, bob)
    }

    /// Two turns of the loop and more: what was not carried out by then waits.
    private func settle(_ served: Served, _ peer: RawPeer) throws {
        for token in ["one", "two"] {
            peer.send("/ping \(token)\n")
            try served.run { peer.text.hasSuffix("\(token)\n") }
        }
    }

    @Test func messagesWithinTheBurstDoNotWait() throws {
        let (served, ann, bob) = try crowded()
        ann.send(String(repeating: "hello\n", count: 19) + "/ping done\n")
        try served.run { ann.text.contains("done") && bob.text.count(of: "> hello\n") == 19 }
    }

    @Test func smallAnswersCostNothingMore() throws {
        let (served, ann, _) = try crowded()
        ann.send(String(repeating: "/names\n/away\n/whois guest1\n", count: 6) + "/help nick\n/ping done\n")
        try served.run { ann.text.contains("done") }
    }

    @Test func wholeHistoriesInARowWait() throws {
        let (served, ann, bob) = try crowded()
        let before = ann.bytes.count
        ann.send(String(repeating: "/history 1000\n", count: 10) + "hello\n")
        try served.run { ann.bytes.count > before + 200_000 }
        try settle(served, bob)
        // The first answer alone is more than the burst.
        #expect(ann.bytes.count < before + 400_000)
        #expect(!bob.text.contains("hello"))
    }

    /// Whom she ignores is gone through for hardly an answer: a thousand messages are 3 tokens, and one for the line.
    @Test func whatIsGoneThroughCountsToo() throws {
        let (served, ann, bob) = try crowded()
        ann.send("/ignore guest1\n" + String(repeating: "/history 1\n", count: 6) + "hello\n")
        try settle(served, bob)
        #expect(ann.text.contains("you ignore guest1 now"))
        #expect(!bob.text.contains("hello"))
    }

    /// Ten with a note of 2,000 bytes are 5 tokens a list, and one for the line.
    @Test func longListsWait() throws {
        let (served, ann, bob) = try crowded()
        let guests = try (0..<10).map { _ in try served.join() }
        let note = String(repeating: "n", count: 2_000)
        for guest in guests {
            guest.send("/away \(note)\n")
            try served.run { guest.text.contains("you are away") }
        }
        try served.run { ann.text.count(of: note) == 10 }
        ann.send(String(repeating: "/who\n", count: 5) + "hello\n")
        try served.run { ann.text.count(of: note) >= 50 }
        try settle(served, bob)
        // The fifth waits.
        #expect(ann.text.count(of: note) == 50)
        #expect(!bob.text.contains("hello"))
        withExtendedLifetime(guests) {}
    }

    /// 64 KiB are 16 tokens: with their own line 17 of the 20.
    @Test func whatIsLeftOfTheBurstMayBeUsed() throws {
        let (served, ann, bob) = try crowded()
        ann.send("/history 300\nfirst\nsecond\nthird\nfourth\n")
        try served.run { bob.text.contains("third") }
        try settle(served, bob)
        #expect(!bob.text.contains("fourth"))
    }

    @Test func withoutALimitNothingIsCharged() throws {
        let (served, ann, bob) = try crowded()
        var unlimited = served.server.configuration
        unlimited.limits.messagesPerSecond = 0
        try served.server.reload(unlimited)
        ann.send(String(repeating: "/history 1000\n", count: 5) + "hello\n")
        try served.run { bob.text.contains("hello") }
    }
}

extension String {
    func count(of part: String) -> Int {
        ranges(of: part).count
    }
}
