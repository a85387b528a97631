/// What a session may ask of the hub, checked and cleaned. Room arguments left out mean the current room.
public enum Command: Hashable, Sendable {
    case say(Text)
    case act(Text)
    case sayIn(RoomName, Text)
    case tell(Nick, Text)
    case reply(Text)
    /// nil: tells the present one.
    case nick(Nick?)
    case join(RoomName)
    case part(RoomName?, reason: Text?)
    case rooms(containing: String?)
    case names(RoomName?)
    /// nil: the whole server.
    case who(RoomName?)
    case whois(Nick)
    case topic(RoomName?)
    /// An empty text clears it.
    case setTopic(RoomName?, Text)
    case away(note: Text)
    case back
    /// nil: lists.
    case ignore(Nick?)
    case unignore(Nick)
    /// nil: tells the present one.
    case set(Setting, Bool?)
    case history(RoomName?, count: Int?, since: EventID?)
}

extension Command {
    /// Whether it says something: what it costs is its delivery, which every line may cost.
    public var isPlain: Bool {
        switch self {
        case .say, .act, .sayIn, .tell, .reply: true
        default: false
        }
    }

    /// Whether it may have to go through all people, rooms or messages that there are, or all rooms of one who asks.
    public var goesThroughMuch: Bool {
        switch self {
        case .join, .part, .rooms, .names, .who, .history, .away, .back, .unignore: true
        case .nick(let nick), .ignore(let nick): nick != nil
        case .set(_, let value): value != nil
        case .say, .act, .sayIn, .tell, .reply, .whois, .topic, .setTopic: false
        }
    }
}

/// What a session switches on and off for itself.
public enum Setting: String, Hashable, Sendable, CaseIterable {
    case echo, time, quiet

    var view: View {
        switch self {
        case .echo: .echo
        case .time: .timestamps
        case .quiet: .quiet
        }
    }
}
