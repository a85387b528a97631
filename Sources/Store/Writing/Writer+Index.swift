import SQLite

/// A message as the index knows it.
struct IndexedRow {
    let seq: Int64
    let room: Int64
    let account: Int64?
    let nick: String
    let text: [UInt8]

    /// - Parameter row: of the columns seq, room, account, nick, text.
    init(_ row: Statement) {
        seq = row.number(0)
        room = row.number(1)
        account = row.optionalNumber(2)
        nick = row.string(3)
        text = Array(row.bytes(4))
    }
}

/// The index of words. It is filled behind the commits: in a transaction of 200 a message costs a tenth of what it costs in its own.
extension Writer {
    static let indexedAtOnce = 200
    /// Where more wait, a message costs half of that.
    static let indexedInAHurry = 2_000

    /// How many messages have no words in the index yet.
    var unindexed: Int64 { last - indexed }

    /// Adds the words of the next messages.
    func index() throws(SQLiteError) {
        let next = try statement(
            """
            SELECT seq, room, account, nick, text FROM message
            WHERE seq > ? AND kind <= 3 AND NOT flags & 1 ORDER BY seq LIMIT ?
            """)
        let most = unindexed >= Int64(Writer.indexedInAHurry) ? Writer.indexedInAHurry : Writer.indexedAtOnce
        let insert = try statement("INSERT INTO words(rowid, text, place) VALUES(?, ?, ?)")
        try transaction { () throws(SQLiteError) in
            defer { next.reset() }
            try next.bind(1, self.indexed)
            try next.bind(2, Int64(most))
            var end = self.indexed
            var count = 0
            var place: [UInt8] = []
            while try next.step() {
                end = next.number(0)
                let text = next.bytes(4)
                try insert.bind(1, end)
                if let cut = Words.cut(text) { try insert.bind(2, cut) } else { try insert.bind(2, borrowing: text) }
                place.removeAll(keepingCapacity: true)
                Words.putPlace(
                    room: next.number(1), account: next.optionalNumber(2), nick: next.bytes(3), into: &place)
                try insert.run(3, borrowing: place)
                count += 1
            }
            if count < most { end = self.last }
            try self.run("UPDATE meta SET value = ? WHERE key = 'indexed'", .number(end))
            self.indexed = end
        }
    }

    /// Takes a message's words out: they are told again, as the index has no content of its own.
    func removeFromIndex(_ row: IndexedRow) throws(SQLiteError) {
        guard row.seq <= indexed else { return }
        let change = try statement("INSERT INTO words(words, rowid, text, place) VALUES('delete', ?, ?, ?)")
        try change.bind(1, row.seq)
        let cut = row.text.withUnsafeBytes { Words.cut($0) }
        try change.bind(2, cut ?? String(decoding: row.text, as: UTF8.self))
        try change.bind(3, Words.place(room: row.room, account: row.account, nick: row.nick))
        try change.run()
    }

    /// Begins a new index. It fills by and by, from what is kept.
    func remakeIndex() throws(SQLiteError) {
        do throws(SQLiteError) {
            try database.execute("DROP TABLE IF EXISTS words")
        } catch {
            guard error.kind == .corrupt else { throw error }
            try disownIndex()
        }
        try transaction { () throws(SQLiteError) in
            try self.database.execute(Schema.index)
            try self.run("UPDATE meta SET value = 0 WHERE key = 'indexed'")
            try self.run("INSERT OR REPLACE INTO meta VALUES('words', ?)", .number(Schema.wordsVersion))
            self.indexed = 0
        }
    }

    /// Takes the tables of an index out of the schema that are too damaged to be dropped. Their pages stay, unused.
    private func disownIndex() throws(SQLiteError) {
        try database.withoutDefences { () throws(SQLiteError) in
            try self.database.execute("PRAGMA writable_schema = ON")
            try self.database.execute(
                """
                DELETE FROM sqlite_schema
                WHERE name IN ('words', 'words_data', 'words_idx', 'words_content', 'words_docsize', 'words_config')
                """)
            try self.database.execute("PRAGMA writable_schema = RESET")
        }
    }

    /// Whether texts were cut in another way when the index was made.
    func needsNewIndex() throws(SQLiteError) -> Bool {
        guard try database.number("SELECT value FROM meta WHERE key = 'words'") == Schema.wordsVersion else {
            return true
        }
        return try database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'words'") == 0
    }
}
