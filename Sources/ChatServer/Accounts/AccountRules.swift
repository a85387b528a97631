import ChatCore
import Passwords

/// What may be done with accounts: `[accounts]`.
struct AccountRules: Hashable, Sendable {
    /// Whether people make accounts themselves.
    var registration = true
    /// How many there may be.
    var most = 50_000
    var passwords = PasswordRules()
    var cost = PasswordHash.Cost.usual
    /// Of SCRAM's form; nil: none is kept.
    var scramRounds: Int?
    /// How many tokens an account may have.
    var tokens = 16
    /// How many nicks an account may reserve besides its name.
    var nicks = 3
    var registrations = Registrations.Limits()
    var clearText = ClearText.warn

    /// Passwords over connections that others may read.
    enum ClearText: String, Hashable, Sendable, CaseIterable {
        case warn, refuse, allow
    }

    /// Whether a nick may belong to somebody: those of guests are given to whoever comes, and some are taken for services elsewhere.
    static func mayBelong(_ nick: Nick) -> Bool {
        let guest = "guest"
        if nick.key.hasPrefix(guest), nick.key.dropFirst(guest.count).utf8.allSatisfy(\.isASCIIDigit) { return false }
        return !nick.key.hasSuffix("serv")
    }
}
