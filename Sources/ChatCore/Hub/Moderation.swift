/// What somebody asks of a room whose op they are, or may be.
public enum Moderation: Hashable, Sendable {
    case give(Rank, Nick)
    case take(Rank, Nick)
    /// Gives or takes voice that somebody has besides a higher rank: it is what is left when that is taken. Of who has no higher rank it is
    /// as if voice were given or taken.
    case voiceBeneath(Nick, Bool)
    /// Lists who has a rank.
    case listRanks
    case kick(Nick, reason: Text?)
    /// `seconds`: for how long; nil: for good. `putsOut`: who matches and is there leaves.
    case set(MaskKind, MaskTarget, seconds: Int64?, reason: Text?, putsOut: Bool)
    case unset(MaskKind, MaskReference)
    case list(MaskKind)
    case invite(Nick)
    /// An empty change tells.
    case modes(ModeChange)
    /// The room is called so from now on.
    case rename(RoomName, reason: Text?)
}

/// Whom a mask is to be about.
public enum MaskTarget: Hashable, Sendable {
    /// Somebody who is here: their account and where they come from.
    case person(Nick)
    case subject(MaskSubject)
}

/// Which masks are to go.
public enum MaskReference: Hashable, Sendable {
    /// As the list counts them, from 1.
    case number(Int)
    /// Those that were set for somebody of that nick, or that hold for one who has it.
    case nick(Nick)
    case subject(MaskSubject)
}

/// Masks that come or go.
public struct MaskChange: Hashable, Sendable {
    /// So many come or go at once.
    public static let mostSubjects = 10

    public let kind: MaskKind
    public let subjects: [MaskSubject]
    public let isSet: Bool
    /// In microseconds since 1970; nil: for good.
    public let until: Int64?
    public let reason: Text?

    public init(_ kind: MaskKind, _ subjects: [MaskSubject], isSet: Bool, until: Int64? = nil, reason: Text? = nil) {
        self.kind = kind
        self.subjects = subjects
        self.isSet = isSet
        self.until = until
        self.reason = reason
    }
}

/// A change that somebody makes in a room by what they are there: what a record has of it.
package enum RoomChange: Hashable, Sendable {
    case rank(PersonID, Rank)
    /// Of who is an op, or more.
    case voiceBeneath(PersonID, Bool)
    case kick(PersonID, reason: Text?)
    /// `putsOut`: who matches and has no rank leaves.
    case mask(MaskChange, putsOut: Bool)
    /// `opens`: they may enter whatever holds there. Otherwise they are only told.
    case invite(PersonID, opens: Bool)
    case modes(ModeChange)
    case rename(RoomName, reason: Text?)
    /// Of an account, be it there or not, in a registered room.
    case standing(AccountID, Rank)
    /// The room becomes the account's of who asked, and stays.
    case register
    case drop
}
