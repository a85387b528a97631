import ChatServer
import Cluster
import Configuration
import Glibc
import JetStreamLog
import Libevent
import Logging
import NATSClient
import Secrets

/// The daemon's way into its cluster.
enum ClusterEntry {
    /// A place in it, and what gives the node its later lives.
    struct Entry {
        let membership: ClusterMembership
        let join: ClusterJoin
    }

    /// Has the loop turn until this node has its place.
    /// - Throws: `Failure` where it can't have one.
    static func enter(_ configuration: Configuration, on loop: EventLoop, log: Logger) throws -> Entry {
        let settings = try ClusterSettings(configuration)
        var outcome: Result<ClusterJoin.Place, JoinFault>?
        let join = try ClusterJoin(on: loop, settings) {
            outcome = $0
            loop.stop()
        }
        join.onWait = { log.notice("waiting for the cluster", metadata: ["node": "\(settings.node)", "for": "\($0)"]) }
        loop.run()
        guard let outcome else { throw Failure(EX_UNAVAILABLE, "can't join the cluster: it was ended before") }
        do {
            let place = try outcome.get()
            place.log.onFault = { log.error("the cluster's log", metadata: ["fault": "\($0.words)"]) }
            let membership = ClusterMembership(
                place.incarnation, by: place.log, settings: configuration.sharedDigest
            ) { join.renew($0) }
            return Entry(membership: membership, join: join)
        } catch {
            throw Failure(EX_UNAVAILABLE, "can't join the cluster: \(error)")
        }
    }
}

extension ClusterSettings {
    /// - Parameter credentials: in place of the configuration's.
    /// - Throws: `Failure` that says what is wrong with which file.
    init(_ configuration: Configuration, credentials: String? = nil) throws {
        let cluster = configuration.cluster
        guard cluster.isSet else {
            throw Failure(EX_CONFIG, "there is no cluster: name in [cluster], of the file of --config")
        }
        let path = credentials ?? cluster.credentials
        let node = cluster.node.isEmpty ? ClusterSettings.machine : cluster.node
        let settings = ClusterSettings(
            name: cluster.name, node: node, servers: cluster.endpoints.compactMap { $0 },
            tls: try cluster.usesTLS ? ClusterSettings.tls(cluster) : nil,
            credentials: path.isEmpty ? .none : try Credentials.read(path), replicas: cluster.replicas)
        guard let settings else {
            throw Failure(EX_CONFIG, "cluster.node: \"\(node)\" can't be a node's name; use letters, digits, _ and -")
        }
        self = settings
    }

    private static func tls(_ cluster: Configuration.Cluster) throws -> TLSContext {
        do {
            return try TLSContext(clientTrusting: cluster.authorities.isEmpty ? nil : cluster.authorities)
        } catch {
            throw Failure(EX_CONFIG, "cluster.authorities: \(error)")
        }
    }

    /// This machine's name, as far as it can be one: the part before the first dot.
    private static var machine: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let text = String(decoding: name.prefix { $0 != 0 && $0 != 0x2E }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.isEmpty ? "node" : text
    }
}

/// As whom the daemon connects to NATS.
private enum Credentials {
    private static let mostBytes = 4_096

    /// Reads a user's seed, or `USER:PASSWORD`, of a file that nobody else may read.
    static func read(_ path: String) throws -> ClientOptions.Credentials {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Failure(EX_CONFIG, "cluster.credentials \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw Failure(EX_CONFIG, "cluster.credentials \(path) can be read by others; chmod 600 it")
        }
        var bytes = [UInt8](repeating: 0, count: mostBytes)
        defer { Secret.wipe(&bytes) }
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 0 else { throw Failure(EX_CONFIG, "cluster.credentials \(path): there is nothing in it") }
        let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            let user = String(decoding: line[..<colon], as: UTF8.self)
            return .password(user: user, Secret(line[(colon + 1)...]))
        }
        do {
            return .key(try NKey(seed: Secret(line)))
        } catch {
            throw Failure(EX_CONFIG, "cluster.credentials \(path): \(error)")
        }
    }
}
