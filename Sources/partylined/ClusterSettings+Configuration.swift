import Configuration
import Glibc
import JetStreamLog
import Libevent
import NATS
import NATSClient

extension ClusterSettings {
    /// What a configuration says of its cluster. The files that it names are read.
    /// - Parameter credentials: the file that says as whom, in place of the node's own; nil: that.
    init(_ cluster: Configuration.Cluster, as credentials: String? = nil) throws(Failure) {
        guard cluster.isOn else {
            throw Failure(EX_CONFIG, "there is no [cluster] with a name and servers in the file of --config")
        }
        guard let inbox = Subject("_INBOX.pl") else { preconditionFailure("a subject") }
        var options = ClientOptions(
            servers: cluster.servers.map(\.endpoint), name: "partylined \(cluster.nodeName)", inbox: inbox)
        do {
            if cluster.servers.contains(where: \.tls) {
                options.tls = try TLSContext(clientTrusting: cluster.ca.isEmpty ? nil : cluster.ca)
            }
        } catch {
            throw Failure(EX_CONFIG, "cluster.ca: \(error)")
        }
        let file = credentials ?? cluster.credentials
        do {
            if !file.isEmpty { options.credentials = try CredentialsFile.read(file) }
        } catch {
            throw Failure(EX_CONFIG, "cluster.credentials: \(error)")
        }
        guard
            let settings = ClusterSettings(
                cluster: cluster.name, node: cluster.nodeName, replicas: cluster.replicas, options)
        else { throw Failure(EX_CONFIG, "cluster.node: \"\(cluster.nodeName)\" can't be a node's name") }
        self = settings
    }
}
