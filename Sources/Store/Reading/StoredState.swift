import SQLite

/// What a server is to know when it starts: all that it decides by, but for how accounts log in.
package struct StoredState: Hashable, Sendable {
    package struct Rank: Hashable, Sendable {
        package var room: Int64
        package var account: Int64
        package var rank: Int64
        package var since: Int64
    }

    package struct RoomMask: Hashable, Sendable {
        package var room: Int64
        package var kind: Int64
        package var mask: Fact.Mask
    }

    package struct ReservedNick: Hashable, Sendable {
        package var name: String
        package var account: Int64
    }

    package struct Ignored: Hashable, Sendable {
        package var account: Int64
        package var subject: String
    }

    package struct Marker: Hashable, Sendable {
        package var account: Int64
        package var target: String
        package var time: Int64
    }

    package var rooms: [Fact.Room] = []
    package var ranks: [Rank] = []
    package var masks: [RoomMask] = []
    package var serverBans: [Fact.Mask] = []
    package var accounts: [Fact.Account] = []
    package var nicks: [ReservedNick] = []
    package var ignored: [Ignored] = []
    package var markers: [Marker] = []
    /// Who did what to whom: the last of it, oldest first.
    package var audit: [Fact.Audit] = []
    /// Names of accounts that were erased, in lower case, and until when nobody gets them.
    package var formerNames: [String: Int64] = [:]
    /// How many private messages wait for an account.
    package var waiting: [Int64: Int] = [:]
    package var settings: [String: [UInt8]] = [:]
    /// The largest numbers that were ever given; 0: none.
    package var lastRoom: Int64 = 0
    package var lastAccount: Int64 = 0
    /// The largest id that was ever written.
    package var lastID: Int64 = 0

    private static let auditEntries = 1_000

    package init() {}

    /// Nothing was ever kept.
    package var isEmpty: Bool { (lastRoom, lastAccount, lastID) == (0, 0, 0) && serverBans.isEmpty }

    /// The day since 1970 on which each account was last logged in to, at its number less one; 0: there is none.
    package var usedDays: [UInt16] {
        var days = [UInt16](repeating: 0, count: Int(clamping: max(0, min(lastAccount, 1 << 32))))
        for account in accounts where days.indices.contains(Int(account.number) - 1) {
            days[Int(account.number) - 1] = UInt16(clamping: account.used / 86_400_000_000)
        }
        return days
    }

    /// Reads it.
    /// - Parameter path: of a store that is prepared (`StoreFile`).
    /// - Throws: `StoreError` where it can't be read.
    package init(of path: String) throws(StoreError) {
        do throws(SQLiteError) {
            let connection = try StoreReader.Connection(path: path)
            try connection.database.execute("BEGIN")
            try readRooms(connection)
            try readAccounts(connection)
            try readAudit(connection)
            try readNumbers(connection)
        } catch {
            throw StoreFile.storeError(error, path)
        }
    }

    /// Reads what was said last, of all rooms together, the newest first.
    /// - Parameters:
    ///   - most: no more than so many.
    ///   - path: of a store that is prepared.
    ///   - body: gets each; false: that was enough.
    /// - Throws: `StoreError` where it can't be read.
    package static func newest(
        _ most: Int, of path: String, _ body: (KeptMessage) -> Bool
    ) throws(StoreError) {
        do throws(SQLiteError) {
            try StoreReader.Connection(path: path).each(
                "SELECT seq, room, \(Message.columns) FROM message ORDER BY seq DESC LIMIT ?1", [.number(Int64(most))]
            ) { body(KeptMessage(seq: $0.number(0), room: $0.number(1), message: Message($0, from: 2))) }
        } catch {
            throw StoreFile.storeError(error, path)
        }
    }

    private mutating func readRooms(_ connection: StoreReader.Connection) throws(SQLiteError) {
        var rooms: [Fact.Room] = []
        try connection.each(
            """
            SELECT no, name, founder, created, topic, topic_by, topic_time, topic_id, modes, password, slow, member_limit,
              keep_days, keep_count
            FROM room ORDER BY no
            """, []
        ) { row in
            var room = Fact.Room(
                number: row.number(0), name: row.string(1), founder: row.optionalNumber(2), created: row.number(3))
            if let text = row.optionalString(4) {
                room.topic = Fact.Topic(text: text, setBy: row.string(5), time: row.number(6), id: row.number(7))
            }
            room.modes = UInt64(bitPattern: row.number(8))
            room.key = row.optionalString(9)
            room.slow = row.number(10)
            room.memberLimit = row.number(11)
            room.keepDays = row.optionalNumber(12)
            room.keepCount = row.optionalNumber(13)
            rooms.append(room)
            return true
        }
        self.rooms = rooms
        ranks = try connection.rows("SELECT room, account, rank, since FROM member ORDER BY room, account") {
            Rank(room: $0.number(0), account: $0.number(1), rank: $0.number(2), since: $0.number(3))
        }
        masks = try connection.rows(
            """
            SELECT subject, 0, until, by, by_name, reason, created, room, kind FROM mask ORDER BY room, kind, created, subject
            """
        ) { RoomMask(room: $0.number(7), kind: $0.number(8), mask: Fact.Mask($0)) }
        serverBans = try connection.rows(
            "SELECT subject, flags, until, by, by_name, reason, created FROM server_ban ORDER BY created, subject"
        ) { Fact.Mask($0) }
    }

    private mutating func readAccounts(_ connection: StoreReader.Connection) throws(SQLiteError) {
        accounts = try connection.rows("SELECT no, name, created, used, flags, dms FROM account ORDER BY no") { row in
            var account = Fact.Account(
                number: row.number(0), name: row.string(1), created: row.number(2), used: row.number(3))
            account.flags = UInt64(bitPattern: row.number(4))
            account.privateMessages = UInt64(bitPattern: row.number(5))
            return account
        }
        nicks = try connection.rows("SELECT name, account FROM nick ORDER BY key") {
            ReservedNick(name: $0.string(0), account: $0.number(1))
        }
        ignored = try connection.rows("SELECT account, subject FROM ignored ORDER BY account, created, subject") {
            Ignored(account: $0.number(0), subject: $0.string(1))
        }
        markers = try connection.rows("SELECT account, target, time FROM marker ORDER BY account, time, target") {
            Marker(account: $0.number(0), target: $0.string(1), time: $0.number(2))
        }
        let names = try connection.rows("SELECT key, until FROM former_name") { ($0.string(0), $0.number(1)) }
        formerNames = Dictionary(names) { first, _ in first }
        let waiting = try connection.rows(
            """
            SELECT recipient, count(*) FROM private
            WHERE kept & 4 AND recipient IN (SELECT no FROM account) GROUP BY recipient
            """
        ) { ($0.number(0), Int($0.number(1))) }
        self.waiting = Dictionary(waiting) { first, _ in first }
    }

    private mutating func readAudit(_ connection: StoreReader.Connection) throws(SQLiteError) {
        audit = try connection.rows(
            """
            SELECT id, time, by, by_name, what, room, subject, reason, messages FROM
              (SELECT * FROM audit ORDER BY id DESC LIMIT \(StoredState.auditEntries)) ORDER BY id
            """
        ) { row in
            var entry = Fact.Audit(id: row.number(0), time: row.number(1), what: row.string(4))
            (entry.by, entry.byName, entry.room) = (row.optionalNumber(2), row.optionalString(3), row.optionalNumber(5))
            (entry.subject, entry.reason) = (row.optionalString(6), row.optionalString(7))
            entry.messages = row.optionalString(8)
            return entry
        }
    }

    private mutating func readNumbers(_ connection: StoreReader.Connection) throws(SQLiteError) {
        let settings = try connection.rows("SELECT key, value FROM meta WHERE key GLOB 'setting.*'") {
            (String($0.string(0).dropFirst("setting.".count)), Array($0.bytes(1)))
        }
        self.settings = Dictionary(settings) { first, _ in first }
        for (name, number) in try connection.rows(
            "SELECT name, seq FROM sqlite_sequence", { ($0.string(0), $0.number(1)) })
        {
            if name == "room" { lastRoom = number }
            if name == "account" { lastAccount = number }
        }
        lastID = try connection.database.number("SELECT value FROM meta WHERE key = 'last_id'") ?? 0
    }
}

extension StoreReader.Connection {
    /// All rows of a query, as values.
    fileprivate func rows<Row>(_ sql: String, _ make: (Statement) -> Row) throws(SQLiteError) -> [Row] {
        var rows: [Row] = []
        try each(sql, []) { row in
            rows.append(make(row))
            return true
        }
        return rows
    }
}

extension Fact.Mask {
    /// - Parameter row: of the columns subject, flags, until, by, by_name, reason, created.
    fileprivate init(_ row: Statement) {
        self.init(subject: row.string(0), created: row.number(6))
        flags = UInt64(bitPattern: row.number(1))
        until = row.optionalNumber(2)
        by = row.optionalNumber(3)
        byName = row.optionalString(4)
        reason = row.optionalString(5)
    }
}
