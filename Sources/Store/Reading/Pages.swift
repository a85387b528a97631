import SQLite

/// Pages of rooms and of mailboxes.
extension StoreReader.Connection {
    private static let roomColumns = "seq, room, \(Message.columns)"
    /// Tags alone are no lines of a page, and what was taken back is none any more.
    private static let isShown = "kind <= 3 AND NOT flags & 1"

    private static func kept(_ row: Statement) -> KeptMessage {
        KeptMessage(seq: row.number(0), room: row.number(1), message: Message(row, from: 2))
    }

    func page(
        of room: Int64, _ stretch: StoreJob.Stretch, count: Int, bytes: Int
    ) throws(SQLiteError) -> StoreAnswer {
        typealias Connection = StoreReader.Connection
        func select(_ condition: String, _ order: String) -> String {
            """
            SELECT \(Connection.roomColumns) FROM message
            WHERE room = ?1 AND \(condition) AND \(Connection.isShown) ORDER BY id \(order)
            """
        }
        func take(_ sql: String, _ values: [Value], _ count: Int, _ bytes: Int) throws(SQLiteError) -> Taken<
            KeptMessage
        > {
            var taken = Taken<KeptMessage>(count: count, bytes: bytes)
            try each(sql, [.number(room)] + values) { taken.add(Connection.kept($0), size: { $0.size }) }
            return taken
        }
        switch stretch {
        case .last(let before):
            let taken = try take(select("id < ?2", "DESC"), [.number(before ?? .max)], count, bytes)
            return .page(taken.rows.reversed(), more: taken.hasMore)
        case .since(let id, let before):
            let values: [Value] = [.number(id), .number(before ?? .max)]
            let taken = try take(select("id > ?2 AND id < ?3", "ASC"), values, count, bytes)
            return .page(taken.rows, more: taken.hasMore)
        case .around(let id):
            // The one itself and what is before it get the odd one.
            let older = try take(select("id <= ?2", "DESC"), [.number(id)], count - count / 2, bytes / 2)
            let newer = try take(select("id > ?2", "ASC"), [.number(id)], count / 2, bytes / 2)
            return .page(older.rows.reversed() + newer.rows, more: older.hasMore || newer.hasMore)
        }
    }

    func oldest(of room: Int64) throws(SQLiteError) -> Int64? {
        var oldest: Int64?
        try each("SELECT min(id) FROM message WHERE room = ?1", [.number(room)]) {
            oldest = $0.optionalNumber(0)
            return false
        }
        return oldest
    }

    // MARK: - Mailboxes

    private static let privateColumns = "recipient, recipient_nick, kept, \(Message.columns.senderAsAccount)"

    private static func told(_ row: Statement) -> Fact.PrivateMessage {
        var told = Fact.PrivateMessage(
            Message(row, from: 3), recipient: row.optionalNumber(0), recipientNick: row.string(1))
        told.isWaiting = row.number(2) & 4 != 0
        return told
    }

    func mailbox(
        of account: Int64, with other: StoreJob.Correspondent?, _ stretch: StoreJob.Stretch, count: Int, bytes: Int,
        withTags: Bool
    ) throws(SQLiteError) -> StoreAnswer {
        typealias Connection = StoreReader.Connection
        let isShown = withTags ? "NOT flags & 1" : Connection.isShown
        let (sent, received): (String, String)
        let correspondent: Value
        switch other {
        case nil: (sent, received, correspondent) = ("?2 IS NULL", "?2 IS NULL", nil)
        case .account(let number): (sent, received, correspondent) = ("recipient = ?2", "sender = ?2", .number(number))
        case .guest(let nick):
            // Who had the nick and an account is not meant.
            sent = "recipient IS NULL AND lower(recipient_nick) = ?2"
            received = "sender IS NULL AND lower(nick) = ?2"
            correspondent = .text(nick.lowercasedASCII)
        }
        func take(
            _ condition: String, _ order: String, _ values: [Value], _ count: Int, _ bytes: Int
        ) throws(SQLiteError) -> Taken<Fact.PrivateMessage> {
            // Each half by its index, in order; one to oneself is in the first alone.
            let sql = """
                SELECT * FROM (
                  SELECT \(Connection.privateColumns) FROM private
                  WHERE sender = ?1 AND kept & 1 AND \(isShown) AND \(sent) AND \(condition)
                  UNION ALL SELECT \(Connection.privateColumns) FROM private
                  WHERE recipient = ?1 AND kept & 2 AND \(isShown) AND sender IS NOT ?1 AND \(received)
                    AND \(condition))
                ORDER BY id \(order) LIMIT \(count + 1)
                """
            var taken = Taken<Fact.PrivateMessage>(count: count, bytes: bytes)
            try each(sql, [.number(account), correspondent] + values) {
                taken.add(StoreReader.Connection.told($0)) { $0.message.text.count + 192 }
            }
            return taken
        }
        switch stretch {
        case .last(let before):
            let taken = try take("id < ?3", "DESC", [.number(before ?? .max)], count, bytes)
            return .mailbox(taken.rows.reversed(), more: taken.hasMore)
        case .since(let id, let before):
            let taken = try take("id > ?3 AND id < ?4", "ASC", [.number(id), .number(before ?? .max)], count, bytes)
            return .mailbox(taken.rows, more: taken.hasMore)
        case .around(let id):
            let older = try take("id <= ?3", "DESC", [.number(id)], count - count / 2, bytes / 2)
            let newer = try take("id > ?3", "ASC", [.number(id)], count / 2, bytes / 2)
            return .mailbox(older.rows.reversed() + newer.rows, more: older.hasMore || newer.hasMore)
        }
    }

    /// The oldest that were not shown yet.
    func waiting(for account: Int64, count: Int) throws(SQLiteError) -> StoreAnswer {
        typealias Connection = StoreReader.Connection
        var taken = Taken<Fact.PrivateMessage>(count: count, bytes: .max)
        try each(
            """
            SELECT \(Connection.privateColumns) FROM private
            WHERE recipient = ?1 AND kept & 4 ORDER BY id LIMIT \(count + 1)
            """, [.number(account)]
        ) { taken.add(StoreReader.Connection.told($0)) { _ in 0 } }
        return .mailbox(taken.rows, more: taken.hasMore)
    }

    /// What was not shown yet, of all accounts, the oldest first.
    func eachWaiting(_ body: (Fact.PrivateMessage) -> Void) throws(SQLiteError) {
        typealias Connection = StoreReader.Connection
        try each("SELECT \(Connection.privateColumns) FROM private WHERE kept & 4 ORDER BY id", []) { row in
            body(Connection.told(row))
            return true
        }
    }

    // MARK: - Export

    func export(_ account: Int64, after seq: Int64, count: Int, bytes: Int) throws(SQLiteError) -> StoreAnswer {
        var taken = Taken<KeptMessage>(count: count, bytes: bytes)
        try each(
            """
            SELECT \(StoreReader.Connection.roomColumns) FROM message
            WHERE account = ?1 AND seq > ?2 ORDER BY seq LIMIT \(count + 1)
            """, [.number(account), .number(seq)]
        ) { taken.add(StoreReader.Connection.kept($0), size: { $0.size }) }
        return .page(taken.rows, more: taken.hasMore)
    }
}

extension String {
    /// In the table of private messages an author's account is the sender.
    fileprivate var senderAsAccount: String {
        split(separator: ", ").map { $0 == "account" ? "sender" : String($0) }.joined(separator: ", ")
    }
}

/// The first rows of an answer, as many as it may have.
struct Taken<Row> {
    private let count: Int
    private var bytes: Int
    private(set) var rows: [Row] = []
    private(set) var hasMore = false

    init(count: Int, bytes: Int) {
        self.count = count
        self.bytes = bytes
        rows.reserveCapacity(min(count, 64))
    }

    /// - Returns: whether another one may be added.
    mutating func add(_ row: Row, size: (Row) -> Int) -> Bool {
        guard rows.count < count, bytes >= size(row) || rows.isEmpty else {
            hasMore = true
            return false
        }
        bytes -= size(row)
        rows.append(row)
        return true
    }
}
