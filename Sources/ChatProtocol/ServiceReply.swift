import ChatCore

/// That a service command was carried out: what its `OK` carries.
public enum ServiceReply: Hashable, Sendable {
    case motd(isEmpty: Bool)
    case version(String)
    case uptime(seconds: Int64)
    case ping(token: String?)
    case pong
    case wire(Session)
    case help
    case quit

    /// What `/wire 1` tells a program about its session.
    public struct Session: Hashable, Sendable {
        public let nick: Nick
        public let room: RoomName?
        public let server: String
        public let lineBytes: Int

        public init(nick: Nick, room: RoomName?, server: String, lineBytes: Int) {
            self.nick = nick
            self.room = room
            self.server = server
            self.lineBytes = lineBytes
        }
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
