import ChatCore
import NATS
import NATSClient

/// The subjects of one cluster, and the stream that is its log.
package struct ClusterSubjects {
    /// What batches are appended by, and kept under.
    let log: Subject
    /// Where the stream sends each message as soon as it has it.
    let live: Subject
    /// Heartbeats of all nodes.
    let beats: Subject
    /// What others say to this node alone.
    let letters: Subject
    /// Where its answers come: of no other node.
    let inbox: Subject
    /// This node's own heartbeats.
    let beat: Subject
    private let prefix: String
    private let node: NodeNumber
    private let stream: String

    /// nil for a name that can't be a part of subjects: letters, digits, `_` and `-`.
    package init?(cluster name: String, node: NodeNumber) {
        let prefix = "pl.\(name)"
        guard StreamConfiguration.isName(name), let log = Subject("\(prefix).log.0"),
            let live = Subject("\(prefix).live.0"), let beats = Subject("\(prefix).hb.*"),
            let letters = Subject("\(prefix).n.\(node).*"), let inbox = Subject("_INBOX.\(prefix).\(node)"),
            let beat = Subject("\(prefix).hb.\(node)")
        else { return nil }
        (self.log, self.live, self.beats, self.letters) = (log, live, beats, letters)
        (self.inbox, self.beat, self.prefix, self.node) = (inbox, beat, prefix, node)
        stream = "PL_\(name)_0"
    }

    /// How the log is to be kept.
    package var configuration: StreamConfiguration {
        var configuration = StreamConfiguration(name: stream, subjects: [log])
        configuration.republishing = live
        return configuration
    }

    func letter(to other: NodeNumber) -> Subject? { Subject("\(prefix).n.\(other).\(node)") }
}
