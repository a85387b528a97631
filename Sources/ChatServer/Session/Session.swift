import ChatCore
import ChatProtocol
import Libevent

/// One peer: its connection, and what it takes to turn its bytes into requests.
final class Session: InputDecoder {
    let id: SessionID
    /// Whom limits count it to.
    let host: HostKey?
    /// The peer's address without its port, as the log names it.
    let peer: String
    /// By which it came, as the log names it; empty for one that an older process handed over.
    let listener: String
    /// The log has told that it came.
    var isIntroduced = false
    let connection: LineConnection
    /// Unsafe as it is asked several times a line, and sound as the server holds its sessions.
    private unowned(unsafe) let server: Server

    /// How its answers are written: `wire` and `telnet`.
    private(set) var view: View = []
    let since: Instant
    /// When a line of it came last.
    private(set) var lastHeard: Instant
    /// Lines that came.
    private(set) var lines: UInt64 = 0
    /// When it was sent the `PING` that waits for its answer; nil: none does.
    var pingedAt: Instant?
    /// When it was sent a telnet NOP last.
    var lastNop: Instant

    private var intake: Intake
    private var intakeTimer: Timer?
    private var telnet: TelnetDecoder?
    private var opening = Opening()
    private var openingTimer: Timer?
    private let mustSpeak: Bool
    private var inputEnded = false

    /// - Parameter mustSpeak: it is to be closed if it says nothing for long.
    init(
        id: SessionID, address: IPAddress?, connection: LineConnection, server: Server, now: Instant, listener: String,
        mustSpeak: Bool
    ) {
        self.id = id
        host = address.map { HostKey($0) }
        peer = address?.description ?? "unix"
        self.listener = listener
        self.mustSpeak = mustSpeak
        self.connection = connection
        self.server = server
        since = now
        lastHeard = now
        lastNop = now
        intake = Intake()
        attach()
    }

    /// Goes on with another process's session. Nothing is read before `goOn`.
    /// - Throws: `HandoverError` where its telnet state is none.
    init(resuming state: SessionState, connection: LineConnection, server: Server, now: Instant) throws(HandoverError) {
        id = state.id
        let address = IPAddress(state.address)
        host = address.map { HostKey($0) }
        peer = address?.description ?? "unix"
        listener = ""
        isIntroduced = true
        mustSpeak = state.mustSpeak
        self.connection = connection
        self.server = server
        since = Instant(nanoseconds: state.since)
        lastHeard = Instant(nanoseconds: state.lastHeard)
        lastNop = now
        lines = state.lines
        // Its answer may be on its way.
        pingedAt = state.isPinged ? now : nil
        opening = Opening(isOver: state.hasSpoken)
        inputEnded = state.inputEnded
        intake = Intake(entries: state.waiting, fullAt: state.fullAt)
        intake.boundDebt(server.rate, at: now.nanoseconds / 1_000)
        if state.isWire { view.insert(.wire) }
        if let snapshot = state.telnet {
            guard let decoder = TelnetDecoder(snapshot: snapshot) else { throw HandoverError("a telnet state is none") }
            telnet = decoder
            view.insert(.telnet)
        }
        attach()
    }

    private func attach() {
        connection.decoder = self
        connection.onEvent = { [unowned self] _, event in self.take(event) }
    }

    /// What another process goes on with.
    /// - Parameter withOutput: what waits for the peer is in it.
    func state(withOutput: Bool) -> SessionState {
        var state = SessionState(id: id)
        state.address = host == nil ? "" : peer
        state.mustSpeak = mustSpeak
        state.isWire = isWire
        state.telnet = telnet?.snapshot
        state.since = since.nanoseconds
        state.lastHeard = lastHeard.nanoseconds
        state.lines = lines
        state.isPinged = pingedAt != nil
        state.hasSpoken = opening.hasBegun
        state.inputEnded = inputEnded
        (state.waiting, state.fullAt) = intake.waiting
        if let held = opening.held { state.waiting.insert(.line(held), at: 0) }
        state.connection = connection.suspended(withOutput: withOutput)
        return state
    }

    /// Reads on, and carries out what waits its turn.
    func goOn() {
        connection.goOn()
        if !intake.isEmpty { waitForTurn() }
    }

    var isWire: Bool { view.contains(.wire) }

    var isTelnet: Bool { view.contains(.telnet) }

    /// Its first line is still to come, and may not take for ever.
    var owesFirstLine: Bool { mustSpeak && !opening.hasBegun }

    func becomeWire() {
        view.insert(.wire)
    }

    private func take(_ event: LineConnection.Event) {
        switch event {
        case .line(let line): lineArrived(line)
        case .firstInput(let bytes):
            if let foreign = ForeignProtocol(firstBytes: bytes) { server.turnAway(self, foreign) }
        case .lineTooLong:
            lastHeard = server.loop.now
            guard opening.hasBegun else { return server.turnAway(self, .longLine) }
            releaseOpening()
            guard intake.admit(nil, server.rate, at: lastHeard.nanoseconds / 1_000) else { return waitForTurn() }
            refuseTooLong()
        case .flooded:
            let words = "\(LineConnection.floodLimit) bytes came without the end of a line"
            server.end(self, .flood, telling: Refusal(.tooLong, words))
        case .endOfInput:
            inputEnded = true
            releaseOpening()
            if intake.isEmpty { server.end(self, .closed) }
        case .closed(.failed): server.connectionLost(self)
        case .closed: server.connectionDrained(self)
        case .connected: break
        }
    }

    // MARK: - Lines

    private func lineArrived(_ line: UnsafeRawBufferPointer) {
        lastHeard = server.loop.now
        lines &+= 1
        if !isIntroduced { server.introduce(self) }
        server.metrics.receivedLines &+= 1
        // Of its end at least the LF.
        server.metrics.receivedBytes &+= UInt64(line.count + 1)
        pingedAt = nil
        switch opening.take(line) {
        case .turnAway(let foreign): return server.turnAway(self, foreign)
        case .wait: return holdOpening()
        case .carryOutAfter(let nick): carryOutNick(nick)
        case .carryOut: break
        }
        carryOut(line)
    }

    private func carryOut(_ line: UnsafeRawBufferPointer) {
        guard !server.isGone(self) else { return }
        guard intake.admit(line, server.rate, at: lastHeard.nanoseconds / 1_000) else { return waitForTurn() }
        if !perform(line) { waitForTurn() }
    }

    // MARK: - A nick without its slash

    private func holdOpening() {
        openingTimer = try? Timer(on: server.loop) { [unowned self] in self.releaseOpening() }
        // Without memory for a timer the next line, or the end, releases it.
        openingTimer?.schedule(after: Opening.patience)
    }

    private func releaseOpening() {
        if let line = opening.release() { carryOutNick(line) }
    }

    /// Nothing made it IRC: it is text, as any line without a slash.
    private func carryOutNick(_ line: [UInt8]) {
        openingTimer = nil
        line.withUnsafeBytes {
            carryOut($0)
            if let nick = ForeignLine($0).nick { server.hint("did you mean /nick \(nick)?", to: self) }
        }
    }

    // MARK: - Lines in their turn

    /// - Returns: false where it waits for the next turn.
    private func perform(_ line: UnsafeRawBufferPointer) -> Bool {
        let isDone =
            if telnet != nil, let erased = TelnetDecoder.erase(line) {
                erased.withUnsafeBytes { server.perform(Request(line: $0, isWire: isWire), for: self) }
            } else {
                server.perform(Request(line: line, isWire: isWire), for: self)
            }
        if !isDone {
            intake.postpone(line)
            // What comes after it is not to be counted as too much.
            connection.pauseInput()
        }
        return isDone
    }

    /// Lines may come faster or slower than they might.
    func changeRate(from old: RateLimit.Rate, to new: RateLimit.Rate) {
        intake.change(from: old, to: new, at: server.loop.now.nanoseconds / 1_000)
        if intakeTimer != nil { performWaiting() }
    }

    /// Has its next line wait for what the last one cost.
    func owe(_ cost: Cost) {
        intake.charge(cost, server.rate, at: server.loop.now.nanoseconds / 1_000)
    }

    private func waitForTurn() {
        if intake.isFull(server.rate) { connection.pauseInput() }
        guard intakeTimer == nil else { return }
        do {
            intakeTimer = try Timer(on: server.loop) { [unowned self] in self.performWaiting() }
            performWaiting()
        } catch {
            server.end(self, .outOfMemory, telling: Refusal(.internal, "\(error)"))
        }
    }

    private func performWaiting() {
        while !server.isGone(self) {
            switch intake.next(server.rate, at: server.loop.now.nanoseconds / 1_000) {
            case .ready(.line(let line)), .ready(.due(let line)):
                // Its input may be held back, and the answer to a PING with it: it is not silent.
                lastHeard = server.loop.now
                pingedAt = nil
                guard line.withUnsafeBytes({ perform($0) }) else {
                    intakeTimer?.schedule(after: .zero)
                    return
                }
            case .ready(.tooLong): refuseTooLong()
            case .ready(.excess(let start)): refuseExcess(start)
            case .ready(.signal(let signal)): server.answer(self, signal)
            case .wait(let microseconds):
                intakeTimer?.schedule(after: .microseconds(microseconds))
                return
            case .nothing:
                intakeTimer = nil
                connection.resumeInput()
                if inputEnded, intake.isEmpty { server.end(self, .closed) }
                return
            }
        }
    }

    private func refuseTooLong() {
        let words = "a line may have \(server.configuration.limits.lineBytes) bytes; this one was not sent"
        server.refuse(self, Refusal(.tooLong, words, about: .most(server.configuration.limits.lineBytes)), tag: .none)
    }

    private func refuseExcess(_ start: [UInt8]) {
        let request = start.withUnsafeBytes { Request(line: $0, isWire: isWire) }
        let limits = server.configuration.limits
        let rate = limits.messagesPerSecond
        let words =
            "at most \(rate == rate.rounded() ? "\(Int(rate))" : "\(rate)") lines a second; this one was not carried out"
        let retry = intake.secondsUntilFree(server.rate, at: server.loop.now.nanoseconds / 1_000)
        server.refuse(self, Refusal(.slowDown, words, about: .retry(retry)), tag: request.tag)
    }

    // MARK: - Telnet

    var escape: UInt8 { TelnetDecoder.iac }

    func decode(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]) {
        if telnet == nil {
            telnet = TelnetDecoder()
            view.insert(.telnet)
            server.becameTelnet(self)
        }
        var answers: [UInt8] = []
        var signals: [TelnetDecoder.Signal] = []
        telnet?.decode(bytes, text: &lines, answers: &answers, signals: &signals)
        server.sendTelnet(answers, to: self)
        // After Ctrl-C telnet shows nothing until its mark is answered, so that comes before any words.
        for signal in signals where signal == .timingMark { take(signal) }
        for signal in signals where signal != .timingMark { take(signal) }
    }

    private func take(_ signal: TelnetDecoder.Signal) {
        switch intake.admit(signal, server.rate, at: server.loop.now.nanoseconds / 1_000) {
        case .now: server.answer(self, signal)
        case .later: waitForTurn()
        // Read on when what waits is done.
        case .never: connection.pauseInput()
        }
    }
}
