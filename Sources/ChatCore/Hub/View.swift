/// How a session sees a room: all that decides whether it is shown an event, and in which rendering.
@frozen
public struct View: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    @inlinable
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    // Computed, as stored ones are reached by a call from another module, and these are asked for each reader of each line.

    // The first four decide the rendering.

    /// It is a wire session.
    @inlinable public static var wire: View { View(rawValue: 1) }
    /// The room is not its current one, so lines name it.
    @inlinable public static var elsewhere: View { View(rawValue: 2) }
    /// Lines start with the time.
    @inlinable public static var timestamps: View { View(rawValue: 4) }
    /// Lines end in CR LF.
    @inlinable public static var crlf: View { View(rawValue: 8) }

    // The others decide whether it is shown at all.

    /// Presence is hidden.
    @inlinable public static var quiet: View { View(rawValue: 16) }
    /// It ignores somebody.
    @inlinable public static var ignores: View { View(rawValue: 32) }
    /// Its own lines come back.
    @inlinable public static var echo: View { View(rawValue: 64) }

    /// How many renderings there are.
    @inlinable public static var renderings: Int { 16 }

    /// The rendering, from 0 to `renderings - 1`: sessions that share it read the same bytes.
    @inlinable public var rendering: Int {
        // A wire line is the same in any room and always has its time.
        Int(rawValue & (rawValue & 1 == 0 ? 0b1111 : 0b1001))
    }

    /// Whether it takes all that others say and do.
    @inlinable public var takesEverything: Bool { rawValue & 0b11_0000 == 0 }
}

/// Somebody in a room.
@frozen
public struct Member: Hashable, Sendable {
    public let session: SessionID
    public internal(set) var view: View
}
