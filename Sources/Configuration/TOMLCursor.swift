import ChatCore

/// A place in a TOML document. It reads words from there on.
struct TOMLCursor {
    private let bytes: [UInt8]
    private var position = 0
    /// The line of the place, counted from 1.
    private(set) var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The byte there; nil at the end.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func advance() {
        if bytes[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    /// Skips a character, if it is there.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: scalar) else { return false }
        advance()
        return true
    }

    mutating func require(_ scalar: Unicode.Scalar, _ purpose: String) throws(TOMLScanner.Fault) {
        guard take(scalar) else { throw fault("expected \(scalar) \(purpose), but there is \(saw)") }
    }

    /// A fault at this place.
    func fault(_ words: String) -> TOMLScanner.Fault { TOMLScanner.Fault(line: line, words: words) }

    // MARK: - Space

    mutating func skipSpaces() {
        while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { advance() }
    }

    /// Skips spaces, ends of lines and comments.
    mutating func skipBlank() {
        while let byte = next {
            if byte == UInt8(ascii: "#") {
                while let byte = next, byte != UInt8(ascii: "\n") { advance() }
            } else if " \t\r\n".utf8.contains(byte) {
                advance()
            } else {
                return
            }
        }
    }

    /// Skips the rest of the line, which may only be a comment.
    mutating func endLine() throws(TOMLScanner.Fault) {
        let before = line
        skipBlank()
        if line == before && next != nil {
            throw fault("expected the end of the line, but there is \(saw)")
        }
    }

    // MARK: - Keys and values

    /// One key, without its dots.
    mutating func key() throws(TOMLScanner.Fault) -> String {
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
            return String(decoding: try string(), as: UTF8.self)
        }
        let start = position
        while let byte = next, TOMLCursor.isBare(byte) { advance() }
        if position == start { throw fault("expected a key, but there is \(saw)") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Whether a byte may be in a key without quotes.
    static func isBare(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// A number, `true` or `false`. (Dates are TOML, too, but no key here takes one.)
    mutating func scalar() throws(TOMLScanner.Fault) {
        let start = position
        while let byte = next, !",]}#\r\n".utf8.contains(byte) { advance() }
        var word = bytes[start..<position]
        while let last = word.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { word.removeLast() }
        if word.isEmpty { throw fault("expected a value, but there is \(saw)") }
        guard TOMLCursor.isScalar(word) else {
            let shown = String(decoding: word, as: UTF8.self).shown()
            throw fault("\(shown) is not a number, true or false; text needs quotes")
        }
    }

    /// Whether it is near enough to a number for the parser to say what is wrong with it.
    private static func isScalar(_ word: ArraySlice<UInt8>) -> Bool {
        if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return true }
        let isSigned = word.first == UInt8(ascii: "+") || word.first == UInt8(ascii: "-")
        let number = isSigned ? word.dropFirst() : word
        if number.elementsEqual("inf".utf8) || number.elementsEqual("nan".utf8) { return true }
        guard number.first?.isASCIIDigit == true else { return false }
        if ["0x", "0o", "0b"].contains(where: { number.starts(with: $0.utf8) }) {
            return number.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
        }
        var before = UInt8(ascii: "0")
        for byte in number {
            let isExponent = before | 0x20 == UInt8(ascii: "e")
            guard byte.isASCIIDigit || "_.eE".utf8.contains(byte) || ("+-".utf8.contains(byte) && isExponent) else {
                return false
            }
            before = byte
        }
        return true
    }

    /// Reads a string in single or double quotes, of one line or several.
    /// - Returns: what the string stands for; for one of several lines, only roughly.
    mutating func string() throws(TOMLScanner.Fault) -> [UInt8] {
        guard let quote = next else { return [] }
        advance()
        guard next == quote else { return try string(endedBy: quote, quotes: 1) }
        advance()
        guard next == quote else { return [] }
        advance()
        return try string(endedBy: quote, quotes: 3)
    }

    private mutating func string(endedBy quote: UInt8, quotes: Int) throws(TOMLScanner.Fault) -> [UInt8] {
        let start = line
        var content: [UInt8] = []
        var run = 0
        while let byte = next, quotes == 3 || byte != UInt8(ascii: "\n") {
            advance()
            run = byte == quote ? run + 1 : 0
            if run == quotes {
                // Up to two more quotes just before the end may belong to the content.
                for _ in 0..<2 where quotes == 3 && next == quote { advance() }
                return content
            }
            if byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") {
                content += try escaped()
            } else {
                content.append(byte)
            }
        }
        let quotes = String(repeating: String(UnicodeScalar(quote)), count: quotes)
        throw TOMLScanner.Fault(line: start, words: "a string begins with \(quotes), and does not end with it")
    }

    /// Reads what follows a backslash.
    private mutating func escaped() throws(TOMLScanner.Fault) -> [UInt8] {
        guard let byte = next else { return [] }
        advance()
        switch byte {
        case UInt8(ascii: "u"): return try scalar(digits: 4)
        case UInt8(ascii: "U"): return try scalar(digits: 8)
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "r"): return [0x0D]
        // A quote or a backslash stands for itself; so may the end of a line in a string of several lines.
        default: return [byte]
        }
    }

    private mutating func scalar(digits: Int) throws(TOMLScanner.Fault) -> [UInt8] {
        let text = String(decoding: bytes[position...].prefix(digits), as: UTF8.self)
        guard text.utf8.count == digits, let number = UInt32(text, radix: 16), let scalar = Unicode.Scalar(number)
        else {
            throw fault("\\u needs 4 digits of base 16, and \\U 8, that name a character")
        }
        for _ in 0..<digits { advance() }
        guard number != 0 else { throw fault("no string here can have a NUL (\\u0000)") }
        return Array(String(scalar).utf8)
    }

    /// What is at this place, in words.
    private var saw: String {
        guard let byte = next else { return "the end of the file" }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return "the end of the line" }
        let rest = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
        return "\"\(rest.unicodeScalars.first.map { String($0).shown() } ?? "")\""
    }
}
