/// Somebody as they were when they went, or before they were called otherwise.
public struct FormerNick: Hashable, Sendable {
    public let source: Source
    /// nil: their dialect asks for none.
    public let realName: Text?
    /// When they gave the nick up, in microseconds since 1970.
    public let time: Int64

    package init(source: Source, realName: Text?, time: Int64) {
        self.source = source
        self.realName = realName
        self.time = time
    }
}

/// The nicks that were given up last, and by whom: a ring.
///
/// It is this node's own. Whoever applies the same records has the same.
struct FormerNicks {
    static let most = 1_000

    private var ring: [(key: String, FormerNick)] = []
    /// Once it is full: the place of the oldest, which is the next's.
    private var next = 0

    var count: Int { ring.count }

    mutating func add(_ former: FormerNick) {
        let entry = (former.source.nick.key, former)
        if ring.count < FormerNicks.most {
            ring.append(entry)
        } else {
            ring[next] = entry
            next = (next + 1) % FormerNicks.most
        }
    }

    /// Oldest first.
    var all: [FormerNick] { (ring[next...] + ring[..<next]).map(\.1) }

    /// Who had a nick, the last first.
    func find(_ nick: Nick, most: Int) -> [FormerNick] {
        let key = nick.key
        var found: [FormerNick] = []
        for entry in ring[..<next].reversed() + ring[next...].reversed() where entry.key == key {
            guard found.count < most else { break }
            found.append(entry.1)
        }
        return found
    }

    /// An account of these names is erased.
    mutating func forget(_ names: [Nick]) {
        let kept = all.filter { former in
            !names.contains(former.source.nick) && !(former.source.account.map { names.contains($0) } ?? false)
        }
        guard kept.count < ring.count else { return }
        (ring, next) = ([], 0)
        for former in kept { add(former) }
    }
}
