import Glibc
import Libevent

extension Configuration {
    /// Several servers that are one chat, by a log that they all read. This is read only at the start.
    package struct Cluster: Hashable, Sendable {
        /// What the cluster is called, at all its nodes alike; empty: this server is alone.
        package var name = ""
        /// What this node is called, as no other is; empty: as the host is.
        package var node = ""
        /// Servers of NATS that keep the log. One of them is connected to at a time.
        package var servers: [Server] = []
        /// The file that says as whom; empty: as nobody.
        package var credentials = ""
        /// The file of the authorities that servers' certificates are of; empty: the system's.
        package var ca = ""
        /// How many logs there are.
        package var shards = 1
        /// On so many servers each message of the log is kept.
        package var replicas = 3

        package init() {}

        /// A server of NATS, written `tls://HOST:PORT`, or `nats://HOST:PORT` on this machine alone.
        package struct Server: Hashable, Sendable, CustomStringConvertible {
            package let endpoint: Endpoint
            /// TLS comes before anything is said.
            package let tls: Bool

            package var description: String { "\(tls ? "tls" : "nats")://\(endpoint)" }
        }

        /// Whether this server is one of several.
        package var isOn: Bool { !name.isEmpty && !servers.isEmpty }

        /// What this node is called.
        package var nodeName: String { node.isEmpty ? Cluster.hostName : node }

        /// Up to its first dot.
        static var hostName: String {
            var bytes = [UInt8](repeating: 0, count: 256)
            let isKnown = bytes.withUnsafeMutableBytes { gethostname($0.baseAddress!, $0.count - 1) == 0 }
            return isKnown ? String(decoding: bytes.prefix { $0 != 0 && $0 != UInt8(ascii: ".") }, as: UTF8.self) : ""
        }

        /// It can be a part of NATS' subjects, and of its streams' names.
        static func isName(_ text: String) -> Bool {
            (1...32).contains(text.utf8.count)
                && text.unicodeScalars.allSatisfy {
                    switch $0 {
                    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
                    default: false
                    }
                }
        }
    }

    /// What does not fit together of a cluster.
    var clusterFaults: [Fault] {
        var plain = Cluster()
        (plain.shards, plain.replicas) = (cluster.shards, cluster.replicas)
        guard cluster != plain else { return [] }
        var faults: [Fault] = []
        func add(_ key: TOMLStep, _ words: String) { faults.append(Fault(["cluster", key], words)) }
        if cluster.name.isEmpty {
            faults.append(Fault(["cluster"], "a [cluster] needs a name, the same at all its nodes, as name = \"main\""))
        }
        if cluster.servers.isEmpty {
            let words = "a [cluster] needs servers of NATS, as servers = [\"tls://nats1.example.org:4222\"]"
            faults.append(Fault(["cluster"], words))
        }
        if Set(cluster.servers).count < cluster.servers.count { add("servers", "cluster.servers names one twice") }
        let isSafe = cluster.servers.allSatisfy(\.tls)
        if !isSafe, cluster.servers.contains(where: \.tls) {
            add("servers", "cluster.servers has both tls:// and nats://; all must be the same")
        }
        if isSafe, !cluster.servers.isEmpty, cluster.credentials.isEmpty {
            add("servers", "cluster.servers are by tls://, which needs cluster.credentials: a file that says as whom")
        }
        if !isSafe, !cluster.ca.isEmpty { add("ca", "cluster.ca is of servers by tls://, and there are none") }
        if cluster.node.isEmpty, let words = Configuration.fault(ofHost: Cluster.hostName) {
            faults.append(Fault(["cluster"], words))
        }
        if store.path.isEmpty {
            let words = "a [cluster] needs a [store] with a path, where this node keeps what it has read"
            faults.append(Fault(["cluster"], words))
        }
        return faults
    }

    /// Why a node can't be called as its host is; nil: it can.
    static func fault(ofHost name: String) -> String? {
        let remedy = "; give this node a name of its own by cluster.node"
        if name.hasPrefix("localhost") { return "the host is called \"\(name.shown())\", as others may be\(remedy)" }
        return Cluster.isName(name) ? nil : "the host is called \"\(name.shown())\", which can't be a node's\(remedy)"
    }
}

extension Schema {
    private typealias Complaint = Setting<Configuration>.Complaint

    /// All keys of `[cluster]`.
    static let cluster: [Setting<Configuration>] = [
        .text("name", \.cluster.name, fault: clusterName), .text("node", \.cluster.node, fault: clusterName),
        .list(
            "servers", \.cluster.servers, "must be a list of servers of NATS, as [\"tls://nats1.example.org:4222\"]",
            natsServer),
        .file("credentials", \.cluster.credentials), .file("ca", \.cluster.ca),
        Setting<Configuration>("shards") { value, root, _ in
            guard let number = value.integer else { return "must be a whole number" }
            root.cluster.shards = number
            return nil
        } fault: {
            $0.cluster.shards == 1 ? nil : "is \($0.cluster.shards); this version keeps one log, so it must be 1"
        } written: {
            "\($0.cluster.shards)"
        },
        Setting<Configuration>("replicas") { value, root, _ in
            guard let number = value.integer else { return "must be a whole number" }
            root.cluster.replicas = number
            return nil
        } fault: {
            [1, 3, 5].contains($0.cluster.replicas)
                ? nil : "is \($0.cluster.replicas); it must be 3 or 5, or 1 for a single server of NATS"
        } written: {
            "\($0.cluster.replicas)"
        },
    ]

    private static func clusterName(_ text: String) -> String? {
        text.isEmpty || Configuration.Cluster.isName(text)
            ? nil : "is \"\(text.shown())\"; it must be 1 to 32 letters of a-z and A-Z, digits, _ and -"
    }

    private static func natsServer(_ text: String) -> Result<Configuration.Cluster.Server, Complaint> {
        func failure(_ words: String) -> Result<Configuration.Cluster.Server, Complaint> {
            .failure(Complaint(predicate: "is \"\(text.shown())\", \(words)"))
        }
        let form = "which is none; write it as tls://nats1.example.org:4222"
        guard let end = text.range(of: "://") else { return failure(form) }
        let (scheme, place) = (text[..<end.lowerBound], text[end.upperBound...])
        // What came before it would be shown wherever the server is named.
        if place.contains("@") {
            return .failure(Complaint(predicate: "has a user in it; who this is belongs into cluster.credentials"))
        }
        guard ["tls", "nats"].contains(scheme), !place.hasPrefix("unix:"),
            case .host(let host, let port)? = Endpoint(String(place)), !host.isEmpty, port > 0
        else { return failure(form) }
        let isHere = host == "localhost" || IPAddress(host)?.isLoopback == true
        guard scheme == "tls" || isHere else {
            return failure("which is in the clear and not on this machine; write tls:// and give that server TLS")
        }
        return .success(Configuration.Cluster.Server(endpoint: .host(host, port: port), tls: scheme == "tls"))
    }
}

extension StringProtocol {
    /// Where a text comes first.
    fileprivate func range(of part: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
