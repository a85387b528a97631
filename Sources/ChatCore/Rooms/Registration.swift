/// That a room is somebody's and stays: whose it is, and what accounts are there.
public struct Registration: Hashable, Sendable {
    /// Ranks that a room keeps.
    public static let mostRanks = 1_000

    /// What an account is in the room, be it there or not.
    public struct Standing: Hashable, Sendable {
        public let account: AccountID
        public let rank: Rank
        /// Microseconds since 1970.
        public let since: Int64

        public init(_ account: AccountID, _ rank: Rank, since: Int64) {
            self.account = account
            self.rank = rank
            self.since = since
        }
    }

    /// When it was registered, in microseconds since 1970.
    public let time: Int64
    /// By the numbers of the accounts, each once.
    public private(set) var standings: [Standing] = []

    public init(at time: Int64) {
        self.time = time
    }

    /// What comes from outside may be in no order.
    public init(at time: Int64, _ standings: [Standing]) {
        self.time = time
        for standing in standings { set(standing.rank, of: standing.account, at: standing.since) }
    }

    /// nil: its account is gone, and nobody was an op.
    public var founder: AccountID? { standings.first { $0.rank == .founder }?.account }

    public func rank(of account: AccountID) -> Rank {
        let index = index(of: account)
        return index < standings.count && standings[index].account == account ? standings[index].rank : .none
    }

    /// - Parameter rank: none takes it away.
    mutating func set(_ rank: Rank, of account: AccountID, at time: Int64) {
        let index = index(of: account)
        let isThere = index < standings.count && standings[index].account == account
        if isThere { standings.remove(at: index) }
        guard rank > .none else { return }
        standings.insert(Standing(account, rank, since: time), at: index)
    }

    /// The account is erased. A founder is followed by who has been an op for longest.
    mutating func forget(_ account: AccountID, at time: Int64) {
        let isFounder = founder == account
        set(.none, of: account, at: time)
        guard isFounder else { return }
        let ops = standings.filter { $0.rank == .op }
        if let next = ops.min(by: { ($0.since, $0.account) < ($1.since, $1.account) }) {
            set(.founder, of: next.account, at: time)
        }
    }

    /// Where an account's is, or would be.
    private func index(of account: AccountID) -> Int {
        var (low, high) = (0, standings.count)
        while low < high {
            let middle = (low + high) / 2
            if standings[middle].account < account { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
