import ChatCore
import Configuration
import Store

/// What a cluster begins with where a single server was before: what that server's file has, as a server that starts with it would know it.
///
/// It is the cluster's first snapshot. The file goes on as that of one of the nodes; the others fill theirs from the snapshot.
package struct ClusterBeginning {
    package let snapshot: HubSnapshot
    /// How accounts log in, and what waits for them (`StoredLogins`).
    package let logins: [UInt8]

    private let path: String
    /// No server has the file meanwhile.
    private let lock: StoreLock

    /// Reads the configuration's store.
    /// - Throws: `StoreError` where it can't be had, or a server has it; `SnapshotError` where it contradicts itself.
    package init(of configuration: Configuration) throws {
        path = configuration.store.path
        lock = try StoreLock(of: path)
        try StoreFile.prepare(path)
        let hub = try configuration.hub(restoring: nil)
        let state = try StoredState(of: path)
        try hub.recall(Recollection(of: state, path: path, for: hub, at: Keeper.clock()).kept)
        snapshot = hub.snapshot().shared
        logins = try StoredLogins(of: path).bytes
    }

    /// Has the file be a node's, which has what the log says up to the snapshot.
    /// - Parameter sequence: the snapshot's place in the log.
    /// - Throws: `StoreError` where it can't be written.
    package func adopt(at sequence: UInt64) throws {
        var batch = FactBatch()
        batch.append(Followed.Mark(sequence: sequence, lastID: snapshot.lastID).fact)
        try StoreFile.write(batch, to: path, clock: Keeper.clock)
    }
}
