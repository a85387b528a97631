/// A word by which a room is entered: 1 to 32 printable characters of ASCII without the space, the comma and the colon.
public struct RoomKey: Hashable, Sendable {
    public static let maximumLength = 32
    public let text: String

    /// - Returns: nil where the text is no key. `-` is none either, as it takes a key away.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard (1...RoomKey.maximumLength).contains(bytes.count), bytes.allSatisfy(RoomKey.allows), text != "-" else {
            return nil
        }
        self.text = String(text)
    }

    private static func allows(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: ",") && byte != UInt8(ascii: ":")
    }
}
