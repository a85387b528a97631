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
