/// The accounts that there are, by number and by name.
final class Accounts {
    /// How long the name of an erased account is nobody's, in microseconds.
    static let retirement: Int64 = 30 * 86_400 * 1_000_000

    /// At an account's number less one; nil where it was erased.
    private(set) var all: [Account?] = []
    private var names = NameIndex()
    /// Of nicks besides the names: few have any.
    private var idsByNick: [String: AccountID] = [:]
    /// Names of erased accounts, and when they are free again, in microseconds since 1970.
    private(set) var retired: [String: Int64] = [:]
    private(set) var count = 0
    /// The digest of all of them, and of the numbers that were given.
    private(set) var digest: UInt64 = 0

    init() {
        digest = digestOfCount
    }

    subscript(_ id: AccountID) -> Account? {
        let index = Int(id.number) - 1
        return all.indices.contains(index) ? all[index] : nil
    }

    /// Whose a nick is, be it a name or another nick.
    func owner(of nick: Nick) -> Account? {
        if count == 0 { return nil }
        let key = nick.key
        return (names.find(key) { self[$0]?.name.key } ?? idsByNick[key]).flatMap { self[$0] }
    }

    /// By its name.
    func find(_ name: Nick) -> Account? {
        owner(of: name).flatMap { $0.name == name ? $0 : nil }
    }

    /// Whether a nick can become an account's: guests' and services' can't, nor one that another has or had lately.
    func canRegister(_ nick: Nick, at time: Int64) -> Bool {
        !nick.isReserved && owner(of: nick) == nil && retired[nick.key].map { $0 <= time } ?? true
    }

    // MARK: - Changes

    func register(_ name: Nick, at time: Int64) -> Account {
        let id = AccountID(number: UInt32(all.count + 1))
        let account = Account(HubSnapshot.Account(id: id, name: name, created: time))
        digest &-= digestOfCount
        retire(name.key, until: nil)
        all.append(account)
        count += 1
        names.insert(id, as: name.key) { self[$0]?.name.key }
        digest &+= account.digest &+ digestOfCount
        return account
    }

    func change(_ account: Account, _ change: (Account) -> Void) {
        digest &-= account.digest
        for nick in account.nicks { idsByNick[nick.key] = nil }
        change(account)
        for nick in account.nicks { idsByNick[nick.key] = account.id }
        digest &+= account.digest
    }

    /// Its name is nobody's for a while, so that nobody is taken for who had it.
    func erase(_ account: Account, at time: Int64) {
        for case let other? in all where other.ignored.contains(account.id) {
            change(other) { $0.ignored.removeAll { $0 == account.id } }
        }
        digest &-= account.digest
        for nick in account.nicks { idsByNick[nick.key] = nil }
        names.remove(account.name.key) { self[$0]?.name.key }
        all[Int(account.id.number) - 1] = nil
        count -= 1
        for (key, until) in retired where until <= time { retire(key, until: nil) }
        retire(account.name.key, until: time + Accounts.retirement)
    }

    private func retire(_ key: String, until: Int64?) {
        if let old = retired[key] { digest &-= digestOfRetired(key, old) }
        retired[key] = until
        if let until { digest &+= digestOfRetired(key, until) }
    }

    // MARK: - Digests

    private var digestOfCount: UInt64 { Digest.value(of: .accounts, all.count, 0) }

    private func digestOfRetired(_ key: String, _ until: Int64) -> UInt64 {
        var digest = Digest(of: .retired)
        digest.mix(key)
        digest.mix(until)
        return digest.value
    }

    /// The same as `digest`, from all there is.
    var fullDigest: UInt64 {
        let accounts = all.reduce(0) { $0 &+ ($1?.digest ?? 0) }
        return accounts &+ retired.reduce(digestOfCount) { $0 &+ digestOfRetired($1.key, $1.value) }
    }

    // MARK: - Snapshots

    func write(to snapshot: inout HubSnapshot) {
        snapshot.accounts = all.compactMap { $0?.copy }
        snapshot.lastAccount = UInt32(all.count)
        snapshot.retiredNames = retired.sorted { $0.key < $1.key }.map {
            HubSnapshot.RetiredName(key: $0.key, until: $0.value)
        }
    }

    convenience init(restoring snapshot: HubSnapshot) throws(SnapshotError) {
        self.init()
        try restore(snapshot)
    }

    /// Takes over those of another hub. There are none here yet.
    func restore(_ snapshot: HubSnapshot) throws(SnapshotError) {
        // Each account has a place, and so has each that there was: what comes from outside is bounded by what is there.
        guard Int(snapshot.lastAccount) <= 100 * snapshot.accounts.count + 1_000_000 else {
            throw SnapshotError("there were too many accounts")
        }
        all = Array(repeating: nil, count: Int(snapshot.lastAccount))
        names = NameIndex(capacity: snapshot.accounts.count)
        for copy in snapshot.accounts {
            let index = Int(copy.id.number) - 1
            guard all.indices.contains(index), all[index] == nil else {
                throw SnapshotError("account \(copy.id) has no number, or is there twice")
            }
            count += 1
            all[index] = Account(copy)
            try add(copy)
        }
        for copy in snapshot.accounts {
            guard Set(copy.ignored).count == copy.ignored.count, copy.ignored.allSatisfy({ self[$0] != nil }) else {
                throw SnapshotError("account \(copy.id) ignores one that there is not, or one twice")
            }
        }
        for name in snapshot.retiredNames { retired[name.key] = name.until }
        digest = fullDigest
    }

    /// Has its names be found.
    private func add(_ copy: HubSnapshot.Account) throws(SnapshotError) {
        guard owner(of: copy.name) == nil else { throw SnapshotError("\(copy.name) is two accounts'") }
        names.insert(copy.id, as: copy.name.key) { self[$0]?.name.key }
        for nick in copy.nicks {
            guard owner(of: nick) == nil else { throw SnapshotError("\(nick) is two accounts'") }
            idsByNick[nick.key] = copy.id
        }
    }
}

extension Nick {
    /// Services are called so, or the server itself.
    var isOfService: Bool {
        let key = key
        return key.hasSuffix("serv") || key == "server"
    }

    /// Guests are called so, or services: it can't become an account's.
    public var isReserved: Bool {
        if isOfService { return true }
        let key = key
        return key.hasPrefix("guest") && key.utf8.dropFirst(5).allSatisfy(\.isASCIIDigit)
    }
}
