/// Clean text of a person's: UTF-8 without any control or line break, so it can stand in any line of any rendering.
///
/// The type is the proof: bytes become a `Text` in one place, where they are checked and cleaned.
public struct Text: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// Valid UTF-8.
    public let utf8: [UInt8]

    /// Takes bytes that were checked and cleaned already.
    package init(cleaned utf8: [UInt8]) {
        self.utf8 = utf8
    }

    /// - Returns: nil where the bytes are not clean as they stand.
    package init?(clean utf8: [UInt8]) {
        guard utf8.withUnsafeBytes({ TextHygiene.clean($0) }) == utf8 else { return nil }
        self.utf8 = utf8
    }

    /// For texts of the program's own.
    public init(stringLiteral value: StaticString) {
        utf8 = value.withUTF8Buffer { Array($0) }
    }

    public var isEmpty: Bool { utf8.isEmpty }

    /// Its beginning: as many whole characters of UTF-8 as so many bytes have room for.
    public func prefix(bytes most: Int) -> Text {
        guard utf8.count > most else { return self }
        var end = most
        while end > 0, utf8[end] & 0xC0 == 0x80 { end -= 1 }
        return Text(cleaned: Array(utf8[..<end]))
    }

    public var description: String { String(decoding: utf8, as: UTF8.self) }
}
