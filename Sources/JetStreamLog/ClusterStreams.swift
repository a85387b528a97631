import NATS
import NATSClient

/// The streams of a cluster, and how each is to be kept.
package struct ClusterStreams {
    /// What nodes read and write.
    package var log: StreamConfiguration
    /// What somebody who comes begins with.
    package var snapshots: StreamConfiguration
    /// The numbers of nodes: a message for each name.
    package var nodes: StreamConfiguration
    /// The cluster's part of all subjects.
    let prefix: String

    /// nil for a name that can't be a part of subjects: letters, digits, `_` and `-`.
    /// - Parameter replicas: on so many servers: 1, 3 or 5.
    package init?(cluster name: String, replicas: Int = 3) {
        guard StreamConfiguration.isName(name), name.utf8.count <= 32, let log = Subject("pl.\(name).log.0"),
            let live = Subject("pl.\(name).live.0"), let snapshots = Subject("pl.\(name).snap.>"),
            let nodes = Subject("pl.\(name).node.*")
        else { return nil }
        prefix = "pl.\(name)"
        self.log = StreamConfiguration(name: "PL_\(name)_0", subjects: [log])
        self.log.republishing = live
        self.snapshots = StreamConfiguration(name: "PL_\(name)_SNAP", subjects: [snapshots])
        // Of a whole snapshot nothing is dropped for one that is being written.
        self.snapshots.discard = .new
        self.nodes = StreamConfiguration(name: "PL_\(name)_NODES", subjects: [nodes])
        self.nodes.mostPerSubject = 1
        self.nodes.mostBytes = 1 << 20
        (self.log.replicas, self.snapshots.replicas, self.nodes.replicas) = (replicas, replicas, replicas)
    }

    package var all: [StreamConfiguration] { [log, snapshots, nodes] }

    var beats: Subject { subject("hb.*") }

    func node(_ name: String) -> Subject { subject("node.\(name)") }

    /// All of all snapshots.
    var everySnapshot: Subject { subject("snap.0.*.*") }

    /// A part of a snapshot: the number of a chunk, `end`, or `*` for all.
    func snapshot(_ sequence: UInt64, _ part: String) -> Subject { subject("snap.0.\(sequence).\(part)") }

    private func subject(_ rest: String) -> Subject {
        guard let subject = Subject("\(prefix).\(rest)") else { preconditionFailure("a name with a dot or a blank") }
        return subject
    }
}
