import ChatCore

/// What drafts tell by words and not by a number.
extension IRCStandardReply {
    /// Why a room keeps its name.
    package static func renaming(_ code: String, _ old: String, _ new: String, _ words: String) -> IRCStandardReply {
        IRCStandardReply(.fail, "RENAME", code, [old, new], words: words)
    }

    /// A line that is not UTF-8 (`UTF8ONLY`).
    /// - Parameter command: as far as it is known; `*` where it is not.
    package static func notUTF8(_ command: String) -> IRCStandardReply {
        IRCStandardReply(
            .fail, command, "INVALID_UTF8", words: "Message rejected: all that is sent here has to be UTF-8")
    }

    /// Why REGISTER was refused by the hub (`draft/account-registration`).
    /// - Parameter account: as the client wrote it.
    package static func registering(_ account: String, _ refusal: Refusal) -> IRCStandardReply {
        switch refusal {
        case .account(.accountExists), .account(.nickReserved), .nickInUse:
            registering(account, "ACCOUNT_EXISTS", "It is somebody's account already")
        case .account(.cannotRegister), .account(.nickBanned):
            registering(account, "BAD_ACCOUNT_NAME", "It can't be an account's name")
        case .account(.loggedIn(let name)):
            registering(account, "ALREADY_AUTHENTICATED", "You are logged in as \(name)")
        default: registering(account, "TEMPORARILY_UNAVAILABLE", "It could not be carried out; try again later")
        }
    }

    /// Why REGISTER was refused before the hub was asked.
    package static func registering(_ account: String, _ refusal: AccountRefusal) -> IRCStandardReply {
        let words = IRCRefusal.words(for: refusal)
        return switch refusal {
        case .badPassword(.tooShort), .badPassword(.isName): registering(account, "WEAK_PASSWORD", words)
        case .badPassword(.tooLong), .badPassword(.isToken): registering(account, "UNACCEPTABLE_PASSWORD", words)
        case .operatorsName: registering(account, "BAD_ACCOUNT_NAME", words)
        default: registering(account, "TEMPORARILY_UNAVAILABLE", words)
        }
    }

    /// A fault that REGISTER has by itself, as `INVALID_EMAIL`, `ACCOUNT_NAME_MUST_BE_NICK` or `COMPLETE_CONNECTION_REQUIRED`.
    package static func registering(_ account: String, _ code: String, _ words: String) -> IRCStandardReply {
        IRCStandardReply(.fail, IRCCommand.register.rawValue, code, account, words: words)
    }
}

extension IRCStandardReply {
    /// The answer to VERIFY: nobody is ever asked for a code.
    package static func verifying(_ account: String) -> IRCStandardReply {
        IRCStandardReply(
            .fail, IRCCommand.verify.rawValue, "INVALID_CODE", account, words: "No account waits for a code here")
    }

    /// The answer to REGISTER and VERIFY where there are no accounts.
    package static func withoutAccounts(_ command: IRCCommand, _ account: String) -> IRCStandardReply {
        IRCStandardReply(
            .fail, command.rawValue, "TEMPORARILY_UNAVAILABLE", account, words: "This server keeps no accounts")
    }

    /// Why REGISTER came to nothing, where that lies with the server.
    package static func registering(_ account: String, _ refusal: ServerRefusal) -> IRCStandardReply {
        if case .account(let refusal) = refusal { return registering(account, refusal) }
        return registering(account, "TEMPORARILY_UNAVAILABLE", RefusalText(refusal).words)
    }
}

/// Logging in.
extension IRCAnswers {
    /// An account was made (`draft/account-registration`).
    package func putRegistered(_ account: Nick, mask: String) {
        let line = begin("REGISTER")
        line.parameter("SUCCESS")
        line.parameter(account)
        line.trailing(words: "\(account) is your account now")
        line.end()
        putLoggedIn(as: account, mask: mask)
    }

    /// What SASL came to where it did not come to an end: `AUTHENTICATE`, or a refusal.
    /// - Parameter offered: the mechanisms that the client may use.
    package func put(_ step: SASLDialogue.Step, offered: [SASLMechanism]) {
        switch step {
        case .nothing, .prove: break
        case .send(let message): AuthenticateOutput.put(message, into: lines)
        case .refuse(let numeric): put(numeric)
        case .refuseMechanism:
            if !offered.isEmpty { put(.saslMechanisms, SASLMechanism.list(offered)) }
            put(.saslFail)
        }
    }

    /// - Parameter mask: `nick!user@host`, with `*` for what they do not have yet.
    package func putLoggedIn(as account: Nick, mask: String) {
        put(.loggedIn, [mask, account.text], text: "You are now logged in as \(account)")
    }

    package func putLoggedOut(mask: String) {
        put(.loggedOut, mask)
    }
}
