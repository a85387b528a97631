/// Where somebody comes from, in a form that tells nobody an address: as `c-` and 13 letters. It is given from outside, before anything
/// is said, and stays as long as they are here.
public struct Host: Hashable, Sendable, CustomStringConvertible {
    public static let maximumLength = 63
    /// Of whom it is not known.
    public static let unknown = "unknown"

    public let text: String

    /// - Returns: nil where the text is none: 1 to 63 small letters, digits, `-` and `.`, without a `-` in front.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard (1...Host.maximumLength).contains(bytes.count), bytes.allSatisfy(Host.allows),
            bytes.first != UInt8(ascii: "-")
        else { return nil }
        self.text = String(text)
    }

    private static func allows(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte.isASCIIDigit || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    public var description: String { text }
}
