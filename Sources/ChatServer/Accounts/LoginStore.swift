import ChatCore
import Passwords

/// How an account is logged in to, as it is kept.
struct Logins: Hashable, Sendable {
    /// nil: by tokens alone.
    var password: StoredPassword?
    var tokens: [StoredToken] = []
}

/// A token, or a certificate's digest, as it is kept. Times are in microseconds since 1970.
struct StoredToken: Hashable, Sendable {
    /// What it ends with, besides its time.
    enum Kind: Hashable, Sendable {
        /// Nothing: its owner takes it away.
        case lasting
        /// The password, as a client remembers it in its place.
        case remembered
        /// Nothing either: it is a certificate's digest.
        case certificate
        /// The next password, as an operator made it for who has lost theirs.
        case reset

        var endsWithPassword: Bool { self == .remembered || self == .reset }
    }

    let account: AccountID
    var kind = Kind.lasting
    let digest: [UInt8]
    let label: String
    let created: Int64
    var used: Int64?
    /// nil: for good.
    var until: Int64?

    func isGood(at time: Int64) -> Bool { until.map { time < $0 } ?? true }
}

/// Where logins are kept. They are not in memory, so another thread looks them up.
///
/// A completion is called on the loop's thread, not from within the call, and with nil where nothing can be looked up now. A call returns
/// false where too much waits.
protocol LoginStore: AnyObject {
    func logins(of account: AccountID, _ completion: @escaping (Logins?) -> Void) -> Bool
    /// The token of a digest: an empty list where there is none.
    func tokens(of digest: [UInt8], _ completion: @escaping ([StoredToken]?) -> Void) -> Bool

    /// - Parameter password: nil: it has none any more.
    func setPassword(_ password: StoredPassword?, of account: AccountID)
    /// Takes away the tokens that end with a password.
    func endTokens(of account: AccountID)
    func add(_ token: StoredToken)
    func removeToken(_ digest: [UInt8])
    /// It was logged in by.
    func noteUse(of token: StoredToken, at time: Int64)

    /// Whether all that was changed is kept or on its way to the file. Where several servers are one chat the log has to take it first.
    var isKept: Bool { get }
    /// - Parameter completion: is called when all that was changed until now is; with `false` where it is not known whether it ever will be.
    func whenKept(_ completion: @escaping (Bool) -> Void)

    /// Calls no completion any more.
    func cancel()
}
