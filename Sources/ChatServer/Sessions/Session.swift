import ChatCore
import Dialects
import Framing
import Handover
import Libevent

/// One peer: its connection, and what it takes to turn its lines into requests.
///
/// How its bytes become lines, and at which pace lines are carried out, stands in files of their own (Session+Input.swift and
/// Session+Turns.swift).
final class Session {
    let id: SessionID
    /// The host whose connections it counts among; nil for a Unix socket's peer.
    let host: HostKey?
    /// The peer's address without its port, as the log names it.
    let peer: String
    /// The listener that it came by, as the log names it; empty for one that an older process handed over.
    let listener: String
    /// The log has told that it came.
    var isIntroduced = false
    let connection: LineConnection
    /// Unowned without a check, as it is asked several times a line. The server outlives its sessions.
    unowned(unsafe) let server: Server

    private(set) var dialect: Dialect
    let since: Instant
    /// When a line of it came last.
    var lastHeard: Instant
    /// Lines that came.
    private(set) var lines: UInt64 = 0
    /// When it was sent the `PING` that waits for its answer; nil: none does.
    var pingedAt: Instant?
    /// Since when it is known that its connection broke.
    var brokenSince: Instant?
    /// When it was sent a telnet NOP last.
    var lastNop: Instant

    private(set) var opening = Opening()
    private var openingTimer: Timer?
    private var emptyLines = 0
    /// How many empty lines cost what one message does.
    private static let emptyLinesOfMessage = 64
    private let mustSpeak: Bool
    private var inputEnded = false
    /// Its connection broke.
    private var isLost = false

    // Not private, as Session+Turns.swift needs them; nobody else does.

    var intake: Intake
    var intakeTimer: Timer?
    var holds: Hold = []

    // Not private, as Session+Input.swift needs it; nobody else does.

    /// nil as long as nothing has to be decoded.
    var telnet: TelnetInput?

    /// nil: it sends lines, and no frames.
    let webSocket: WebSocketInput?

    /// - Parameters:
    ///   - mustSpeak: it is to be closed if it says nothing for long.
    ///   - dialect: that it speaks at first; nil: lines.
    ///   - webSocket: that its bytes pass already.
    init(
        id: SessionID, address: IPAddress?, connection: LineConnection, server: Server, now: Instant, listener: String,
        mustSpeak: Bool, dialect: Dialect? = nil, webSocket: WebSocketInput? = nil
    ) {
        self.id = id
        self.dialect = dialect ?? .line(LineDialect(webSocket == nil ? [] : .framed))
        self.webSocket = webSocket
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
        // Who has chosen its dialect, or has shaken hands, is no other protocol's.
        if self.dialect.isChosen || webSocket != nil { opening = Opening(isOver: true) }
        attach()
    }

    /// Goes on with another process's session. Nothing is read before `goOn`.
    /// - Throws: `HandoverError` where the state of its decoder is none, or there is no rendering left for it.
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
        webSocket = try WebSocketInput(of: state)
        dialect = try server.dialect(resuming: state, framed: webSocket?.opcode)
        if let webSocket { connection.decode(with: webSocket) }
        if state.telnet != nil || !state.signals.isEmpty || connection.needsDecoder {
            guard let decoder = state.telnet.map({ TelnetDecoder(snapshot: $0) }) ?? TelnetDecoder() else {
                throw HandoverError("a telnet state is none")
            }
            let input = TelnetInput(of: self, decoder: decoder, signals: state.signals)
            input.prompt = state.prompt
            telnet = input
            if connection.needsDecoder { connection.decode(with: input) }
        }
        if connection.isInputPaused { holds = .turn }
        attach()
    }

    private func attach() {
        // A program that has not spoken telnet before never does: 0xFF is a byte that is not UTF-8, and no command.
        connection.gate = (isWire && telnet == nil) || isFramed ? nil : self
        if let webSocket { takeSignals(of: webSocket) }
        connection.onEvent = { [unowned self] _, event in self.take(event) }
    }

    /// What another process goes on with.
    /// - Parameter withOutput: what waits for the peer is in it.
    func state(withOutput: Bool) -> SessionState {
        var state = SessionState(id: id)
        state.address = host == nil ? "" : peer
        state.mustSpeak = mustSpeak
        state.irc = dialect.irc?.state
        if state.irc == nil { state.form = LineForm(dialect.reading.rendering) }
        state.telnet = telnet?.decoder.snapshot
        state.webSocket = webSocket?.state
        state.since = since.nanoseconds
        state.lastHeard = lastHeard.nanoseconds
        state.lines = lines
        state.isPinged = pingedAt != nil
        state.hasSpoken = opening.hasBegun
        state.inputEnded = inputEnded
        state.signals = telnet?.signals ?? []
        state.prompt = telnet?.prompt
        (state.waiting, state.fullAt) = intake.waiting
        if let held = opening.held { state.waiting.insert(.line(held), at: 0) }
        state.connection = connection.suspended(withOutput: withOutput)
        return state
    }

    /// Whether another process can go on with it; if not its peer has to come again.
    var canBeHandedOver: Bool { connection.canBeHandedOver }

    /// Reads on, and carries out what waits its turn.
    func goOn() {
        connection.goOn()
        if intake.isEmpty { release(.turn) } else { waitForTurn() }
    }

    /// nil for a Unix socket's peer, which has none.
    var address: IPAddress? { host == nil ? nil : IPAddress(peer) }

    /// As who it asks to be believed that an account is its.
    var claimant: Claimant { Claimant(address: address, mustSpeak: mustSpeak, since: since) }

    /// Nobody on the way reads along: it came by TLS or from this machine, or a proxy is in between, whose business that is.
    var isProtected: Bool { claimant.isProtected }

    /// It came from this machine, or by a Unix socket, and no proxy was in between.
    var isLocal: Bool { claimant.isLocal }

    /// It is a program's.
    var isWire: Bool { !dialect.isForPeople }

    /// Its first line is still to come, and may not take for ever.
    var owesFirstLine: Bool { mustSpeak && !opening.hasBegun }

    /// Carries out a command that is about its dialect.
    func perform(_ command: DialectCommand, _ facts: () -> ServerReply.Session) -> ServerAnswer.Ending {
        let (before, wasChosen) = (dialect.reading, dialect.isChosen)
        let ending = dialect.perform(command, facts)
        if dialect.reading != before { server.hub.setReading(of: id, to: dialect.reading) }
        if dialect.isChosen, !wasChosen { dialectWasChosen() }
        return ending
    }

    /// What comes from now on is no other protocol's.
    func endOpening() {
        opening.end()
    }

    private func dialectWasChosen() {
        opening.end()
        if telnet == nil { connection.gate = nil }
        // Programs read LF, whatever they send.
        if !isTelnet { endLines(inCRLF: false) }
    }

    /// How lines to it end, from now on.
    func endLines(inCRLF: Bool) {
        guard dialect.endsLinesInCRLF != inCRLF else { return }
        dialect.endLines(inCRLF: inCRLF)
        server.hub.setReading(of: id, to: dialect.reading)
    }

    private func take(_ event: LineConnection.Event) {
        switch event {
        case .line(let line): lineArrived(line)
        case .lineTooLong:
            lastHeard = server.loop.now
            guard opening.hasBegun else { return server.turnAway(self, .longLine) }
            releaseOpening()
            guard intake.admit(nil, server.rate, at: lastHeard.nanoseconds / 1_000) else { return waitForTurn() }
            refuseTooLong()
        case .flooded:
            server.end(self, .flood, telling: .endlessLine(bytes: Int(connection.mostWithoutEnd)))
        case .endOfInput: takeEnd()
        case .broken:
            isLost = true
            takeEnd()
        case .closed(.failed): server.connectionLost(self)
        case .closed: server.connectionDrained(self)
        // A session neither connects nor asks for bytes.
        case .connected, .bytes: break
        }
    }

    /// Nothing more comes.
    func takeEnd() {
        inputEnded = true
        releaseOpening()
        endIfDone()
    }

    /// What came before the end of the input is carried out before the session ends.
    func endIfDone() {
        guard inputEnded, intake.isEmpty, holds.isDisjoint(with: [.commit, .order]), !server.isGone(self) else {
            return
        }
        if isLost { server.connectionLost(self) } else { server.end(self, .closed) }
    }

    // MARK: - Lines

    private func lineArrived(_ line: UnsafeRawBufferPointer) {
        lastHeard = connection.now
        if lines == 0, connection.firstLineEnd == .returnAndFeed, !isFramed { endLines(inCRLF: true) }
        lines &+= 1
        if !isIntroduced { server.introduce(self) }
        // Its end is an LF at least.
        let bytes = UInt64(line.count + 1)
        server.metrics.receivedLines &+= 1
        server.metrics.receivedBytes &+= bytes
        pingedAt = nil
        if !opening.hasBegun, let foreign = ForeignProtocol(firstLineOfBytes: line) {
            return server.turnAway(self, foreign)
        }
        switch opening.take(line) {
        case .turnAway(let foreign): return server.turnAway(self, foreign)
        case .wait: return holdOpening()
        case .carryOutAfter(let nick): carryOutNick(nick)
        case .carryOut: break
        }
        carryOut(line)
    }

    // This and `perform` are parts of one way, and inlined into it: each call would hold on to the server once more.
    @inline(__always)
    private func carryOut(_ line: UnsafeRawBufferPointer) {
        guard !server.isGone(self) else { return }
        if line.isEmpty, prompt == nil {
            // It asks for nothing, but to read many of them takes time.
            emptyLines &+= 1
            guard emptyLines.isMultiple(of: Session.emptyLinesOfMessage) else { return }
        }
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
            if let nick = ForeignLine($0).nick { server.requests.tell(self, .nickCommand(nick)) }
        }
    }
}
