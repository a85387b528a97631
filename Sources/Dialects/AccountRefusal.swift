import ChatCore

/// Why something about accounts was not done.
public enum AccountRefusal: Hashable, Sendable {
    /// This server keeps none. With the verb.
    case notKept(verb: String)
    /// Nobody may make one.
    case registrationClosed
    case wrongPassword(Nick)
    /// Nobody has this token, or its time is over.
    case wrongToken
    /// It has no password: a token logs in.
    case noPassword(Nick)
    case badPassword(BadPassword)
    case tooManyTokens(most: Int)
    case tokenExists(AccountLabel)
    case noToken(AccountLabel)
    /// None was shown.
    case noCertificate
    /// The one that was shown is nobody's.
    case strangeCertificate
    /// An account is bound to it already.
    case certificateExists
    case noSuchCertificate(AccountLabel)
    /// Passwords do not go over a connection that others may read.
    case clearText
    /// Nor does what operators do.
    case operatorsNeedTLS
    /// It is one of the server's operators', who register it from the server's own machine.
    case operatorsName(Nick)

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
        case .registrationClosed, .clearText, .operatorsNeedTLS, .operatorsName: .notAllowed
        case .wrongPassword, .wrongToken, .noPassword, .badPassword: .badPassword
        case .tooManyTokens: .tooManyTokens
        case .tokenExists: .tokenExists
        case .noToken: .noSuchToken
        case .noCertificate, .strangeCertificate: .noCertificate
        case .certificateExists: .certificateExists
        case .noSuchCertificate: .noSuchCertificate
        }
    }
}
