/// What goes along with something that is said, for the dialects that know what it is: a form of the text that others do not show, say.
///
/// The hub passes it on, keeps it with the message, and never looks into it. What has none, as nearly all that is said, takes no memory for it.
public final class Enclosure: Hashable, Sendable {
    /// Bytes of one at most.
    public static let maximumBytes = 12 << 10

    public let bytes: [UInt8]
    /// What it goes along with goes on where what its author said just before ends.
    public let continues: Bool

    /// - Returns: nil where there is nothing in it, or too much.
    public init?(_ bytes: [UInt8], continues: Bool = false) {
        guard (1...Enclosure.maximumBytes).contains(bytes.count) else { return nil }
        self.bytes = bytes
        self.continues = continues
    }

    public static func == (left: Enclosure, right: Enclosure) -> Bool { left === right || left.bytes == right.bytes }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(bytes)
    }
}

/// Something that is said with an enclosure, or an enclosure alone.
public struct Parcel: Hashable, Sendable {
    public enum Receiver: Hashable, Sendable {
        case room(RoomName)
        case nick(Nick)
    }

    public let receiver: Receiver
    /// nil: nothing is said. Only who knows what the enclosure is notices; it is passed on to who is here.
    public let text: Text?
    /// To a nick an action is a message.
    public let manner: Manner
    public let enclosure: Enclosure
    /// Where nothing is said: whether who asks later what happened is told of it.
    public let isKept: Bool

    public init(
        to receiver: Receiver, _ text: Text?, as manner: Manner = .message, _ enclosure: Enclosure, isKept: Bool = false
    ) {
        self.receiver = receiver
        self.text = text
        self.manner = manner
        self.isKept = isKept
        self.enclosure = enclosure
    }
}
