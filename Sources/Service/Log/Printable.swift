extension Unicode.Scalar {
    /// The character itself, or its number (`\u0085`, `\U000e0001`) if a terminal would do something else than show it.
    ///
    /// That is so for controls (C0, DEL, C1), for other ends of lines (U+2028, U+2029), and for characters that are
    /// invisible or change the reading order (bidi controls, zero-width characters, tags).
    var printable: String {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            let digits = String(value, radix: 16)
            let width = value > 0xFFFF ? 8 : 4
            return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
        default:
            return String(self)
        }
    }
}

extension StringProtocol {
    /// The text for a terminal: characters that must not reach one are shown as numbers.
    public var printable: String {
        unicodeScalars.reduce(into: "") { $0 += $1.printable }
    }
}
