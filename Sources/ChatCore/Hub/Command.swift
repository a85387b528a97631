/// What a session may ask of the hub, checked and cleaned. Room arguments left out mean the current room.
public enum Command: Hashable, Sendable {
    case say(Text)
    case act(Text)
    case sayIn(RoomName, Text)
    case actIn(RoomName, Text)
    case tell(Nick, Text)
    /// Says it so that no program answers it. It waits for nobody who is not here.
    case noticeIn(RoomName, Text)
    case noticeTo(Nick, Text)
    /// Says it to those alone who are something in the room, or more. It is not kept.
    indirect case sayToRank(RoomName, Rank, Text, Manner)
    /// Has others' programs read it, and nobody else.
    case signalIn(RoomName, Text, isNotice: Bool)
    case signalTo(Nick, Text, isNotice: Bool)
    case reply(Text)
    /// Apart, as commands go by value on the way of each line.
    indirect case convey(Parcel)
    /// Says it, unless it was said there before under the same nonce.
    case sayOnce(Nonce, Saying)
    /// nil: tells the present one.
    case nick(Nick?)
    /// `since`: what was said after that id is told with the answer.
    /// `key`: by which it is entered, where it has one.
    case join(RoomName, since: EventID? = nil, key: RoomKey? = nil)
    case part(RoomName?, reason: Text?)
    /// `after`: those that come after it in the list.
    case rooms(containing: String?, after: RoomName? = nil)
    /// `after`: those whose nicks come after it.
    case names(RoomName?, after: Nick? = nil)
    /// Without a room: the whole server. `after`: those whose nicks come after it.
    case who(RoomName?, after: Nick? = nil)
    case whois(Nick)
    /// Who had a nick before; `count`: so many of them at most.
    case whowas(Nick, count: Int?)
    indirect case watch(WatchRequest)
    case topic(RoomName?)
    /// An empty text clears it.
    case setTopic(RoomName?, Text)
    case away(note: Text)
    case present(PersonChange)
    case back
    /// nil: lists.
    case ignore(Nick?)
    case unignore(Nick)
    /// nil: tells the present one.
    case set(Setting, Bool?)
    case history(RoomName?, count: Int?, HistoryStretch)
    /// The same with what happened there besides what was said; `count`: so many of both at most.
    case playback(RoomName, count: Int, HistoryStretch)
    /// What was said under that id is kept no more. Who said it may do that, and ops.
    indirect case takeBack(RoomName, EventID, reason: Text?)
    /// The same of a private message to that nick. Its author alone may do it.
    indirect case takeBackPrivate(Nick, EventID, reason: Text?)
    /// Apart, as commands go by value on the way of each line.
    indirect case moderate(RoomName?, Moderation)
    indirect case account(AccountRequest)
    indirect case operate(OperatorRequest)
}

/// What is said, and where.
public enum Saying: Hashable, Sendable {
    /// In the current room.
    case here(Text)
    case action(Text)
    case inRoom(RoomName, Text)
    case to(Nick, Text)
}

/// What a session asks of nicks that it is told of when somebody of that nick comes or goes.
public enum WatchRequest: Hashable, Sendable {
    case add([Nick])
    case remove([Nick])
    /// No nick any more.
    case clear
    /// Which they are.
    case list
    /// Who of them is here.
    case tell
}

/// What a session switches on and off for itself.
public enum Setting: String, Hashable, Sendable, CaseIterable {
    case echo, quiet

    var filter: View.Filters {
        switch self {
        case .echo: .echo
        case .quiet: .quiet
        }
    }
}
