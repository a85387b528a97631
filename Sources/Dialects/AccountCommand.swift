import ChatCore
import Secrets

/// What somebody asks for about accounts.
public enum AccountCommand: Hashable, Sendable {
    /// Makes the own nick an account. nil: the password is to be asked for, as all secrets below.
    case register(Secret?)
    /// The account; nil: that of the own nick, or of a token.
    case login(Nick?, Secret?)
    /// Both nil: they are to be asked for. The old one alone is nil where the account has none.
    case changePassword(old: Secret?, new: Secret?)
    /// `days`: nil: for good. One that a client remembers in the password's place ends with that.
    case addToken(AccountLabel, days: Int?, isRemembered: Bool = false)
    case tokens
    case removeToken(AccountLabel)
    case forget(Secret?)
    /// An operator lets in who has lost the password of an account.
    case reset(Nick)
    case certificate(CertificateCommand)

    /// Whether its line is to be wiped after use.
    public var hasSecret: Bool {
        switch self {
        case .register(let secret), .login(_, let secret), .forget(let secret): secret != nil
        case .changePassword(_, let new): new != nil
        default: false
        }
    }
}

/// What somebody asks for about the certificate that their program shows (RFC 8446, section 4.4.2).
public enum CertificateCommand: Hashable, Sendable {
    /// Binds the account to the one that is in use.
    case add
    case list
    /// By its label, as the list has it.
    case remove(AccountLabel)
    /// By the one that is in use.
    case logIn
}

/// What its owner calls a token: 1 to 32 letters, digits, `_`, `.` or `-`.
public struct AccountLabel: Hashable, Sendable, CustomStringConvertible {
    public static let maximumLength = 32
    public let text: String

    /// - Returns: nil where the text is none.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard 1...AccountLabel.maximumLength ~= bytes.count,
            bytes.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "_.-".utf8.contains($0) })
        else { return nil }
        self.text = String(text)
    }

    public var description: String { text }
}
