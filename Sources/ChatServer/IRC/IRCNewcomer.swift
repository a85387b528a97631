import ChatCore
import Dialects
import Framing
import Libevent
import Secrets

/// A client of IRC that is not welcomed yet: it has a connection, and is nobody to the hub.
final class IRCNewcomer {
    /// What became of a line, or of the connection.
    enum Event {
        /// All has come that is needed.
        case isComplete
        /// Its input is held until `answered`.
        case asks(IRCAccountRequest)
        /// It is to be closed, and told why.
        case isOver(IRCNewcomers.End)
        /// Its connection is closed.
        case isClosed
    }

    /// Called with what becomes of it.
    var onEvent: ((IRCNewcomer, Event) -> Void)?
    let arrival: Arrivals.Newcomer
    let since: Instant
    private(set) var registration: IRCRegistration
    /// Where it is in SASL.
    let sasl = SASLDialogue()
    /// The one that it has proved to be its.
    private(set) var account: Hub.AccountSummary?
    /// What `PASS` said was looked at.
    var knowsPassword = false
    /// It knows the server's password.
    var hasProvedPassword = false
    /// What it waits for an answer to.
    private(set) var asked: IRCAccountRequest?
    /// Its input is held until something is found out.
    private(set) var isHeld = false
    /// It is being taken in: its connection is not its own.
    var isEntering = false
    private var facts: IRCRegistration.Facts
    /// What it has sent.
    private(set) var bytes: Int
    private(set) var hasBegun: Bool
    /// What it was answered, in bytes.
    private var answered = 0
    private let answers = ByteBuffer()

    /// - Parameter state: what another process knew of it.
    init(
        _ arrival: Arrivals.Newcomer, _ facts: IRCRegistration.Facts, since: Instant,
        resuming state: IRCNewcomerState? = nil
    ) {
        self.arrival = arrival
        self.facts = facts
        self.since = state.map { Instant(nanoseconds: $0.since) } ?? since
        registration = state?.registration ?? IRCRegistration()
        bytes = state?.bytes ?? 0
        hasBegun = state?.hasBegun ?? false
        hasProvedPassword = state?.hasProvedPassword ?? false
        arrival.connection.maximumLineLength = IRCNewcomers.lineBytes
        arrival.connection.mostWithoutEnd = IRCNewcomers.bytesWithoutEnd
        // Who has shaken hands is no other protocol's.
        if arrival.webSocket != nil { hasBegun = true }
        // Where what it began with is known, a byte is a byte.
        if !hasBegun { arrival.connection.gate = self }
        attach()
    }

    /// What its connection brings is its own.
    func attach() {
        arrival.webSocket?.onSignal = { [unowned self] in self.take($0) }
        arrival.connection.onEvent = { [unowned self] _, event in self.take(event) }
    }

    private func take(_ event: LineConnection.Event) {
        switch event {
        case .line(let line): take(line)
        case .lineTooLong:
            guard hasBegun else { return end(.foreign(.longLine)) }
            count(IRCNewcomers.lineBytes)
        case .flooded: end(.tooMuch)
        case .endOfInput, .broken: end(.closed)
        case .closed: onEvent?(self, .isClosed)
        // It neither connects nor is asked for bytes.
        case .connected, .bytes: break
        }
    }

    private func take(_ line: UnsafeRawBufferPointer) {
        if !hasBegun, !line.isEmpty {
            hasBegun = true
            // What it began with is known: a byte is a byte from here on.
            arrival.connection.gate = nil
            if let foreign = IRCNewcomer.foreign(line) { return end(.foreign(foreign)) }
        }
        guard count(line.count + 1) else { return }
        let outcome = registration.receive(line, facts, into: answers)
        send()
        switch outcome {
        case .goesOn: break
        case .isComplete: onEvent?(self, .isComplete)
        case .quits: end(.quit)
        case .asks(let request): ask(request)
        }
    }

    /// Asks for what takes a while. Nothing behind it is read before it is answered.
    func ask(_ request: IRCAccountRequest) {
        asked = request
        hold()
        onEvent?(self, .asks(request))
    }

    func hold() {
        isHeld = true
        arrival.connection.pauseInput()
    }

    /// Goes on with what another process was told. What it asked is to be asked anew.
    func resume(passwords: [Secret], asked: IRCAccountRequest?) {
        registration.passwords = passwords
        self.asked = asked
    }

    /// It is logged in to an account from now on.
    func logIn(to account: Hub.AccountSummary) {
        self.account = account
    }

    /// Sends an answer.
    func answer(_ write: (IRCAnswers) -> Void) {
        write(IRCAnswers(to: registration.addressee, from: facts.server, into: answers))
        send()
    }

    /// What it asked for is answered: it is read on. To be called from its owner's turn, and not from within `onEvent`.
    func goOn() {
        asked = nil
        isHeld = false
        if !isEntering { arrival.connection.resumeInput() }
    }

    private static func foreign(_ line: UnsafeRawBufferPointer) -> ForeignProtocol? {
        let foreign = ForeignProtocol(firstLineOfBytes: line) ?? ForeignProtocol(firstLine: line)
        return foreign == .irc ? nil : foreign
    }

    /// - Returns: false where that is too much.
    @discardableResult
    func count(_ more: Int) -> Bool {
        bytes += more
        if bytes > IRCNewcomers.mostBytes { end(.tooMuch) }
        return bytes <= IRCNewcomers.mostBytes
    }

    /// A reload has changed what it is told.
    func change(to changed: IRCRegistration.Facts) {
        registration.changeOffer(from: facts, to: changed, into: answers)
        facts = changed
        send()
    }

    /// The nick that it wants can't be had.
    func nickWasRefused(_ numeric: IRCNumeric) {
        registration.nickWasRefused(numeric, facts, into: answers)
        send()
    }

    private func send() {
        guard !answers.isEmpty else { return }
        answered += answers.count
        // It need not read them.
        guard answered <= IRCNewcomers.mostAnswered else {
            answers.clear(keeping: 0)
            return end(.tooMuch)
        }
        flush()
    }

    private func flush() {
        if let opcode = arrival.webSocket?.opcode { answers.frameLines(from: 0, as: opcode) }
        _ = arrival.connection.send(answers.bytes, UnsafeRawBufferPointer(start: nil, count: 0))
        answers.clear(keeping: 1 << 10)
    }

    /// Sends the last that it reads.
    func say(_ words: String) {
        IRCAnswers(to: IRCName.nobody, from: facts.server, into: answers).putError(words)
        flush()
    }

    func end(_ why: IRCNewcomers.End) {
        onEvent?(self, .isOver(why))
    }
}

/// Peers of other protocols are told by what they begin with. Nothing is ever decoded.
extension IRCNewcomer: InputGate {
    var escape: UInt8 { 0 }

    func look(atBeginning bytes: UnsafeRawBufferPointer) -> InputBeginning {
        switch ForeignProtocol.beginning(bytes, after: 0) {
        case .empty: return .open
        case .undecided: return .undecided
        case .lines: return .known
        case .foreign(let foreign):
            end(.foreign(foreign))
            return .known
        }
    }

    /// A line of text has no NUL.
    func makeDecoder() -> any InputDecoder {
        end(.foreign(.binary))
        return NothingDecoded()
    }
}

/// Takes all bytes, and makes nothing of them.
private final class NothingDecoded: InputDecoder {
    func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int { bytes.count }
}
