import ChatCore

/// Base64 with padding (RFC 4648, section 4), as SASL has it in IRC.
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// What each byte stands for; 64 for those that are no letters.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()

    static func encoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var (held, count) = (UInt32(0), 0)
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            for shift in [18, 12, 6, 0] as [UInt32] { text.append(letters[Int(held >> shift & 63)]) }
            (held, count) = (0, 0)
        }
        guard count > 0 else { return text }
        held <<= UInt32(8 * (3 - count))
        for index in 0..<4 {
            text.append(index <= count ? letters[Int(held >> UInt32(18 - 6 * index) & 63)] : padding)
        }
        return text
    }

    /// - Returns: nil where the text is none: each byte string has one form.
    static func decoded(_ text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let paddings = text.suffix(2).reversed().prefix { $0 == padding }.count
        var bytes: [UInt8] = []
        // It never moves, so nothing of a password stays behind where it was.
        bytes.reserveCapacity(text.count / 4 * 3)
        var (held, count) = (UInt32(0), 0)
        for letter in text.dropLast(paddings) {
            let value = values[Int(letter)]
            guard value < 64 else { return nil }
            held = held << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(count)))
            held &= 1 << UInt32(count) - 1
        }
        guard held == 0, count < 6 else { return nil }
        return bytes
    }
}
