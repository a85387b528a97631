extension Unicode.Scalar {
    /// Itself, or its number (`\u0085`, `\U000e0001`) where a terminal would do something else with it than show it: a control (C0,
    /// DEL, C1), another end of a line (U+2028, U+2029), one that isn't seen or turns the reading order round (bidi controls, zero-width
    /// ones, tags).
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
    /// The text with what is not to reach a terminal as numbers, for words that go there as they are.
    public var printable: String {
        unicodeScalars.reduce(into: "") { $0 += $1.printable }
    }
}
