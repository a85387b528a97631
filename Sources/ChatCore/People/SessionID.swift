/// A session: its slot in the tables, and which of those who had that slot it is.
@frozen
public struct SessionID: Hashable, Sendable, CustomStringConvertible {
    public let slot: UInt32
    public let generation: UInt32

    /// Of no session that there ever is.
    @inlinable public static var none: SessionID { SessionID(slot: .max, generation: .max) }

    @inlinable
    public init(slot: UInt32, generation: UInt32) {
        self.slot = slot
        self.generation = generation
    }

    @inlinable
    public static func == (left: SessionID, right: SessionID) -> Bool {
        left.slot == right.slot && left.generation == right.generation
    }

    /// As the log names it: unlike any other since the start.
    public var description: String { "\(slot)/\(generation)" }
}
