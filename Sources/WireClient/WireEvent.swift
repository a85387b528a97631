/// Something that somebody did.
public struct WireEvent: Equatable, Sendable {
    /// What was done.
    public enum Kind: Equatable, Sendable {
        case message(String)
        case action(String)
        /// `to` where it is a copy of your own (`/echo on`).
        case direct(String, to: String?)
        case join
        case part(reason: String?)
        case quit(reason: String?)
        case nick(new: String)
        /// Empty: cleared.
        case topic(String)
        /// Nil: back again.
        case away(note: String?)
        /// An op put the one out who is named.
        case kick(by: String, reason: String?)
        /// The one who is named is that in the room from now on: `op`, `voice`, `founder` or `none`.
        case rank(String, by: String)
        /// As `+invite-only -slow`: what holds in the room from now on, and no more.
        case mode(String)
        /// The room is called so from now on.
        case rename(to: String, reason: String?)
        /// The one who is named is asked in.
        case invite(by: String)
    }

    static let verbs = [
        "MSG", "ACT", "DM", "JOIN", "PART", "QUIT", "NICK", "TOPIC", "AWAY", "KICK", "RANK", "MODE", "INVITE",
        "RENAME",
    ]

    private static let verbsOfRooms = ["JOIN", "PART", "TOPIC", "KICK", "RANK", "MODE", "INVITE", "RENAME"]

    public var kind: Kind
    /// Of what is kept and of topics; grows within a room.
    public var id: Int64?
    /// Microseconds since 1970.
    public var time: Int64
    /// Nil where the event is of no one room.
    public var room: String?
    public var nick: String
    public var keys: WireKeys

    public init(
        _ kind: Kind, id: Int64? = nil, time: Int64, room: String? = nil, nick: String, keys: WireKeys = WireKeys()
    ) {
        self.kind = kind
        self.id = id
        self.time = time
        self.room = room
        self.nick = nick
        self.keys = keys
    }

    init?(_ verb: String, _ fields: inout WireFields) {
        let isSaid = verb == "MSG" || verb == "ACT"
        if isSaid || verb == "DM" {
            guard let id = fields.id() else { return nil }
            self.id = id
        }
        guard let time = fields.time() else { return nil }
        self.time = time
        if isSaid || WireEvent.verbsOfRooms.contains(verb) {
            guard let room = fields.word() else { return nil }
            self.room = room
        }
        var second = ""
        if verb == "RENAME" {
            guard let name = fields.word() else { return nil }
            second = name
        }
        guard let nick = fields.word() else { return nil }
        self.nick = nick
        if verb == "NICK" || verb == "RANK" {
            guard let word = fields.word(), !word.utf8.contains(UInt8(ascii: "=")) else { return nil }
            second = word
        }
        keys = fields.keys()
        let text = fields.text()
        switch verb {
        case "MSG": kind = .message(text ?? "")
        case "ACT": kind = .action(text ?? "")
        case "DM": kind = .direct(text ?? "", to: keys["to"])
        case "JOIN": kind = .join
        case "PART": kind = .part(reason: text)
        case "QUIT": kind = .quit(reason: text)
        case "NICK": kind = .nick(new: second)
        case "TOPIC":
            kind = .topic(text ?? "")
            id = keys["id"].flatMap { Int64($0) }
        case "KICK": kind = .kick(by: keys["by"] ?? "", reason: text)
        case "RANK": kind = .rank(second, by: keys["by"] ?? "")
        case "RENAME": kind = .rename(to: second, reason: text)
        case "MODE": kind = .mode(text ?? "")
        case "INVITE": kind = .invite(by: keys["by"] ?? "")
        default: kind = .away(note: text)
        }
    }
}
