import ChatCore

/// A position in a TOML document, from which on its smallest parts are read.
struct TOMLCursor {
    private let bytes: [UInt8]
    private var offset = 0
    private(set) var position = TOMLPosition()

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The byte there; nil at the end.
    var next: UInt8? { byte(0) }

    /// The byte that is so many further on.
    func byte(_ distance: Int) -> UInt8? { offset + distance < bytes.count ? bytes[offset + distance] : nil }

    mutating func advance() {
        let byte = bytes[offset]
        offset += 1
        if byte == UInt8(ascii: "\n") {
            position = TOMLPosition(line: position.line + 1, column: 1)
        } else if byte & 0xC0 != 0x80 || offset == 1 {
            // The other bytes go on with a character.
            position.column += 1
        }
    }

    /// Skips a character, if it is there.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: scalar) else { return false }
        advance()
        return true
    }

    mutating func require(_ scalar: Unicode.Scalar, _ purpose: String) throws(TOMLFault) {
        guard take(scalar) else { throw fault("expected \(scalar) \(purpose), but there is \(saw)") }
    }

    /// Takes bytes as long as they are wanted.
    mutating func take(while isWanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = offset
        while let byte = next, isWanted(byte) { advance() }
        return bytes[start..<offset]
    }

    // MARK: - Space

    mutating func skipSpaces() {
        while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { advance() }
    }

    /// Whether a line ends here: at LF, or CR and LF.
    var isAtLineEnd: Bool {
        next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") && byte(1) == UInt8(ascii: "\n")
    }

    /// Goes on with the next line, if this one ends here.
    mutating func takeLineEnd() -> Bool {
        guard isAtLineEnd else { return false }
        if next == UInt8(ascii: "\r") { advance() }
        advance()
        return true
    }

    /// Skips spaces, ends of lines and comments.
    mutating func skipBlank() throws(TOMLFault) {
        repeat {
            skipSpaces()
            try skipComment()
        } while takeLineEnd()
    }

    /// Skips the rest of the line, which may only be a comment.
    mutating func endLine() throws(TOMLFault) {
        skipSpaces()
        try skipComment()
        guard takeLineEnd() || next == nil else { throw fault("expected the end of the line, but there is \(saw)") }
    }

    private mutating func skipComment() throws(TOMLFault) {
        guard next == UInt8(ascii: "#") else { return }
        while next != nil, !isAtLineEnd {
            try demandPrintable("a comment")
            advance()
        }
    }

    // MARK: - Keys

    /// One key, without its dots.
    mutating func key() throws(TOMLFault) -> TOMLKey {
        let start = position
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
            return TOMLKey(text: try stringOfALine(), position: start)
        }
        let bare = take(while: TOMLCursor.isBare)
        if bare.isEmpty { throw fault("expected a key, but there is \(saw)") }
        return TOMLKey(text: String(decoding: bare, as: UTF8.self), position: start)
    }

    /// Whether a byte may be in a key without quotes.
    static func isBare(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    // MARK: - Faults

    /// A fault at this position.
    func fault(_ words: String) -> TOMLFault { TOMLFault(position: position, words: words) }

    /// Control characters stand in no text but for tabs.
    func demandPrintable(_ what: String) throws(TOMLFault) {
        guard let byte = next, byte < 0x20 || byte == 0x7F, byte != UInt8(ascii: "\t") else { return }
        let digits = String(byte, radix: 16, uppercase: true)
        throw fault(
            "\(what) can't have the control character U+\(String(repeating: "0", count: 4 - digits.count))\(digits)")
    }

    /// What is at this position, in words.
    var saw: String {
        guard let byte = next else { return "the end of the file" }
        if isAtLineEnd { return "the end of the line" }
        if byte == UInt8(ascii: "\r") { return "a CR without a LF" }
        let rest = String(decoding: bytes[offset...].prefix(4), as: UTF8.self)
        return "\"\(rest.unicodeScalars.first.map { String($0).shown() } ?? "")\""
    }
}
