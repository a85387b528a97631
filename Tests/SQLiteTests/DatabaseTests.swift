import TestSupport
import Testing

@testable import SQLite

@Suite struct DatabaseTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func database(_ mode: Database.Mode = .create) throws -> Database {
        try Database(path: folder.file("a.db"), mode)
    }

    @Test func valuesComeBack() throws {
        let database = try database()
        try database.execute("CREATE TABLE t(a INTEGER, b TEXT, c BLOB) STRICT")
        let insert = try database.prepare("INSERT INTO t VALUES(?, ?, ?)")
        for (number, text, bytes) in [(1, "one", [0, 255] as [UInt8]), (Int64.min, "", []), (nil, nil, nil)] {
            try insert.bind(1, number)
            try insert.bind(2, text)
            try insert.bind(3, bytes: bytes)
            try insert.run()
        }
        let query = try database.prepare("SELECT a, b, c FROM t ORDER BY rowid")
        #expect(try query.step())
        #expect(query.number(0) == 1 && query.string(1) == "one" && Array(query.bytes(2)) == [0, 255])
        #expect(try query.step())
        #expect(query.number(0) == .min && query.optionalString(1) == "" && query.bytes(2).isEmpty && !query.isNull(2))
        #expect(try query.step())
        #expect(query.optionalNumber(0) == nil && query.optionalString(1) == nil && query.isNull(2))
        #expect(try !query.step())
        // It begins anew.
        #expect(try query.step())
        #expect(query.number(0) == 1)
    }

    @Test func borrowedTexts() throws {
        let database = try database()
        let query = try database.prepare("SELECT ?1 || '!', ?1 IS NULL")
        for text in ["tea", ""] {
            let bytes = Array(text.utf8)
            try bytes.withUnsafeBytes { bytes in
                try query.bind(1, borrowing: bytes)
                #expect(try query.step())
                #expect(query.string(0) == text + "!" && query.number(1) == 0)
                query.reset()
            }
        }
        try database.execute("CREATE TABLE t(a TEXT NOT NULL, b TEXT NOT NULL) STRICT")
        let insert = try database.prepare("INSERT INTO t VALUES(?, ?)")
        for text in ["tea", "", "milk"] {
            try insert.bind(1, "\(text)")
            try insert.run(2, borrowing: Array(text.utf8))
        }
        #expect(try database.text("SELECT group_concat(a || '=' || b) FROM t") == "tea=tea,=,milk=milk")
    }

    @Test func aTransactionIsWholeOrNothing() throws {
        let database = try database()
        try database.execute("CREATE TABLE t(a INTEGER PRIMARY KEY) STRICT")
        try database.transaction { () throws(SQLiteError) in try database.execute("INSERT INTO t VALUES(1)") }
        let error = #expect(throws: SQLiteError.self) {
            try database.transaction { () throws(SQLiteError) in
                try database.execute("INSERT INTO t VALUES(2)")
                try database.execute("INSERT INTO t VALUES(1)")
            }
        }
        // SQLITE_CONSTRAINT_PRIMARYKEY: codes are the extended ones.
        #expect(error?.code == 1_555 && error?.words == "UNIQUE constraint failed: t.a")
        #expect(try database.number("SELECT count(*) FROM t") == 1)
        #expect(try database.number("SELECT a FROM t WHERE a = 2") == nil)
    }

    @Test func whatIsRefused() throws {
        #expect(throws: SQLiteError.self) { try database().prepare("SELEC 1") }
        #expect(throws: SQLiteError.self) { try database().prepare("") }
        #expect(throws: SQLiteError.self) { try database().prepare("SELECT ?").bind(2, "no such parameter") }
        let missing = #expect(throws: SQLiteError.self) {
            try Database(path: folder.file("none.db"), .readWrite)
        }
        #expect(missing?.kind == .cantOpen)
        let random = try folder.write("random", [UInt8](repeating: 0x78, count: 5_000))
        let other = try Database(path: random, .readWrite)
        let error = #expect(throws: SQLiteError.self) { try other.number("SELECT count(*) FROM sqlite_schema") }
        #expect(error?.kind == .notADatabase)
        try database().execute("CREATE TABLE t(a)")
        let readOnly = #expect(throws: SQLiteError.self) { try database(.readOnly).execute("INSERT INTO t VALUES(1)") }
        #expect(readOnly?.kind == .readOnly)
    }

    @Test func aLockIsWaitedForUpToABound() throws {
        let (one, other) = (try database(), try database())
        try one.execute("CREATE TABLE t(a); BEGIN IMMEDIATE")
        other.waitForLocks(milliseconds: 1)
        let error = #expect(throws: SQLiteError.self) {
            try other.transaction { () throws(SQLiteError) in try other.execute("INSERT INTO t VALUES(1)") }
        }
        #expect(error?.kind == .busy)
        try one.execute("COMMIT")
        try other.transaction { () throws(SQLiteError) in try other.execute("INSERT INTO t VALUES(1)") }
    }

    @Test func aQueryEndsInTime() throws {
        let database = try database()
        let endless = try database.prepare(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        var asked = 0
        database.interrupt {
            asked += 1
            return asked > 3
        }
        let error = #expect(throws: SQLiteError.self) { try endless.step() }
        #expect(error?.kind == .interrupted && asked == 4)
        // The next one has all its time, and with no condition nothing is asked.
        database.interrupt(when: nil)
        #expect(try database.number("SELECT 1") == 1)
        #expect(asked == 4)
    }

    @Test func aCopyIsWhole() throws {
        let database = try database()
        try database.execute("PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1), (2)")
        try database.copy(into: folder.file("copy.db"))
        try database.execute("INSERT INTO t VALUES(3)")
        let copy = try Database(path: folder.file("copy.db"), .readOnly)
        #expect(try copy.number("SELECT count(*) FROM t") == 2)
        #expect(try copy.damage() == nil)
        #expect(throws: SQLiteError.self) { try database.copy(into: folder.file("copy.db")) }
        try database.checkpoint()
        #expect(try database.number("SELECT count(*) FROM t") == 3)
    }

    @Test func theLibraryIsNewEnough() throws {
        try Database.checkLibrary()
        try Database.checkLibrary(version: 3_037_000, hasFTS5: true, isThreadSafe: true)
        #expect(throws: SQLiteError.self) {
            try Database.checkLibrary(version: 3_036_000, hasFTS5: true, isThreadSafe: true)
        }
        #expect(throws: SQLiteError.self) {
            try Database.checkLibrary(version: 3_040_001, hasFTS5: false, isThreadSafe: true)
        }
        #expect(throws: SQLiteError.self) {
            try Database.checkLibrary(version: 3_040_001, hasFTS5: true, isThreadSafe: false)
        }
    }

    /// Nothing in a file may run code, and nobody writes to FTS5's own tables.
    @Test func schemasAreNotTrusted() throws {
        let database = try database()
        try database.execute("CREATE VIRTUAL TABLE w USING fts5(a)")
        #expect(throws: SQLiteError.self) { try database.execute("DELETE FROM w_data") }
        #expect(throws: SQLiteError.self) {
            try database.execute("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema")
        }
    }
}
