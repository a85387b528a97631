/// Who wrote the last private messages, and to whom: what is asked where one is to be taken back. Their words are not here.
struct Letters {
    static let capacity = 4_096
    /// So many that are forgotten stay in memory, before it is used anew.
    private static let slack = 256

    /// Some at the beginning are forgotten: `oldest` is the first that is not.
    private var entries: [HubSnapshot.Letter] = []
    private var oldest = 0
    /// What they come to. Their ids tell their order.
    private(set) var digest: UInt64 = 0

    /// - Throws: `SnapshotError` where they have no order.
    init(_ copies: [HubSnapshot.Letter] = []) throws(SnapshotError) {
        for copy in copies {
            guard copy.id > entries.last?.id ?? .min else { throw SnapshotError("private messages have no order") }
            add(copy)
        }
    }

    init() {}

    /// From the oldest to the newest.
    var inOrder: [HubSnapshot.Letter] { Array(entries[oldest...]) }

    /// The same as `digest`, from all there is.
    var fullDigest: UInt64 { entries[oldest...].reduce(0) { $0 &+ $1.digest } }

    subscript(id: EventID) -> HubSnapshot.Letter? { index(of: id).map { entries[$0] } }

    mutating func add(_ letter: HubSnapshot.Letter) {
        entries.append(letter)
        digest &+= letter.digest
        guard entries.count - oldest > Letters.capacity else { return }
        digest &-= entries[oldest].digest
        oldest += 1
        guard oldest > Letters.slack else { return }
        entries.removeFirst(oldest)
        oldest = 0
    }

    /// - Returns: what was known; nil: nothing is.
    mutating func remove(_ id: EventID) -> HubSnapshot.Letter? {
        guard let index = index(of: id) else { return nil }
        let letter = entries.remove(at: index)
        digest &-= letter.digest
        return letter
    }

    /// The ids of a message and of those that go on where it ends.
    func whole(_ first: HubSnapshot.Letter) -> [EventID] {
        guard let start = index(of: first.id) else { return [first.id] }
        let rest = entries[(start + 1)...].lazy.filter { $0.author == first.author }
        return [first.id] + rest.prefix { $0.continues && $0.nick == first.nick }.map(\.id)
    }

    /// What waited for an account was shown to it.
    mutating func noteShown(to account: AccountID) {
        for index in entries.indices where entries[index].isWaiting && entries[index].recipientAccount == account {
            if index >= oldest { digest &-= entries[index].digest }
            entries[index].isWaiting = false
            if index >= oldest { digest &+= entries[index].digest }
        }
    }

    private func index(of id: EventID) -> Int? {
        var (low, high) = (oldest, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].id == id ? low : nil
    }
}

extension HubSnapshot {
    /// That a private message was written, and by whom to whom.
    public struct Letter: Hashable, Sendable {
        public var id: EventID
        /// Microseconds since 1970.
        public var time: Int64
        public var author: PersonID
        /// To which the author was logged in.
        public var account: AccountID?
        /// nil: nobody was here by the account that it is for.
        public var recipient: PersonID?
        public var recipientAccount: AccountID?
        /// Under which it was written to them.
        public var nick: Nick
        /// It was not shown to anybody yet.
        public var isWaiting = false
        /// It goes on where the one that the author wrote before it ends.
        public var continues = false

        public init(id: EventID, time: Int64, author: PersonID, to nick: Nick) {
            self.id = id
            self.time = time
            self.author = author
            self.nick = nick
        }
    }
}

extension HubSnapshot.Letter {
    fileprivate var digest: UInt64 {
        var digest = Digest(of: .letter)
        digest.mix(id)
        digest.mix(time)
        digest.mix(author)
        digest.mix(Int(account?.number ?? 0))
        if let recipient { digest.mix(recipient) }
        digest.mix(Int(recipientAccount?.number ?? 0))
        digest.mix(nick.text)
        digest.mix((isWaiting ? 1 : 0) | (continues ? 2 : 0))
        return digest.value
    }
}
