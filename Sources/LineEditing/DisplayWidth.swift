/// How many columns text takes on a terminal.
///
/// Terminals disagree about the newest emoji. What depends on these widths is only where a row is broken: `Screen` draws so that a
/// disagreement can't make it lose count of its rows.
public enum DisplayWidth {
    /// The columns of one grapheme: 0, 1, 2, or more for clusters of several bases (Devanagari conjuncts).
    public static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii >= 0x20 && ascii != 0x7F ? 1 : 0 }
        var width = 0
        var isFirst = true
        var base: Unicode.Scalar?
        for scalar in character.unicodeScalars {
            // A joiner, a skin tone or a second regional indicator make one picture of what they follow.
            if !isFirst, scalar == "\u{200D}" || scalar.properties.isEmojiModifier { return max(width, 2) }
            if scalar == "\u{FE0F}", let base, base.properties.isEmoji { return 2 }
            if isRegionalIndicator(scalar) { return 2 }
            width += of(scalar)
            if isFirst { base = scalar }
            isFirst = false
        }
        return width
    }

    /// The columns of a text without line ends or escape sequences.
    public static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for character in text { width += of(character) }
        return width
    }

    /// The columns of one scalar alone, as `wcwidth` counts them (0 for controls).
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
        // Hangul vowels and finals join the leading consonant before them.
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide(scalar) ? 2 : 1
        }
    }

    private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < wideRanges[0].lowerBound { return false }
        for range in wideRanges where value <= range.upperBound { return value >= range.lowerBound || isEmoji(scalar) }
        return isEmoji(scalar)
    }

    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isEmojiPresentation }

    /// East Asian Width W and F (UAX #11), over unassigned gaps, without what `isEmojiPresentation` already tells.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
