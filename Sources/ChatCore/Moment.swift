/// When a request came, by both clocks. The hub has none of its own, so a test can say what time it is.
public struct Moment: Hashable, Sendable {
    /// Microseconds since 1970 (UTC). It may jump, both ways; for showing and for ids.
    public var wall: Int64
    /// Microseconds since an arbitrary start. It never goes back; for measuring.
    public var steady: Int64

    public init(wall: Int64, steady: Int64) {
        self.wall = wall
        self.steady = steady
    }
}

/// Names a message for `/history since=`: it grows within its room, over restarts too. 0: none.
public typealias EventID = Int64

/// A session: its place in the tables, and which of those who had that place it is.
@frozen
public struct SessionID: Hashable, Sendable, CustomStringConvertible {
    public let slot: UInt32
    public let generation: UInt32

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

/// A room's place in the hub's table; valid while the room lasts.
public struct RoomID: Hashable, Sendable {
    public let index: Int32

    public init(index: Int32) {
        self.index = index
    }
}
