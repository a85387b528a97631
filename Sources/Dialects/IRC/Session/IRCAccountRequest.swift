import ChatCore
import Secrets

/// What a client asks for about accounts that takes a while: passwords are tried on a thread of their own, and the client's input is held
/// meanwhile.
package enum IRCAccountRequest: Hashable, Sendable {
    /// The parameter of `AUTHENTICATE`, as it came: it may be of a password.
    case authenticate(Secret)
    /// `account` and `email` as the client wrote them.
    case register(account: String, email: String, Secret)
    /// An operator's account, and its password.
    case oper(Nick, Secret)

    /// `REGISTER account email password`; a line with two parameters leaves out the address.
    init(register message: IRCMessage) {
        self = .register(
            account: message.word(0), email: message.count > 2 ? message.word(1) : IRCName.nobody,
            Secret(message[message.count > 2 ? 2 : 1]))
    }
}
