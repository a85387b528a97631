import SQLite

/// Writes facts into the database, and does what is to be done behind them: the index, retention, erasing. It is of one thread.
final class Writer {
    /// So many facts, or so many bytes, are written with one commit at most.
    static let factsAtOnce = 2_000
    static let bytesAtOnce = 256 << 10

    /// What was written with one commit.
    struct Written {
        var count: UInt64 = 0
        /// Bytes of what was given.
        var bytes = 0
        /// Facts that the tables did not take, as what they are about is gone, say.
        var refused = 0
    }

    let database: Database
    private let statements: Statements
    private let insertMessage: Statement
    private let setLast: Statement
    private let setLastID: Statement
    /// Tells whether another connection has changed anything since.
    private let dataVersion: Statement
    private var knownVersion: Int64?
    /// The `seq` of the last message that there ever was.
    private(set) var last: Int64
    /// The largest id that there ever was.
    private var lastID: Int64
    /// The `seq` up to which words are in the index.
    var indexed: Int64
    /// Accounts whose private messages may have become too many.
    var crowdedMailboxes: Set<Int64> = []
    /// What retention is to look at next.
    var sweep = Sweep()
    /// The account that is being erased.
    var erasing: Erasing?

    /// - Parameter database: of this version's form.
    init(_ database: Database) throws(SQLiteError) {
        self.database = database
        statements = Statements(database)
        insertMessage = try database.prepare(
            """
            INSERT INTO message(seq, room, id, time, account, kind, flags, target, nick, source, text, styled, tags)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(room, id) DO NOTHING
            """)
        setLast = try database.prepare("UPDATE meta SET value = ? WHERE key = 'last'")
        setLastID = try database.prepare("UPDATE meta SET value = ? WHERE key = 'last_id'")
        lastID = try database.number("SELECT value FROM meta WHERE key = 'last_id'") ?? 0
        dataVersion = try database.prepare("PRAGMA data_version")
        last = try database.number("SELECT value FROM meta WHERE key = 'last'") ?? 0
        indexed = try database.number("SELECT value FROM meta WHERE key = 'indexed'") ?? 0
    }

    /// Carries out a body as one change. It knows what another writer has changed: the one of a process that hands over writes on for a
    /// moment beside the one of the next.
    func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        let before = (last, lastID, indexed)
        do throws(SQLiteError) {
            return try database.transaction { () throws(SQLiteError) in
                _ = try self.dataVersion.step()
                let version = self.dataVersion.number(0)
                self.dataVersion.reset()
                if version != self.knownVersion {
                    self.last = try self.database.number("SELECT value FROM meta WHERE key = 'last'") ?? 0
                    self.lastID = try self.database.number("SELECT value FROM meta WHERE key = 'last_id'") ?? 0
                    self.indexed = try self.database.number("SELECT value FROM meta WHERE key = 'indexed'") ?? 0
                    self.knownVersion = version
                }
                return try body()
            }
        } catch {
            (last, lastID, indexed) = before
            knownVersion = nil
            throw error
        }
    }

    /// A statement, compiled once.
    func statement(_ sql: String) throws(SQLiteError) -> Statement { try statements.find(sql) }

    /// Carries out a statement with these values.
    func run(_ sql: String, _ values: Value...) throws(SQLiteError) {
        let statement = try statements.find(sql)
        for (index, value) in values.enumerated() { try value.bind(to: statement, Int32(index + 1)) }
        try statement.run()
    }

    // MARK: - Facts

    /// Writes the first of some packed facts, with one commit.
    /// - Parameter mayWrite: is asked once the file is locked; false: nothing is written.
    /// - Throws: `SQLiteError`, and nothing is written then; it can be tried again.
    func write(
        _ facts: UnsafeRawBufferPointer, if mayWrite: () -> Bool = { true }
    ) throws(SQLiteError) -> Written {
        try transaction { () throws(SQLiteError) in mayWrite() ? try self.put(facts) : Written() }
    }

    private func put(_ facts: UnsafeRawBufferPointer) throws(SQLiteError) -> Written {
        let before = (last, lastID)
        var written = Written()
        var reader = FactReader(facts)
        do {
            while written.count < Writer.factsAtOnce, written.bytes < Writer.bytesAtOnce, let item = try reader.next() {
                switch item {
                case .message(let room, let message): try insert(message, in: room)
                case .fact(let fact):
                    if try !put(fact) { written.refused += 1 }
                    if let id = fact.id { lastID = max(lastID, id) }
                }
                written.count += 1
                written.bytes = facts.count - reader.remaining
            }
        } catch let error as SQLiteError {
            throw error
        } catch {
            throw SQLiteError(code: 1, words: "\(error)")
        }
        if last != before.0 {
            try setLast.bind(1, last)
            try setLast.run()
        }
        if lastID != before.1 {
            try setLastID.bind(1, lastID)
            try setLastID.run()
        }
        return written
    }

    private func insert(_ message: FactReader.MessageView, in room: Int64) throws(SQLiteError) {
        lastID = max(lastID, message.id)
        let insert = insertMessage
        try insert.bind(1, last + 1)
        try insert.bind(2, room)
        try insert.bind(3, message.id)
        try insert.bind(4, message.time == message.id ? nil : message.time)
        try insert.bind(5, message.account)
        try insert.bind(6, Int64(message.kind))
        try insert.bind(7, Int64(message.flags))
        try insert.bind(8, message.target)
        try insert.bind(9, borrowing: message.nick)
        try bind(10, message.source)
        try insert.bind(11, borrowing: message.text)
        try bind(12, message.styled)
        try bind(13, message.tags)
        let before = database.changes
        try insert.run()
        // Not where it is there already.
        if database.changes != before { last += 1 }
    }

    private func bind(_ parameter: Int32, _ text: UnsafeRawBufferPointer?) throws(SQLiteError) {
        if let text {
            try insertMessage.bind(parameter, borrowing: text)
        } else {
            try insertMessage.bind(parameter, nil as Int64?)
        }
    }

    /// - Returns: false where the tables do not take it. One fact that is none does not hold up all that follow.
    private func put(_ fact: Fact) throws(SQLiteError) -> Bool {
        do throws(SQLiteError) {
            try write(fact)
            return true
        } catch {
            guard error.kind == .constraint else { throw error }
            return false
        }
    }
}

/// Statements by their texts, each compiled once.
final class Statements {
    private let database: Database
    private var compiled: [String: Statement] = [:]

    init(_ database: Database) {
        self.database = database
    }

    func find(_ sql: String) throws(SQLiteError) -> Statement {
        if let statement = compiled[sql] { return statement }
        let statement = try database.prepare(sql)
        compiled[sql] = statement
        return statement
    }
}

/// A value of a statement's parameter.
enum Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    case number(Int64?)
    case text(String?)
    case bytes([UInt8]?)

    init(integerLiteral value: Int64) { self = .number(value) }

    init(stringLiteral value: String) { self = .text(value) }

    init(nilLiteral: ()) { self = .number(nil) }

    func bind(to statement: Statement, _ parameter: Int32) throws(SQLiteError) {
        switch self {
        case .number(let number): try statement.bind(parameter, number)
        case .text(let text): try statement.bind(parameter, text)
        case .bytes(let bytes): try statement.bind(parameter, bytes: bytes)
        }
    }
}

extension Fact {
    /// The id that the hub gave to it, if it did.
    fileprivate var id: Int64? {
        switch self {
        case .message(_, let message): message.id
        case .privateMessage(let told): told.message.id
        case .room(let room): room.topic?.id
        case .audit(let audit): audit.id
        default: nil
        }
    }
}
