import ChatCore
import NATS
import NATSClient

/// The subjects of one cluster, as one of its nodes uses them.
package struct ClusterSubjects {
    /// What batches are appended by, and kept under.
    let log: Subject
    /// Where the stream sends each message as soon as it has it.
    let live: Subject
    /// Heartbeats of all nodes.
    let beats: Subject
    /// What others say to this node alone.
    let letters: Subject
    /// This node's own heartbeats.
    let beat: Subject
    private let prefix: String
    private let node: NodeNumber

    /// nil for a name that can't be a part of subjects: letters, digits, `_` and `-`.
    package init?(cluster name: String, node: NodeNumber) {
        let prefix = "pl.\(name)"
        guard StreamConfiguration.isName(name), let log = Subject("\(prefix).log.0"),
            let live = Subject("\(prefix).live.0"), let beats = Subject("\(prefix).hb.*"),
            let letters = Subject("\(prefix).n.\(node).*"), let beat = Subject("\(prefix).hb.\(node)")
        else { return nil }
        (self.log, self.live, self.beats, self.letters) = (log, live, beats, letters)
        (self.beat, self.prefix, self.node) = (beat, prefix, node)
    }

    func letter(to other: NodeNumber) -> Subject? { Subject("\(prefix).n.\(other).\(node)") }
}
