import Glibc
import TestSupport
import Testing

@testable import SQLite
@testable import Store

@Suite struct StoreFileTests {
    private let folder: TestFolder
    private let path: String

    init() throws {
        folder = try TestFolder()
        path = folder.file("partyline.db")
    }

    @Test func aNewFileIsForItsOwnerAlone() throws {
        #expect(try StoreFile.prepare(path))
        let database = try Database(path: path, .readWrite)
        #expect(try database.number("PRAGMA application_id") == Schema.applicationID)
        #expect(try database.number("PRAGMA user_version") == Schema.version)
        #expect(try database.number("PRAGMA auto_vacuum") == 2)
        #expect(try database.text("PRAGMA journal_mode") == "wal")
        try database.execute("UPDATE meta SET value = value")
        for name in [path, path + "-wal", path + "-shm"] {
            var status = stat()
            #expect(stat(name, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
        #expect(try !StoreFile.prepare(path))
    }

    /// A process ended before it wrote anything.
    @Test func anEmptyFileIsNew() throws {
        _ = try folder.write("partyline.db", [])
        #expect(try StoreFile.prepare(path))
        #expect(try !StoreFile.prepare(path))
    }

    @Test func aFileThatIsNoneIsNotTouched() throws {
        let bytes = (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
        _ = try folder.write("partyline.db", bytes)
        #expect(throws: StoreError.notADatabase(path: path)) { try StoreFile.prepare(path) }
        #expect(try read() == bytes)
    }

    @Test func anotherProgramsFileIsNotTouched() throws {
        try Database(path: path, .create).execute("CREATE TABLE t(a); INSERT INTO t VALUES(1)")
        #expect(throws: StoreError.notOurs(path: path)) { try StoreFile.prepare(path) }
        #expect(try Database(path: path, .readOnly).number("SELECT a FROM t") == 1)
    }

    @Test func aNewerFileIsRefusedUnlessItSaysOtherwise() throws {
        try StoreFile.prepare(path)
        try Database(path: path, .readWrite).execute(
            "PRAGMA user_version = 9; UPDATE meta SET value = 2 WHERE key = 'writer'")
        #expect(throws: StoreError.newer(path: path, version: 9)) { try StoreFile.prepare(path) }
        #expect(throws: StoreError.newer(path: path, version: 9)) { try StoreFile.checkForOpening(path) }
        try Database(path: path, .readWrite).execute("UPDATE meta SET value = 1 WHERE key = 'writer'")
        #expect(try !StoreFile.prepare(path))
        #expect(try Database(path: path, .readOnly).number("PRAGMA user_version") == 9)
    }

    @Test func whatIsDamagedIsSaid() throws {
        try StoreFile.prepare(path)
        let database = try Database(path: path, .readWrite)
        let root = try database.number("SELECT rootpage FROM sqlite_schema WHERE name = 'meta'") ?? 0
        try database.checkpoint()
        overwrite(page: Int(root))
        let error = #expect(throws: StoreError.self) { try StoreFile.prepare(path) }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func whereNothingCanBe() throws {
        for path in [folder.file("none/partyline.db"), "/proc/partyline.db", folder.path] {
            let error = #expect(throws: StoreError.self) { try StoreFile.prepare(path) }
            guard case .notAccessible = error else {
                Issue.record("\(path): \(String(describing: error))")
                continue
            }
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everything"))
    func whatCannotBeWritten() throws {
        try StoreFile.prepare(path)
        for (target, mode) in [(path, mode_t(0o400)), (folder.path, 0o500)] {
            chmod(target, mode)
            defer { chmod(target, 0o700) }
            let error = #expect(throws: StoreError.self) { try StoreFile.prepare(path) }
            guard case .notAccessible = error else {
                Issue.record("\(target): \(String(describing: error))")
                continue
            }
        }
    }

    @Test func networksAreRefused() throws {
        #expect(throws: StoreError.onNetwork(path: path)) { try StoreFile.refuseNetwork(path, type: 0x6969) }
        #expect(throws: StoreError.onNetwork(path: path)) { try StoreFile.refuseNetwork(path, type: 0xFF53_4D42) }
        // ext4.
        try StoreFile.refuseNetwork(path, type: 0xEF53)
    }

    // MARK: - The lock

    @Test func oneProcessAloneHasIt() throws {
        let lock = try StoreLock(of: path)
        #expect(throws: StoreError.inUse(path: path, process: getpid())) { try StoreLock(of: path) }
        // It goes over with its descriptor, and is never free meanwhile.
        let copy = dup(lock.descriptor)
        var handed: StoreLock? = StoreLock(handed: copy)
        #expect(throws: StoreError.self) { try StoreLock(of: path) }
        handed?.writeOwner()
        handed = nil
        #expect(throws: StoreError.self) { try StoreLock(of: path) }
    }

    @Test func itIsFreeAfterwards() throws {
        var lock: StoreLock? = try StoreLock(of: path)
        #expect(lock != nil)
        lock = nil
        _ = try StoreLock(of: path)
        #expect(throws: StoreError.self) { try StoreLock(of: folder.file("none/partyline.db")) }
    }

    @Test func whatCanBeTakenOver() throws {
        #expect(throws: StoreError.self) { try StoreFile.checkForTakingOver(path) }
        try StoreFile.prepare(path)
        let writer = try Database(path: path, .readWrite)
        try writer.execute("BEGIN IMMEDIATE")
        // Also while it is written.
        try StoreFile.checkForTakingOver(path)
        try writer.execute("COMMIT; PRAGMA user_version = 2; UPDATE meta SET value = 2 WHERE key = 'writer'")
        #expect(throws: StoreError.newer(path: path, version: 2)) { try StoreFile.checkForTakingOver(path) }
        let error = #expect(throws: StoreError.self) { try StoreFile.checkForTakingOver(path, version: 3) }
        guard case .notMigrated = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aLookChangesNothing() throws {
        try StoreFile.checkForOpening(path)
        #expect(access(path, F_OK) != 0)
        _ = try folder.write("partyline.db", "".utf8)
        try StoreFile.checkForOpening(path)
        try StoreFile.prepare(path)
        try StoreFile.checkForOpening(path)
        // Of an older form.
        try Database(path: path, .readWrite).execute("PRAGMA user_version = 0")
        try StoreFile.checkForOpening(path)
        #expect(try Database(path: path, .readOnly).number("PRAGMA user_version") == 0)
        _ = try folder.write("partyline.db", String(repeating: "no database ", count: 100).utf8)
        #expect(throws: StoreError.notADatabase(path: path)) { try StoreFile.checkForOpening(path) }
    }

    // MARK: - Steps to another version

    private let steps = [
        Schema.Migration(from: 1, sql: "ALTER TABLE room ADD COLUMN colour TEXT"),
        Schema.Migration(from: 2, sql: "ALTER TABLE room DROP COLUMN colour", needsCopy: true),
    ]

    @Test func anOlderFileIsBroughtUpToDate() throws {
        try StoreFile.prepare(path)
        #expect(try !StoreFile.prepare(path, migrations: steps, to: 3))
        let database = try Database(path: path, .readOnly)
        #expect(try database.number("PRAGMA user_version") == 3)
        // The copy was made before the step that takes something away.
        let copy = try Database(path: path + ".v2", .readOnly)
        #expect(try copy.number("PRAGMA user_version") == 2)
        #expect(try copy.number("SELECT count(*) FROM pragma_table_info('room') WHERE name = 'colour'") == 1)
    }

    @Test func aStepThatFailsLeavesTheFileAsItWas() throws {
        try StoreFile.prepare(path)
        let broken = [steps[0], Schema.Migration(from: 2, sql: "DROP TABLE member; DROP TABLE none")]
        let error = #expect(throws: StoreError.self) { try StoreFile.prepare(path, migrations: broken, to: 3) }
        guard case .notMigrated = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let database = try Database(path: path, .readOnly)
        #expect(try database.number("PRAGMA user_version") == 2)
        #expect(try database.number("SELECT count(*) FROM member") == 0)
    }

    // MARK: - Backups

    @Test func aBackupIsWholeAndOpens() throws {
        let store = try Fixture()
        let writer = try store.writer()
        try writer.write([.open(1, "#tea"), .said(1, "tea")])
        try writer.indexAll()
        let copy = folder.file("copy.db")
        try StoreBackup.write(store.path, to: copy)
        #expect(access(copy + ".partial", F_OK) != 0)
        var status = stat()
        #expect(stat(copy, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(throws: StoreError.self) { try StoreBackup.write(store.path, to: copy) }
        #expect(try !StoreFile.prepare(copy))
        #expect(
            StoreReader(path: copy).answer(.search(StoreJob.Search(SearchTerms("tea"), in: [1])))
                != .found([], cursor: nil))
        #expect(throws: StoreError.self) { try StoreBackup.write(store.path, to: folder.file("none/copy.db")) }
        #expect(throws: StoreError.self) { try StoreBackup.write(folder.file("none.db"), to: folder.file("other.db")) }
    }

    /// A file that is damaged is not copied as if it were well.
    @Test func whatIsDamagedIsNoBackup() throws {
        let store = try Fixture()
        do {
            let writer = try store.writer()
            try writer.write((1...500).map { .said($0, String(repeating: "x", count: 300)) })
            try writer.database.checkpoint()
        }
        let size = Int(try store.number("PRAGMA page_count") ?? 0) * 4_096
        store.overwrite(size / 2..<size / 2 + 8_192)
        #expect(throws: StoreError.self) { try StoreBackup.write(store.path, to: folder.file("copy.db")) }
        #expect(access(folder.file("copy.db"), F_OK) != 0)
    }

    private func overwrite(page: Int) {
        let descriptor = open(path, O_WRONLY)
        let bytes = [UInt8](repeating: 0xA5, count: 4_096)
        pwrite(descriptor, bytes, bytes.count, off_t((page - 1) * 4_096))
        close(descriptor)
    }

    private func read() throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 20_000)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return Array(bytes[..<max(0, count)])
    }
}
