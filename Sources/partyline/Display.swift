import WireClient

/// Something to show, before it is known how.
enum Display: Equatable {
    /// The client's own words.
    case status(String)
    /// A line of the server's greeting, which is for people already.
    case greeting(String)
    case event(WireEvent)
    /// Said earlier: a room's history.
    case replayed(WireEvent)
    /// The same, of whichever room: what a search has found.
    case found(WireEvent)
    /// What the user said, when the server has taken it. A private message has its addressee in `to`.
    case own(WireEvent)
    case notice(time: Int64, String)
    /// A row of an answer.
    case row(WireRow)
    /// One of this client's own commands, and what it does.
    case help(usage: String, String)
    /// The end of an answer, in words.
    case answer(String)
    case members(room: String, [Member])
    case refusal(code: String, String)
}
