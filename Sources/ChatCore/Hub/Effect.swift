/// What the hub wants done, in this order. The first four are for the session that asked.
public enum Effect: Hashable, Sendable {
    case row(Row)
    /// Ends the answer: exactly one of these two a command.
    case done(Reply)
    case refused(Refusal)
    /// To whom rooms are shown, after it entered one.
    case entered(RoomEntry)
    /// To all in the room whom `Hub.shows` says it concerns. `from`: the session that did it; `.none`: none of this node.
    case deliver(Event, to: RoomID, from: SessionID)
    /// To these alone; the hub has chosen them.
    case show(Event, to: [SessionID])
    /// The room is gone; its id may be given to another one.
    case roomClosed(RoomID)
    /// The connections of these are to be ended: they quit then as ever.
    indirect case dismissed([SessionID], Dismissal)
    /// These are somebody's by whom another session, or nobody's, did that: for dialects that tell it otherwise than others read it.
    indirect case shared(Sharing, with: [SessionID])
}

/// What is so for all sessions of a person, from now on.
public enum Sharing: Hashable, Sendable {
    /// They are in that room.
    case room(RoomName)
    case nick(Nick)
    /// They are logged in to that account from now on; nil: to none.
    case account(Nick?)
    case away(note: Text?)
}
