import Libevent

extension Configuration {
    /// Several servers that are one chat, by a log that NATS JetStream keeps for them.
    package struct Cluster: Hashable, Sendable {
        /// What all its nodes call it; empty: this server is the whole chat.
        package var name = ""
        /// What this node is called among them; empty: as its machine is.
        package var node = ""
        /// The servers of NATS, each as `tls://HOST:PORT`, or `nats://HOST:PORT` on this machine.
        package var servers: [String] = []
        /// The file that says as whom to connect: a user's nkey seed, or `USER:PASSWORD`; empty: nobody asks.
        package var credentials = ""
        /// The file of the authorities that the servers' certificates are signed by; empty: the system's.
        package var authorities = ""
        /// On how many servers the log is kept: 1, 3 or 5.
        package var replicas = 3

        package init() {}

        package var isSet: Bool { !name.isEmpty }

        /// Where the servers are; nil for one that is no address.
        package var endpoints: [Endpoint?] { servers.map { Cluster.parts(of: $0)?.endpoint } }

        package var usesTLS: Bool { servers.contains { Cluster.parts(of: $0)?.isTLS == true } }

        static func parts(of server: String) -> (isTLS: Bool, endpoint: Endpoint)? {
            for (scheme, isTLS) in [("tls://", true), ("nats://", false)] where server.hasPrefix(scheme) {
                let place = String(server.dropFirst(scheme.count))
                guard case .host(let host, let port)? = Endpoint(place), !host.isEmpty, port > 0 else { return nil }
                return (isTLS, .host(host, port: port))
            }
            return nil
        }
    }

    /// What does not fit together of a node's settings.
    var clusterFaults: [Fault] {
        func fault(_ key: String, _ words: String) -> Fault { Fault(["cluster", .key(key)], words) }
        guard cluster.isSet else {
            if cluster == Cluster() { return [] }
            return [fault("name", "[cluster] needs a name, the same at all nodes; or take the section out")]
        }
        var faults: [Fault] = []
        if cluster.servers.isEmpty {
            faults.append(fault("servers", "[cluster] needs servers, as [\"tls://nats1.example.org:4222\"]"))
        }
        if store.path.isEmpty {
            faults.append(fault("name", "[cluster] needs [store] with a path, where this node keeps what the log says"))
        }
        let kinds = Set(cluster.servers.compactMap { Cluster.parts(of: $0)?.isTLS })
        if kinds.count > 1 {
            faults.append(fault("servers", "cluster.servers has tls:// beside nats://; all of them speak TLS, or none"))
        }
        for server in cluster.servers {
            guard let (isTLS, endpoint) = Cluster.parts(of: server), !isTLS, !endpoint.isLoopback else { continue }
            faults.append(
                fault("servers", "\(server) is not on this machine, so all could be read on its way; write tls://"))
        }
        if !cluster.authorities.isEmpty, kinds == [false] {
            faults.append(fault("authorities", "cluster.authorities is of use with tls:// servers alone"))
        }
        return faults
    }
}

extension Endpoint {
    /// It is on this machine.
    fileprivate var isLoopback: Bool {
        guard case .host(let host, _) = self else { return true }
        return host == "localhost" || IPAddress(host)?.isLoopback == true
    }
}
