import ChatCore
import Passwords

/// An account, as all know it.
struct Account: Hashable, Sendable {
    /// Never used for another one.
    let number: Int64
    let name: Nick
    /// Microseconds since 1970.
    let since: Int64
    /// Nicks that it has reserved besides its name.
    var nicks: [Nick] = []
    /// Nobody may log in to it.
    var isSuspended = false

    var owned: [Nick] { [name] + nicks }
}

/// Which accounts there are, and who is logged in to which. It is shared state, so all is in memory, and done when it is asked for.
protocol AccountBook: AnyObject {
    var count: Int { get }

    func account(_ number: Int64) -> Account?
    /// The account that a nick belongs to.
    func account(owning nick: Nick) -> Account?
    /// The account that a session is logged in to.
    func account(of session: SessionID) -> Account?

    /// Makes the nick of a session an account, to which it is logged in then.
    func register(_ nick: Nick, for session: SessionID) -> Account
    /// - Returns: the nick that the session has then.
    func logIn(_ session: SessionID, to account: Account) -> Nick
    /// - Returns: the nick that the session has then.
    func logOut(_ session: SessionID) -> Nick
    /// A nick that is nobody's, or this account's.
    func reserve(_ nick: Nick, for account: Account)
    func release(_ nick: Nick, of account: Account)
    /// Forgets an account, and what it said.
    /// - Returns: how many messages that were.
    func erase(_ account: Account) -> Int
}

/// How an account is logged in to, as it is kept.
struct Logins: Hashable, Sendable {
    /// nil: by tokens alone.
    var password: StoredPassword?
    var tokens: [StoredToken] = []
}

/// A token as it is kept. Times are in microseconds since 1970.
struct StoredToken: Hashable, Sendable {
    let account: Int64
    let digest: [UInt8]
    let label: String
    let created: Int64
    var used: Int64?
    /// nil: for good.
    var until: Int64?

    func isGood(at time: Int64) -> Bool { until.map { time < $0 } ?? true }
}

/// Where logins are kept. Not in memory, so they are looked up by another thread.
///
/// A completion is called on the loop's thread, not from within the call, and with nil where it can't be looked up now. A call returns
/// false where too much waits.
protocol LoginStore: AnyObject {
    func logins(of account: Int64, _ completion: @escaping (Logins?) -> Void) -> Bool
    /// The token of a digest: an empty list where there is none.
    func tokens(of digest: [UInt8], _ completion: @escaping ([StoredToken]?) -> Void) -> Bool

    func setPassword(_ password: StoredPassword, of account: Int64)
    func add(_ token: StoredToken)
    func removeToken(_ digest: [UInt8])
    /// It was logged in by.
    func noteUse(of token: StoredToken, at time: Int64)

    /// Calls no completion any more.
    func cancel()
}
