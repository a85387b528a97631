import ChatCore
import Dialects
import Framing
import Libevent

/// The pace of a session's lines: they are carried out in their turn, and no more are read than may wait for it.
extension Session {
    /// Why input is held back.
    struct Hold: OptionSet {
        let rawValue: UInt8

        /// As many lines wait for their turn as may.
        static let turn = Hold(rawValue: 1)
        /// There was too much negotiation.
        static let negotiation = Hold(rawValue: 2)
        /// The answer to its last request is still to come. Nothing behind it is carried out.
        static let answer = Hold(rawValue: 4)
        /// The answer to its last request waits until what it confirms is committed. Nothing behind it is carried out.
        static let commit = Hold(rawValue: 8)
        /// What it has asked for is on its way to the log. Nothing behind it is carried out.
        static let order = Hold(rawValue: 16)
    }

    func hold(_ reason: Hold) {
        holds.insert(reason)
        connection.pauseInput()
    }

    func release(_ reason: Hold) {
        holds.remove(reason)
        if holds.isEmpty { connection.resumeInput() }
    }

    // MARK: - Lines in their turn

    /// - Returns: false where it waits for the next turn, or for its answer.
    @inline(__always)
    func perform(_ line: UnsafeRawBufferPointer) -> Bool {
        let request = telnet == nil ? dialect.request(in: line) : understand(line)
        // Before the refusal, which is to be shown as it should be.
        if dialect.endsLinesInCRLF, request.isSpoiled { recover(from: line) }
        switch request.body {
        case .account(let command): return perform(command, request, line)
        case .irc(let asked) where asked.accountRequest != nil:
            defer { Session.wipe(line) }
            return perform(request, line)
        default: return perform(request, line)
        }
    }

    func perform(_ request: Request, _ line: UnsafeRawBufferPointer) -> Bool {
        guard let reason = server.requests.perform(request, for: self) else { return true }
        intake.postpone(line)
        // What comes after it is not to be counted as too much.
        hold(reason)
        return false
    }

    // MARK: - Answers that come later

    var awaitsAnswer: Bool { !holds.isDisjoint(with: [.answer, .commit, .order]) }

    /// What came of the last that it asked for is told: the session goes on behind it.
    func orderCame() {
        guard holds.contains(.order) else { return }
        // Its input was held back, and the answer to a PING with it.
        lastHeard = server.loop.now
        pingedAt = nil
        awaitNoMore(.order)
    }

    /// What its last answer confirms is committed, or is not waited for any more: the session goes on behind its request.
    func commitCame() {
        guard holds.contains(.commit) else { return }
        // Its input was held back, and the answer to a PING with it.
        lastHeard = server.loop.now
        pingedAt = nil
        awaitNoMore(.commit)
    }

    /// The request that was waited for is answered: the session goes on behind it.
    func answerCame() {
        intake.removeFirst()
        if prompt != nil { prompt(for: nil) }
        // Its input was held back, and the answer to a PING with it.
        lastHeard = server.loop.now
        pingedAt = nil
        awaitNoMore()
    }

    /// It waits for its answer no more. A request that is still the first in its intake is made again.
    func awaitNoMore(_ reason: Hold = .answer) {
        // No more is read before what has come is carried out.
        hold(.turn)
        release(reason)
        performWaiting()
    }

    // MARK: - The pace

    /// Lines may come faster or slower than they might.
    func changeRate(from old: RateLimit.Rate, to new: RateLimit.Rate) {
        intake.change(from: old, to: new, at: server.loop.now.nanoseconds / 1_000)
        if intakeTimer != nil { performWaiting() }
    }

    /// Has its next line wait for what the last one cost.
    func owe(_ cost: Cost) {
        intake.charge(cost, server.rate, at: server.loop.now.nanoseconds / 1_000)
    }

    /// Its last line cost less than a line does.
    func getBack(quarters: Int64) {
        intake.giveBack(quarters: quarters, server.rate)
    }

    func waitForTurn() {
        if intake.isFull(server.rate, refuses: dialect.refusesHaste) { hold(.turn) }
        guard intakeTimer == nil else { return }
        do {
            intakeTimer = try Timer(on: server.loop) { [unowned self] in self.performWaiting() }
            performWaiting()
        } catch {
            server.end(self, .outOfMemory, telling: .outOfMemory("\(error)"))
        }
    }

    private func performWaiting() {
        while !server.isGone(self), !awaitsAnswer {
            // What was put off for want of time would be put off again.
            if intake.beginsWithDue, !server.requests.hasDearTime {
                intakeTimer?.schedule(after: .zero)
                return
            }
            switch intake.next(server.rate, at: server.loop.now.nanoseconds / 1_000) {
            case .ready(.line(let line)), .ready(.due(let line)):
                // Its input may be held back, and the answer to a PING with it: it is not silent.
                lastHeard = server.loop.now
                pingedAt = nil
                guard line.withUnsafeBytes({ perform($0) }) else {
                    if !awaitsAnswer { intakeTimer?.schedule(after: .zero) }
                    return
                }
            case .ready(.tooLong): refuseTooLong()
            case .ready(.excess(let start)): refuseExcess(start)
            case .ready(.signal(let signal)): answer(signal)
            case .wait(let microseconds):
                intakeTimer?.schedule(after: .microseconds(microseconds))
                return
            case .nothing:
                intakeTimer = nil
                release(.turn)
                endIfDone()
                return
            }
        }
    }

    func refuseTooLong() {
        server.requests.refuse(self, .tooLong(most: server.configuration.limits.lineBytes), tag: .none)
    }

    private func refuseExcess(_ start: [UInt8]) {
        let request = start.withUnsafeBytes { dialect.request(in: $0) }
        let retry = intake.secondsUntilFree(server.rate, at: server.loop.now.nanoseconds / 1_000)
        let rate = server.configuration.limits.messagesPerSecond
        server.requests.refuse(self, .slowDown(perSecond: rate > 0 ? rate : nil, retry: retry), tag: request.tag)
    }

    // MARK: - What is asked for besides lines

    /// - Returns: false where as much waits as may: it is to be asked for again when input is held back no more.
    func admit(_ signal: Intake.Signal) -> Bool {
        switch intake.admit(signal, server.rate, at: server.loop.now.nanoseconds / 1_000) {
        case .now: answer(signal)
        case .later: waitForTurn()
        case .never:
            hold(.turn)
            return false
        }
        return true
    }

    private func answer(_ signal: Intake.Signal) {
        switch signal {
        case .telnet(let signal): server.requests.answer(self, signal)
        case .ping: answerPing()
        // It had to wait, and that was all.
        case .idleFrames: break
        }
    }
}
