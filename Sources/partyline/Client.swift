import Dialects
import Glibc
import Libevent
import Secrets

/// The program: the connection's life around a conversation and an interface.
final class Client {
    struct Settings {
        let endpoint: Endpoint
        /// nil: without TLS.
        let security: Security?
        let timeout: Duration
        let reconnects: Bool
        /// Where tokens are kept; nil: nowhere.
        let tokens: TokenFile?
        let wishes: Conversation.Wishes
    }

    // Not private, as the other files need them.

    let loop: EventLoop
    let settings: Settings
    var conversation: Conversation
    let interface: any Interface
    private var connector: Connector?
    var connection: LineConnection?
    /// What is done with, but may be calling us: kept until the turn's end.
    private var retired: [AnyObject] = []
    private var backoff = Backoff()
    private var nickBackoff = Backoff()
    private var random = SystemRandomNumberGenerator()
    private var hasStarted = false
    /// The server was told, or there is none to tell.
    var isLeaving = false
    private var lastHeard: Instant
    private var connectedAt: Instant
    var status: Int32 = 0
    /// Of an end for which the interface is not ready yet.
    var heldStatus: Int32?
    var deadline: Timer?
    private var retry: Timer?
    private var pulse: Timer?
    private var nickRetry: Timer?
    private var signals: [SignalWatch] = []
    /// The signal to die of, once everything is put back.
    var deadlySignal: Int32?
    /// What takes all that the server has of the user.
    var exportFile: ExportFile?

    init(_ settings: Settings, _ interface: any Interface) throws {
        loop = try EventLoop()
        self.settings = settings
        self.interface = interface
        conversation = Conversation(settings.wishes)
        lastHeard = loop.now
        connectedAt = loop.now
    }

    var isReady: Bool { conversation.isReady }
    var isEnding = false

    /// Runs to the end.
    /// - Returns: the exit status.
    func run() throws -> Int32 {
        deadline = try Timer(on: loop) { [unowned self] in deadlinePassed() }
        retry = try Timer(on: loop) { [unowned self] in connect() }
        pulse = try Timer(on: loop) { [unowned self] in checkPulse() }
        nickRetry = try Timer(on: loop) { [unowned self] in
            conversation.retryNick()
            carryOut()
        }
        signals = try Terminal.endingSignals.map { signal in
            try SignalWatch(on: loop, signal: signal) { [unowned self] in die(of: signal) }
        }
        loop.onTurnEnd = { [unowned self] in
            retired = []
            interface.flush()
        }
        connect()
        loop.run()
        // What is not finished is removed.
        exportFile = nil
        interface.end()
        if let deadlySignal {
            signals = []
            signal(deadlySignal, SIG_DFL)
            raise(deadlySignal)
        }
        return status
    }

    // MARK: Connecting

    private func connect() {
        guard connector == nil, connection == nil, !isEnding else { return }
        do {
            connector = try Connector(
                on: loop, to: settings.endpoint, security: settings.security, within: settings.timeout
            ) { [unowned self] in
                connected($0)
            }
        } catch {
            failed(Connector.Failure(reason: error.description))
        }
    }

    /// Tries to connect at once: the user does not want to wait.
    func reconnectNow() {
        guard connection == nil else { return }
        retry?.cancel()
        connect()
    }

    private func connected(_ result: Result<LineConnection, Connector.Failure>) {
        if let connector { retired.append(connector) }
        connector = nil
        switch result {
        case .failure(let failure): failed(failure)
        case .success(let connection):
            self.connection = connection
            connection.onEvent = { [unowned self] in happened($1) }
            lastHeard = loop.now
            connectedAt = loop.now
            deadline?.schedule(after: Limits.answerTime)
            pulse?.schedule(every: .seconds(10))
            interface.show(.status("Connected to \(settings.endpoint)\(settings.security == nil ? "" : " by TLS")"))
            conversation.begin()
            carryOut()
            start()
        }
    }

    private func start() {
        guard !hasStarted else { return }
        hasStarted = true
        do {
            try interface.start(self)
        } catch {
            interface.show(.status("\(error)"))
            finish(EX_OSERR)
        }
    }

    private func failed(_ failure: Connector.Failure) {
        let words = "Unable to connect to \(settings.endpoint): \(failure.reason)"
        if hasStarted, !failure.isFinal { return tryAgain(words) }
        if hasStarted {
            interface.show(.status(words))
        } else {
            Output.write(words + "\n", to: STDERR_FILENO)
        }
        finish(failure.isFinal ? EX_PROTOCOL : EX_UNAVAILABLE)
    }

    private func tryAgain(_ words: String) {
        if let farewell = conversation.farewell, farewell.isForGood {
            interface.show(.status("\(words). An empty line connects again."))
            return interface.stateChanged()
        }
        let delay = conversation.farewell?.retry.map(Backoff.delay(asked:)) ?? backoff.next(using: &random)
        let seconds =
            (delay.components.seconds * 1000 + delay.components.attoseconds / 1_000_000_000_000_000 + 500) / 1000
        interface.show(.status("\(words). Trying again in \(max(1, seconds)) s."))
        retry?.schedule(after: delay)
        interface.stateChanged()
    }

    /// Who answers there is no Partyline server. Where one was before, something in front of it may answer for it while it is away.
    private func metStranger() {
        if conversation.hasBeenReady { return lost("it does not answer as a Partyline server") }
        let advice =
            if case .host = settings.endpoint, settings.security == nil { "; if it speaks TLS, add --tls" } else { "" }
        hangUp("connected, but this is no Partyline server" + advice)
    }

    // MARK: The connection

    private func happened(_ event: LineConnection.Event) {
        switch event {
        case .line(let bytes):
            lastHeard = loop.now
            let unanswered = conversation.unansweredCount
            conversation.receive(bytes)
            carryOut()
            if isLeaving, conversation.unansweredCount < unanswered { giveTimeToLeave() }
        case .endOfInput: lost(nil)
        case .flooded where !conversation.hasMet, .lineTooLong where !conversation.hasMet: metStranger()
        case .flooded: lost("it sent what is not a line")
        case .broken(let error), .closed(.failed(let error)): lost(error.reason)
        case .closed: lost(nil)
        // Longer than lines of this protocol are: it is none, and nothing is known of what it was for.
        case .connected, .lineTooLong, .bytes: break
        }
    }

    /// The connection is gone.
    func lost(_ reason: String?) {
        guard connection != nil else { return }
        if !conversation.hasMet, !conversation.hasBeenReady, !isLeaving { return metStranger() }
        closeConnection()
        let wasReady = conversation.isReady
        let wasAwaiting = awaitsAnswer
        let comesBack = !isLeaving && settings.reconnects && interface.isForPeople
        conversation.lost()
        if !comesBack {
            conversation.releaseAll()
            conversation.giveUp()
        }
        carryOut()
        let words = "Disconnected from the server" + (reason.map { ": \($0)" } ?? "")
        if wasReady, loop.now - connectedAt > Limits.healthyTime { backoff.reset() }
        if isLeaving {
            interface.show(.status(words))
            finish(wasAwaiting ? EX_UNAVAILABLE : interface.exitStatus)
        } else if comesBack {
            tryAgain(words)
        } else {
            interface.show(.status(words))
            finish(EX_UNAVAILABLE)
        }
    }

    /// Closes the connection, if there is one.
    func closeConnection() {
        if let connection {
            connection.close()
            retired.append(connection)
        }
        connection = nil
        deadline?.cancel()
        pulse?.cancel()
        nickRetry?.cancel()
    }

    private func deadlinePassed() {
        // A server that spoke our protocol before may be slow; one that never did speaks another.
        if isLeaving || conversation.hasBeenReady || conversation.hasMet {
            return lost(isLeaving ? nil : "it does not answer")
        }
        metStranger()
    }

    private func hangUp(_ reason: String) {
        interface.show(.status("\(settings.endpoint): \(reason)"))
        finish(EX_PROTOCOL)
    }

    /// A broken network tells nobody: a server that says nothing for long is asked for a word.
    private func checkPulse() {
        let quiet = loop.now - lastHeard
        if quiet > Limits.quietTime * 2 { return lost("it does not answer") }
        if quiet > Limits.quietTime, isReady {
            conversation.askForSignOfLife()
            carryOut()
        }
    }

    // MARK: What the conversation wants

    func carryOut() {
        for output in conversation.takeOutputs() {
            switch output {
            case .send(let line): connection?.write(Array((line + "\n").utf8))
            case .sendSecret(let line, let secret): write(line, secret)
            case .keep(let token): keep(token)
            case .export(let step): export(step)
            case .show(let display): interface.show(display)
            case .wire(let line): interface.took(line)
            case .answered(let refused): interface.answered(refused: refused)
            case .bell: interface.bell()
            case .hangUp(let reason): hangUp(reason)
            case .stranger: metStranger()
            case .wishRefused(let reason):
                interface.show(.status("Nothing was sent, as \(reason)."))
                quit()
            case .ready:
                if !isLeaving { deadline?.cancel() }
            }
        }
        if let connection, connection.pendingOutput > Limits.longestOutput { return lost("it does not read") }
        if conversation.wantedNick == nil || !isReady {
            nickRetry?.cancel()
            if conversation.wantedNick == nil { nickBackoff.reset() }
        } else if nickRetry?.isScheduled == false {
            nickRetry?.schedule(after: nickBackoff.next(using: &random))
        }
        interface.stateChanged()
    }

    private func write(_ line: String, _ secret: Secret) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(line.utf8.count + secret.count + 2)
        bytes += Array((line + " ").utf8)
        for index in 0..<secret.count { bytes.append(secret.withBytes { $0[index] }) }
        bytes.append(UInt8(ascii: "\n"))
        connection?.write(bytes)
        Secret.wipe(&bytes)
    }
}
