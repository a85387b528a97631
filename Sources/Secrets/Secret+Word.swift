/// A secret as one word of a line, though it may have spaces: as it stands, or `hex:` and its bytes in hexadecimal (docs/PROTOCOL.md,
/// section 7).
extension Secret {
    private static let mark = Array("hex:".utf8)
    /// As many as the longest password has, two a byte.
    private static let maximumDigits = 2_000

    /// What a word says.
    ///
    /// What is no hexadecimal behind `hex:`, nothing, an odd number of digits or more than 2,000 of them, is a secret that begins so.
    package convenience init(word: ArraySlice<UInt8>) {
        guard var bytes = Secret.bytes(spelledBy: word) else {
            self.init(word)
            return
        }
        defer { Secret.wipe(&bytes) }
        self.init(bytes)
    }

    private static func bytes(spelledBy word: ArraySlice<UInt8>) -> [UInt8]? {
        guard word.starts(with: mark) else { return nil }
        let digits = word.dropFirst(mark.count)
        guard 2...maximumDigits ~= digits.count, digits.count.isMultiple(of: 2),
            digits.allSatisfy({ value(ofDigit: $0) != nil })
        else { return nil }
        var bytes: [UInt8] = []
        // It never moves, so no copy of it stays behind.
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits.lazy.compactMap(value(ofDigit:)) {
            if let first = high { bytes.append(first << 4 | digit) }
            high = high == nil ? digit : nil
        }
        return bytes
    }

    private static func value(ofDigit byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The same as one word: spelled only where it would be read otherwise as it stands, so that a server that knows no `hex:` reads the
    /// others, too.
    package var asWord: Secret {
        let standsForItself = withBytes { !$0.contains(UInt8(ascii: " ")) && !$0.starts(with: Secret.mark) }
        guard !standsForItself else { return self }
        var word: [UInt8] = []
        word.reserveCapacity(Secret.mark.count + 2 * count)
        defer { Secret.wipe(&word) }
        word += Secret.mark
        for index in 0..<count {
            let byte = withBytes { $0[index] }
            for digit in [byte >> 4, byte & 0xF] { word.append(digit + UInt8(ascii: digit < 10 ? "0" : "W")) }
        }
        return Secret(word)
    }
}
