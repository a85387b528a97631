import ChatCore
import Dialects
import Framing
import Libevent

/// The decoder of a telnet peer's input: it takes telnet's commands out, answers them, and has the session do what they ask for.
///
/// A session has one from the first IAC on, or the first CR that nothing followed.
final class TelnetInput: InputDecoder {
    /// How much negotiation may come, in units of `TelnetDecoder.negotiationBytes`. What comes faster waits; it takes no line's place.
    private static let negotiationRate = RateLimit.Rate(perSecond: 64, burst: 128)

    private unowned let session: Session
    private(set) var decoder: TelnetDecoder
    /// What a person was asked for: the next line is it, and no command.
    var prompt: SecretPrompt?
    /// What telnet asked for behind the lines that are being reported.
    private(set) var signals: [TelnetDecoder.Signal]
    /// What it may send of negotiation at once, and later.
    private var negotiation = RateLimit()
    private var negotiationTimer: Timer?

    init(of session: Session, decoder: TelnetDecoder = TelnetDecoder(), signals: [TelnetDecoder.Signal] = []) {
        self.session = session
        self.decoder = decoder
        self.signals = signals
    }

    private var now: Int64 { session.server.loop.now.nanoseconds / 1_000 }

    // MARK: - Decoding

    func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int {
        let hadSpoken = decoder.hasSpoken
        var answers: [UInt8] = []
        let (taken, signal) = decoder.decode(bytes, at: now, text: &text, answers: &answers)
        if decoder.hasSpoken, !hadSpoken { session.endLines(inCRLF: true) }
        session.server.sendTelnet(answers, to: session)
        guard let signal else { return taken }
        // After Ctrl-C telnet asks for a mark, and shows nothing until it is answered: no words may come before that.
        let mark = TelnetDecoder.timingMarkRequest
        if signal == .interrupt, bytes[taken...].starts(with: mark) {
            signals += [.timingMark, signal]
            return taken + mark.count
        }
        signals.append(signal)
        return taken
    }

    var holdsReturn: Bool { decoder.holdsReturn }

    func endLinesAtReturns(_ text: inout [UInt8]) {
        decoder.endLinesAtReturns(&text)
        session.endLines(inCRLF: !session.isWire)
    }

    /// Asks for BINARY, and that a terminal be set anew; once.
    func recover() {
        session.server.sendTelnet(decoder.recover(), to: session)
    }

    /// Has a terminal show nothing of what is typed, or show it again.
    func hideInput(_ isHidden: Bool) {
        session.server.sendTelnet(decoder.hideInput(isHidden), to: session)
    }

    // MARK: - Signals

    func unitsWereReported() {
        while !signals.isEmpty {
            let signal = signals.removeFirst()
            guard take(signal) else { return signals.insert(signal, at: 0) }
        }
    }

    /// - Returns: whether it is done, or waits its turn.
    private func take(_ signal: TelnetDecoder.Signal) -> Bool {
        switch signal {
        case .areYouThere, .interrupt: return session.admit(.telnet(signal))
        // At once, as all negotiation is answered: until then telnet shows nothing.
        case .timingMark: session.server.requests.answer(session, signal)
        case .negotiation: pace()
        }
        return true
    }

    /// Reads no more for a while if negotiation came faster than it may.
    private func pace() {
        let wait = negotiation.take(TelnetInput.negotiationRate, at: now)
        guard wait > 0 else { return }
        negotiation.charge(1, TelnetInput.negotiationRate, at: now)
        if negotiationTimer == nil {
            negotiationTimer = try? Timer(on: session.server.loop) { [unowned session] in session.release(.negotiation)
            }
        }
        guard let negotiationTimer else { return }
        session.hold(.negotiation)
        negotiationTimer.schedule(after: .microseconds(wait))
    }
}
