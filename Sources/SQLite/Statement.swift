import CSQLite

/// A compiled statement. Parameters are counted from 1, columns from 0, as SQLite does. It keeps its connection open.
public final class Statement {
    private let database: Database
    private let handle: OpaquePointer

    init(_ sql: String, of database: Database) throws(SQLiteError) {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK else { throw database.error(code) }
        guard let prepared else { throw SQLiteError(code: SQLITE_MISUSE, words: "an empty statement") }
        self.database = database
        handle = prepared
    }

    deinit {
        sqlite3_finalize(handle)
    }

    // MARK: - Parameters

    /// - Parameter value: nil: NULL.
    public func bind(_ parameter: Int32, _ value: Int64?) throws(SQLiteError) {
        guard let value else { return try database.check(sqlite3_bind_null(handle, parameter)) }
        try database.check(sqlite3_bind_int64(handle, parameter, value))
    }

    /// Binds a copy of a text; nil: NULL.
    public func bind(_ parameter: Int32, _ text: String?) throws(SQLiteError) {
        guard var text else { return try database.check(sqlite3_bind_null(handle, parameter)) }
        let code = text.withUTF8 { bind(parameter, text: UnsafeRawBufferPointer($0), partyline_sqlite_transient()) }
        try database.check(code)
    }

    /// Binds a text without a copy: its bytes have to stay until the statement has run, or is bound anew.
    public func bind(_ parameter: Int32, borrowing text: UnsafeRawBufferPointer) throws(SQLiteError) {
        try database.check(bind(parameter, text: text, partyline_sqlite_static()))
    }

    /// Binds a copy of bytes that are no text; nil: NULL.
    public func bind(_ parameter: Int32, bytes: [UInt8]?) throws(SQLiteError) {
        guard let bytes else { return try database.check(sqlite3_bind_null(handle, parameter)) }
        let code = bytes.withUnsafeBytes { bytes in
            withUnsafePointer(to: UInt8(0)) { empty in
                sqlite3_bind_blob(
                    handle, parameter, bytes.baseAddress ?? UnsafeRawPointer(empty), Int32(bytes.count),
                    partyline_sqlite_transient())
            }
        }
        try database.check(code)
    }

    private func bind(
        _ parameter: Int32, text: UnsafeRawBufferPointer, _ lifetime: sqlite3_destructor_type?
    ) -> Int32 {
        guard let start = text.baseAddress else {
            // An empty text, where nil would be NULL.
            return sqlite3_bind_text(handle, parameter, "", 0, partyline_sqlite_transient())
        }
        return sqlite3_bind_text(
            handle, parameter, start.assumingMemoryBound(to: CChar.self), Int32(text.count), lifetime)
    }

    // MARK: - Carrying it out

    /// Goes on to the next row (`sqlite3_step`).
    /// - Returns: whether there is one; where there is none, the statement can be carried out anew.
    public func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        // The error is asked for before `sqlite3_reset`, which gives the same one again.
        let error = code == SQLITE_DONE ? nil : database.error(code)
        sqlite3_reset(handle)
        if let error { throw error }
        return false
    }

    /// Carries it out, whatever rows it has.
    public func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Carries it out with a last parameter, a text that is not copied.
    public func run(_ parameter: Int32, borrowing text: [UInt8]) throws(SQLiteError) {
        try text.withUnsafeBufferPointer { text throws(SQLiteError) in
            try bind(parameter, borrowing: UnsafeRawBufferPointer(text))
            try run()
        }
    }

    /// Ends it before its last row, so that it holds nothing any more (`sqlite3_reset`).
    public func reset() {
        sqlite3_reset(handle)
    }

    // MARK: - Columns of the row

    public func number(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// nil for NULL.
    public func optionalNumber(_ column: Int32) -> Int64? { isNull(column) ? nil : number(column) }

    /// A text or bytes, until the next step.
    public func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    public func string(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    /// nil for NULL.
    public func optionalString(_ column: Int32) -> String? { isNull(column) ? nil : string(column) }
}
