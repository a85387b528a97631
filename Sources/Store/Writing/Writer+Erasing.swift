import SQLite

/// Where erasing an account's messages is.
struct Erasing {
    let account: Int64
    /// The `seq` of the last message that can be its.
    let until: Int64
    /// How many messages it had.
    let messages: Int64
    var stage = Stage.deleting

    enum Stage {
        case deleting
        /// Deleted words stay in the pages of the index until its segments are merged.
        case merging(hasBegun: Bool)
        /// Deleted pages stay in the WAL until it is cut off.
        case cuttingOff
    }
}

extension Writer {
    /// What a piece of erasing came to.
    enum Erasure: Equatable {
        /// There is nobody to erase.
        case nothing
        case underWay
        /// Nothing of an account's messages is left in the file.
        case done(account: Int64, messages: Int64)
    }

    /// Pages of the index that are merged at once.
    private static let mergedPages: Int64 = 64

    /// Erases some of what an account said.
    func eraseSome() throws(SQLiteError) -> Erasure {
        guard let erasing else { return try beginErasing() ? .underWay : .nothing }
        switch erasing.stage {
        case .deleting:
            let hadMore = try delete(
                """
                SELECT seq, room, account, nick, text, kind, flags FROM message
                WHERE account = ?1 AND seq <= ?3 LIMIT ?2
                """, .number(erasing.account), .number(erasing.until))
            if !hadMore {
                try erasePrivate(of: erasing.account)
                self.erasing?.stage = .merging(hasBegun: false)
            }
        case .merging(let hasBegun):
            let before = database.changes
            // A negative number begins the merge of all segments, whatever their number.
            let pages = hasBegun ? Writer.mergedPages : -Writer.mergedPages
            try run("INSERT INTO words(words, rank) VALUES('merge', ?)", .number(pages))
            self.erasing?.stage = database.changes - before < 2 ? .cuttingOff : .merging(hasBegun: true)
        case .cuttingOff:
            try database.checkpoint()
            try run("DELETE FROM erasing WHERE account = ?", .number(erasing.account))
            self.erasing = nil
            return .done(account: erasing.account, messages: erasing.messages)
        }
        return .underWay
    }

    private func beginErasing() throws(SQLiteError) -> Bool {
        let next = try statement(
            """
            SELECT account, until_seq,
              (SELECT count(*) FROM message WHERE message.account = erasing.account AND seq <= until_seq)
            FROM erasing LIMIT 1
            """)
        guard try next.step() else { return false }
        erasing = Erasing(account: next.number(0), until: next.number(1), messages: next.number(2))
        next.reset()
        return true
    }

    /// What it told others goes, and what it was told leaves its mailbox.
    private func erasePrivate(of account: Int64) throws(SQLiteError) {
        try transaction { () throws(SQLiteError) in
            try self.run("DELETE FROM private WHERE sender = ?", .number(account))
            try self.run("DELETE FROM private WHERE recipient = ? AND NOT kept & 1", .number(account))
            try self.run("UPDATE private SET kept = 1, recipient = NULL WHERE recipient = ?", .number(account))
        }
    }
}
