/// A room's name: `#` and 1 to 32 letters, digits and ``_ . - + & / ~ $ ^ ' [ ] { } \ ` |``, and another `#` among them. Compared without
/// case (of ASCII's letters alone), shown as its maker typed it.
public struct RoomName: Hashable, Sendable, CustomStringConvertible {
    /// Without the `#`.
    public static let maximumLength = 32
    /// With the `#`.
    public let text: String

    /// - Parameter text: the `#` may be left out.
    /// - Returns: nil where the text is not a room's name.
    public init?(_ text: some StringProtocol) {
        let bare = text.utf8.first == UInt8(ascii: "#") ? text.utf8.dropFirst() : text.utf8[...]
        guard (1...RoomName.maximumLength).contains(bare.count), bare.allSatisfy(RoomName.allows),
            bare.count(where: { $0 == UInt8(ascii: "#") }) <= 1
        else { return nil }
        self.text = "#" + String(decoding: bare, as: UTF8.self)
    }

    private static func allows(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || "_.-+&/~$^'[]{}\\`|#".utf8.contains(byte)
    }

    /// What two spellings of one name have in common.
    public var key: String { text.asciiLowercased }

    public static func == (left: RoomName, right: RoomName) -> Bool {
        left.text == right.text || left.key == right.key
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }

    public var description: String { text }
}
