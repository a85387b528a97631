/// How a session sees a room: all that decides whether it is shown an event, and in which rendering.
public struct View: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    // The first four decide the rendering.

    /// It is a wire session.
    public static let wire = View(rawValue: 1)
    /// The room is not its current one, so lines name it.
    public static let elsewhere = View(rawValue: 2)
    /// Lines start with the time.
    public static let timestamps = View(rawValue: 4)
    /// Lines end in CR LF.
    public static let telnet = View(rawValue: 8)

    // The others decide whether it is shown at all.

    /// Presence is hidden.
    public static let quiet = View(rawValue: 16)
    /// It ignores somebody.
    public static let ignores = View(rawValue: 32)
    /// Its own lines come back.
    public static let echo = View(rawValue: 64)

    /// How many renderings there are.
    public static let renderings = 16

    /// The rendering, from 0 to `renderings - 1`: sessions that share it read the same bytes.
    public var rendering: Int {
        // A wire line is the same in any room and always has its time.
        Int(rawValue & (contains(.wire) ? View.wire.union(.telnet).rawValue : 15))
    }
}

/// Somebody in a room.
public struct Member: Hashable, Sendable {
    public let session: SessionID
    public internal(set) var view: View
}
