/// The promise of docs/PROTOCOL.md section 4, checked over everything that any peer of any test receives: no byte below 0x20
/// but the LF, no 0x7F and no C1 control, all of it UTF-8. A peer that has sent a CR may get CR LF, and one that has spoken telnet IAC
/// sequences too. And that of section 10: no line past 4096 bytes.
///
/// A client of IRC gets CR LF, the codes that format text and those that mark a request from client to client; and no line past 512 bytes.
struct PrintableGuard {
    /// From when on the peer has sent IAC.
    var speaksTelnet = false
    /// From when on it has sent a CR.
    var mayReadCRLF = false

    var speaksIRC = false

    /// A request's mark, and the nine codes of formatting.
    private static let ircCodes: Set<UInt8> = [0x01, 0x02, 0x03, 0x04, 0x0F, 0x11, 0x16, 0x1D, 0x1E, 0x1F]

    private enum State { case text, afterLead, afterCR, afterIAC, afterNegotiation }
    private var state = State.text
    private var line: [UInt8] = []

    /// Throws at the first byte that should not have left the server.
    mutating func check(_ bytes: ArraySlice<UInt8>) throws {
        guard state == .text, isPlain(bytes) else { return try checkEach(bytes) }
        var rest = bytes
        while let end = firstIndex(of: UInt8(ascii: "\n"), in: rest) {
            line += rest[..<end]
            guard lineEnds() else {
                throw HarnessFailure("the server sent a line that is too long or not UTF-8: \(brief(line))")
            }
            rest = rest[(end + 1)...]
        }
        line += rest
    }

    private mutating func checkEach(_ bytes: ArraySlice<UInt8>) throws {
        for byte in bytes {
            guard accepts(byte) else {
                throw HarnessFailure("the server sent the byte \(shown([byte])) after \"\(shown(line))\"")
            }
        }
    }

    private mutating func lineEnds() -> Bool {
        guard isShort && String(validating: line, as: UTF8.self) != nil else { return false }
        line = []
        return true
    }

    private var isShort: Bool {
        guard speaksIRC else { return line.count <= 4096 }
        let tags = line.first == UInt8(ascii: "@") ? (line.firstIndex(of: UInt8(ascii: " ")) ?? line.count) + 1 : 0
        return tags <= 8_191 && line.count - tags <= 510
    }

    private mutating func accepts(_ byte: UInt8) -> Bool {
        switch (state, byte) {
        case (.afterIAC, 0xFB...0xFE):
            state = .afterNegotiation
        case (.afterIAC, _), (.afterNegotiation, _):
            state = .text
        case (.afterLead, 0x80...0x9F):
            return false
        case (.afterCR, _) where byte != UInt8(ascii: "\n"):
            return false
        case (_, UInt8(ascii: "\n")):
            state = .text
            return lineEnds()
        case (_, UInt8(ascii: "\r")) where speaksTelnet || mayReadCRLF || speaksIRC:
            state = .afterCR
        case (_, 0xFF) where speaksTelnet:
            state = .afterIAC
        case (_, let code) where speaksIRC && Self.ircCodes.contains(code):
            line.append(code)
        case (_, 0..<0x20), (_, 0x7F):
            return false
        default:
            state = byte == 0xC2 ? .afterLead : .text
            line.append(byte)
        }
        return true
    }
}
