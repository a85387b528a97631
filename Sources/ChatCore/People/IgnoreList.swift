/// Whom one ignores, in the order in which they came to be. However many that are, no message costs more for it.
final class IgnoreList {
    /// Somebody ignored: the person, under whatever nick, and the nick, whoever has it next.
    typealias Entry = HubSnapshot.Ignored

    /// In place of who is logged in to an account, where nobody is. It is nobody's number, nor that of those who said what a store has.
    static let absent = PersonID(slot: .max, generation: 0)

    var entries: [Entry] {
        didSet { index() }
    }
    private var people: Set<PersonID> = []
    private var keys: Set<String> = []
    /// Empty for most: accounts are ignored by who is logged in.
    private var accounts: Set<AccountID> = []

    init(_ entries: [Entry]) {
        self.entries = entries
        index()
    }

    private func index() {
        people = Set(entries.map(\.person))
        keys = Set(entries.map(\.nick.key))
        accounts = Set(entries.compactMap(\.account))
    }

    func contains(_ person: PersonID) -> Bool { people.contains(person) }

    /// Whether an account is ignored, whoever is logged in to it.
    func has(_ account: AccountID?) -> Bool {
        guard !accounts.isEmpty, let account else { return false }
        return accounts.contains(account)
    }

    /// - Parameter key: of a nick.
    func contains(_ person: PersonID, _ account: AccountID?, named key: @autoclosure () -> String) -> Bool {
        people.contains(person) || has(account) || keys.contains(key())
    }
}
