import ChatCore
import Dialects
import Framing
import Testing

@testable import ChatServer

@Suite struct IntakeTests {
    private static let second: Int64 = 1_000_000

    private func admit(_ intake: inout Intake, _ line: String, _ rate: RateLimit.Rate, _ now: Int64) -> Bool {
        Array(line.utf8).withUnsafeBytes { intake.admit($0, rate, at: now) }
    }

    /// Takes all whose time has come, and tells how long the next has to wait (nil: nothing waits).
    private func takeReady(_ intake: inout Intake, _ rate: RateLimit.Rate, _ now: Int64) -> ([String], Int64?) {
        var taken: [String] = []
        while true {
            switch intake.next(rate, at: now) {
            case .ready(.due(let bytes)): taken.append("again " + String(decoding: bytes, as: UTF8.self))
            case .ready(.signal(.telnet(let signal))): taken.append("\(signal)")
            case .ready(.signal(let signal)): taken.append("\(signal)")
            case .ready(.line(let bytes)): taken.append(String(decoding: bytes, as: UTF8.self))
            case .ready(.tooLong): taken.append("too long")
            case .ready(.excess(let bytes)): taken.append("!" + String(decoding: bytes, as: UTF8.self))
            case .wait(let time): return (taken, time)
            case .nothing: return (taken, nil)
            }
        }
    }

    @Test func withoutALimitNothingWaits() {
        let rate = RateLimit.Rate(perSecond: 0, burst: 1)
        var intake = Intake()
        for number in 0..<1_000 { #expect(admit(&intake, "\(number)", rate, 0)) }
        #expect(intake.isEmpty)
    }

    @Test func pastABurstLinesWaitInTheirOrder() {
        let rate = RateLimit.Rate(perSecond: 5, burst: 3)
        var intake = Intake()
        #expect((0..<5).map { admit(&intake, "\($0)", rate, 0) } == [true, true, true, false, false])
        #expect(!intake.isEmpty)
        #expect(takeReady(&intake, rate, 0) == ([], 200_000))
        #expect(takeReady(&intake, rate, 199_999) == ([], 1))
        #expect(takeReady(&intake, rate, 200_000) == (["3"], 200_000))
        // One that comes meanwhile does not overtake, though a token may be there.
        #expect(!admit(&intake, "5", rate, 400_000))
        #expect(takeReady(&intake, rate, 600_000) == (["4", "5"], nil))
        #expect(intake.isEmpty)
    }

    /// One that can't be carried out in this turn is the first in the next, and costs nothing more.
    @Test func aPostponedLineComesFirst() {
        let rate = RateLimit.Rate(perSecond: 1, burst: 2)
        var intake = Intake()
        #expect(admit(&intake, "0", rate, 0) && admit(&intake, "1", rate, 0))
        Array("1".utf8).withUnsafeBytes { intake.postpone($0) }
        #expect(!intake.isEmpty)
        #expect(!admit(&intake, "2", rate, 0))
        #expect(intake.waiting.entries == [.line(Array("1".utf8)), .line(Array("2".utf8))])
        guard case .ready(.due(let line)) = intake.next(rate, at: 0) else {
            Issue.record("not due")
            return
        }
        line.withUnsafeBytes { intake.postpone($0) }
        #expect(takeReady(&intake, rate, 0) == (["again 1"], Self.second))
        #expect(takeReady(&intake, rate, Self.second) == (["2"], nil))
    }

    /// A signal of telnet's costs what a line does, and waits as one; where as much waits as may it is to come again.
    @Test func signalsCostWhatLinesDo() {
        let rate = RateLimit.Rate(perSecond: 1, burst: 2)
        var intake = Intake()
        func admit(_ signal: TelnetDecoder.Signal) -> Intake.SignalAdmission {
            intake.admit(.telnet(signal), rate, at: 0)
        }
        #expect(admit(.areYouThere) == .now)
        #expect(admit(.interrupt) == .now)
        #expect(admit(.interrupt) == .later)
        #expect(admit(.areYouThere) == .later)
        #expect(admit(.areYouThere) == .never)
        #expect(takeReady(&intake, rate, Self.second) == (["interrupt"], Self.second))
        #expect(takeReady(&intake, rate, 2 * Self.second) == (["areYouThere"], nil))
    }

    /// What is owed at a slow rate is not owed for as long at a fast one.
    @Test func aChangedRate() {
        let (slow, fast) = (RateLimit.Rate(perSecond: 0.5, burst: 2), RateLimit.Rate(perSecond: 20, burst: 2))
        var intake = Intake()
        #expect(self.admit(&intake, "0", slow, 0) && self.admit(&intake, "1", slow, 0))
        #expect(!self.admit(&intake, "2", slow, 0))
        #expect(takeReady(&intake, slow, 0) == ([], 2 * Self.second))
        intake.change(from: slow, to: fast, at: 0)
        #expect(takeReady(&intake, fast, 0) == ([], 50_000))
        intake.change(from: fast, to: slow, at: 0)
        #expect(takeReady(&intake, slow, 0) == ([], 2 * Self.second))
        intake.change(from: slow, to: RateLimit.Rate(perSecond: 0, burst: 2), at: 0)
        #expect(takeReady(&intake, RateLimit.Rate(perSecond: 0, burst: 2), 0) == (["2"], nil))
    }

    /// What came to be owed at a rate of one a day, in another process, is not owed for a day.
    @Test func aDebtHasABound() {
        let rate = RateLimit.Rate(perSecond: 100, burst: 5)
        var intake = Intake(entries: [.line(Array("0".utf8))], fullAt: 86_400 * Self.second)
        intake.boundDebt(rate, at: 0)
        #expect(takeReady(&intake, rate, 0).1 == Int64(Cost.most + 1) * 10_000)
    }

    /// One that was too long is counted, and answered in its turn.
    @Test func aLineThatWasTooLongWaitsAsOthers() {
        let rate = RateLimit.Rate(perSecond: 1, burst: 1)
        var intake = Intake()
        let first = intake.admit(nil, rate, at: 0)
        #expect(first)
        #expect(!admit(&intake, "1", rate, 0))
        let excess = intake.admit(nil, rate, at: 0)
        #expect(!excess)
        #expect(takeReady(&intake, rate, Self.second) == (["1", "!"], nil))
        let waiting = intake.admit(nil, rate, at: Self.second)
        #expect(!waiting)
        #expect(takeReady(&intake, rate, 2 * Self.second) == (["too long"], nil))
    }

    @Test func pastTwoBurstsLinesAreRefusedInTheirTurn() {
        let rate = RateLimit.Rate(perSecond: 1, burst: 2)
        var intake = Intake()
        for number in 0..<6 {
            #expect(!intake.isFull(rate, refuses: true))
            _ = admit(&intake, "@tag\(number) " + String(repeating: "x", count: 100), rate, 0)
        }
        #expect(intake.isFull(rate, refuses: true))
        let tail = String(repeating: "x", count: 100)
        #expect(takeReady(&intake, rate, Self.second) == (["@tag2 " + tail], Self.second))
        let refused = "@tag4 " + String(repeating: "x", count: 12)
        let (taken, wait) = takeReady(&intake, rate, 2 * Self.second)
        #expect(taken == ["@tag3 " + tail, "!" + refused, "!" + refused.replacing("4", with: "5")])
        #expect(wait == nil)
        #expect(intake.isEmpty && !intake.isFull(rate, refuses: true))
    }

    @Test func whereNothingIsRefusedNoMoreIsReadThanABurst() {
        let rate = RateLimit.Rate(perSecond: 1, burst: 2)
        var intake = Intake()
        for number in 0..<4 {
            #expect(!intake.isFull(rate, refuses: false))
            _ = admit(&intake, "\(number)", rate, 0)
        }
        #expect(intake.isFull(rate, refuses: false))
        #expect(takeReady(&intake, rate, Self.second) == (["2"], Self.second))
        #expect(takeReady(&intake, rate, 2 * Self.second) == (["3"], nil))
    }

    @Test func aBurstOfOne() {
        let rate = RateLimit.Rate(perSecond: 0.5, burst: 1)
        var intake = Intake()
        #expect((0..<3).map { admit(&intake, "\($0)", rate, 0) } == [true, false, false])
        #expect(intake.isFull(rate, refuses: true))
        #expect(takeReady(&intake, rate, 0) == ([], 2 * Self.second))
        #expect(takeReady(&intake, rate, 2 * Self.second) == (["1", "!2"], nil))
        #expect(!admit(&intake, "3", rate, 2 * Self.second))
    }

    /// What a line cost more is paid by those behind it, not by itself.
    @Test func whatALineCostMoreMakesTheNextOnesWait() {
        let rate = RateLimit.Rate(perSecond: 1, burst: 3)
        var intake = Intake()
        #expect(admit(&intake, "1", rate, 0))
        intake.charge(Cost(answerBytes: 5 * 4_096, walked: 0), rate, at: 0)
        #expect(!admit(&intake, "2", rate, 0))
        #expect(takeReady(&intake, rate, 0) == ([], 4 * Self.second))
        #expect(takeReady(&intake, rate, 4 * Self.second) == (["2"], nil))
    }

    @Test(arguments: [
        (0, 0, 0), (4_095, 255, 0), (4_096, 255, 1), (4_095, 256, 1), (100_000, 2_000, 31), (-500, -1, 0),
        (1 << 30, 0, 100), (0, 1 << 30, 100), (99 * 4_096, 256, 100), (99 * 4_096, 512, 100),
    ])
    func costs(_ answerBytes: Int, _ walked: Int, _ tokens: Int) {
        #expect(Cost(answerBytes: answerBytes, walked: walked).tokens == tokens)
    }

    /// The largest burst and the slowest rate stay within the numbers.
    @Test func extremes() {
        for perSecond in [1e-9, 1e-300, 0.001, 1e6] {
            let rate = RateLimit.Rate(perSecond: perSecond, burst: 1_000_000)
            var intake = Intake()
            let now = Int64(50) * 365 * 86_400 * Self.second
            for _ in 0..<1_000_000 { _ = admit(&intake, "", rate, now) }
            #expect(intake.isEmpty, "\(perSecond)")
            #expect(!admit(&intake, "", rate, now))
            #expect(!intake.isFull(rate, refuses: true))
        }
    }

    /// One that sends as fast as its lines are carried out is never through: what is done must go nevertheless.
    @Test func whatIsDoneIsForgotten() {
        let rate = RateLimit.Rate(perSecond: 1, burst: 10)
        var intake = Intake()
        for number in 0..<15 { _ = admit(&intake, "\(number)", rate, 0) }
        for turn in 1..<10_000 {
            let now = Int64(turn) * Self.second
            #expect(takeReady(&intake, rate, now) == (["\(turn + 9)"], Self.second))
            #expect(!admit(&intake, "\(turn + 14)", rate, now))
        }
        #expect(intake.entriesHeld <= 64)
    }
}
