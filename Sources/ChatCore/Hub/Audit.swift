/// Who did what to whom.
public struct AuditEntry: Hashable, Sendable {
    /// Microseconds since 1970.
    public let time: Int64
    public let by: Nick
    /// To which they were logged in.
    public let account: AccountID?
    /// As the record's verb: `kick`, `mask`, `rank` …
    public let what: String
    public let room: RoomName?
    /// Whom or what it was about; never an address but of a banned network.
    public let subject: String
    public let reason: Text?

    public init(
        time: Int64, by: Nick, account: AccountID?, what: String, room: RoomName?, subject: String, reason: Text?
    ) {
        self.time = time
        self.by = by
        self.account = account
        self.what = what
        self.room = room
        self.subject = subject
        self.reason = reason
    }
}

/// The last of it, which memory keeps.
struct Audit {
    static let most = 1_000

    private(set) var entries: [AuditEntry] = []

    init(_ entries: [AuditEntry] = []) {
        self.entries = entries.suffix(Audit.most)
    }

    mutating func append(_ entry: AuditEntry) {
        // Seldom many at once: what is dropped is dropped in blocks.
        if entries.count >= Audit.most + 100 { entries.removeFirst(100) }
        entries.append(entry)
    }

    var last: ArraySlice<AuditEntry> { entries.suffix(Audit.most) }
}

extension Hub {
    /// Notes what was done by who is something, for who asks later.
    func audit(_ record: Record, _ applied: Applied, at time: Int64, by origin: Session?) {
        guard let entry = entry(of: record, applied, at: time, by: origin) else { return }
        local.audit.append(entry)
        onAudited?(entry)
    }

    private func entry(of record: Record, _ applied: Applied, at time: Int64, by origin: Session?) -> AuditEntry? {
        switch (record, applied) {
        case (.moderate(_, _, let change), .moderated(let room, let person, let moderated)):
            let (subject, reason) = moderated.audited
            return AuditEntry(
                time: time, by: person.nick, account: person.account?.id, what: change.verb, room: room.name,
                subject: subject, reason: reason)
        case (.operate(_, let change), .operated(let person, let operated)):
            let (subject, room, reason) = operated.audited
            return AuditEntry(
                time: time, by: person.nick, account: person.account?.id, what: change.verb, room: room,
                subject: subject, reason: reason)
        case (.account(.suspend(_, let isSet)), .accountChanged(.suspended(let account, _, _))):
            guard let person = origin?.person else { return nil }
            return AuditEntry(
                time: time, by: person.nick, account: person.account?.id, what: isSet ? "suspend" : "unsuspend",
                room: nil, subject: account.name.text, reason: nil)
        default: return nil
        }
    }

    func listAudit(
        _ name: RoomName?, _ count: Int?, for asker: Session, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        var wanted: RoomName?
        if name != nil || !asker.person.isOperator {
            let room = try anyRoom(name, for: asker)
            try demand(.op, of: asker, in: room)
            wanted = room.name
        }
        walked += local.audit.entries.count
        let found = local.audit.last.filter { wanted == nil || $0.room == wanted }.suffix(count ?? Hub.historyRows)
        for entry in found { effects.append(.row(.audit(entry))) }
        return .listed(wanted, count: found.count, total: nil)
    }
}

extension Moderated {
    /// Whom or what it was about, and why.
    fileprivate var audited: (subject: String, reason: Text?) {
        switch self {
        case .rank(let person, let rank, _): ("\(person.nick)=\(rank.name)", nil)
        case .voiceBeneath(let person, let isSet): ("\(person.nick)=\(isSet ? "voice" : "none")", nil)
        case .standing(let account, let rank, _): ("\(account.name)=\(rank.name)", nil)
        case .kicked(let out, let reason, _): (out.person.nick.text, reason)
        case .masks(let change, _, _):
            ("\(change.kind.name)=" + change.subjects.map(\.description).joined(separator: ","), change.reason)
        case .invited(let person): (person.nick.text, nil)
        case .modes(let change): (change.withoutKey.words.joined(separator: ","), nil)
        case .registered, .dropped: ("", nil)
        case .renamed(let old, let reason): (old.text, reason)
        }
    }
}

extension Operated {
    fileprivate var audited: (subject: String, room: RoomName?, reason: Text?) {
        switch self {
        case .killed(let person, let reason): (person.nick.text, nil, reason)
        case .banned(let bans): (bans.map(\.subject.description).joined(separator: ","), nil, bans.first?.reason)
        case .unbanned(let subject): (subject.description, nil, nil)
        case .announced(let text), .broadcast(let text): ("", nil, text)
        case .reset(let account): (account.name.text, nil, nil)
        case .reported(let person, let room, _, let reason): (person.nick.text, room, reason)
        }
    }
}
