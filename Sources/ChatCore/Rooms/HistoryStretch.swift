/// Which messages of a room, or of a conversation, are asked for.
public enum HistoryStretch: Hashable, Sendable {
    /// The newest of all, or of those with smaller ids.
    case last(before: EventID? = nil)
    /// The oldest of those with larger ids; where `before` is given, of those with smaller ids than it.
    case since(EventID, before: EventID? = nil)
    /// The one of that id, be it there or not, and those on both sides of it. What is before it gets the odd one.
    case around(EventID)

    /// The first ones of those asked for are told, and not the last.
    public var isForward: Bool {
        if case .since = self { true } else { false }
    }

    /// Before which there is all up to an id; nil: no id is larger.
    package static func end(with id: EventID) -> EventID? { id == .max ? nil : id + 1 }
}
