import Configuration
import Passwords

/// What may be done with accounts: `[accounts]`.
struct AccountRules: Hashable, Sendable {
    /// Whether people make accounts themselves.
    var registration = true
    var passwords = PasswordRules()
    var cost = PasswordHash.Cost.usual
    /// Of SCRAM's form; nil: none is kept.
    var scramRounds: Int?
    /// How many tokens an account may have.
    var tokens = 16
    var registrations = Registrations.Limits()
    var clearText = Configuration.Accounts.ClearText.warn
    /// Keys of the names that only who runs the server registers.
    var operators: Set<String> = []
}
