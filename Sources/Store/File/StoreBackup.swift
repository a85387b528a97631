import Glibc
import SQLite

/// Copies of a store, made while it is in use.
package enum StoreBackup {
    /// Writes a copy as it is at one moment, checks it, and gives it its name then: a file of that name is whole, or it is not there.
    /// - Throws: `StoreError`, also where there is such a file.
    package static func write(_ path: String, to copy: String) throws(StoreError) {
        guard access(copy, F_OK) != 0 else { throw .notAccessible(path: copy, "it is there already") }
        let partial = copy + ".partial"
        unlink(partial)
        let damage: String?
        do throws(SQLiteError) {
            let database = try Database(path: path, .readOnly)
            database.waitForLocks(milliseconds: 5_000)
            let mask = umask(0o077)
            defer { umask(mask) }
            try database.copy(into: partial)
            damage = try Database(path: partial, .readOnly).damage()
        } catch {
            unlink(partial)
            throw StoreFile.storeError(error, path)
        }
        if let damage {
            unlink(partial)
            throw .damaged(path: path, damage)
        }
        sync(partial)
        guard rename(partial, copy) == 0 else {
            let why = String(cString: strerror(errno))
            unlink(partial)
            throw .notAccessible(path: copy, why)
        }
    }

    private static func sync(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
