import ChatCore

/// That something about logging in was done: what its `OK` carries.
public enum AccountReply: Hashable, Sendable {
    case passwordChanged
    /// It is told this once.
    case tokenAdded(AccountLabel, token: String)
    case tokens(count: Int)
    case tokenRemoved(AccountLabel)
    case certificateAdded(AccountLabel)
    case certificates(count: Int)
    case certificateRemoved(AccountLabel)
    /// `token` is told this once, for who is to have it. It is good until then, in microseconds since 1970.
    case reset(Nick, token: String, until: Int64)
}

/// A line of an answer about accounts. Times are in microseconds since 1970.
public enum AccountRow: Hashable, Sendable {
    /// `endsWithPassword`: and not only with its time.
    case token(AccountLabel, created: Int64, used: Int64?, until: Int64?, endsWithPassword: Bool = false)
    case certificate(AccountLabel, created: Int64, used: Int64?)
}
