import ChatCore

/// That a server command was carried out: what its `OK` carries.
public enum ServerReply: Hashable, Sendable {
    case motd(isEmpty: Bool)
    case version(String)
    case uptime(seconds: Int64)
    /// 0: this server is the whole chat.
    case nodes(count: Int)
    case ping(token: String?)
    case pong
    /// Whether lines start with the time.
    case time(Bool)
    case wire(Session)
    case help
    case account(AccountReply)
    case quit
    indirect case resumed(Return)

    /// What `/wire 1` tells a program about its session.
    public struct Session: Hashable, Sendable {
        public let nick: Nick
        /// The current room, and the id of the last that was said there.
        public let room: RoomName?
        public let lastID: EventID?
        public let server: String
        public let limits: Limits
        /// By which it can come back; nil: it was not asked for, or nobody can.
        public let token: String?

        public init(
            nick: Nick, room: RoomName?, lastID: EventID?, server: String, limits: Limits, token: String? = nil
        ) {
            self.nick = nick
            self.room = room
            self.lastID = lastID
            self.server = server
            self.limits = limits
            self.token = token
        }
    }

    /// What a program is told that is back.
    public struct Return: Hashable, Sendable {
        public let nick: Nick
        /// The current room.
        public let room: RoomName?
        /// All up to here was told.
        public let lastID: EventID
        public let missed: Replay
        /// The next token; nil: nobody can come back any more.
        public let token: String?

        public init(nick: Nick, room: RoomName?, lastID: EventID, missed: Replay, token: String?) {
            self.nick = nick
            self.room = room
            self.lastID = lastID
            self.missed = missed
            self.token = token
        }
    }

    /// What a program has to keep to, as `/wire 1` tells it.
    public struct Limits: Hashable, Sendable {
        /// Bytes of a line, without its end.
        public var lineBytes = 0
        /// 0: no limit.
        public var messagesPerSecond = 0.0
        /// Lines that may come at once; as many again may wait.
        public var burst = 0
        /// Seconds of silence after which a `PING` comes; 0: never.
        public var pingSeconds = 0
        /// Messages that a room keeps.
        public var historyEvents = 0
        /// Rooms that one may be in.
        public var rooms = 0

        public init() {}
    }
}

/// A line of a server command's answer.
public enum ServerRow: Hashable, Sendable {
    case motd(Text)
    /// For how many days what is said in a room is kept; 0: for good.
    case kept(RoomName, days: Int)
    case help(CommandTable.HelpLine)
    case account(AccountRow)
    /// A server that is one of several: its number, its life, and whether it is alive. `isThis`: one is here by it.
    case node(Int, life: UInt64, isAlive: Bool, isThis: Bool)
}
