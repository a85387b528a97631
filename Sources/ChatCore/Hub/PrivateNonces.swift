/// The nonces of the last private messages. (A room's stand with its messages, and last as long as they do.)
struct PrivateNonces {
    static let capacity = 1_024

    private(set) var entries: [HubSnapshot.PrivateNonce] = []
    private var index: [String: Int] = [:]
    /// Where the oldest is, once there are as many as are kept.
    private var oldest = 0
    /// What they come to. Their ids tell their order.
    private(set) var digest: UInt64 = 0

    init(_ entries: [HubSnapshot.PrivateNonce] = []) {
        for entry in entries.suffix(PrivateNonces.capacity) { append(entry) }
    }

    /// From the oldest to the newest.
    var inOrder: [HubSnapshot.PrivateNonce] { Array(entries[oldest...] + entries[..<oldest]) }

    /// The same as `digest`, from all there is.
    var fullDigest: UInt64 { entries.reduce(0) { $0 &+ $1.digest } }

    func said(to nick: Nick, under nonce: Nonce) -> HubSnapshot.PrivateNonce? {
        index[PrivateNonces.key(nick, nonce)].map { entries[$0] }
    }

    mutating func remember(_ id: EventID, _ time: Int64, to nick: Nick, under nonce: Nonce) {
        append(HubSnapshot.PrivateNonce(key: PrivateNonces.key(nick, nonce), id: id, time: time))
    }

    private mutating func append(_ entry: HubSnapshot.PrivateNonce) {
        digest &+= entry.digest
        guard entries.count == PrivateNonces.capacity else {
            index[entry.key] = entries.count
            return entries.append(entry)
        }
        digest &-= entries[oldest].digest
        index[entries[oldest].key] = nil
        index[entry.key] = oldest
        entries[oldest] = entry
        oldest = (oldest + 1) % PrivateNonces.capacity
    }

    private static func key(_ nick: Nick, _ nonce: Nonce) -> String { "\(nick.key) \(nonce.text)" }
}

extension HubSnapshot.PrivateNonce {
    fileprivate var digest: UInt64 {
        var digest = Digest(of: .nonce)
        digest.mix(key)
        digest.mix(id)
        digest.mix(time)
        return digest.value
    }
}
