import ChatCore
import Libevent
import NATS
import NATSClient

/// What a node knows of its cluster before it connects.
package struct ClusterSettings {
    /// Of the cluster, and of this node: letters, digits, `_` and `-`.
    package let name: String
    package let node: String
    package let servers: [Endpoint]
    package let tls: TLSContext?
    package let credentials: ClientOptions.Credentials
    /// On how many servers a stream is kept.
    package let replicas: Int
    let inbox: Subject
    let nodes: Subject

    /// - Returns: nil for names that can't be parts of subjects.
    package init?(
        name: String, node: String, servers: [Endpoint], tls: TLSContext?, credentials: ClientOptions.Credentials,
        replicas: Int
    ) {
        guard StreamConfiguration.isName(name), StreamConfiguration.isName(node),
            let inbox = Subject("_INBOX.pl.\(name).\(node)"), let nodes = Subject("pl.\(name).nodes")
        else { return nil }
        (self.name, self.node, self.servers, self.tls) = (name, node, servers, tls)
        (self.credentials, self.replicas, self.inbox, self.nodes) = (credentials, replicas, inbox, nodes)
    }

    func options(inbox: Subject) -> ClientOptions {
        var options = ClientOptions(servers: servers, name: "partylined \(node)", inbox: inbox)
        options.tls = tls
        options.credentials = credentials
        return options
    }

    func subjects(of number: NodeNumber) -> ClusterSubjects? { ClusterSubjects(cluster: name, node: number) }

    // MARK: - Streams

    var nodesStream: String { "PL_\(name)_NODES" }

    /// How the log is to be kept. What stands in it is the same for each number.
    var logStream: StreamConfiguration {
        guard let first = NodeNumber(1), let subjects = subjects(of: first) else { preconditionFailure("a name") }
        var configuration = subjects.configuration
        configuration.replicas = replicas
        return configuration
    }

    /// All that `partylined --cluster-init` makes.
    package var streams: [StreamConfiguration] {
        var nodes = StreamConfiguration(name: nodesStream, subjects: [self.nodes])
        (nodes.replicas, nodes.mostBytes) = (replicas, 16 << 20)
        return [logStream, nodes]
    }
}
