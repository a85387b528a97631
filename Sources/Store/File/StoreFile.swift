import CLinux
import Glibc
import SQLite

/// Opens the file of a store: makes it where it is not there, brings it into this program's form, and refuses what it must not touch.
package enum StoreFile {
    /// Makes sure that a store can be written.
    ///
    /// Who calls has its lock (`StoreLock`). All connections are closed again; those of the writer and of the reader find it as it is now.
    /// - Returns: whether it was made just now.
    /// - Throws: `StoreError` that says what is in the way. A file with something in it is never made anew.
    @discardableResult
    package static func prepare(_ path: String) throws(StoreError) -> Bool {
        try prepare(path, migrations: Schema.migrations, to: Schema.version)
    }

    /// Looks whether another process can go on with a store that is in use: it is of this program's form. Nothing is changed.
    /// - Throws: `StoreError`, also where a step to another version would be due, which only a start takes.
    package static func checkForTakingOver(_ path: String) throws(StoreError) {
        try checkForTakingOver(path, version: Schema.version)
    }

    /// Looks whether this program could open a store that is there: it is one, of this form or an older one. Nothing is changed.
    /// - Throws: `StoreError`. A file that is not there, or that this user may not read, is no fault.
    package static func checkForOpening(_ path: String) throws(StoreError) {
        guard access(path, R_OK) == 0 else { return }
        let database: Database
        do throws(SQLiteError) {
            database = try Database(path: path, .readOnly)
            database.waitForLocks(milliseconds: 1_000)
            if try isEmpty(database) { return }
        } catch {
            throw storeError(error, path)
        }
        try checkForm(of: database, path, Schema.version)
    }

    static func checkForTakingOver(_ path: String, version: Int64) throws(StoreError) {
        let database: Database
        let found: Int64?
        do throws(SQLiteError) {
            database = try Database(path: path, .readOnly)
            database.waitForLocks(milliseconds: 1_000)
            found = try database.number("PRAGMA user_version")
        } catch {
            throw storeError(error, path)
        }
        try checkForm(of: database, path, version)
        guard found ?? 0 >= version else {
            throw .notMigrated(path: path, "a restart does that, a live upgrade does not")
        }
    }

    static func prepare(
        _ path: String, migrations: [Schema.Migration], to version: Int64
    ) throws(StoreError) -> Bool {
        try refuseNetwork(path)
        let isNew = try make(path)
        let database: Database
        do throws(SQLiteError) {
            database = try Database(path: path, .readWrite)
            database.waitForLocks(milliseconds: 5_000)
            // A process may also have ended before it wrote anything.
            if try isEmpty(database) {
                try Schema.create(in: database)
                return true
            }
        } catch {
            throw storeError(error, path)
        }
        try checkForm(of: database, path, version)
        do throws(SQLiteError) {
            try migrate(database, path, migrations, to: version)
        } catch {
            throw .notMigrated(path: path, "\(error)")
        }
        do throws(SQLiteError) {
            // It shows now where the file or its folder can't be written.
            try database.execute(Schema.settings)
            try database.transaction { () throws(SQLiteError) in
                try database.execute("UPDATE meta SET value = value WHERE key = 'last'")
            }
        } catch {
            throw storeError(error, path)
        }
        return isNew
    }

    private static func isEmpty(_ database: Database) throws(SQLiteError) -> Bool {
        guard try database.number("SELECT count(*) FROM sqlite_schema") == 0 else { return false }
        return try database.number("PRAGMA application_id") == 0
    }

    /// What a fault of SQLite means for a store.
    static func storeError(_ error: SQLiteError, _ path: String) -> StoreError {
        switch error.kind {
        case .notADatabase: .notADatabase(path: path)
        case .corrupt: .damaged(path: path, "\(error)")
        case .cantOpen, .readOnly, .full, .inputOutput: .notAccessible(path: path, "\(error)")
        case .busy: .inUse(path: path, process: 0)
        case .interrupted, .constraint, .other: .sqlite(error)
        }
    }

    /// Makes the file, which nobody else may read: SQLite gives its companions the same mode.
    private static func make(_ path: String) throws(StoreError) -> Bool {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            return true
        }
        guard errno == EEXIST else { throw .notAccessible(path: path, String(cString: strerror(errno))) }
        return false
    }

    /// File systems on which a WAL's shared memory is not shared: NFS, SMB in its versions, CIFS, AFS, Ceph, 9P.
    private static let networks: Set<UInt32> = [
        0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x5346_414F, 0x00C3_6400, 0x0102_1997,
    ]

    private static func refuseNetwork(_ path: String) throws(StoreError) {
        var type: UInt32 = 0
        guard partyline_file_system(folder(of: path), &type) == 0 else {
            throw .notAccessible(path: path, String(cString: strerror(errno)))
        }
        try refuseNetwork(path, type: type)
    }

    static func refuseNetwork(_ path: String, type: UInt32) throws(StoreError) {
        if networks.contains(type) { throw .onNetwork(path: path) }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whether it is ours, and this program may write it.
    private static func checkForm(of database: Database, _ path: String, _ version: Int64) throws(StoreError) {
        let isOurs: Bool
        let found: Int64
        let oldestWriter: Int64?
        do throws(SQLiteError) {
            isOurs = try database.number("PRAGMA application_id") == Schema.applicationID
            found = try database.number("PRAGMA user_version") ?? 0
            // A newer program may say that this one can go on writing.
            oldestWriter =
                isOurs && found > version ? try database.number("SELECT value FROM meta WHERE key = 'writer'") : nil
        } catch {
            throw storeError(error, path)
        }
        guard isOurs else { throw .notOurs(path: path) }
        guard found <= version || oldestWriter ?? .max <= version else { throw .newer(path: path, version: found) }
    }

    private static func migrate(
        _ database: Database, _ path: String, _ migrations: [Schema.Migration], to version: Int64
    ) throws(SQLiteError) {
        let found = try database.number("PRAGMA user_version") ?? 0
        for migration in migrations where migration.from >= found && migration.from < version {
            if migration.needsCopy {
                let copy = "\(path).v\(migration.from)"
                unlink(copy)
                try database.copy(into: copy)
            }
            try database.transaction { () throws(SQLiteError) in
                try database.execute(migration.sql)
                try database.execute("PRAGMA user_version = \(migration.from + 1)")
            }
        }
    }
}
