import ChatCore

/// Why something about accounts was not done.
public enum AccountRefusal: Hashable, Sendable {
    /// This server keeps none. With the verb.
    case notKept(verb: String)
    /// Nobody may make one.
    case registrationClosed
    /// There are as many as may be.
    case full
    case exists(Nick)
    case none(Nick)
    /// A guest's nick, or one of a service's, is nobody's own.
    case noName(Nick)
    case notLoggedIn
    case loggedIn(Nick)
    case wrongPassword(Nick)
    /// Nobody has this token, or its time is over.
    case wrongToken
    /// It has no password: a token logs in.
    case noPassword(Nick)
    case badPassword(BadPassword)
    case suspended(Nick)
    case tooManyTokens(most: Int)
    case tokenExists(AccountLabel)
    case noToken(AccountLabel)
    case tooManyNicks(most: Int)
    /// It belongs to an account.
    case reserved(Nick)
    case notReserved(Nick)
    /// Passwords do not go over a connection that others may read.
    case clearText

    /// Why a password can't be chosen.
    public enum BadPassword: Hashable, Sendable {
        case tooShort(least: Int)
        case tooLong(most: Int)
        case isName
        case isToken
    }

    public var code: Code {
        switch self {
        case .notKept: .unknownCommand
        case .registrationClosed, .full, .clearText: .notAllowed
        case .exists: .accountExists
        case .none: .noSuchAccount
        case .noName: .badNick
        case .notLoggedIn: .notLoggedIn
        case .loggedIn: .loggedIn
        case .wrongPassword, .wrongToken, .noPassword, .badPassword: .badPassword
        case .suspended: .suspended
        case .tooManyTokens: .tooManyTokens
        case .tokenExists: .tokenExists
        case .noToken: .noSuchToken
        case .tooManyNicks: .tooManyNicks
        case .reserved: .nickReserved
        case .notReserved: .noSuchNick
        }
    }
}
