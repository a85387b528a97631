import SQLite

/// Searches, newest first.
extension StoreReader.Connection {
    /// Messages may have been written so much later than their ids say, a day: after a full disk, say.
    private static let lateness: Int64 = 86_400_000_000

    func found(_ search: StoreJob.Search) throws(SQLiteError) -> StoreAnswer {
        guard !search.rooms.isEmpty else { return .found([], cursor: nil) }
        let speaker: String?
        switch search.speaker {
        case nil: speaker = nil
        case .account(let account): speaker = Words.word(ofAccount: account)
        case .guest(let nick): speaker = Words.word(ofNick: nick)
        }
        let end = try search.before.map { time throws(SQLiteError) in
            try self.firstSeq(from: time + StoreReader.Connection.lateness)
        }
        let start = try search.after.map { time throws(SQLiteError) in
            try self.firstSeq(from: time - StoreReader.Connection.lateness)
        }
        var taken = Taken<KeptMessage>(count: search.count, bytes: 256 << 10)
        let values: [Value] = [
            .text(search.terms.query(in: search.rooms, by: speaker)),
            .number(min(search.cursor ?? .max, end ?? .max)), .number(start ?? .min),
            .number(search.after ?? .min), .number(search.before ?? .max),
        ]
        let rooms = Set(search.rooms)
        try each(
            """
            SELECT m.seq, m.room, \(Message.columns.split(separator: ", ").map { "m.\($0)" }.joined(separator: ", "))
            FROM words CROSS JOIN message m ON m.seq = words.rowid
            WHERE words MATCH ?1 AND words.rowid < ?2 AND words.rowid >= ?3
              AND m.id >= ?4 AND m.id < ?5 AND NOT m.flags & 1
            ORDER BY words.rowid DESC
            """, values
        ) { row in
            let found = KeptMessage(seq: row.number(0), room: row.number(1), message: Message(row, from: 2))
            // The index has hashes of nicks, and may be wrong about one.
            guard rooms.contains(found.room), search.wants(found.message) else { return true }
            return taken.add(found) { $0.size }
        }
        return .found(taken.rows, cursor: taken.hasMore ? taken.rows.last?.seq : nil)
    }

    /// The `seq` of the first message whose id is not smaller, about: ids mostly grow with it.
    private func firstSeq(from id: Int64) throws(SQLiteError) -> Int64 {
        var low = try database.number("SELECT min(seq) FROM message") ?? 0
        var high = (try database.number("SELECT max(seq) FROM message") ?? 0) + 1
        while low < high {
            let middle = low + (high - low) / 2
            var found: (seq: Int64, id: Int64)?
            try each("SELECT seq, id FROM message WHERE seq >= ?1 ORDER BY seq LIMIT 1", [.number(middle)]) {
                found = ($0.number(0), $0.number(1))
                return false
            }
            guard let found, found.id < id else {
                high = middle
                continue
            }
            low = found.seq + 1
        }
        return low
    }
}

extension StoreJob.Search {
    fileprivate func wants(_ message: Message) -> Bool {
        let key = message.nick.lowercasedASCII
        guard !ignored.contains(key), !(message.account.map(ignoredAccounts.contains) ?? false) else { return false }
        switch speaker {
        case nil: return true
        case .account(let account): return message.account == account
        case .guest(let nick): return key == nick.lowercasedASCII
        }
    }
}
