import ChatCore

/// That a service command was carried out: what its `OK` carries.
public enum ServiceReply: Hashable, Sendable {
    case motd(isEmpty: Bool)
    case version(String)
    case uptime(seconds: Int64)
    case ping(token: String?)
    case pong
    /// Whether lines start with the time.
    case time(Bool)
    case wire(Session)
    case help
    case quit

    /// What `/wire 1` tells a program about its session.
    public struct Session: Hashable, Sendable {
        public let nick: Nick
        /// The current room, and the id of the last that was said there.
        public let room: RoomName?
        public let lastID: EventID?
        public let server: String
        public let limits: Limits

        public init(nick: Nick, room: RoomName?, lastID: EventID?, server: String, limits: Limits) {
            self.nick = nick
            self.room = room
            self.lastID = lastID
            self.server = server
            self.limits = limits
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

/// A line of a service command's answer.
public enum ServiceRow: Hashable, Sendable {
    case motd(Text)
    case help(CommandTable.HelpLine)
}

/// The version of this software: of the daemon, and of the client that comes with it.
public let partylineVersion = "0.1.0"

/// The version of the line protocol.
public let protocolVersion = 1

/// What a server of this version of the protocol may lack, and this one has: `caps=` of `/wire`.
public let capabilities = ["nonce"]
