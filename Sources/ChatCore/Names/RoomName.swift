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
        var text = String(text)
        // Its bytes, as what is done for any kind of text takes ten times as long.
        guard let name = text.withUTF8({ RoomName(bytes: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = name
    }

    /// - Parameter bytes: the `#` may be left out.
    /// - Returns: nil where they are not a room's name.
    public init?(bytes: UnsafeRawBufferPointer) {
        let hasMark = bytes.first == UInt8(ascii: "#")
        let bare = hasMark ? UnsafeRawBufferPointer(rebasing: bytes.dropFirst()) : bytes
        guard !bare.isEmpty, bare.count <= RoomName.maximumLength else { return nil }
        var marks = 0
        for byte in bare {
            guard RoomName.allows(byte) else { return nil }
            if byte == UInt8(ascii: "#") { marks += 1 }
        }
        guard marks <= 1 else { return nil }
        text = hasMark ? String(decoding: bytes, as: UTF8.self) : "#" + String(decoding: bytes, as: UTF8.self)
    }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "&"),
            UInt8(ascii: "/"), UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "'"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"),
            UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "#"):
            true
        default: false
        }
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
