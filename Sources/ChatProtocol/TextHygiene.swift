import ChatCore

/// What a peer's bytes must be before anybody sees them: strict UTF-8, without a control, a line break or a character that
/// turns the reading order round (docs/PROTOCOL.md, section 4).
public enum TextHygiene {
    /// Whether every byte is printable ASCII, and so nothing needs to be done: most lines.
    public static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var others: UInt8 = 0
        // No exit inside the loop, so that it becomes vector code.
        for byte in bytes { others |= byte &- 0x20 < 0x5F ? 0 : 1 }
        return others == 0
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
