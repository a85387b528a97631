/// A room as all know it: who is in it, in the order in which they came, what it is about, and what was said last.
///
/// `RoomTable` alone changes it, and keeps its digests true; but for what `history` and `happenings` forget.
final class Room {
    let id: RoomID
    /// `RoomTable` knows it by that, and alone changes it.
    var name: RoomName
    /// When it was made, in microseconds since 1970; 0 where that is not known. No digest has it: older processes do not tell.
    let created: Int64
    /// The slots of the people who are in it.
    var roster: [UInt32] = []
    /// How many of them others do not know of yet.
    var hiddenCount = 0
    var topic: Topic?
    /// The id under which the topic was set.
    var topicID: EventID = 0
    var history: History
    /// What happened besides; nil: nothing that is kept.
    var happenings: Happenings?
    /// The id of the last that was said or set here, or what the first will be larger than.
    var lastID: EventID
    /// What ops have set; nil: nothing, as in most rooms.
    var rules: RulesBox?
    /// The digest of the roster.
    var rosterDigest: UInt64 = 0

    /// - Parameters:
    ///   - last: all of the room's ids are larger. So a new room of an old name goes on where the old one ended.
    ///   - memory: where its history is kept.
    init(id: RoomID, name: RoomName, after last: EventID, created: Int64 = 0, in memory: HistoryMemory) {
        self.created = created
        self.id = id
        self.name = name
        lastID = last
        history = History(room: name, floor: last, in: memory)
        history.belongs(to: id.index)
    }
}

// MARK: - Digests

extension Room {
    /// The digest of all of it but its roster.
    var digest: UInt64 {
        var digest = Digest(of: .room)
        digest.mix(Int(id.index))
        digest.mix(name.text)
        return digest.value &+ digestOfLastID &+ digestOfTopic &+ digestOfRules
    }

    /// The digest of what ops have set; 0: nothing.
    var digestOfRules: UInt64 { rules?.rules.digest(of: id) ?? 0 }

    /// The digest of `lastID`. Each line changes it, so it is no more than a product.
    var digestOfLastID: UInt64 {
        UInt64(bitPattern: lastID) &* (UInt64(UInt32(bitPattern: id.index)) << 1 | 1) &* 0x9E37_79B9_7F4A_7C15
    }

    /// The digest of the topic; 0: it has none.
    var digestOfTopic: UInt64 {
        guard let topic else { return 0 }
        var digest = Digest(of: .topic)
        digest.mix(Int(id.index))
        digest.mix(topicID)
        digest.mix(topic.time)
        digest.mix(topic.setBy.text)
        digest.mix(topic.text.utf8)
        return digest.value
    }
}
