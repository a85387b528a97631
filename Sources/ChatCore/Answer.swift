/// A stable word for why something was refused (docs/PROTOCOL.md, section 8).
public enum Code: String, Hashable, Sendable, CaseIterable {
    case unknownCommand = "unknown-command"
    case usage
    case badNick = "bad-nick"
    case badRoom = "bad-room"
    case nickInUse = "nick-in-use"
    case noSuchNick = "no-such-nick"
    case noSuchRoom = "no-such-room"
    case notInRoom = "not-in-room"
    case tooManyRooms = "too-many-rooms"
    case tooManyIgnored = "too-many-ignored"
    case tooLong = "too-long"
    case badUTF8 = "bad-utf8"
    case slowDown = "slow-down"
    case noTag = "no-tag"
    case noProto = "no-proto"
    case wrongProtocol = "wrong-protocol"
    case serverFull = "server-full"
    case slowReader = "slow-reader"
    case idle
    case shuttingDown = "shutting-down"
    case `internal`
}

/// A command that was not carried out, and why.
public struct Refusal: Error, Hashable, Sendable {
    public let code: Code
    /// For people, with what to do about it; clean text.
    public let words: String

    public init(_ code: Code, _ words: String) {
        self.code = code
        self.words = words
    }
}

/// That a command was carried out: what its `OK` carries.
public enum Reply: Hashable, Sendable {
    case said(id: EventID, time: Int64)
    case nick(Nick, isNew: Bool)
    case joined(RoomName, members: Int)
    /// `current` is the current room from now on.
    case parted(RoomName, current: RoomName?)
    /// The end of a list of `count` rows out of `total`.
    case listed(RoomName?, count: Int, total: Int?)
    case topic(RoomName, Topic?)
    case topicSet(RoomName, Text, id: EventID, time: Int64)
    case away, back
    case ignoring(Nick)
    case unignored(Nick)
    case ignored(count: Int)
    case whois
    case setting(Setting, Bool)
    /// `gap`: messages after the asked id are no longer kept. `more`: there are more of them than these.
    case history(RoomName, count: Int, gap: Bool, more: Bool = false)
}

/// One line of an answer.
public enum Row: Hashable, Sendable {
    case room(RoomName, members: Int, topic: Text?)
    case names(RoomName, [Nick])
    case who(Profile)
    case whois(Profile)
    case topic(RoomName, Topic)
    case away(Nick, note: Text)
    case ignored(Nick)
    case history(Event)
}

/// What a room is about.
public struct Topic: Hashable, Sendable {
    public let text: Text
    public let setBy: Nick
    /// Microseconds since 1970.
    public let time: Int64

    public init(text: Text, setBy: Nick, time: Int64) {
        self.text = text
        self.setBy = setBy
        self.time = time
    }
}

/// About one session, as `/who` and `/whois` tell it.
public struct Profile: Hashable, Sendable {
    public let nick: Nick
    public let rooms: [RoomName]
    /// Microseconds since 1970.
    public let since: Int64
    public let idleSeconds: Int64
    /// nil: not away.
    public let away: Text?
}

/// What people are told on entering a room.
public struct Arrival: Hashable, Sendable {
    public let room: RoomName
    /// The first of those who were there.
    public let others: [Nick]
    public let otherCount: Int
    public let topic: Topic?
    public let history: [Event]
}
