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

/// A room's name: `#` and 1 to 32 letters, digits, `_`, `.` or `-`. Compared without case, shown as its maker typed it.
public struct RoomName: Hashable, Sendable, CustomStringConvertible {
    /// Without the `#`.
    public static let maximumLength = 32
    /// With the `#`.
    public let text: String

    /// - Parameter text: the `#` may be left out.
    /// - Returns: nil where the text is not a room's name.
    public init?(_ text: some StringProtocol) {
        let bare = text.utf8.first == UInt8(ascii: "#") ? text.utf8.dropFirst() : text.utf8[...]
        guard (1...RoomName.maximumLength).contains(bare.count), bare.allSatisfy(RoomName.allows) else { return nil }
        self.text = "#" + String(decoding: bare, as: UTF8.self)
    }

    private static func allows(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit
            || [UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-")].contains(byte)
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

extension UInt8 {
    public var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
    public var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}

extension StringProtocol {
    /// `A`–`Z` made small; every other byte stays. (Unicode's rules would differ from one release to the next.)
    public var asciiLowercased: String {
        String(unsafeUninitializedCapacity: utf8.count) { bytes in
            var count = 0
            for byte in utf8 {
                bytes[count] = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
                count += 1
            }
            return count
        }
    }
}
