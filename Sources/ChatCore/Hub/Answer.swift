/// That a command was carried out: what its `OK` carries.
public enum Reply: Hashable, Sendable {
    case said(id: EventID, time: Int64)
    /// A private message that waits for who is not here.
    case waiting(Nick, id: EventID, time: Int64)
    case takenBack(RoomName, EventID, at: Int64)
    case takenBackPrivate(Nick, EventID, at: Int64)
    /// A line sent again with its nonce: it was said before, under that id.
    case saidBefore(id: EventID, time: Int64)
    case nick(Nick, isNew: Bool)
    /// `last` is the id of the last that was said or set there, or what the first will be larger than.
    /// `kept`: for how many days what is said there is kept; 0: for good; nil: it is not.
    indirect case joined(RoomName, members: Int, last: EventID, missed: Replay? = nil, kept: Int? = nil)
    /// `current` is the current room from now on.
    case parted(RoomName, current: RoomName?)
    /// The end of a list of `count` rows out of `total`. `next`: there are more, after that name.
    case listed(RoomName?, count: Int, total: Int?, next: String? = nil)
    case topic(RoomName, Topic?)
    case topicSet(RoomName, Text, id: EventID, time: Int64)
    case away, back
    case presented
    case ignoring(Nick)
    case unignored(Nick)
    case ignored(count: Int)
    /// `refused`: they would have been too many.
    indirect case watching(count: Int, refused: [Nick])
    case whois
    case setting(Setting, Bool)
    case history(RoomName, Replay)
    /// Private messages, of both.
    case conversation(Nick, Replay)
    /// `next`: there are more, behind that place.
    case found(count: Int, next: Int64?)
    /// Lines of what is kept of the asker's account. `next`: there are more, behind that place.
    indirect case exported(count: Int, next: ExportPlace?)
    case ranked(RoomName, Nick, Rank)
    case kicked(RoomName, Nick)
    /// `seconds`: for how long; nil: for good. `putOut`: how many had to leave.
    indirect case masked(RoomName, MaskChange, seconds: Int64?, putOut: Int)
    case invited(RoomName, Nick)
    /// It is called otherwise now.
    indirect case roomRenamed(from: RoomName, RoomName)
    /// What has changed; nil: a row tells what holds.
    indirect case modes(RoomName, ModeChange?)
    case registered(Nick)
    /// `nick`: what they are called now.
    case loggedIn(Nick, nick: Nick)
    case loggedOut(nick: Nick)
    case reserved(Nick)
    case released(Nick)
    case messages(MessagePolicy)
    case erased(Nick)
    /// `kept`: as of `joined`.
    case roomRegistered(RoomName, kept: Int?)
    case roomDropped(RoomName)
    /// A row tells of it.
    case account
    indirect case operated(OperatorReply)
}

/// What an operator of the server did, or was told.
public enum OperatorReply: Hashable, Sendable {
    case killed(Nick)
    /// `until`: in microseconds since 1970; nil: for good.
    case banned([ServerBanSubject], until: Int64?)
    case unbanned(ServerBanSubject)
    case announced
    case suspended(Nick, Bool)
    case reported(Nick)
}

/// What of a room's messages an answer has.
public struct Replay: Hashable, Sendable {
    public var count: Int
    /// Some of those asked for are no longer kept, or were said before the room was made.
    public var gap: Bool
    /// More are kept than these: after them, or before them where `isBackward`.
    public var more: Bool
    /// They are the last ones of those asked for, not the first.
    public var isBackward: Bool

    public init(count: Int, gap: Bool = false, more: Bool = false, isBackward: Bool = false) {
        self.count = count
        self.gap = gap
        self.more = more
        self.isBackward = isBackward
    }
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
    /// A nick that is watched.
    case watched(Nick)
    /// Whether somebody of a nick that is watched is here.
    indirect case presence(Nick, isHere: Bool, Source?)
    indirect case former(FormerNick)
    case history(Event)
    /// A message that was searched for, in whatever room.
    case found(Event)
    case rank(RoomName, Nick, Rank)
    /// With its number in the list, from 1.
    indirect case mask(RoomName, number: Int, Mask)
    /// All that hold. The key is told to ops alone.
    indirect case modes(RoomName, ModeChange)
    indirect case account(AccountProfile)
    indirect case audit(AuditEntry)
    indirect case serverBan(ServerBan)
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
    /// To which they are logged in.
    public var account: Nick?
    /// Where they come from, for who is to know it.
    public var host: Host?
    /// Who they are as events tell it; nil where nobody asks for that.
    public var source: Source?
    /// nil: their dialect asks for none.
    public var realName: Text?
    /// The addresses of their connections, for operators of the server. The hub knows none.
    public var addresses: [String] = []
}

/// What a room looks like to one who enters it.
public struct RoomEntry: Hashable, Sendable {
    public let room: RoomName
    /// The first of those who were there.
    public let others: [Nick]
    public let otherCount: Int
    public let topic: Topic?
    public let history: [Event]
}
