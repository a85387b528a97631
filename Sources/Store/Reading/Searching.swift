import SQLite

/// Searches, newest first.
extension StoreReader.Connection {
    /// Messages may have been written so much later than their ids say, a day: after a full disk, say.
    private static let lateness: Int64 = 86_400_000_000

    /// Finds messages in rooms: of all that fit the words, those whose row names one of the rooms, or those that the index finds there.
    ///
    /// For the index each room is one more list to go through, as far back as it has to. Rows are cheaper where many of those looked at are
    /// of the rooms, or where few messages fit at all. So the newest are looked at first, and the index does the rest where that is more.
    func found(_ search: StoreJob.Search) throws(SQLiteError) -> StoreAnswer {
        guard !search.rooms.isEmpty else { return .found([], cursor: nil) }
        let end = try search.before.map { time throws(SQLiteError) in
            try self.firstSeq(from: time + StoreReader.Connection.lateness)
        }
        let start = try search.after.map { time throws(SQLiteError) in
            try self.firstSeq(from: time - StoreReader.Connection.lateness)
        }
        var sieve = Sieve(search)
        var stretch = Stretch(start: start ?? .min, end: min(search.cursor ?? .max, end ?? .max))
        if search.canBeAskedForEverywhere {
            try lookThroughRows(of: search.query(in: []), &stretch, &sieve)
        }
        if !sieve.isFull, !stretch.isDone {
            _ = try look(for: search.query(in: search.rooms), &stretch, &sieve) { _ in true }
        }
        let taken = sieve.taken
        return .found(taken.rows, cursor: taken.hasMore ? taken.rows.last?.seq : nil)
    }

    /// Messages by their `seq`: from the first one, and before the end. What was looked at is left out.
    private struct Stretch {
        let start: Int64
        var end: Int64
        var isDone = false
    }

    /// Takes what is of the rooms, as long as that goes fast.
    private func lookThroughRows(
        of query: String, _ stretch: inout Stretch, _ sieve: inout Sieve
    ) throws(SQLiteError) {
        do throws(SQLiteError) {
            try withLimit(milliseconds: rowsMilliseconds) { () throws(SQLiteError) in
                let isFar = try look(for: query, &stretch, &sieve) {
                    $0.looked < RowLimits.atFirst + RowLimits.forOne * $0.taken.rows.count
                }
                guard isFar, try count(query, stretch, most: sieve.mostRows) < sieve.mostRows else { return }
                _ = try look(for: query, &stretch, &sieve) { _ in true }
            }
        } catch {
            // It is the words that are dear, and the rooms may be small: the index goes on where this ended.
            guard error.kind == .interrupted, !isOver() else { throw error }
        }
    }

    /// How long messages are looked at that may be in other rooms: so many, and so many more for each that was not.
    private enum RowLimits {
        static let atFirst = 32
        static let forOne = 16
        /// A list of a room costs the index some three rows for each message that fits, and more where the file is not in memory.
        static let forRoom = 16
        static let most = 512
    }

    /// What of the messages that are found is wanted.
    private struct Sieve {
        let search: StoreJob.Search
        private let rooms: Set<Int64>
        private(set) var taken: Taken<KeptMessage>
        private(set) var looked = 0
        private(set) var isFull = false

        init(_ search: StoreJob.Search) {
            self.search = search
            rooms = Set(search.rooms)
            taken = Taken(count: search.count, bytes: 256 << 10)
        }

        var mostRows: Int { min(RowLimits.most, RowLimits.forRoom * rooms.count) }

        /// - Returns: whether another one may be taken.
        mutating func look(at row: Statement) -> Bool {
            looked += 1
            guard rooms.contains(row.number(1)) else { return true }
            let found = KeptMessage(seq: row.number(0), room: row.number(1), message: Message(row, from: 2))
            // The index has hashes of nicks, and may be wrong about one.
            guard search.wants(found.message) else { return true }
            isFull = !taken.add(found) { $0.size }
            return !isFull
        }
    }

    private static let select = """
        SELECT m.seq, m.room, \(Message.columns.split(separator: ", ").map { "m.\($0)" }.joined(separator: ", "))
        FROM words CROSS JOIN message m ON m.seq = words.rowid
        WHERE words MATCH ?1 AND words.rowid < ?2 AND words.rowid >= ?3
          AND m.id >= ?4 AND m.id < ?5 AND NOT m.flags & 1
        ORDER BY words.rowid DESC
        """

    /// Looks at messages, newest first, until a condition no longer holds.
    /// - Returns: whether it ended so.
    private func look(
        for query: String, _ stretch: inout Stretch, _ sieve: inout Sieve, while goesOn: (Sieve) -> Bool
    ) throws(SQLiteError) -> Bool {
        let values: [Value] = [
            .text(query), .number(stretch.end), .number(stretch.start),
            .number(sieve.search.after ?? .min), .number(sieve.search.before ?? .max),
        ]
        var isFar = false
        try each(StoreReader.Connection.select, values) { row in
            guard sieve.look(at: row) else { return false }
            stretch.end = row.number(0)
            isFar = !goesOn(sieve)
            return !isFar
        }
        stretch.isDone = !isFar && !sieve.isFull
        return isFar
    }

    /// How many messages the index has for it, if they are not more than so many.
    private func count(_ query: String, _ stretch: Stretch, most: Int) throws(SQLiteError) -> Int {
        var count: Int64 = 0
        let values: [Value] = [
            .text(query), .number(stretch.end), .number(stretch.start), .number(Int64(most)),
        ]
        try each(
            """
            SELECT count(*) FROM (
              SELECT rowid FROM words WHERE words MATCH ?1 AND rowid < ?2 AND rowid >= ?3 LIMIT ?4)
            """, values
        ) {
            count = $0.number(0)
            return false
        }
        return Int(count)
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
    /// Something bounds it besides its rooms. Beginnings of words are not asked for twice: the index gathers all there is of them before
    /// it finds the first.
    fileprivate var canBeAskedForEverywhere: Bool { !terms.hasBeginnings && (!terms.isEmpty || speaker != nil) }

    /// A query of FTS5.
    /// - Parameter rooms: none: in all.
    fileprivate func query(in rooms: [Int64]) -> String {
        switch speaker {
        case nil: terms.query(in: rooms, by: nil)
        case .account(let account): terms.query(in: rooms, by: Words.word(ofAccount: account))
        case .guest(let nick): terms.query(in: rooms, by: Words.word(ofNick: nick))
        }
    }

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
