import ChatCore
import WireClient

/// What the client knows of a room that it is in.
struct RoomState: Equatable {
    var name: String
    /// By nick in small letters, as shown.
    private var members: [String: String] = [:]
    /// Of those who have one, by nick in small letters.
    private var ranks: [String: Rank] = [:]
    /// How many are remembered; a server may name more, or never end naming them.
    static let mostMembers = 10_000
    /// How many events are held at most: as many as a server keeps.
    static let mostHeld = 1000
    /// Whether the server has us in it on this connection.
    var isEntered = false
    /// The last message seen: what comes after it was missed.
    var lastID: Int64 = 0
    /// The last message before we came, as the server told it; nil where it did not.
    var entryID: Int64?
    /// After which message something may have been missed, where that is known.
    var lastKnown: Int64? { entryID.map { max($0, lastID) } ?? (lastID > 0 ? lastID : nil) }
    /// What was said while the history was asked for; it is shown after it. Nil at other times. A break leaves it to the history that is asked for
    /// after it, so that all comes once.
    var held: [WireEvent]?

    /// Holds what was said until the history is there. Of too much the oldest goes, as the history will have it.
    mutating func hold(_ event: WireEvent) {
        guard let count = held?.count else { return }
        if count >= Self.mostHeld { held?.removeFirst() }
        held?.append(event)
    }

    init(_ name: String) { self.name = name }

    var nicks: [String] { members.values.sorted { $0.asciiLowercased < $1.asciiLowercased } }

    func isNamed(_ name: String) -> Bool { self.name.asciiLowercased == name.asciiLowercased }

    /// Takes out what is held of before that message.
    mutating func takeHeld(before id: Int64) -> [WireEvent] {
        let older = held?.prefix { ($0.id ?? 0) < id } ?? []
        held?.removeFirst(older.count)
        return Array(older)
    }

    /// Remembers a member; what is no nick, which may be of any length, can't be completed to either.
    mutating func add(_ nick: String) {
        let key = nick.asciiLowercased
        guard members[key] != nil || members.count < Self.mostMembers, Nick(nick) != nil else { return }
        members[key] = nick
    }

    mutating func forgetMembers() { (members, ranks) = ([:], [:]) }

    /// All who have a rank, by nick in small letters.
    mutating func setRanks(_ ranks: [String: Rank]) {
        self.ranks = ranks.count > Self.mostMembers ? [:] : ranks
    }

    mutating func setRank(_ rank: Rank, of nick: String) {
        let key = nick.asciiLowercased
        guard ranks[key] != nil || ranks.count < Self.mostMembers else { return }
        ranks[key] = rank == .none ? nil : rank
    }

    func member(_ nick: String) -> Member { Member(nick: nick, rank: ranks[nick.asciiLowercased] ?? .none) }

    /// Whether the nick was there.
    @discardableResult
    mutating func remove(_ nick: String) -> Bool {
        ranks[nick.asciiLowercased] = nil
        return members.removeValue(forKey: nick.asciiLowercased) != nil
    }

    mutating func rename(_ old: String, to new: String) {
        let rank = ranks[old.asciiLowercased]
        if remove(old) { add(new) }
        if let rank { setRank(rank, of: new) }
    }
}

/// Somebody in a room, as lists show them.
struct Member: Equatable {
    let nick: String
    var rank: Rank = .none

    /// What stands in front of the nick.
    var mark: String {
        switch rank {
        case .founder: "~"
        case .op: "@"
        case .voice: "+"
        case .none: ""
        }
    }
}
