import ChatCore

/// A nick within a text.
enum Mention {
    /// Whether the nick, which is ASCII, stands there as a word of its own, in any case.
    ///
    /// Words end as in the default rules of UAX #29: letters of all alphabets, their marks, digits and connectors go on with a word; those of
    /// scripts that are written without spaces (Han, Kana, Thai …) do not, and so a nick may stand among them. Other than there, a hyphen
    /// goes on with a word, as nicks may hold one, and neither apostrophe, dot nor colon do: `ann's` and `ann:hi` name ann.
    static func stands(_ nick: String, in text: String) -> Bool {
        let needle = Array(nick.asciiLowercased.unicodeScalars)
        let scalars = Array(text.asciiLowercased.unicodeScalars)
        guard !needle.isEmpty, scalars.count >= needle.count else { return false }
        for start in 0...(scalars.count - needle.count) where scalars[start] == needle[0] {
            let end = start + needle.count
            guard scalars[start..<end].elementsEqual(needle) else { continue }
            if !endsInWord(scalars[..<start]), !goesOn(scalars[end...]) { return true }
        }
        return false
    }

    /// Whether the letter before the nick is one of a word. Marks belong to the letter that they stand on.
    private static func endsInWord(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
        before.last { !isMark($0) }.map(isWord) ?? false
    }

    /// Whether what follows the nick belongs to the same word, or makes another letter of its last one.
    private static func goesOn(_ after: ArraySlice<Unicode.Scalar>) -> Bool {
        after.first.map { isMark($0) || isWord($0) } ?? false
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x300 { return scalar.value == 0xAD }
        switch scalar.properties.generalCategory {
        // Joiners, and other formats, stand within words.
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return true
        default: return false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            return byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .decimalNumber, .connectorPunctuation: return true
        default: return properties.isAlphabetic && !properties.isIdeographic && !isWithoutSpaces(scalar)
        }
    }

    /// Whether it is of a script in which words stand side by side: Thai, Lao, Myanmar, Khmer, Kana and Bopomofo, with their later blocks.
    private static func isWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x19FF, 0x1A20...0x1AAF, 0x3041...0x312F,
            0x31A0...0x31BF, 0x31F0...0x31FF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F, 0xAA80...0xAADF, 0xFF66...0xFF9F,
            0x1AFF0...0x1B16F:
            true
        default: false
        }
    }
}
