/// That something about logging in was done: what its `OK` carries.
public enum AccountReply: Hashable, Sendable {
    case passwordChanged
    /// It is told this once.
    case tokenAdded(AccountLabel, token: String)
    case tokens(count: Int)
    case tokenRemoved(AccountLabel)
}

/// A line of an answer about accounts. Times are in microseconds since 1970.
public enum AccountRow: Hashable, Sendable {
    case token(AccountLabel, created: Int64, used: Int64?, until: Int64?)
}
