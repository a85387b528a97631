/// Who is kept from the server.
struct ServerBans {
    static let most = 1_000

    private(set) var entries: [ServerBan] = [] {
        didSet { areOfGuests = entries.contains { $0.isOfGuests } }
    }
    /// Whether any is of guests alone, be it over or not.
    private(set) var areOfGuests = false
    /// Another after each change, for who keeps a table of its own.
    private(set) var version = 0

    init(_ entries: [ServerBan] = []) {
        self.entries = entries
        areOfGuests = entries.contains { $0.isOfGuests }
    }

    mutating func add(_ bans: [ServerBan], at time: Int64) {
        entries.removeAll { old in old.isOver(at: time) || bans.contains { $0.subject == old.subject } }
        entries += bans
        version += 1
    }

    mutating func remove(_ subject: ServerBanSubject, at time: Int64) {
        entries.removeAll { $0.subject == subject || $0.isOver(at: time) }
        version += 1
    }

    func contains(_ subject: ServerBanSubject, at time: Int64) -> Bool {
        entries.contains { $0.subject == subject && !$0.isOver(at: time) }
    }

    /// The ban that is about somebody; networks apart.
    func ban(on identity: MaskIdentity, at time: Int64) -> ServerBan? {
        entries.first { ban in
            guard case .mask(let mask) = ban.subject, !ban.isOver(at: time) else { return false }
            return mask.matches(identity)
        }
    }

    /// Whether nobody may be called so.
    func bans(_ nick: Nick, at time: Int64) -> Bool {
        if entries.isEmpty { return false }
        let key = Array(nick.key.utf8)
        return entries.contains { ban in
            guard case .mask(let mask) = ban.subject, mask.kind == .nick, !ban.isOver(at: time) else { return false }
            return mask.glob.matches(key)
        }
    }

    var digest: UInt64 {
        if entries.isEmpty { return 0 }
        var digest = Digest(of: .serverBans)
        for ban in entries {
            digest.mix(ban.subject.description)
            digest.mix(ban.by.text)
            digest.mix(ban.time)
            digest.mix(ban.until ?? -1)
            digest.mix(ban.reason.map { [1] + $0.utf8 } ?? [])
        }
        return digest.value
    }
}

extension ServerBan {
    fileprivate var isOfGuests: Bool {
        if case .guests = subject { true } else { false }
    }
}
