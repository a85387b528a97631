/// Takes telnet's commands out of a peer's bytes, and answers them (RFC 854, 855, 856, 860).
///
/// The peer is asked to send BINARY, and every other option is refused. The decoder's state carries over calls, so a stream may be
/// cut at any byte.
package struct TelnetDecoder: Sendable {
    /// Interpret as command.
    package static let iac: UInt8 = 0xFF

    /// IAC NOP, which a peer reads over.
    package static let noOperation: [UInt8] = [iac, Command.noOperation]

    /// What a peer asked for outside its text.
    package enum Signal: Hashable, Sendable {
        /// AYT: are you there?
        case areYouThere
        /// IP, BRK, ABORT, SUSP or EOF: a key that would end a program.
        case interrupt
        /// DO TIMING-MARK, which is asked for each time anew: telnet shows nothing after Ctrl-C until it is answered.
        case timingMark
        /// `negotiationBytes` more bytes came that are not of the text.
        case negotiation
    }

    /// IAC WONT TIMING-MARK.
    package static let noTimingMark: [UInt8] = [iac, Command.wont, Option.timingMark]

    /// IAC DO TIMING-MARK.
    package static let timingMarkRequest: [UInt8] = [iac, Command.do, Option.timingMark]

    /// Bytes that are not of the text, after which `negotiation` is told.
    package static let negotiationBytes = 1_024

    /// Bytes that a subnegotiation may have. One that is longer is over at the next end of a line.
    static let subnegotiationBytes = 4_096
    /// How long a subnegotiation may last, in microseconds.
    static let subnegotiationTime: Int64 = 10_000_000

    enum State: Hashable {
        case text, command
        /// DO, DONT, WILL or WONT has come, and the option follows.
        case option(verb: UInt8)
        case subnegotiation, subnegotiationCommand
    }

    /// Whether the peer sends BINARY (RFC 856).
    enum Binary: UInt8 {
        case off, asked, on
    }

    /// A CR that came last.
    enum Return: UInt8 {
        case none
        /// What follows decides whether it ends a line.
        case held
        /// It has ended a line. An LF or a NUL behind it belongs to it.
        case ended
    }

    var state = State.text
    /// Whether the peer has sent IAC.
    package internal(set) var hasSpoken = false
    var binary = Binary.off
    var hasRecovered = false
    var carriageReturn = Return.none
    /// The peer has no LF: each CR ends a line.
    var returnsAlone = false
    /// Bytes that are still to come of the character at the end of the text.
    var missingBytes: UInt8 = 0
    /// Bytes of the subnegotiation; no more than one beyond what it may have.
    var subnegotiated = 0
    /// When it began, in microseconds of the steady clock.
    var subnegotiationStart: Int64 = 0
    /// Bytes that were not of the text since that was told last.
    var negotiated = 0

    package init() {}

    /// Takes in bytes, up to a signal: what stands before a signal is to be done before it, and what stands behind it after it.
    /// - Parameters:
    ///   - now: microseconds of the steady clock.
    ///   - text: what is the user's is appended to it; lines end in LF or CR LF.
    ///   - answers: what telnet wants sent back is appended to it.
    /// - Returns: how many bytes were taken, and the signal that they end with. Without a signal all were taken.
    package mutating func decode(
        _ bytes: UnsafeRawBufferPointer, at now: Int64, text: inout [UInt8], answers: inout [UInt8]
    ) -> (taken: Int, signal: Signal?) {
        endOldSubnegotiation(at: now)
        for (index, byte) in bytes.enumerated() {
            if state != .text || byte == TelnetDecoder.iac { negotiated += 1 }
            if let signal = take(byte, at: now, &text, &answers) ?? negotiationSignal() { return (index + 1, signal) }
        }
        return (bytes.count, nil)
    }

    private mutating func negotiationSignal() -> Signal? {
        guard negotiated >= TelnetDecoder.negotiationBytes else { return nil }
        negotiated -= TelnetDecoder.negotiationBytes
        return .negotiation
    }

    private mutating func take(
        _ byte: UInt8, at now: Int64, _ text: inout [UInt8], _ answers: inout [UInt8]
    ) -> Signal? {
        switch state {
        case .text where byte == TelnetDecoder.iac:
            state = .command
            noteFirstCommand(&answers)
        case .text: put(byte, into: &text)
        case .command: return command(byte, at: now, &text)
        case .option(let verb):
            state = .text
            return answer(verb, byte, &answers)
        case .subnegotiation, .subnegotiationCommand: subnegotiate(byte, &text)
        }
        return nil
    }

    private mutating func command(_ byte: UInt8, at now: Int64, _ text: inout [UInt8]) -> Signal? {
        state = .text
        if missingBytes > 0, let key = TelnetDecoder.key(of: byte) {
            put(key, into: &text)
            return nil
        }
        switch byte {
        case TelnetDecoder.iac: put(byte, into: &text)
        case Command.sub:
            state = .subnegotiation
            subnegotiated = 0
            subnegotiationStart = now
        case Command.will...Command.dont: state = .option(verb: byte)
        case Command.areYouThere: return .areYouThere
        case Command.eraseCharacter: put(TelnetDecoder.backspace, into: &text)
        case Command.eraseLine: put(TelnetDecoder.killLine, into: &text)
        case Command.endOfFile, Command.suspend, Command.abort, Command.break, Command.interrupt: return .interrupt
        default: break
        }
        return nil
    }

    // MARK: - Subnegotiation

    /// Nothing of it is kept. It is over after some bytes or some time, so that a peer that forgets its end is heard again.
    private mutating func subnegotiate(_ byte: UInt8, _ text: inout [UInt8]) {
        subnegotiated = min(subnegotiated + 1, TelnetDecoder.subnegotiationBytes + 1)
        let isTooLong = subnegotiated > TelnetDecoder.subnegotiationBytes
        if state == .subnegotiationCommand {
            state = byte == Command.endOfSub ? .text : .subnegotiation
        } else if byte == TelnetDecoder.iac {
            state = .subnegotiationCommand
        } else if isTooLong, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            state = .text
            put(byte, into: &text)
        }
    }

    private mutating func endOldSubnegotiation(at now: Int64) {
        guard state == .subnegotiation || state == .subnegotiationCommand,
            now - subnegotiationStart >= TelnetDecoder.subnegotiationTime
        else { return }
        state = .text
    }
}

extension TelnetDecoder {
    /// The second byte of a command (RFC 854; the first three of RFC 1184).
    enum Command {
        static let endOfFile: UInt8 = 236
        static let suspend: UInt8 = 237
        static let abort: UInt8 = 238
        static let endOfSub: UInt8 = 240
        static let noOperation: UInt8 = 241
        static let `break`: UInt8 = 243
        static let interrupt: UInt8 = 244
        static let abortOutput: UInt8 = 245
        static let areYouThere: UInt8 = 246
        static let eraseCharacter: UInt8 = 247
        static let eraseLine: UInt8 = 248
        static let sub: UInt8 = 250
        static let will: UInt8 = 251
        static let wont: UInt8 = 252
        static let `do`: UInt8 = 253
        static let dont: UInt8 = 254
    }

    enum Option {
        static let binary: UInt8 = 0
        static let timingMark: UInt8 = 6
    }
}
