import CSQLite

/// A connection to a database file. It is of one thread: SQLite takes no lock for it (`SQLITE_OPEN_NOMUTEX`).
///
/// Nothing in a file that somebody altered is carried out: no schema may call functions, and no SQL may write to what SQLite keeps its own
/// state in (`SQLITE_DBCONFIG_DEFENSIVE`).
public final class Database {
    /// How a file is opened.
    public enum Mode: Sendable {
        case readOnly
        /// The file has to be there.
        case readWrite
        /// The file is made where it is not there.
        case create

        fileprivate var flags: Int32 {
            switch self {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        }
    }

    let handle: OpaquePointer
    private var deadline: Deadline?

    /// Opens a file (`sqlite3_open_v2`).
    /// - Parameter path: of the file; `:memory:` is one that is gone with its connection.
    /// - Throws: `SQLiteError`, also where the library can't do what is needed (`checkLibrary`). That the file is no database shows when it
    ///   is first read.
    public init(path: String, _ mode: Mode) throws(SQLiteError) {
        try Database.checkLibrary()
        _ = Database.isConfigured
        var opened: OpaquePointer?
        let flags = mode.flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let words = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw SQLiteError(code: code, words: words)
        }
        handle = opened
        try check(partyline_sqlite_set_option(handle, SQLITE_DBCONFIG_DEFENSIVE, 1))
        try check(partyline_sqlite_set_option(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0))
    }

    deinit {
        sqlite3_progress_handler(handle, 0, nil, nil)
        sqlite3_close_v2(handle)
    }

    /// Carries out statements that have no parameters, one after the other (`sqlite3_exec`). Rows are dropped.
    public func execute(_ sql: String) throws(SQLiteError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Compiles a statement that is carried out many times (`sqlite3_prepare_v3`).
    public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        try Statement(sql, of: self)
    }

    /// The number in the first column of a query's first row; nil where there is no row, or NULL in it.
    public func number(_ sql: String) throws(SQLiteError) -> Int64? {
        let statement = try prepare(sql)
        guard try statement.step(), !statement.isNull(0) else { return nil }
        return statement.number(0)
    }

    /// The text in the first column of a query's first row; nil where there is no row.
    public func text(_ sql: String) throws(SQLiteError) -> String? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.string(0) : nil
    }

    /// Carries out a body as one change, which is there as a whole or not at all. (`BEGIN IMMEDIATE`: that another connection is writing
    /// shows at once.)
    /// - Throws: what the body throws, and `SQLiteError`; nothing has changed then.
    public func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do throws(SQLiteError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // Some faults roll back by themselves.
            if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// How long a statement waits for the lock of another connection (`sqlite3_busy_timeout`).
    public func waitForLocks(milliseconds: Int32) {
        sqlite3_busy_timeout(handle, milliseconds)
    }

    /// How many rows all statements of this connection have changed so far (`sqlite3_total_changes64`).
    public var changes: Int64 { sqlite3_total_changes64(handle) }

    /// Ends whatever statement runs; it throws `.interrupted` (`sqlite3_interrupt`).
    public func interrupt() {
        sqlite3_interrupt(handle)
    }

    /// Has statements end with `.interrupted` once a condition holds, which is asked for about every thousandth step of SQLite's machine
    /// (`sqlite3_progress_handler`); nil: none any more.
    public func interrupt(when isOver: (() -> Bool)?) {
        guard let isOver else {
            sqlite3_progress_handler(handle, 0, nil, nil)
            deadline = nil
            return
        }
        let deadline = Deadline(isOver)
        self.deadline = deadline
        sqlite3_progress_handler(
            handle, 1_000,
            { context in
                guard let context else { return 0 }
                return Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue().isOver() ? 1 : 0
            }, Unmanaged.passUnretained(deadline).toOpaque())
    }

    private final class Deadline {
        let isOver: () -> Bool

        init(_ isOver: @escaping () -> Bool) {
            self.isOver = isOver
        }
    }

    /// Has a body write to what SQLite keeps its own state in, which is the last resort where that is damaged.
    public func withoutDefences<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        try check(partyline_sqlite_set_option(handle, SQLITE_DBCONFIG_DEFENSIVE, 0))
        defer { _ = partyline_sqlite_set_option(handle, SQLITE_DBCONFIG_DEFENSIVE, 1) }
        return try body()
    }

    // MARK: - The file

    /// Moves what is in the WAL into the file, and cuts the WAL off (`sqlite3_wal_checkpoint_v2`, `TRUNCATE`).
    public func checkpoint() throws(SQLiteError) {
        try check(sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil))
    }

    /// Writes a copy of all there is into a new file, as it is at one moment, while others go on (`VACUUM INTO`).
    /// - Throws: `SQLiteError`, also where the file is there already.
    public func copy(into path: String) throws(SQLiteError) {
        let statement = try prepare("VACUUM INTO ?")
        try statement.bind(1, path)
        try statement.run()
    }

    /// Looks through the whole file (`PRAGMA quick_check`).
    /// - Returns: what is wrong with it; nil where nothing is.
    public func damage() throws(SQLiteError) -> String? {
        let words = try text("PRAGMA quick_check(1)")
        return words == "ok" ? nil : words
    }

    // MARK: - The library

    /// Tables that are `STRICT` came with 3.37.
    private static let oldestVersion: Int32 = 3_037_000

    /// Whether the library was set up as it is to be, once a process: it keeps no sums of memory, as nobody asks for them.
    private static let isConfigured = partyline_sqlite_count_no_memory() == SQLITE_OK

    /// The version of the library, as `3.40.1`.
    public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    /// - Throws: `SQLiteError` where the library is older than 3.37, has no full-text search (FTS5), or can't be used by several threads.
    public static func checkLibrary() throws(SQLiteError) {
        try checkLibrary(
            version: sqlite3_libversion_number(), hasFTS5: sqlite3_compileoption_used("ENABLE_FTS5") != 0,
            isThreadSafe: sqlite3_threadsafe() != 0)
    }

    static func checkLibrary(version: Int32, hasFTS5: Bool, isThreadSafe: Bool) throws(SQLiteError) {
        func refuse(_ why: String) -> SQLiteError {
            SQLiteError(code: SQLITE_ERROR, words: "SQLite \(libraryVersion) \(why)")
        }
        guard version >= oldestVersion else { throw refuse("is too old: 3.37 is needed") }
        guard hasFTS5 else { throw refuse("has no full-text search (FTS5)") }
        guard isThreadSafe else { throw refuse("was built for one thread alone") }
    }

    // MARK: - Errors

    func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw error(code) }
    }

    func error(_ code: Int32) -> SQLiteError {
        SQLiteError(code: code, words: String(cString: sqlite3_errmsg(handle)))
    }
}
