/// Strings (section "String" of TOML 1.0).
extension TOMLCursor {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// Reads a string in single or double quotes, of one line or several.
    mutating func string() throws(TOMLFault) -> String {
        guard let quote = next, byte(1) == quote, byte(2) == quote else { return try stringOfALine() }
        return try stringOfLines(quote)
    }

    mutating func stringOfALine() throws(TOMLFault) -> String {
        let start = position
        guard let quote = next else { return "" }
        advance()
        var content: [UInt8] = []
        while let byte = next, !isAtLineEnd {
            if byte == quote {
                advance()
                return String(decoding: content, as: UTF8.self)
            }
            try character(in: quote, into: &content)
        }
        throw unended(start, quote, count: 1)
    }

    private mutating func stringOfLines(_ quote: UInt8) throws(TOMLFault) -> String {
        let start = position
        for _ in 0..<3 { advance() }
        _ = takeLineEnd()
        var content: [UInt8] = []
        while let byte = next {
            if byte == quote {
                // Up to two quotes just before the three that end it belong to the content.
                var run = 0
                while run < 5 && take(Unicode.Scalar(quote)) { run += 1 }
                let isEnd = run >= 3
                content += repeatElement(quote, count: isEnd ? run - 3 : run)
                if isEnd { return String(decoding: content, as: UTF8.self) }
            } else if takeLineEnd() {
                content.append(UInt8(ascii: "\n"))
            } else if quote != TOMLCursor.quote || !skipToNextWord() {
                try character(in: quote, into: &content)
            }
        }
        throw unended(start, quote, count: 3)
    }

    /// Skips a backslash at the end of a line, and all space after it.
    private mutating func skipToNextWord() -> Bool {
        guard next == TOMLCursor.backslash else { return false }
        var ahead = self
        ahead.advance()
        ahead.skipSpaces()
        guard ahead.takeLineEnd() else { return false }
        repeat { ahead.skipSpaces() } while ahead.takeLineEnd()
        self = ahead
        return true
    }

    /// Reads one byte of a string, or one escape.
    private mutating func character(in quote: UInt8, into content: inout [UInt8]) throws(TOMLFault) {
        guard let byte = next else { return }
        if byte == TOMLCursor.backslash && quote == TOMLCursor.quote { return try escape(into: &content) }
        try demandPrintable("a string")
        content.append(byte)
        advance()
    }

    private mutating func escape(into content: inout [UInt8]) throws(TOMLFault) {
        let escaped = byte(1)
        switch escaped {
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "r"): content.append(0x0D)
        case TOMLCursor.quote: content.append(TOMLCursor.quote)
        case TOMLCursor.backslash: content.append(TOMLCursor.backslash)
        case UInt8(ascii: "u"): return try scalar(digits: 4, into: &content)
        case UInt8(ascii: "U"): return try scalar(digits: 8, into: &content)
        default: throw fault("a \\ in \"\" begins an escape, as \\n; write it \\\\, or put the text in ''")
        }
        advance()
        advance()
    }

    /// `\u00e9` or `\U0001F600`.
    private mutating func scalar(digits: Int, into content: inout [UInt8]) throws(TOMLFault) {
        let fault = fault("\\u needs 4 digits of base 16, and \\U 8, that name a character")
        advance()
        advance()
        var number: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else { throw fault }
            number = number << 4 | UInt32(digit)
            advance()
        }
        guard let scalar = Unicode.Scalar(number) else { throw fault }
        content += String(scalar).utf8
    }

    private func unended(_ start: TOMLPosition, _ quote: UInt8, count: Int) -> TOMLFault {
        let quotes = String(repeating: String(Unicode.Scalar(quote)), count: count)
        return TOMLFault(position: start, words: "a string begins with \(quotes), and does not end with it")
    }
}
