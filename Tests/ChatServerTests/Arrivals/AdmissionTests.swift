import Configuration
import Dialects
import Libevent
import TestSupport
import Testing

@testable import ChatServer

@Suite struct AdmissionTests {
    private static let second: Int64 = 1_000_000

    private func admission(_ change: (inout Configuration.Limits) -> Void) -> Admission {
        var limits = Configuration.Limits()
        limits.connectsPerSecond = 0
        change(&limits)
        return Admission(limits)
    }

    private func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

    /// Decides, and counts whom it admits.
    private func come(_ admission: Admission, _ address: IPAddress?, _ now: Int64 = 0) -> Admission.Decision {
        let decision = admission.decide(on: address, at: now)
        if decision == .admit { admission.enter(address.map { HostKey($0) }) }
        return decision
    }

    private func go(_ admission: Admission, _ address: IPAddress?) {
        admission.leave(address.map { HostKey($0) })
        admission.close(address.map { HostKey($0) })
    }

    @Test func fullInAll() throws {
        let admission = admission { $0.connections = 2 }
        let (ann, bob, cy) = try (address("192.0.2.1"), address("192.0.2.2"), address("2001:db8::1"))
        #expect(come(admission, ann) == .admit)
        #expect(come(admission, bob) == .admit)
        #expect(come(admission, cy) == .refuse(.full))
        #expect(come(admission, nil) == .refuse(.full))
        #expect(admission.refusal(for: .full, of: nil) == .serverFull(.connections(2), retry: 30))
        go(admission, ann)
        #expect(come(admission, cy) == .admit)
    }

    /// As many again may be leaving; then nobody comes until one is closed.
    @Test func thoseWhoLeaveAreBoundedToo() throws {
        let ann = try address("192.0.2.1")
        let host = HostKey(ann)
        let admission = admission { $0.connections = 2 }
        for _ in 0..<4 {
            #expect(come(admission, ann) == .admit)
            admission.leave(host)
        }
        #expect((admission.present, admission.open) == (0, 4))
        #expect(come(admission, ann) == .refuse(.full))
        admission.close(host)
        #expect(come(admission, ann) == .admit)
    }

    @Test func thoseWhoLeaveAreBoundedByAddress() throws {
        let (ann, bob) = try (address("192.0.2.1"), address("192.0.2.2"))
        let admission = admission { $0.connectionsPerAddress = 1 }
        for _ in 0..<2 {
            #expect(come(admission, ann) == .admit)
            admission.leave(HostKey(ann))
        }
        #expect(come(admission, ann) == .refuse(.address))
        #expect(come(admission, bob) == .admit)
        admission.close(HostKey(ann))
        #expect(come(admission, ann) == .admit)
    }

    @Test func arrivingOnesTakeUpPlaces() throws {
        let admission = admission { $0.connections = 3 }
        #expect(come(admission, nil) == .admit)
        #expect(!admission.isFull(arriving: 1))
        #expect(admission.isFull(arriving: 2))
    }

    @Test func fullByAddress() throws {
        let admission = admission { $0.connectionsPerAddress = 2 }
        let ann = try address("192.0.2.1")
        #expect(come(admission, ann) == .admit)
        #expect(come(admission, ann) == .admit)
        #expect(come(admission, ann) == .refuse(.address))
        #expect(try come(admission, address("192.0.2.2")) == .admit)
        #expect(admission.refusal(for: .address, of: nil) == .serverFull(.connectionsFromAddress(2), retry: 30))
        go(admission, ann)
        #expect(come(admission, ann) == .admit)
    }

    @Test func anIPv6AddressIsASlash64() throws {
        let admission = admission { $0.connectionsPerAddress = 2 }
        #expect(try come(admission, address("2001:db8::1")) == .admit)
        #expect(try come(admission, address("2001:db8::ffff:1:2:3")) == .admit)
        #expect(try come(admission, address("2001:db8::2")) == .refuse(.address))
        #expect(try come(admission, address("2001:db8:0:1::2")) == .admit)
    }

    @Test func unixSocketsHaveNoAddressToBeLimitedBy() {
        let admission = admission {
            $0.connectionsPerAddress = 1
            $0.connectsPerSecond = 1
        }
        for _ in 0..<100 { #expect(come(admission, nil) == .admit) }
        #expect(admission.hostsKept == 0)
    }

    @Test func exemptNetworksAreNotLimitedByAddress() throws {
        let networks = try ["10.0.0.0/8", "::1"].map { try Network($0) }
        let admission = admission {
            $0.connections = 30
            $0.connectionsPerAddress = 1
            $0.connectsPerSecond = 1
            $0.exempt = networks
        }
        for text in ["10.1.2.3", "::ffff:10.1.2.3", "::1"] {
            for _ in 0..<10 { #expect(try come(admission, address(text)) == .admit, "\(text)") }
        }
        // In all they are.
        #expect(try come(admission, address("10.1.2.3")) == .refuse(.full))
    }

    // MARK: - The rate

    @Test func connectsOfAnAddressArePaced() throws {
        let admission = admission {
            $0.connectionsPerAddress = 3
            $0.connectsPerSecond = 0.5
        }
        let ann = try address("2001:db8::1")
        for _ in 0..<3 {
            #expect(come(admission, ann) == .admit)
            go(admission, ann)
        }
        #expect(try come(admission, address("2001:db8::2")) == .refuse(.rate))
        #expect(try come(admission, address("192.0.2.1")) == .admit)
        #expect(come(admission, ann, 2 * Self.second - 1) == .refuse(.rate))
        #expect(come(admission, ann, 2 * Self.second) == .admit)
        #expect(admission.refusal(for: .rate, of: nil) == .serverFull(.connects(perSecond: 0.5), retry: 2))
    }

    /// Who may have one connection alone can come back at once.
    @Test func asManyAsInASecondMayComeAtOnce() throws {
        let admission = admission {
            $0.connectionsPerAddress = 1
            $0.connectsPerSecond = 2.5
        }
        let ann = try address("192.0.2.1")
        for _ in 0..<3 {
            #expect(come(admission, ann) == .admit)
            go(admission, ann)
        }
        #expect(come(admission, ann) == .refuse(.rate))
    }

    /// Who is turned away for another cause does not use up the rate.
    @Test func onlyThoseWhoComeInCount() throws {
        let admission = admission {
            $0.connectionsPerAddress = 2
            $0.connectsPerSecond = 1
        }
        let ann = try address("192.0.2.1")
        #expect(come(admission, ann) == .admit)
        #expect(come(admission, ann) == .admit)
        for _ in 0..<10 { #expect(come(admission, ann, Self.second) == .refuse(.address)) }
        go(admission, ann)
        #expect(come(admission, ann, Self.second) == .admit)
    }

    @Test func withoutARateNothingIsKept() throws {
        let admission = admission { _ in }
        for number in 0..<1_000 { _ = admission.decide(on: IPAddress(v4: UInt32(number)), at: 0) }
        #expect(admission.hostsKept == 0)
    }

    /// Very many addresses, each seen once, as fast as can be.
    @Test func aFloodOfAddressesTakesBoundedMemory() throws {
        let admission = admission { _ in }
        var limits = admission.limits
        limits.connectsPerSecond = 20
        admission.change(to: limits)
        var random = SplitMix64(seed: 7)
        for _ in 0..<50_000 {
            let decision = admission.decide(on: IPAddress(high: random.next(), low: random.next()), at: 1)
            #expect(decision == .admit)
            #expect(admission.hostsKept <= 2 * ConnectRates.generation)
        }
        #expect(admission.hostsKept > ConnectRates.generation)
        // It takes 3.2 s to be given back a burst of 64 at 20 a second.
        admission.forgetIdle(at: 7 * Self.second)
        #expect(admission.hostsKept == 0)
    }

    /// While it still owes, a host is remembered, however long it goes on and whoever else comes; it is let in as often as the rate
    /// says, and no more.
    @Test func noHostIsForgottenTooSoon() throws {
        let admission = admission {
            $0.connectionsPerAddress = 5
            $0.connectsPerSecond = 10
        }
        let ann = try address("192.0.2.1")
        var random = SplitMix64(seed: 11)
        var admitted = 0
        var now: Int64 = 1 << 40
        let start = now
        while now - start < 100 * Self.second {
            now += Int64(random.below(20_000))
            if admission.decide(on: ann, at: now) == .admit { admitted += 1 }
            _ = admission.decide(on: IPAddress(v4: UInt32(random.below(1_000))), at: now)
        }
        // 10 at once, and 1,000 in 100 s; up to 20 ms late each.
        #expect((850...1_010).contains(admitted), "\(admitted)")
    }

    // MARK: - Reload

    @Test func otherLimitsCountThoseWhoAreHere() throws {
        let admission = admission { $0.connectionsPerAddress = 4 }
        let ann = try address("192.0.2.1")
        for _ in 0..<3 { _ = come(admission, ann) }
        var limits = admission.limits
        limits.connectionsPerAddress = 2
        admission.change(to: limits)
        #expect(admission.present == 3)
        #expect(come(admission, ann) == .refuse(.address))
        go(admission, ann)
        #expect(come(admission, ann) == .refuse(.address))
        go(admission, ann)
        #expect(come(admission, ann) == .admit)
        limits.exempt = [try Network("192.0.2.0/24")]
        admission.change(to: limits)
        for _ in 0..<5 { #expect(come(admission, ann) == .admit) }
        // Exempt ones were counted, so an exemption may end.
        limits.exempt = []
        admission.change(to: limits)
        for _ in 0..<5 { go(admission, ann) }
        #expect(come(admission, ann) == .refuse(.address))
        go(admission, ann)
        #expect(come(admission, ann) == .admit)
    }

    @Test func aRateThatStaysIsRemembered() throws {
        let admission = admission {
            $0.connectsPerSecond = 1
            $0.connectionsPerAddress = 1
        }
        let ann = try address("192.0.2.1")
        #expect(come(admission, ann) == .admit)
        go(admission, ann)
        var limits = admission.limits
        limits.connections += 1
        admission.change(to: limits)
        #expect(come(admission, ann) == .refuse(.rate))
        limits.connectsPerSecond = 100
        admission.change(to: limits)
        #expect(come(admission, ann) == .admit)
    }

    /// Whatever comes and goes, the counts are those of a plain list.
    @Test func countsAreThoseOfAList() {
        var random = SplitMix64(seed: 3)
        let admission = admission {
            $0.connections = 40
            $0.connectionsPerAddress = 5
        }
        var present: [IPAddress] = []
        var leaving: [IPAddress] = []
        for _ in 0..<5_000 {
            switch random.below(4) {
            case 0, 1:
                let address = IPAddress(v4: UInt32(random.below(20)))
                let here = present.count { $0 == address }
                let open = here + leaving.count { $0 == address }
                let isFull = present.count >= 40 || present.count + leaving.count >= 80
                let expected: Admission.Decision =
                    isFull ? .refuse(.full) : here >= 5 || open >= 10 ? .refuse(.address) : .admit
                #expect(come(admission, address) == expected)
                if expected == .admit { present.append(address) }
            case 2 where !present.isEmpty:
                let address = present.remove(at: random.below(present.count))
                admission.leave(HostKey(address))
                leaving.append(address)
            case 3 where !leaving.isEmpty:
                let address = leaving.remove(at: random.below(leaving.count))
                admission.close(HostKey(address))
            default: break
            }
            #expect((admission.present, admission.open) == (present.count, present.count + leaving.count))
            #expect(admission.hostsKept == Set(present + leaving).count)
        }
    }
}
