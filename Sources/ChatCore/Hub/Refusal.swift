/// Why the hub did not carry a command out. What is said of it, and how, is the dialect's.
public enum Refusal: Error, Hashable, Sendable {
    case noSuchRoom(RoomName)
    case notInRoom(RoomName)
    /// It is in no room at all.
    case noCurrentRoom
    case tooManyRooms(RoomName, count: Int, most: Int)
    case nickInUse(Nick)
    case noSuchNick(Nick)
    /// There is nobody to reply to.
    case noCorrespondent
    case correspondentLeft
    case ignoresItself
    case tooManyIgnored(Nick, count: Int, most: Int)
    case notIgnored(Nick)

    // What ops have set in a room, and what one is there. Times are in seconds from now; where there is none, it is for good.

    case entry(RoomName, EntryFault)
    case speech(RoomName, SpeechFault)
    case moderation(RoomName, ModerationFault)
    case account(AccountFault)
    case spam(SpamFault)
    case takingBack(RoomName, TakingBackFault)
    case takingBackPrivate(Nick, TakingBackFault)
    /// Where several hubs are one chat: the log does not tell whether it has happened, or is to happen still.
    case unavailable
}

/// What keeps somebody from taking back what was said.
public enum TakingBackFault: Hashable, Sendable {
    /// Nothing is kept that was said under that id.
    case unknown(EventID)
    /// Another said it, and one is no op.
    case notYours(EventID)
}

/// What keeps somebody out of a room.
public enum EntryFault: Hashable, Sendable {
    case banned(seconds: Int64?, reason: Text?)
    case inviteOnly
    /// `isWrong`: a key was given.
    case needsKey(isWrong: Bool)
    case full(most: Int)
    case needsAccount
}

/// What keeps somebody from speaking in a room.
public enum SpeechFault: Hashable, Sendable {
    case muted(seconds: Int64?)
    /// Only who has voice speaks.
    case moderated
    case needsAccount
    /// No requests of programs to programs.
    case noSignals
    /// One has to wait so long between two lines; `retry`: until then.
    case tooSoon(slow: Int, retry: Int64)
}

/// What keeps somebody from doing what ops do.
public enum ModerationFault: Hashable, Sendable {
    /// Only who has that rank there may do it.
    case needs(Rank)
    /// One has a higher rank than who asked.
    case outranked(Nick, Rank)
    case notHere(Nick)
    case alreadyHere(Nick)
    /// No mute stops who has voice.
    case hasVoice(Nick)
    case listFull(MaskKind, most: Int)
    case noSuchMask(MaskKind)
    /// Another room is called so, or the room is called so already.
    case nameInUse(RoomName)
    /// What newcomers enter is the server's to name.
    case isLobby
}
