import ChatCore

/// What is searched for in what is kept.
public struct SearchRequest: Hashable, Sendable {
    /// Words, as they were typed.
    public var words = ""
    /// nil: in all rooms that the asker is in.
    public var room: RoomName?
    /// nil: by anybody.
    public var speaker: Nick?
    /// Microseconds since 1970: said then or later, and before.
    public var after: Int64?
    public var before: Int64?
    /// Where the last page ended, as its answer said.
    public var cursor: Int64?
    /// The next page of what was searched for last.
    public var isMore = false

    public init() {}
}
