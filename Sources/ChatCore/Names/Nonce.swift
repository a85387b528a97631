/// What tells a line that is sent again from a new one: drawn at random, so that no two lines share one.
public struct Nonce: Hashable, Sendable {
    public static let lengths = 16...32
    public let text: String

    /// - Returns: nil where the text is not 16 to 32 letters or digits.
    public init?(_ text: some StringProtocol) {
        guard Nonce.lengths.contains(text.utf8.count),
            text.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit })
        else { return nil }
        self.text = String(text)
    }
}
