/// What has to be known of an account before somebody proves that it is theirs.
extension Hub {
    /// An account, as far as logging in to it goes.
    package struct AccountSummary: Hashable, Sendable {
        package let id: AccountID
        package let name: Nick
        /// Its name, and the nicks that it has reserved.
        package let owned: [Nick]
        package let isOperator: Bool
    }

    package func account(_ id: AccountID) -> AccountSummary? {
        shared.accounts[id].map { AccountSummary($0) }
    }

    /// The account that a nick belongs to: its name, or one that it has reserved.
    package func account(owning nick: Nick) -> AccountSummary? {
        shared.accounts.owner(of: nick).map { AccountSummary($0) }
    }

    /// Whether who has proved that an account is theirs may log in to it now.
    package func checkLogin(to id: AccountID, at now: Moment) throws(Refusal) {
        guard let account = shared.accounts[id] else { throw .account(.needsLogin) }
        try checkLogin(to: account, at: now)
    }

    /// Whether an account of that name may be made by who is not here yet.
    package func checkRegistration(of nick: Nick, at now: Moment) throws(Refusal) {
        if let owner = shared.accounts.owner(of: nick) { throw .account(.accountExists(owner.name)) }
        if shared.serverBans.bans(nick, at: now.wall) { throw .account(.nickBanned(nick)) }
        guard shared.accounts.canRegister(nick, at: now.wall) else { throw .account(.cannotRegister(nick)) }
        // Whoever is called so may want it.
        if let other = shared.people.find(nick) { throw .nickInUse(other.nick) }
        guard shared.accounts.count < limits.accounts else { throw .account(.tooManyAccounts) }
    }

    /// Makes an account for who is not here yet.
    package func register(_ nick: Nick, at now: Moment, _ effects: inout [Effect]) throws(Refusal) -> AccountID {
        try checkRegistration(of: nick, at: now)
        apply(.account(.register(nick, by: nil)), at: now.wall, by: nil, &effects)
        guard let account = shared.accounts.find(nick) else { throw .account(.cannotRegister(nick)) }
        return account.id
    }

    /// The account of who has a nick, or else the one that it belongs to.
    package func account(behind nick: Nick) -> AccountID? {
        (shared.people.find(nick)?.account ?? shared.accounts.owner(of: nick))?.id
    }
}

extension Hub.AccountSummary {
    fileprivate init(_ account: Account) {
        self.init(
            id: account.id, name: account.name, owned: [account.name] + account.nicks, isOperator: account.isOperator)
    }
}
