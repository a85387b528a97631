import Libevent
import TestSupport
import Testing

@testable import ChatServer

@Suite struct FailedLoginsTests {
    private let home = HostKey(IPAddress(v4: 0xC000_0201))

    @Test func fiveMayFailAtOnceAndThenOneAMinute() throws {
        var logins = FailedLogins()
        for number in 0..<5 { try logins.fail("ann", from: home, at: Int64(number)) }
        #expect(logins.begin(on: "ann", from: home, isExempt: false, at: 4) == .tooSoon(retry: 60))
        #expect(logins.begin(on: "ann", from: home, isExempt: false, at: 30 * second) == .tooSoon(retry: 31))
        try logins.fail("ann", from: home, at: 61 * second)
        #expect(logins.begin(on: "ann", from: home, isExempt: false, at: 62 * second) == .tooSoon(retry: 59))
        // Nobody else waits for that: neither this host with another account, nor another host with this one.
        try logins.fail("bob", from: home, at: 62 * second)
        try logins.fail("ann", from: HostKey(IPAddress(v4: 1)), at: 62 * second)
        try logins.fail("ann", from: nil, at: 62 * second)
    }

    @Test func tenMinutesLaterFiveMayFailAgain() throws {
        var logins = FailedLogins()
        for _ in 0..<5 { try logins.fail("ann", from: home, at: 0) }
        for _ in 0..<5 { try logins.fail("ann", from: home, at: 600 * second) }
        #expect(logins.begin(on: "ann", from: home, isExempt: false, at: 600 * second) == .tooSoon(retry: 60))
    }

    @Test func thirtyMayFailInAnHourFromAnAddress() throws {
        var logins = FailedLogins()
        for number in 0..<30 { try logins.fail("nick\(number)", from: home, at: Int64(number) * second) }
        #expect(logins.begin(on: "cy", from: home, isExempt: false, at: 30 * second) == .tooSoon(retry: 3_570))
        try logins.fail("cy", from: HostKey(IPAddress(v4: 1)), at: 30 * second)
        try logins.fail("cy", from: home, at: 3_600 * second)
        // The first has been forgotten, and the second is next.
        #expect(logins.begin(on: "cy", from: home, isExempt: false, at: 3_600 * second) == .tooSoon(retry: 1))
    }

    @Test func exemptHostsAndUnixSocketsHaveNoLimitByAddress() throws {
        var logins = FailedLogins()
        for number in 0..<100 {
            try logins.fail("nick\(number)", from: home, isExempt: true, at: 0)
            try logins.fail("nick\(number)", from: nil, at: 0)
        }
        for _ in 0..<4 { try logins.fail("nick0", from: nil, at: 0) }
        #expect(logins.begin(on: "nick0", from: nil, isExempt: false, at: 0) == .tooSoon(retry: 60))
    }

    @Test func triesUnderWayCount() throws {
        var logins = FailedLogins()
        for _ in 0..<5 { _ = try logins.mustBegin("ann", from: home, at: 0) }
        #expect(logins.begin(on: "ann", from: home, isExempt: false, at: 0) == .tooSoon(retry: 60))
    }

    @Test func whoKnowsThePasswordWaitsNoMore() throws {
        var logins = FailedLogins()
        for _ in 0..<4 { try logins.fail("ann", from: home, at: 0) }
        let attempt = try logins.mustBegin("ann", from: home, at: 1)
        logins.succeeded(attempt)
        for _ in 0..<5 { try logins.fail("ann", from: home, at: 2) }
    }

    /// Whose own password is right has no more tries at others'.
    @Test func aRightPasswordDoesNotForgiveTheAddress() throws {
        var logins = FailedLogins()
        for number in 0..<30 {
            try logins.fail("nick\(number)", from: home, at: 0)
            if number < 29 { logins.succeeded(try logins.mustBegin("own", from: home, at: 0)) }
        }
        #expect(logins.begin(on: "own", from: home, isExempt: false, at: 0) == .tooSoon(retry: 3_600))
    }

    @Test func aHostIsSuspectForTenMinutes() throws {
        var logins = FailedLogins()
        let attempt = try logins.mustBegin("ann", from: home, at: 0)
        #expect(!logins.isSuspect(home, at: 0))
        logins.failed(attempt, at: 5)
        #expect(logins.isSuspect(home, at: 6))
        #expect(!logins.isSuspect(HostKey(IPAddress(v4: 1)), at: 6))
        #expect(!logins.isSuspect(nil, at: 6))
        #expect(!logins.isSuspect(home, at: 5 + 600 * second))
    }

    @Test func aFloodOfHostsTakesBoundedMemory() {
        var times = RecentTimes<Int>(window: .seconds(600))
        for key in 0..<100_000 { times.add(key, at: 1) }
        #expect(times.count <= 2 * RecentTimes<Int>.generation)
        #expect(times.times(of: 99_999, at: 1) == [1])
        times.forgetIdle(at: 2_000 * second)
        times.forgetIdle(at: 4_000 * second)
        #expect(times.count == 0)
    }

    // MARK: - A model

    /// What happened, all of it, and the rules as they are told.
    private struct Model {
        struct Event: Equatable {
            let account: Int
            let host: Int
            let time: Int64
        }

        /// Failures and tries under way.
        var events: [Event] = []
        /// By account and host: what a right password has forgiven.
        var forgiven: [Event] = []

        func mayBegin(_ account: Int, _ host: Int, at now: Int64) -> Bool {
            let ofHost = events.filter { $0.host == host && $0.time > now - 3_600 * second }
            if ofHost.count >= 30 { return false }
            let ofPair = ofHost.filter {
                $0.account == account && $0.time > now - 600 * second && !forgiven.contains($0)
            }
            guard ofPair.count >= 5, let last = ofPair.last else { return true }
            return last.time + 60 * second <= now
        }
    }

    @Test(arguments: 0..<40) func itKeepsToItsRules(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var (logins, model) = (FailedLogins(), Model())
        var open: [(FailedLogins.Try, Model.Event)] = []
        var now = Int64.random(in: 0...1_000, using: &random) * second
        for _ in 0..<600 {
            // Each moment once, so that each try is one of its own.
            now += 1
            model.events.removeAll { $0.time <= now - 3_600 * second }
            switch Int.random(in: 0..<10, using: &random) {
            case 0: now += Int64.random(in: 0...900, using: &random) * second
            case 1...6:
                let event = Model.Event(
                    account: Int.random(in: 0..<3, using: &random), host: Int.random(in: 0..<2, using: &random),
                    time: now)
                let host = HostKey(IPAddress(v4: UInt32(event.host)))
                switch logins.begin(on: "\(event.account)", from: host, isExempt: false, at: now) {
                case .begun(let attempt):
                    #expect(model.mayBegin(event.account, event.host, at: now))
                    open.append((attempt, event))
                    model.events.append(event)
                case .tooSoon(let retry):
                    #expect(!model.mayBegin(event.account, event.host, at: now))
                    // In so many seconds it may be made, and not two seconds sooner.
                    #expect(model.mayBegin(event.account, event.host, at: now + Int64(retry) * second))
                    #expect(
                        retry < 2 || !model.mayBegin(event.account, event.host, at: now + Int64(retry - 2) * second))
                }
            default:
                guard let index = open.indices.randomElement(using: &random) else { continue }
                let (attempt, event) = open.remove(at: index)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    logins.succeeded(attempt)
                    model.events.removeAll { $0 == event }
                    model.forgiven += model.events.filter { $0.account == event.account && $0.host == event.host }
                case 1:
                    logins.withdraw(attempt)
                    model.events.removeAll { $0 == event }
                default: logins.failed(attempt, at: now)
                }
            }
        }
    }
}

private let second: Int64 = 1_000_000

extension FailedLogins {
    /// Begins a try that may be made.
    fileprivate mutating func mustBegin(
        _ account: String, from host: HostKey?, isExempt: Bool = false, at now: Int64
    ) throws -> Try {
        guard case .begun(let attempt) = begin(on: account, from: host, isExempt: isExempt, at: now) else {
            throw TooSoon()
        }
        return attempt
    }

    fileprivate mutating func fail(
        _ account: String, from host: HostKey?, isExempt: Bool = false, at now: Int64
    ) throws {
        failed(try mustBegin(account, from: host, isExempt: isExempt, at: now), at: now)
    }
}

private struct TooSoon: Error {}
