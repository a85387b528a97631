import ChatCore

/// Where bytes of UTF-8 may be cut.
package enum UTF8Cut {
    /// The last place up to an index where no character is cut.
    package static func boundary(_ bytes: some RandomAccessCollection<UInt8>, atMost most: Int) -> Int {
        guard most < bytes.count else { return bytes.count }
        var end = bytes.index(bytes.startIndex, offsetBy: most)
        var count = most
        // A character has at most three bytes behind its first.
        for _ in 0..<3 where count > 0 && bytes[end] & 0xC0 == 0x80 {
            end = bytes.index(before: end)
            count -= 1
        }
        return bytes[end] & 0xC0 == 0x80 ? most : count
    }

    static func prefix(_ bytes: some Collection<UInt8>, _ most: Int) -> [UInt8] {
        let bytes = Array(bytes.prefix(most + 1))
        return Array(bytes[..<boundary(bytes, atMost: most)])
    }

    /// A text of at most so many bytes.
    package static func text(_ text: Text, atMost most: Int) -> Text {
        text.utf8.count <= most ? text : Text(cleaned: prefix(text.utf8, most))
    }
}

/// Whether bytes are UTF-8, without a copy of them: they may be of a password.
enum UTF8Check {
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if TextHygiene.isPlain(bytes) { return true }
        return bytes.withMemoryRebound(to: UInt8.self) { bytes in
            do {
                _ = try UTF8Span(validating: bytes.span)
                return true
            } catch {
                return false
            }
        }
    }
}
