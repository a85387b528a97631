/// What waits for the thread that hashes passwords, which does one thing at a time.
///
/// 1. 32 wait at most, and 2 of an address are in hand at most. A session waits for its answer, so it has one.
/// 2. Those from addresses without a recent failure go first, in the order in which they came; the others follow, in theirs.
/// 3. Where all places are taken, one without a failure takes the place of the last one with a failure.
struct HashQueue<Work> {
    static var capacity: Int { 32 }
    static var perHost: Int { 2 }

    struct Entry {
        let ticket: Ticket
        /// nil: no limit by address applies to it.
        let host: HostKey?
        let work: Work
    }

    private var trusted: [Entry] = []
    private var suspect: [Entry] = []
    /// What is being done.
    private(set) var running: Entry?

    /// How many wait.
    var count: Int { trusted.count + suspect.count }

    enum Offer {
        /// It waits; `displaced` does no more.
        case taken(displaced: Entry?)
        case full
    }

    mutating func offer(_ entry: Entry, isSuspect: Bool) -> Offer {
        if let host = entry.host, inHand(of: host) >= Self.perHost { return .full }
        var displaced: Entry?
        if count >= Self.capacity {
            guard !isSuspect, let last = suspect.popLast() else { return .full }
            displaced = last
        }
        if isSuspect { suspect.append(entry) } else { trusted.append(entry) }
        return .taken(displaced: displaced)
    }

    /// Takes out what is to be done next, if nothing is being done.
    mutating func next() -> Entry? {
        guard running == nil else { return nil }
        if !trusted.isEmpty {
            running = trusted.removeFirst()
        } else if !suspect.isEmpty {
            running = suspect.removeFirst()
        }
        return running
    }

    /// What was being done is done.
    mutating func finish() {
        running = nil
    }

    /// A login from this address failed: others go before what else is of it.
    mutating func distrust(_ host: HostKey) {
        suspect += trusted.filter { $0.host == host }
        trusted.removeAll { $0.host == host }
    }

    /// Gives all up that waits.
    mutating func removeAll() -> [Entry] {
        defer { (trusted, suspect) = ([], []) }
        return trusted + suspect
    }

    private func inHand(of host: HostKey) -> Int {
        let waiting = trusted.count { $0.host == host } + suspect.count { $0.host == host }
        return running?.host == host ? waiting + 1 : waiting
    }
}
