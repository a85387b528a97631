/// A nick: 1 to 32 letters, digits, `-` and ``_ [ ] { } ^ \ ` |``, of which neither a digit nor `-` is the first. Compared without case
/// (of ASCII's letters alone: `[` is not `{`), shown as typed.
public struct Nick: Hashable, Sendable, CustomStringConvertible {
    public static let maximumLength = 32
    public let text: String

    /// - Returns: nil where the text is not a nick.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard let first = bytes.first, Nick.beginsWith(first), bytes.count <= Nick.maximumLength,
            bytes.allSatisfy(Nick.allows)
        else { return nil }
        self.text = String(text)
    }

    private static func beginsWith(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || "_[]{}^\\`|".utf8.contains(byte)
    }

    /// Whether a nick may have a byte after its first.
    private static func allows(_ byte: UInt8) -> Bool {
        beginsWith(byte) || byte.isASCIIDigit || byte == UInt8(ascii: "-")
    }

    /// A nick that was checked before.
    init(checked text: String) {
        self.text = text
    }

    /// The nick of the newcomer of that number.
    init(guest number: Int) {
        text = "guest\(number)"
    }

    /// What two spellings of one nick have in common.
    public var key: String { text.asciiLowercased }

    public static func == (left: Nick, right: Nick) -> Bool {
        left.text == right.text || left.key == right.key
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }

    public var description: String { text }
}
