/// Which rendering a session reads. Dialects give the ids; the hub knows no more of them than that whoever has the same one reads the
/// same bytes.
@frozen
public struct RenderingID: Hashable, Sendable {
    /// How many there may be.
    @inlinable public static var capacity: Int { 64 }

    /// From 0 to `capacity - 1`.
    public let rawValue: UInt8

    @inlinable
    public init(rawValue: UInt8) {
        precondition(Int(rawValue) < RenderingID.capacity, "a rendering beyond the last id")
        self.rawValue = rawValue
    }
}

/// What a session's dialect wants of the hub.
public struct Reading: Hashable, Sendable {
    public var rendering: RenderingID
    /// Its lines tell the current room from the others.
    public var marksRooms: Bool
    /// It is told what a room looks like that it enters.
    public var isShownRooms: Bool
    /// What it shows of what others do.
    public var interests: Interests

    public init(
        rendering: RenderingID = RenderingID(rawValue: 0), marksRooms: Bool = true, isShownRooms: Bool = true,
        interests: Interests = .usual
    ) {
        self.rendering = rendering
        self.interests = interests
        self.marksRooms = marksRooms
        self.isShownRooms = isShownRooms
    }
}

/// How a session sees a room: whether it is shown an event, and in which rendering.
@frozen
public struct View: Hashable, Sendable {
    public var rendering: RenderingID
    public var filters: Filters

    @inlinable
    public init(rendering: RenderingID = RenderingID(rawValue: 0), filters: Filters = []) {
        self.rendering = rendering
        self.filters = filters
    }

    /// What the hub itself looks at.
    @frozen
    public struct Filters: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        @inlinable
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        // Computed, as stored ones are reached by a call from another module, and these are asked for each reader of each line.

        /// The room is not its current one, and its lines say so.
        @inlinable public static var elsewhere: Filters { Filters(rawValue: 1) }
        /// Presence is hidden.
        @inlinable public static var quiet: Filters { Filters(rawValue: 2) }
        /// It ignores somebody.
        @inlinable public static var ignores: Filters { Filters(rawValue: 4) }
        /// Its own lines come back.
        @inlinable public static var echo: Filters { Filters(rawValue: 8) }
    }

    /// How many kinds of readers there may be.
    @inlinable public static var kinds: Int { 2 * RenderingID.capacity }

    /// The kind of reader, from 0 to `kinds - 1`: those of one kind read the same bytes.
    @inlinable public var kind: Int {
        Int(rendering.rawValue) &<< 1 | Int(filters.rawValue & 1)
    }

    /// Whether it takes all that others say and do.
    @inlinable public var takesEverything: Bool { filters.rawValue & 0b110 == 0 }
}

/// Somebody in a room.
@frozen
public struct Member: Hashable, Sendable {
    public let session: SessionID
    public internal(set) var view: View
}
