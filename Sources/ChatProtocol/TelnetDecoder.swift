/// Takes telnet's commands out of a peer's bytes, and answers them (RFC 854, 855, 860, 1143).
///
/// Every option is refused: once for each that is asked for, as only changes are to be acknowledged. Its state carries
/// over calls, so a stream may be cut at any byte.
public struct TelnetDecoder: Sendable {
    /// Interpret as command.
    public static let iac: UInt8 = 0xFF

    /// IAC NOP, which a peer makes nothing of.
    public static let noOperation: [UInt8] = [iac, 241]

    /// What a peer asked for outside its text.
    public enum Signal: Hashable, Sendable {
        /// AYT: are you there?
        case areYouThere
        /// IP, BRK, ABORT, SUSP or EOF: a key that would end a program.
        case interrupt
        /// DO TIMING-MARK, which is asked for each time anew: telnet shows nothing after Ctrl-C until it is answered.
        case timingMark
        /// So many bytes of negotiation came as make a line.
        case negotiation
    }

    /// IAC WONT TIMING-MARK.
    public static let noTimingMark: [UInt8] = [iac, Command.wont, Command.timingMark]

    /// Bytes that are not of the text, after which `negotiation` is told.
    static let negotiationBytes = 1_024

    /// Bytes put into the text for EC and EL, for `erase` to act on.
    static let backspace: UInt8 = 0x08
    static let killLine: UInt8 = 0x15

    enum State: Hashable {
        case text, carriageReturn, command
        case option(UInt8)
        case subnegotiation, subnegotiationCommand
    }

    private enum Command {
        static let sub: UInt8 = 250
        static let will: UInt8 = 251
        static let wont: UInt8 = 252
        static let `do`: UInt8 = 253
        static let dont: UInt8 = 254
        static let endOfSub: UInt8 = 240
        static let areYouThere: UInt8 = 246
        static let eraseCharacter: UInt8 = 247
        static let eraseLine: UInt8 = 248
        static let interrupts: Set<UInt8> = [236, 237, 238, 243, 244]
        static let timingMark: UInt8 = 6
    }

    var state = State.text
    var refusedWill: Set<UInt8> = []
    var refusedDo: Set<UInt8> = []
    /// Bytes that were not of the text since that was told last. No part of a snapshot.
    private var negotiated = 0

    public init() {}

    /// Takes in bytes.
    /// - Parameters:
    ///   - text: what is the user's is appended to it; lines end in LF or CR LF.
    ///   - answers: what telnet wants sent back is appended to it.
    ///   - signals: what the peer asked for, appended.
    public mutating func decode(
        _ bytes: UnsafeRawBufferPointer, text: inout [UInt8], answers: inout [UInt8], signals: inout [Signal]
    ) {
        for byte in bytes {
            if state != .text && state != .carriageReturn { count(&signals) }
            switch state {
            case .text: take(byte, &text)
            case .carriageReturn:
                state = .text
                // CR NUL: a bare Return, which ends a line here.
                if byte == 0 {
                    text.append(UInt8(ascii: "\n"))
                } else {
                    text.append(UInt8(ascii: "\r"))
                    take(byte, &text)
                }
            case .command: command(byte, &text, &signals)
            case .option(let verb):
                state = .text
                answer(verb, byte, &answers, &signals)
            case .subnegotiation:
                if byte == TelnetDecoder.iac { state = .subnegotiationCommand }
            case .subnegotiationCommand:
                state = byte == Command.endOfSub ? .text : .subnegotiation
            }
        }
    }

    private mutating func count(_ signals: inout [Signal]) {
        negotiated += 1
        guard negotiated == TelnetDecoder.negotiationBytes else { return }
        negotiated = 0
        signals.append(.negotiation)
    }

    private mutating func take(_ byte: UInt8, _ text: inout [UInt8]) {
        switch byte {
        case TelnetDecoder.iac: state = .command
        case UInt8(ascii: "\r"): state = .carriageReturn
        default: text.append(byte)
        }
    }

    private mutating func command(_ byte: UInt8, _ text: inout [UInt8], _ signals: inout [Signal]) {
        state = .text
        switch byte {
        case TelnetDecoder.iac: text.append(byte)
        case Command.sub: state = .subnegotiation
        case Command.will...Command.dont: state = .option(byte)
        case Command.areYouThere: signals.append(.areYouThere)
        case Command.eraseCharacter: text.append(TelnetDecoder.backspace)
        case Command.eraseLine: text.append(TelnetDecoder.killLine)
        case _ where Command.interrupts.contains(byte): signals.append(.interrupt)
        default: break
        }
    }

    private mutating func answer(
        _ verb: UInt8, _ option: UInt8, _ answers: inout [UInt8], _ signals: inout [Signal]
    ) {
        switch verb {
        case Command.do where option == Command.timingMark: signals.append(.timingMark)
        case Command.do:
            guard refusedDo.insert(option).inserted else { return }
            answers += [TelnetDecoder.iac, Command.wont, option]
        case Command.will:
            guard refusedWill.insert(option).inserted else { return }
            answers += [TelnetDecoder.iac, Command.dont, option]
        default: break
        }
    }

    /// Carries out the erasures in a line: BS and DEL take the character before them away, NAK (Ctrl-U) all before it. Terminals that
    /// send every key at once, as retro computers do, leave that to the host.
    public static func erase(_ line: UnsafeRawBufferPointer) -> [UInt8]? {
        guard line.contains(where: { $0 == backspace || $0 == 0x7F || $0 == killLine }) else { return nil }
        var kept: [UInt8] = []
        for byte in line {
            switch byte {
            case backspace, 0x7F:
                while let last = kept.popLast(), last & 0xC0 == 0x80 {}
            case killLine: kept.removeAll()
            default: kept.append(byte)
            }
        }
        return kept
    }
}
