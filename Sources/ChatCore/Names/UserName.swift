/// The user in `nick!user@host`: what somebody says they are called where they come from. Nobody has checked it, so it begins with `~`.
public struct UserName: Hashable, Sendable, CustomStringConvertible {
    /// With the `~`.
    public static let maximumLength = 10
    /// Of whom their dialect asks for none.
    public static let line = UserName(checked: "~line")

    /// With the `~`.
    public let text: String

    /// Takes what is said, without what no user has: letters, digits, `.`, `_` and `-` are left, nine at most; `user` where nothing is.
    public init(cleaning said: some StringProtocol) {
        let bytes = said.utf8.filter(UserName.allows).prefix(UserName.maximumLength - 1)
        text = "~" + (bytes.isEmpty ? "user" : String(decoding: bytes, as: UTF8.self))
    }

    /// - Returns: nil where the text is none as it stands.
    public init?(_ text: some StringProtocol) {
        guard (2...UserName.maximumLength).contains(text.utf8.count), text.utf8.first == UInt8(ascii: "~"),
            text.utf8.dropFirst().allSatisfy(UserName.allows)
        else { return nil }
        self.text = String(text)
    }

    private init(checked text: String) {
        self.text = text
    }

    static func allows(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || "._-".utf8.contains(byte)
    }

    public var description: String { text }
}
