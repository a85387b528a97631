import ChatCore
import Dialects
import Passwords
import Secrets

/// What is to be done for a command about accounts, as far as memory tells.
enum AccountPlan {
    case refuse(ServerRefusal)
    /// In the hub's words.
    case refuseByHub(Refusal)
    case ask(SecretPrompt)
    /// A password is hashed first.
    case hash(HashTask)
    /// What is kept is looked up first.
    case lookUp(LookUp)

    enum HashTask {
        case register(Nick, Secret)
        case logIn(Hub.AccountSummary, Secret)
        /// The old one is nil where the account should have none.
        case change(Hub.AccountSummary, old: Secret?, new: Secret)
        case forget(Hub.AccountSummary, Secret)

        /// Of which a password is tried.
        var account: Hub.AccountSummary? {
            switch self {
            case .register: nil
            case .logIn(let account, _), .change(let account, _, _), .forget(let account, _): account
            }
        }
    }

    enum LookUp {
        /// - name: the account that it is to be of; nil: any.
        case token([UInt8], name: Nick?)
        case addToken(Hub.AccountSummary, AccountLabel, days: Int?, isRemembered: Bool)
        case listTokens(Hub.AccountSummary)
        case removeToken(Hub.AccountSummary, AccountLabel)
        case reset(Hub.AccountSummary)
        case logInByCertificate(CertificateDigest)
        case addCertificate(Hub.AccountSummary, CertificateDigest)
        case listCertificates(Hub.AccountSummary)
        case removeCertificate(Hub.AccountSummary, AccountLabel)
    }
}

extension AccountPlan {
    /// What it is decided by.
    struct Facts {
        let hub: Hub
        let now: Moment
        let rules: AccountRules
        let session: SessionID
        /// Nobody reads along: TLS, this machine, or a proxy whose business it is.
        let isProtected: Bool

        var account: Hub.AccountSummary? { hub.account(of: session).flatMap { hub.account($0.id) } }
        /// It came over a Unix socket or from this machine, and not through a proxy: who runs the server, say.
        let isLocal: Bool
        /// Of what its peer has shown; nil: nothing.
        let certificate: () -> CertificateDigest?
        var refusesPasswords: Bool { rules.clearText == .refuse && !isProtected }
    }

    init(_ command: AccountCommand, _ facts: Facts) {
        do throws(Refusal) {
            self = try AccountPlan.plan(command, facts)
        } catch {
            self = .refuseByHub(error)
        }
    }

    private static func plan(_ command: AccountCommand, _ facts: Facts) throws(Refusal) -> AccountPlan {
        switch command {
        case .register(let secret): return try register(secret, facts)
        case .login(let name, let secret): return try logIn(name, secret, facts)
        case .changePassword, .addToken, .tokens, .removeToken, .forget:
            guard let account = facts.account else { throw .account(.needsLogin) }
            return plan(command, of: account, facts)
        case .reset(let name):
            guard facts.account?.isOperator == true else { throw .account(.needsOperator) }
            guard let account = facts.hub.account(owning: name) else { throw .account(.noSuchAccount(name)) }
            return .lookUp(.reset(account))
        case .certificate(let command): return try plan(command, facts)
        }
    }

    private static func plan(_ command: CertificateCommand, _ facts: Facts) throws(Refusal) -> AccountPlan {
        let account = facts.account
        if case .logIn = command {
            if let account { throw .account(.loggedIn(account.name)) }
            return facts.certificate().map { .lookUp(.logInByCertificate($0)) } ?? .refuse(.account(.noCertificate))
        }
        guard let account else { throw .account(.needsLogin) }
        switch command {
        case .add:
            return facts.certificate().map { .lookUp(.addCertificate(account, $0)) }
                ?? .refuse(.account(.noCertificate))
        case .remove(let label): return .lookUp(.removeCertificate(account, label))
        case .list, .logIn: return .lookUp(.listCertificates(account))
        }
    }

    private static func register(_ secret: Secret?, _ facts: Facts) throws(Refusal) -> AccountPlan {
        guard facts.rules.registration else { return .refuse(.account(.registrationClosed)) }
        guard let nick = try facts.hub.checkRegistration(by: facts.session, at: facts.now) else {
            throw .account(.needsLogin)
        }
        if facts.refusesPasswords { return .refuse(.account(.clearText)) }
        if facts.rules.operators.contains(nick.key), !facts.isLocal { return .refuse(.account(.operatorsName(nick))) }
        guard let secret else { return .ask(.newAccount) }
        let fault = facts.rules.passwords.fault(in: secret, named: nick.text)
        return fault.map { .refuse($0.told) } ?? .hash(.register(nick, secret))
    }

    private static func logIn(_ name: Nick?, _ secret: Secret?, _ facts: Facts) throws(Refusal) -> AccountPlan {
        if let account = facts.account { throw .account(.loggedIn(account.name)) }
        if let digest = secret.flatMap({ LoginToken.digest(of: $0) }) { return .lookUp(.token(digest, name: name)) }
        // Of a token that was not copied whole nobody is to be told that guest7 is no account.
        if name == nil, let secret, LoginToken.begins(secret) { return .refuse(.account(.wrongToken)) }
        guard let owner = name ?? facts.hub.nick(of: facts.session) else { throw .account(.needsLogin) }
        guard let account = facts.hub.account(owning: owner) else { throw .account(.noSuchAccount(owner)) }
        if account.isOperator, !facts.isProtected { return .refuse(.account(.operatorsNeedTLS)) }
        if facts.refusesPasswords { return .refuse(.account(.clearText)) }
        return secret.map { .hash(.logIn(account, $0)) } ?? .ask(.login(name))
    }

    private static func plan(
        _ command: AccountCommand, of account: Hub.AccountSummary, _ facts: Facts
    ) -> AccountPlan {
        switch command {
        case .changePassword(let old, let new):
            if facts.refusesPasswords { return .refuse(.account(.clearText)) }
            guard let new else { return .ask(.oldPassword) }
            let fault = facts.rules.passwords.fault(in: new, named: account.name.text)
            return fault.map { .refuse($0.told) } ?? .hash(.change(account, old: old, new: new))
        case .forget(let secret):
            if facts.refusesPasswords { return .refuse(.account(.clearText)) }
            return secret.map { .hash(.forget(account, $0)) } ?? .ask(.forget)
        case .addToken(let label, let days, let isRemembered):
            return .lookUp(.addToken(account, label, days: days, isRemembered: isRemembered))
        case .removeToken(let label): return .lookUp(.removeToken(account, label))
        case .tokens, .register, .login, .reset, .certificate: return .lookUp(.listTokens(account))
        }
    }
}

extension PasswordRules.Fault {
    fileprivate var told: ServerRefusal { .account(.badPassword(asRefusal)) }

    var asRefusal: AccountRefusal.BadPassword {
        switch self {
        case .tooShort(let least): .tooShort(least: least)
        case .tooLong(let most): .tooLong(most: most)
        case .isName: .isName
        case .isToken: .isToken
        }
    }
}
