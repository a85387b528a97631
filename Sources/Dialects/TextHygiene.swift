import ChatCore

/// What a peer's bytes must be before anybody sees them: strict UTF-8, without a control, a line break or a character that
/// turns the reading order round (docs/PROTOCOL.md, section 4).
public enum TextHygiene {
    /// Whether every byte is printable ASCII, and so nothing needs to be done: most lines.
    public static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, bytes.count >= 8 else {
            return bytes.allSatisfy { $0 &- 0x20 < 0x5F }
        }
        // The last eight, some of them again, then eight by eight from the front.
        var others = suspicious((start + (bytes.count - 8)).loadUnaligned(as: UInt64.self))
        var next = start
        let end = start + (bytes.count & ~7)
        while next < end {
            others |= suspicious(next.loadUnaligned(as: UInt64.self))
            next += 8
        }
        return others == 0
    }

    /// Not 0 where one of eight bytes is below 0x20, is 0x7F or has its high bit set. (Rarely also for others: they are looked at
    /// closely then.)
    @inline(__always)
    private static func suspicious(_ eight: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let below = (eight &- ones &* 0x20) & ~eight
        let deletes = (eight ^ (ones &* 0x7F)) &- ones
        return (below | deletes | eight) & (ones &* 0x80)
    }

    /// Cleans one line.
    /// - Returns: nil where the bytes are not UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF).
    public static func clean(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        if isPlain(bytes) { return Array(bytes) }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return clean(text)
    }

    /// Cleans text that is UTF-8 already.
    public static func clean(_ text: some StringProtocol) -> [UInt8] {
        var clean: [UInt8] = []
        clean.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                clean.append(UInt8(ascii: " "))
            } else if !isRemoved(scalar) {
                clean.append(contentsOf: UTF8.encode(scalar)!)
            }
        }
        return clean
    }

    /// Text of an administrator's or of the program's own.
    public static func text(_ text: some StringProtocol) -> Text {
        Text(cleaned: clean(text))
    }

    private static func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x200B, 0x2028, 0x2029, 0xFEFF: true
        // They would show one line's text in another's place ("Trojan Source").
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
