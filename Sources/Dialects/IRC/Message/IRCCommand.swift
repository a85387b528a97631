import ChatCore

/// What a client may ask for, by the names of IRC.
package enum IRCCommand: String, Hashable, Sendable, CaseIterable {
    // Registration and the connection.
    case authenticate = "AUTHENTICATE"
    case cap = "CAP"
    case nick = "NICK"
    case pass = "PASS"
    case ping = "PING"
    case pong = "PONG"
    /// Old clients ask for what CAP gives by it; it is read over.
    case protoctl = "PROTOCTL"
    case quit = "QUIT"
    case register = "REGISTER"
    case user = "USER"
    case verify = "VERIFY"
    // Rooms.
    case invite = "INVITE"
    case join = "JOIN"
    case kick = "KICK"
    case knock = "KNOCK"
    case list = "LIST"
    case mode = "MODE"
    case names = "NAMES"
    case part = "PART"
    case rename = "RENAME"
    case topic = "TOPIC"
    // What is said.
    case batch = "BATCH"
    case chatHistory = "CHATHISTORY"
    case markRead = "MARKREAD"
    case notice = "NOTICE"
    case privmsg = "PRIVMSG"
    case redact = "REDACT"
    case tagmsg = "TAGMSG"
    // People.
    case away = "AWAY"
    case ison = "ISON"
    case metadata = "METADATA"
    case monitor = "MONITOR"
    case setName = "SETNAME"
    case userhost = "USERHOST"
    case who = "WHO"
    case whois = "WHOIS"
    case whowas = "WHOWAS"
    // The server.
    case admin = "ADMIN"
    case help = "HELP"
    case helpOp = "HELPOP"
    case info = "INFO"
    case isupport = "ISUPPORT"
    case links = "LINKS"
    case lusers = "LUSERS"
    case motd = "MOTD"
    case stats = "STATS"
    case summon = "SUMMON"
    case time = "TIME"
    case users = "USERS"
    case version = "VERSION"
    // Operators.
    case kill = "KILL"
    case oper = "OPER"
    case rehash = "REHASH"
    case wallops = "WALLOPS"
    // Names that the server answers to.
    case chanServ = "CHANSERV"
    case nickServ = "NICKSERV"

    private static let byName: [String: IRCCommand] = {
        var names = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
        names["NS"] = .nickServ
        names["CS"] = .chanServ
        return names
    }()
    /// Of the longest name.
    private static let longest = 12

    /// Takes a command as a peer wrote it, in any case.
    package init?(_ word: UnsafeRawBufferPointer) {
        guard (1...IRCCommand.longest).contains(word.count) else { return nil }
        // At most 15 bytes, for which a string needs no memory of its own.
        let name = String(unsafeUninitializedCapacity: word.count) { bytes in
            for (index, byte) in word.enumerated() {
                bytes[index] = byte &- UInt8(ascii: "a") < 26 ? byte & 0xDF : byte
            }
            return word.count
        }
        guard let command = IRCCommand.byName[name] else { return nil }
        self = command
    }

    /// How many parameters it has at least; fewer are answered by 461.
    package var leastParameters: Int {
        switch self {
        case .user: 4
        case .kick, .metadata, .redact, .rename, .register, .verify, .oper: 2
        case .authenticate, .batch, .cap, .chatHistory, .join, .knock, .markRead, .mode, .monitor, .part, .pass,
            .kill, .setName, .tagmsg, .topic, .userhost, .ison, .wallops, .whois:
            1
        // These have answers of their own to too few (409, 411, 412, 431), or need none.
        default: 0
        }
    }

    /// Whether a newcomer may send it; others are answered by 451 then.
    package var isForNewcomers: Bool {
        switch self {
        case .authenticate, .away, .batch, .cap, .isupport, .metadata, .nick, .pass, .ping, .pong, .protoctl, .quit,
            .register, .user,
            .verify:
            true
        default: false
        }
    }
}
