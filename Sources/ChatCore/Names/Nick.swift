/// A nick: a letter, then up to 31 letters, digits, `_` or `-`. Compared without case, shown as typed.
public struct Nick: Hashable, Sendable, CustomStringConvertible {
    public static let maximumLength = 32
    public let text: String

    /// - Returns: nil where the text is not a nick.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard let first = bytes.first, first.isASCIILetter, bytes.count <= Nick.maximumLength else { return nil }
        guard
            bytes.allSatisfy({
                $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            })
        else { return nil }
        self.text = String(text)
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
