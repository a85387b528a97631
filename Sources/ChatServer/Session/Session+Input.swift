import ChatCore
import Dialects
import Framing
import Libevent

/// How a peer's bytes become lines: what it begins with, telnet, and the end of a line that is a CR alone.
extension Session: InputDecoder {
    /// How much negotiation may come, in units of `TelnetDecoder.negotiationBytes`. What comes faster waits; it takes no line's place.
    private static let negotiationRate = RateLimit.Rate(perSecond: 64, burst: 128)

    /// It has sent IAC.
    var isTelnet: Bool { telnet?.hasSpoken == true }

    var escape: UInt8 { TelnetDecoder.iac }

    var holdsReturn: Bool { telnet?.holdsReturn == true }

    private var now: Int64 { server.loop.now.nanoseconds / 1_000 }

    func look(atBeginning bytes: UnsafeRawBufferPointer) -> InputBeginning {
        switch ForeignProtocol.beginning(bytes, after: lines, behindReturn: telnet?.hasEndedAtReturn == true) {
        case .empty: return .open
        case .undecided: return .undecided
        case .lines: return .known
        case .foreign(let foreign):
            server.turnAway(self, foreign)
            return .known
        }
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]) -> Int {
        var decoder = telnet ?? TelnetDecoder()
        let hadSpoken = decoder.hasSpoken
        var answers: [UInt8] = []
        let (taken, signal) = decoder.decode(bytes, at: now, text: &lines, answers: &answers)
        telnet = decoder
        if decoder.hasSpoken, !hadSpoken { endLines(inCRLF: true) }
        server.sendTelnet(answers, to: self)
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

    func linesWereReported() {
        while !signals.isEmpty {
            let signal = signals.removeFirst()
            guard take(signal) else { return signals.insert(signal, at: 0) }
        }
    }

    func endLinesAtReturns(_ lines: inout [UInt8]) {
        var decoder = telnet ?? TelnetDecoder()
        decoder.endLinesAtReturns(&lines)
        telnet = decoder
        endLines(inCRLF: !isWire)
    }

    /// - Returns: whether it is done, or waits its turn.
    private func take(_ signal: TelnetDecoder.Signal) -> Bool {
        switch signal {
        case .areYouThere, .interrupt: return admit(signal)
        // At once, as all negotiation is answered: until then telnet shows nothing.
        case .timingMark: server.answer(self, signal)
        case .negotiation: pace()
        }
        return true
    }

    /// Reads no more for a while if negotiation came faster than it may.
    private func pace() {
        let wait = negotiation.take(Session.negotiationRate, at: now)
        guard wait > 0 else { return }
        negotiation.charge(1, Session.negotiationRate, at: now)
        if negotiationTimer == nil {
            negotiationTimer = try? Timer(on: server.loop) { [unowned self] in self.release(.negotiation) }
        }
        guard let negotiationTimer else { return }
        hold(.negotiation)
        negotiationTimer.schedule(after: .microseconds(wait))
    }

    /// Asks a telnet that took bytes of a line for keys to send BINARY, and to set its terminal anew.
    func recover(from line: UnsafeRawBufferPointer) {
        guard isTelnet || TelnetDecoder.lacksBytes(line), !server.isGone(self) else { return }
        var decoder = telnet ?? TelnetDecoder()
        let request = decoder.recover()
        telnet = decoder
        server.sendTelnet(request, to: self)
    }
}
