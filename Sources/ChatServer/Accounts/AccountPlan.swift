import ChatCore
import Dialects
import Passwords
import Secrets

/// What is to be done for a command about accounts, as far as memory tells.
enum AccountPlan {
    case refuse(AccountRefusal)
    case ask(SecretPrompt)
    /// It is done at once.
    case now
    /// A password is hashed first.
    case hash(HashTask)
    /// What is kept is looked up first.
    case lookUp(LookUp)

    enum HashTask {
        case register(Nick, Secret)
        case logIn(Account, Secret)
        /// The old one is nil where the account should have none.
        case change(Account, old: Secret?, new: Secret)
        case forget(Account, Secret)

        /// Of which a password is tried.
        var account: Account? {
            switch self {
            case .register: nil
            case .logIn(let account, _), .change(let account, _, _), .forget(let account, _): account
            }
        }
    }

    enum LookUp {
        /// - name: the account that it is to be of; nil: any.
        case token([UInt8], name: Nick?)
        case addToken(Account, AccountLabel, days: Int?)
        case listTokens(Account)
        case removeToken(Account, AccountLabel)
    }
}

extension AccountPlan {
    /// What it is decided by.
    struct Facts {
        let book: any AccountBook
        let rules: AccountRules
        let session: SessionID
        let nick: Nick
        /// Nobody reads along: TLS, this machine, or a proxy whose business it is.
        let isProtected: Bool

        var account: Account? { book.account(of: session) }
        var refusesPasswords: Bool { rules.clearText == .refuse && !isProtected }
    }

    init(_ command: AccountCommand, _ facts: Facts) {
        self =
            switch command {
            case .register(let secret): AccountPlan.register(secret, facts)
            case .login(let name, let secret): AccountPlan.logIn(name, secret, facts)
            case .show(let name?): facts.book.account(owning: name) == nil ? .refuse(.none(name)) : .now
            case .logout, .changePassword, .addToken, .tokens, .removeToken, .reserve, .release, .show, .forget:
                facts.account.map { AccountPlan.plan(command, of: $0, facts) } ?? .refuse(.notLoggedIn)
            }
    }

    private static func register(_ secret: Secret?, _ facts: Facts) -> AccountPlan {
        let nick = facts.nick
        if let account = facts.account { return .refuse(.loggedIn(account.name)) }
        guard facts.rules.registration else { return .refuse(.registrationClosed) }
        guard AccountRules.mayBelong(nick) else { return .refuse(.noName(nick)) }
        guard facts.book.account(owning: nick) == nil else { return .refuse(.exists(nick)) }
        guard facts.book.count < facts.rules.most else { return .refuse(.full) }
        if facts.refusesPasswords { return .refuse(.clearText) }
        guard let secret else { return .ask(.newAccount) }
        if let fault = facts.rules.passwords.fault(in: secret, named: nick.text) {
            return .refuse(.badPassword(fault.told))
        }
        return .hash(.register(nick, secret))
    }

    private static func logIn(_ name: Nick?, _ secret: Secret?, _ facts: Facts) -> AccountPlan {
        if let account = facts.account { return .refuse(.loggedIn(account.name)) }
        if let digest = secret.flatMap({ LoginToken.digest(of: $0) }) { return .lookUp(.token(digest, name: name)) }
        let owner = name ?? facts.nick
        guard let account = facts.book.account(owning: owner) else { return .refuse(.none(owner)) }
        if facts.refusesPasswords { return .refuse(.clearText) }
        guard let secret else { return .ask(.login(name)) }
        return .hash(.logIn(account, secret))
    }

    private static func plan(_ command: AccountCommand, of account: Account, _ facts: Facts) -> AccountPlan {
        switch command {
        case .changePassword(let old, let new):
            if facts.refusesPasswords { return .refuse(.clearText) }
            guard let new else { return .ask(.oldPassword) }
            let fault = facts.rules.passwords.fault(in: new, named: account.name.text)
            return fault.map { .refuse(.badPassword($0.told)) } ?? .hash(.change(account, old: old, new: new))
        case .forget(let secret):
            if facts.refusesPasswords { return .refuse(.clearText) }
            return secret.map { .hash(.forget(account, $0)) } ?? .ask(.forget)
        case .addToken(let label, let days): return .lookUp(.addToken(account, label, days: days))
        case .tokens: return .lookUp(.listTokens(account))
        case .removeToken(let label): return .lookUp(.removeToken(account, label))
        case .reserve(let nick): return reserve(nick, for: account, facts)
        case .release(let nick): return account.nicks.contains(nick) ? .now : .refuse(.notReserved(nick))
        case .register, .login, .logout, .show: return .now
        }
    }

    private static func reserve(_ nick: Nick, for account: Account, _ facts: Facts) -> AccountPlan {
        guard AccountRules.mayBelong(nick) else { return .refuse(.noName(nick)) }
        if let owner = facts.book.account(owning: nick) {
            return owner.number == account.number ? .now : .refuse(.reserved(nick))
        }
        return account.nicks.count < facts.rules.nicks ? .now : .refuse(.tooManyNicks(most: facts.rules.nicks))
    }
}

extension PasswordRules.Fault {
    fileprivate var told: AccountRefusal.BadPassword {
        switch self {
        case .tooShort(let least): .tooShort(least: least)
        case .tooLong(let most): .tooLong(most: most)
        case .isName: .isName
        case .isToken: .isToken
        }
    }
}
