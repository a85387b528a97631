import SQLite

/// Where retention is: it goes through the rooms one after the other, in small pieces between the commits.
struct Sweep {
    /// Rooms that are still to be looked at.
    var rooms: [Int64] = []
    /// When the next one begins, in microseconds since 1970.
    var nextAt: Int64 = 0
    /// Pages were freed, and are to be given back.
    var hasFreed = false
}

extension Writer {
    /// So many messages are deleted with one commit: no more than one of these waits for it.
    static let deletedAtOnce = 100
    private static let day: Int64 = 86_400_000_000
    private static let sweepInterval: Int64 = 600_000_000
    /// Pages that are given back with one commit.
    private static let pagesAtOnce = 256

    /// Does a piece of what retention asks for.
    /// - Parameter now: microseconds since 1970.
    /// - Returns: whether there is more to be done at once.
    func expire(_ settings: StoreSettings.Values, at now: Int64) throws(SQLiteError) -> Bool {
        if now >= sweep.nextAt {
            sweep.nextAt = now + Writer.sweepInterval
            try beginSweep(settings, at: now)
        }
        if settings.keepDays > 0, try expireOldest(before: now - Int64(settings.keepDays) * Writer.day) { return true }
        if try dropSome() { return true }
        if let room = sweep.rooms.last {
            if try !expire(room, settings, at: now) { sweep.rooms.removeLast() }
            return true
        }
        if let account = crowdedMailboxes.first {
            if try !trimMailbox(of: account, to: settings.keepPrivate) { crowdedMailboxes.remove(account) }
            return true
        }
        if sweep.hasFreed { return try giveBackPages() }
        return false
    }

    /// What ends with its time, and is small.
    private func beginSweep(_ settings: StoreSettings.Values, at now: Int64) throws(SQLiteError) {
        let rooms = try statement("SELECT no FROM room")
        while try rooms.step() { sweep.rooms.append(rooms.number(0)) }
        for table in ["mask", "server_ban", "credential", "former_name"] {
            try run("DELETE FROM \(table) WHERE until <= ?", .number(now))
        }
        if settings.auditDays > 0 {
            try run("DELETE FROM audit WHERE time < ?", .number(now - Int64(settings.auditDays) * Writer.day))
        }
        if settings.keepDays > 0 {
            try run("DELETE FROM private WHERE id < ?", .number(now - Int64(settings.keepDays) * Writer.day))
        }
    }

    /// The oldest of all rooms, which are the first in the table.
    private func expireOldest(before time: Int64) throws(SQLiteError) -> Bool {
        try delete(
            """
            SELECT seq, room, account, nick, text, kind, flags FROM (SELECT * FROM message ORDER BY seq LIMIT ?2)
            WHERE id < ?1
            """, .number(time))
    }

    /// Those of rooms that are gone.
    private func dropSome() throws(SQLiteError) -> Bool {
        guard let room = try database.number("SELECT room FROM dropping LIMIT 1") else { return false }
        if try !delete(
            "SELECT seq, room, account, nick, text, kind, flags FROM message WHERE room = ?1 LIMIT ?2", .number(room))
        {
            try run("DELETE FROM dropping WHERE room = ?", .number(room))
        }
        return true
    }

    /// Those of a room that are too old for it, or too many.
    private func expire(_ room: Int64, _ settings: StoreSettings.Values, at now: Int64) throws(SQLiteError) -> Bool {
        let own = try statement("SELECT keep_days, keep_count FROM room WHERE no = ?")
        try own.bind(1, room)
        guard try own.step() else { return false }
        let (days, count) = (own.optionalNumber(0), own.optionalNumber(1))
        own.reset()
        var bound: Int64 = .min
        if let days, days > 0 { bound = now - days * Writer.day }
        let most: Int64 = [count ?? 0, Int64(settings.keepCount)].filter { $0 > 0 }.min() ?? 0
        if most > 0 {
            let oldest = try statement("SELECT id FROM message WHERE room = ? ORDER BY id DESC LIMIT 1 OFFSET ?")
            try oldest.bind(1, room)
            try oldest.bind(2, most - 1)
            if try oldest.step() { bound = max(bound, oldest.number(0)) }
            oldest.reset()
        }
        guard bound > .min else { return false }
        return try delete(
            """
            SELECT seq, room, account, nick, text, kind, flags FROM message
            WHERE room = ?1 AND id < ?3 ORDER BY id LIMIT ?2
            """, .number(room), .number(bound))
    }

    private func trimMailbox(of account: Int64, to most: Int) throws(SQLiteError) -> Bool {
        guard most > 0 else { return false }
        let before = database.changes
        let surplus = """
            SELECT id FROM (
              SELECT id FROM private WHERE sender = ?1 AND kept & 1
              UNION SELECT id FROM private WHERE recipient = ?1 AND kept & 2)
            ORDER BY id DESC LIMIT \(Writer.deletedAtOnce) OFFSET ?2
            """
        try transaction { () throws(SQLiteError) in
            for (column, bit) in [("sender", 1), ("recipient", 2)] {
                try self.run(
                    "UPDATE private SET kept = kept & ~\(bit) WHERE \(column) = ?1 AND kept & \(bit) AND id IN (\(surplus))",
                    .number(account), .number(Int64(most)))
            }
            for column in ["sender", "recipient"] {
                try self.run("DELETE FROM private WHERE \(column) = ? AND NOT kept & 3", .number(account))
            }
        }
        return database.changes != before
    }

    /// Deletes messages, and their words, with one commit.
    /// - Parameter query: its second parameter is how many.
    /// - Returns: whether there were any.
    func delete(_ query: String, _ first: Value, _ third: Value? = nil) throws(SQLiteError) -> Bool {
        let find = try statement(query)
        let hadSome = try transaction { () throws(SQLiteError) in
            try first.bind(to: find, 1)
            try find.bind(2, Int64(Writer.deletedAtOnce))
            if let third { try third.bind(to: find, 3) }
            var rows: [(row: IndexedRow, hasWords: Bool)] = []
            while try find.step() { rows.append((IndexedRow(find), find.number(5) <= 3 && find.number(6) & 1 == 0)) }
            for (row, hasWords) in rows {
                if hasWords { try self.removeFromIndex(row) }
                try self.run("DELETE FROM message WHERE seq = ?", .number(row.seq))
            }
            return !rows.isEmpty
        }
        guard hadSome else { return false }
        sweep.hasFreed = true
        return true
    }

    private func giveBackPages() throws(SQLiteError) -> Bool {
        try database.execute("PRAGMA incremental_vacuum(\(Writer.pagesAtOnce))")
        sweep.hasFreed = try database.number("PRAGMA freelist_count") ?? 0 > 0
        return sweep.hasFreed
    }
}
