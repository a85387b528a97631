import ChatCore

/// That something about accounts was done: what its `OK` carries.
public enum AccountReply: Hashable, Sendable {
    case registered(Nick)
    /// The account, and the nick that the session has now.
    case loggedIn(Nick, nick: Nick)
    case loggedOut(nick: Nick)
    case passwordChanged
    /// It is told this once.
    case tokenAdded(AccountLabel, token: String)
    case tokens(count: Int)
    case tokenRemoved(AccountLabel)
    case reserved(Nick)
    case released(Nick)
    case shown
    /// So many messages are erased with it.
    case forgotten(Nick, messages: Int)
}

/// A line of an answer about accounts. Times are in microseconds since 1970.
public enum AccountRow: Hashable, Sendable {
    case token(AccountLabel, created: Int64, used: Int64?, until: Int64?)
    /// `nicks`: those that it has reserved besides its name.
    case account(Nick, since: Int64, nicks: [Nick])
}
