/// The user's text, and where its lines end.
extension TelnetDecoder {
    /// Bytes put into the text for EC and EL, for `erase` to act on.
    static let backspace: UInt8 = 0x08
    static let killLine: UInt8 = 0x15

    /// A CR came last. What follows will tell whether it ends a line.
    package var holdsReturn: Bool { carriageReturn == .held }

    /// A CR came last, and has ended a line.
    package var hasEndedAtReturn: Bool { carriageReturn == .ended }

    /// Each CR ends a line from now on: the peer pauses after it, and has never sent an LF.
    /// - Parameter text: the end of the line is appended to it, where its CR has come.
    package mutating func endLinesAtReturns(_ text: inout [UInt8]) {
        returnsAlone = true
        guard carriageReturn == .held else { return }
        carriageReturn = .ended
        text.append(UInt8(ascii: "\n"))
    }

    /// In BINARY, PuTTY's Return is CR alone.
    private var endsLinesAtReturns: Bool { returnsAlone || binary == .on }

    mutating func put(_ byte: UInt8, into text: inout [UInt8]) {
        guard !isOfReturn(byte, &text) else { return }
        guard byte == UInt8(ascii: "\r") else {
            missingBytes =
                byte & 0xC0 == 0x80 ? (missingBytes == 0 ? 0 : missingBytes - 1) : TelnetDecoder.bytesBehind(byte)
            text.append(byte)
            return
        }
        missingBytes = 0
        carriageReturn = endsLinesAtReturns ? .ended : .held
        if endsLinesAtReturns { text.append(UInt8(ascii: "\n")) }
    }

    /// Decides what the CR before a byte was.
    /// - Returns: whether the byte is of the same end of a line.
    private mutating func isOfReturn(_ byte: UInt8, _ text: inout [UInt8]) -> Bool {
        let before = carriageReturn
        guard before != .none else { return false }
        carriageReturn = .none
        let isOfReturn = byte == UInt8(ascii: "\n") || byte == 0
        guard before == .held else { return isOfReturn }
        switch byte {
        case UInt8(ascii: "\n"): text += [UInt8(ascii: "\r"), byte]
        case 0: text.append(UInt8(ascii: "\n"))
        default: text.append(endsLinesAtReturns ? UInt8(ascii: "\n") : UInt8(ascii: "\r"))
        }
        return isOfReturn
    }

    /// Carries out the erasures in a line: BS and DEL take the character before them away, NAK (Ctrl-U) all before it. Terminals that
    /// send every key at once, as retro computers do, leave that to the host.
    /// - Returns: nil where there are none.
    package static func erase(_ line: UnsafeRawBufferPointer) -> [UInt8]? {
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
