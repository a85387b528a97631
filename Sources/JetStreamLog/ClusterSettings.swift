import NATS
import NATSClient

/// What a node, or who looks after its cluster, has to know to find it.
package struct ClusterSettings {
    /// The cluster's name, which all its nodes know it by.
    package let name: String
    /// This node's name.
    package let node: String
    package var options: ClientOptions
    package var streams: ClusterStreams

    /// nil where a name can't be a part of subjects.
    /// - Parameter options: the inbox of which is replaced by the node's own.
    package init?(cluster name: String, node: String, replicas: Int = 3, _ options: ClientOptions) {
        guard let streams = ClusterStreams(cluster: name, replicas: replicas), StreamConfiguration.isName(node),
            let inbox = Subject("_INBOX.pl.\(name).\(node)")
        else { return nil }
        (self.name, self.node, self.options, self.streams) = (name, node, options, streams)
        self.options.inbox = inbox
    }
}
