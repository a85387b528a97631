import Glibc
import SQLite
import Synchronization
import Threads

/// Answers what memory does not hold, by a connection of its own that only reads: beside the writer, and without holding it up.
///
/// It may be asked on any thread, by one at a time; it is meant for a thread that may be blocked.
package final class StoreReader: Sendable {
    /// A query ends after so long, in milliseconds.
    package static let patience: Int64 = 2_000
    /// A search looks for so long at messages that may be in other rooms than those that are asked for; in milliseconds of processor time.
    static let rowsPatience: Int64 = 10

    private let path: String
    private let milliseconds: Int64
    private let rowsMilliseconds: Int64
    private let connection = Locked<Connection?>(nil)
    private let isCancelled = Atomic(false)

    /// Opens nothing yet.
    package init(path: String) {
        self.path = path
        milliseconds = StoreReader.patience
        rowsMilliseconds = StoreReader.rowsPatience
    }

    init(path: String, milliseconds: Int64 = StoreReader.patience, rowsMilliseconds: Int64 = StoreReader.rowsPatience) {
        self.path = path
        self.milliseconds = milliseconds
        self.rowsMilliseconds = rowsMilliseconds
    }

    /// Ends the query that runs, and each that is asked from now on; from any thread.
    package func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// Takes questions again.
    package func resume() { isCancelled.store(false, ordering: .relaxed) }

    package func answer(_ job: StoreJob) -> StoreAnswer {
        connection.withLock { connection in
            do throws(SQLiteError) {
                if connection == nil { connection = try Connection(path: path, rowsMilliseconds: rowsMilliseconds) }
                guard let opened = connection else { return .failed("no connection") }
                let end = StoreReader.now + milliseconds
                opened.isOver = { StoreReader.now >= end || self.isCancelled.load(ordering: .relaxed) }
                defer { opened.isOver = { false } }
                opened.database.interrupt(when: opened.isOver)
                defer { opened.database.interrupt(when: nil) }
                return try opened.answer(job)
            } catch {
                if error.kind == .interrupted { return .tooLong }
                // What is wrong may be the connection's: the next question gets another.
                connection = nil
                return .failed("\(error)")
            }
        }
    }

    /// Milliseconds of a clock that never goes back.
    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// A connection and its statements.
    final class Connection {
        let database: Database
        private let statements: Statements
        /// No more time is left for the question.
        fileprivate(set) var isOver: () -> Bool = { false }

        let rowsMilliseconds: Int64

        init(path: String, rowsMilliseconds: Int64 = StoreReader.rowsPatience) throws(SQLiteError) {
            self.rowsMilliseconds = rowsMilliseconds
            database = try Database(path: path, .readOnly)
            database.waitForLocks(milliseconds: 1_000)
            try database.execute("PRAGMA query_only = ON; PRAGMA cache_size = -8192")
            statements = Statements(database)
        }

        /// Carries a query out, and gives each row to a body until that wants no more.
        func each(_ sql: String, _ values: [Value], _ body: (Statement) -> Bool) throws(SQLiteError) {
            let statement = try statements.find(sql)
            defer { statement.reset() }
            for (index, value) in values.enumerated() { try value.bind(to: statement, Int32(index + 1)) }
            while try statement.step() { if !body(statement) { return } }
        }

        /// Carries a body out that throws `.interrupted` once this thread has worked for so long, and as ever when `isOver`.
        func withLimit(milliseconds: Int64, _ body: () throws(SQLiteError) -> Void) throws(SQLiteError) {
            let end = StoreReader.Connection.worked + milliseconds * 1_000_000
            database.interrupt { self.isOver() || StoreReader.Connection.worked >= end }
            defer { database.interrupt(when: isOver) }
            try body()
        }

        /// Nanoseconds of processor time of this thread (`CLOCK_THREAD_CPUTIME_ID`): it does not go on while the disk is waited for.
        private static var worked: Int64 {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        }

        fileprivate func answer(_ job: StoreJob) throws(SQLiteError) -> StoreAnswer {
            switch job {
            case .page(let room, let stretch, let count, let bytes):
                return try page(of: room, stretch, count: count, bytes: bytes)
            case .oldest(let room): return .oldest(try oldest(of: room))
            case .mailbox(let account, let other, let stretch, let count, let bytes, let withTags):
                return try mailbox(of: account, with: other, stretch, count: count, bytes: bytes, withTags: withTags)
            case .waiting(let account, let count): return try waiting(for: account, count: count)
            case .search(let search): return try found(search)
            case .logins(let account): return try logins(of: account)
            case .credential(let digest): return .credential(try credential(digest))
            case .export(let account, let seq, let count, let bytes):
                return try export(account, after: seq, count: count, bytes: bytes)
            case .audit(let room, let before, let count): return try audit(in: room, before: before, count: count)
            }
        }
    }
}
