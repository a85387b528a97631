import ChatCore

/// Somebody as answers show them.
package struct IRCPerson: Hashable, Sendable {
    package var nick: Nick
    /// The user's name, as `~ann`.
    package var user: String
    /// What others see of where they come from: never an address.
    package var host: String
    /// What they wrote of themselves; nil: their nick stands for it.
    package var realName: Text?
    /// To which they are logged in; nil: they are a guest.
    package var account: Nick?
    /// nil: not away.
    package var away: Text?
    package var modes: UserModes
    package var idleSeconds: Int64
    /// Since when they are here, in microseconds since 1970.
    package var since: Int64

    package init(
        _ nick: Nick, user: String = UserName.line.text, host: String = IRCPerson.unknownHost, realName: Text? = nil,
        account: Nick? = nil, away: Text? = nil, modes: UserModes = [], idleSeconds: Int64 = 0, since: Int64 = 0
    ) {
        self.nick = nick
        self.user = user
        self.host = host
        self.realName = realName
        self.account = account
        self.away = away
        self.modes = modes
        self.idleSeconds = idleSeconds
        self.since = since
    }

    /// Somebody as they were when they did something.
    package init(_ source: Source, realName: Text? = nil) {
        let parts = source.userHost.utf8.split(separator: UInt8(ascii: "@"), maxSplits: 1)
        self.init(
            source.nick, user: parts.first.map { String(Substring($0)) } ?? UserName.line.text,
            host: parts.count == 2 ? String(Substring(parts[1])) : IRCPerson.unknownHost, realName: realName,
            account: source.account, modes: source.isBot ? .bot : [])
    }

    /// - Parameter source: of the same person.
    package init(_ profile: Profile, _ source: Source, realName: Text? = nil, modes: UserModes = []) {
        self.init(source, realName: realName)
        nick = profile.nick
        account = profile.account ?? source.account
        away = profile.away
        self.modes.formUnion(modes)
        idleSeconds = profile.idleSeconds
        since = profile.since
    }

    /// As `Source` has it of whom nothing more is known.
    package static let unknownHost = "unknown"

    /// As it stands in lines: cut to what there is room for.
    var shownName: Text { UTF8Cut.text(realName ?? Text(cleaned: Array(nick.text.utf8)), atMost: IRCLimits.realName) }

    /// `nick!user@host`
    package var mask: String { "\(nick)!\(user)@\(host)" }
}

/// A room that somebody is in, and what they are there.
package struct IRCMembership: Hashable, Sendable {
    package var room: RoomName
    package var rank: Rank
    package var hasVoiceBeneath: Bool

    package init(_ room: RoomName, _ rank: Rank, hasVoiceBeneath: Bool = false) {
        self.room = room
        self.rank = rank
        self.hasVoiceBeneath = hasVoiceBeneath
    }
}
