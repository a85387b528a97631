import SQLite

/// Why a store can't be opened, copied or read.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder is not there, or the file may not be made, opened or written.
    case notAccessible(path: String, String)
    /// Another process has it; 0: which one is not known.
    case inUse(path: String, process: Int32)
    /// It is on a network, where several machines can't share a WAL.
    case onNetwork(path: String)
    /// The file has something else in it than a database.
    case notADatabase(path: String)
    /// The file is the database of another program.
    case notOurs(path: String)
    /// A newer program wrote it, in a form that this one must not write.
    case newer(path: String, version: Int64)
    /// What is in it contradicts itself.
    case damaged(path: String, String)
    /// It could not be brought into this program's form. The file is as it was.
    case notMigrated(path: String, String)
    /// It has something in it, and a server that runs has no memory of that.
    case needsRestart(path: String)
    /// A single server wrote it, and what a node of a cluster has comes of the cluster's log.
    case notOfCluster(path: String)
    case sqlite(SQLiteError)
    /// No thread or no descriptor is to be had.
    case noResources(String)

    package var description: String {
        switch self {
        case .notAccessible(let path, let why): "\(path): \(why)"
        case .inUse(let path, 0): "\(path) is in use by another process"
        case .inUse(let path, let process): "\(path) is in use by process \(process)"
        case .onNetwork(let path): "\(path) is on a network file system; the store needs a disk of this machine"
        case .notADatabase(let path): "\(path) is not a database; move it away, or restore a backup"
        case .notOurs(let path): "\(path) is the database of another program"
        case .newer(let path, let version):
            "\(path) was written by a newer partylined (its version is \(version), this one writes \(Schema.version)); "
                + "run that one, or restore a backup"
        case .damaged(let path, let why): "\(path) is damaged; restore a backup (\(why))"
        case .notMigrated(let path, let why): "\(path) is of an older form, and could not be brought up to date: \(why)"
        case .needsRestart(let path):
            "\(path) has accounts or history, which a server that has run without them can't go on with; a restart can"
        case .notOfCluster(let path):
            "\(path) is a single server's, and a node of a cluster begins with a file of its own; name another path"
        case .sqlite(let error): "\(error)"
        case .noResources(let what): what
        }
    }
}
