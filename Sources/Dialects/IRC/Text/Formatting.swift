import ChatCore

/// The codes by which IRC formats text (modern.ircdocs.horse/formatting).
enum Formatting {
    static let color: UInt8 = 0x03
    static let hexColor: UInt8 = 0x04

    /// Bold, color, hex color, reset, monospace, reverse, italics, strikethrough, underline.
    private static let codes: [UInt8] = [0x02, color, hexColor, 0x0F, 0x11, 0x16, 0x1D, 0x1E, 0x1F]
    private static let mask = codes.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }

    @inline(__always)
    static func isCode(_ byte: UInt8) -> Bool { byte < 0x20 && mask >> UInt32(byte) & 1 == 1 }

    /// The most bytes of one code with its colors: the code, two of six digits and the comma.
    static let longest = 14

    /// How many bytes a code takes that stands at an index, with its colors.
    static func length(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        switch bytes[index] {
        case color: return 1 + colors(bytes, at: index + 1, least: 1, most: 2, \.isASCIIDigit)
        case hexColor: return 1 + colors(bytes, at: index + 1, least: 6, most: 6, \.isHexDigit)
        default: return 1
        }
    }

    /// A color, or two with a comma between them; a comma without one behind it is text.
    private static func colors(
        _ bytes: UnsafeRawBufferPointer, at index: Int, least: Int, most: Int, _ isDigit: (UInt8) -> Bool
    ) -> Int {
        let first = digits(bytes, at: index, least: least, most: most, isDigit)
        let comma = index + first
        guard first > 0, comma < bytes.count, bytes[comma] == UInt8(ascii: ",") else { return first }
        let second = digits(bytes, at: comma + 1, least: least, most: most, isDigit)
        return second > 0 ? first + 1 + second : first
    }

    private static func digits(
        _ bytes: UnsafeRawBufferPointer, at index: Int, least: Int, most: Int, _ isDigit: (UInt8) -> Bool
    ) -> Int {
        var count = 0
        while count < most, index + count < bytes.count, isDigit(bytes[index + count]) { count += 1 }
        return count < least ? 0 : count
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { isASCIIDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }
}
