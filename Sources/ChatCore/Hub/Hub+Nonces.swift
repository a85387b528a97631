extension Hub {
    /// Says something that may be said already: a program that lost its connection can't know.
    func sayOnce(
        _ nonce: Nonce, _ saying: Saying, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        switch saying {
        case .here(let text): return try say(text, in: nil, nonce: nonce, by: asker, at: now, &effects)
        case .action(let text):
            return try say(text, in: nil, asAction: true, nonce: nonce, by: asker, at: now, &effects)
        case .inRoom(let room, let text): return try say(text, in: room, nonce: nonce, by: asker, at: now, &effects)
        case .to(let nick, let text):
            if let said = privateNonces.said(to: nick, under: nonce) {
                return .saidBefore(id: said.id, time: said.time)
            }
            let reply = try tell(nick, text, by: asker, at: now, &effects)
            if case .said(let id, let time) = reply { privateNonces.remember(id, time, to: nick, under: nonce) }
            return reply
        }
    }
}

/// The nonces of the last private messages. (A room's stand with its messages, and last as long as they do.)
struct PrivateNonces {
    static let capacity = 1_024

    private(set) var entries: [HubSnapshot.PrivateNonce] = []
    private var index: [String: Int] = [:]
    /// Where the oldest is, once all places are taken.
    private var oldest = 0

    init(_ entries: [HubSnapshot.PrivateNonce] = []) {
        for entry in entries.suffix(PrivateNonces.capacity) { append(entry) }
    }

    /// From the oldest to the newest.
    var inOrder: [HubSnapshot.PrivateNonce] { Array(entries[oldest...] + entries[..<oldest]) }

    func said(to nick: Nick, under nonce: Nonce) -> HubSnapshot.PrivateNonce? {
        index[PrivateNonces.key(nick, nonce)].map { entries[$0] }
    }

    mutating func remember(_ id: EventID, _ time: Int64, to nick: Nick, under nonce: Nonce) {
        append(HubSnapshot.PrivateNonce(key: PrivateNonces.key(nick, nonce), id: id, time: time))
    }

    private mutating func append(_ entry: HubSnapshot.PrivateNonce) {
        guard entries.count == PrivateNonces.capacity else {
            index[entry.key] = entries.count
            return entries.append(entry)
        }
        index[entries[oldest].key] = nil
        index[entry.key] = oldest
        entries[oldest] = entry
        oldest = (oldest + 1) % PrivateNonces.capacity
    }

    private static func key(_ nick: Nick, _ nonce: Nonce) -> String { "\(nick.key) \(nonce.text)" }
}
