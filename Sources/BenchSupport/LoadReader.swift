/// As what a client of the load reads: by lines, or by IRC with some of the capabilities that change a line.
public enum LoadReader: Hashable, Sendable {
    /// `<b00012> TEXT`.
    case lines
    /// The same in frames of a WebSocket.
    case framed
    /// By IRC without a capability: `:b00012!~line@unknown PRIVMSG #r00 :TEXT`.
    case irc
    /// The same with the time in front.
    case ircTime
    /// Guests have no account to be told, so it reads as `ircTime`, but is another class.
    case ircTimeAccount
    /// With the time and the message's id: what most clients ask for.
    case ircTags
    /// The same, and more is told of joins, and who is away.
    case ircPresence

    /// What a client asks for by CAP REQ; empty: for nothing.
    public var capabilities: String {
        switch self {
        case .lines, .framed, .irc: ""
        case .ircTime: "server-time"
        case .ircTimeAccount: "server-time account-tag"
        case .ircTags: "message-tags server-time account-tag"
        case .ircPresence: "message-tags server-time account-tag extended-join away-notify"
        }
    }

    public var isIRC: Bool { self != .lines && self != .framed }

    /// Whether a line begins with a time, and has a message's id behind that.
    var tags: (hasTime: Bool, hasID: Bool) {
        switch self {
        case .lines, .framed, .irc: (false, false)
        case .ircTime, .ircTimeAccount: (true, false)
        case .ircTags, .ircPresence: (true, true)
        }
    }
}
