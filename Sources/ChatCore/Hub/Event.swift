/// Something that happened, once, however many see it and in whatever rendering.
///
/// A class, as it is immutable and goes through many hands: to the hub's history, an effect, each rendering.
public final class Event: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case message(from: Nick, Text)
        case action(from: Nick, Text)
        /// `isCopy`: the sender's own, for one who wants an echo.
        case privateMessage(from: Nick, to: Nick, Text, isCopy: Bool)
        case join(Nick)
        case part(Nick, reason: Text?)
        /// What other sessions of who leaves read of that. `current`: the room that they talk in now.
        indirect case parted(Nick, reason: Text?, current: RoomName?)
        case quit(Nick, reason: Text?)
        case nick(old: Nick, new: Nick)
        /// An empty text clears it.
        case topic(by: Nick, Text)
        /// Somebody is logged in to an account from now on; nil: to none.
        case account(Nick, Nick?)
        /// Somebody is really called otherwise.
        case realName(Nick, Text)
        /// A program asks others something, or whom it names. People do not read it.
        case signal(from: Nick, to: Nick?, Text)
        /// An operator of the server tells all who want to hear it.
        case broadcast(by: Nick, Text)
        /// Without a note: back again.
        case away(Nick, note: Text?)
        /// The server's own words.
        case notice(Text)
        /// An op puts somebody out of a room.
        case kick(Nick, by: Nick, reason: Text?)
        /// What who is put out reads of that. `current`: the room that they talk in now; `ban`: it keeps them out, too.
        indirect case kicked(Nick, by: Nick, reason: Text?, current: RoomName?, ban: BanSpan? = nil)
        /// Somebody has another rank in a room. `was`: the one they had.
        case rank(Nick, Rank, by: Nick, was: Rank = .none)
        /// Somebody has voice besides a higher rank, or has it no more.
        case voiceBeneath(Nick, Bool, by: Nick)
        /// Without a key itself. Apart, as each line makes an event.
        indirect case modes(by: Nick, ModeChange)
        /// The event's room was called otherwise until now.
        indirect case roomRenamed(from: RoomName, by: Nick, reason: Text?)
        /// What only ops are told.
        indirect case masks(by: Nick, MaskChange)
        /// Somebody is asked in; nobody else is told.
        case invitation(Nick, by: Nick)
        /// A guest has logged in to whom is here already, and is one with them: to others they have left.
        case merged(Nick, into: Nick)
        /// Somebody has a nick from now on that was watched; or nobody has it any more.
        case online(Nick)
        case offline(Nick)
        /// An enclosure that goes alone: nothing is said. Only who knows what it is notices. `to`: whom it is for; nil: the room.
        case aside(from: Nick, to: Nick?)
        /// Somebody took back what was said under that id at that time: it is kept no more. `to`: to whom it was said; nil: in the room.
        indirect case takenBack(EventID, saidAt: Int64, to: Nick?, by: Nick, reason: Text?)
        /// Ops and operators are told of somebody; `ids`: of what they said last.
        indirect case report(Nick, by: Nick, ids: [EventID], Text)
    }

    /// For how long a ban holds.
    public enum BanSpan: Hashable, Sendable {
        case forGood
        case seconds(Int64)
    }

    /// 0 for events that history does not keep.
    public let id: EventID
    /// Microseconds since 1970.
    public let time: Int64
    /// nil for what belongs to no room.
    public let room: RoomName?
    public let kind: Kind
    /// The account of who says it or comes: that tells who somebody is, and not the nick. nil: they are a guest.
    public let account: Nick?
    /// Who did it, as they were then; of a change of nick, as they are called from then on. nil: nobody asks for it, or it is the server's.
    public let source: Source?
    /// Of what is said: no program is to answer it.
    public let isNotice: Bool
    /// Of what is said in a room: it is for those alone who are that there, or more.
    public let rank: Rank
    /// What goes along with it, for dialects that know what it is. nil: nothing, as mostly.
    public let enclosure: Enclosure?

    public init(
        id: EventID = 0, time: Int64, room: RoomName? = nil, _ kind: Kind, of account: Nick? = nil,
        by source: Source? = nil, isNotice: Bool = false, toRank rank: Rank = .none, with enclosure: Enclosure? = nil
    ) {
        self.rank = rank
        self.id = id
        self.time = time
        self.room = room
        self.kind = kind
        self.account = account
        self.source = source
        self.isNotice = isNotice
        self.enclosure = enclosure
    }

    /// What somebody says in a room.
    public convenience init(
        id: EventID, time: Int64, room: RoomName, _ text: Text, as manner: Manner, by nick: Nick, of account: Nick?,
        _ source: Source? = nil, toRank rank: Rank = .none, with enclosure: Enclosure? = nil
    ) {
        self.init(
            id: id, time: time, room: room, manner == .action ? .action(from: nick, text) : .message(from: nick, text),
            of: account, by: source, isNotice: manner == .notice, toRank: rank, with: enclosure)
    }

    public static func == (left: Event, right: Event) -> Bool {
        left.id == right.id && left.time == right.time && left.room == right.room && left.kind == right.kind
            && left.account == right.account && left.isNotice == right.isNotice && left.rank == right.rank
            && left.source == right.source && left.enclosure == right.enclosure
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(time)
        hasher.combine(room)
        hasher.combine(kind)
        hasher.combine(account)
        hasher.combine(isNotice)
    }

    /// Who comes, goes and is away: what `/quiet` hides, and what may be told a moment late.
    public var isPresence: Bool {
        switch kind {
        case .join, .part, .quit, .away, .merged: true
        default: false
        }
    }

    /// What somebody says: what `/ignore` hides and `/echo` sends back.
    public var isSaid: Bool {
        switch kind {
        case .message, .action, .privateMessage, .signal, .aside: true
        default: false
        }
    }
}
