import ChatCore
import Cluster
import Glibc
import Libevent
import TestSupport
import Testing

@testable import JetStreamLog
@testable import NATSClient

@Suite(
    "Nodes with nats-servers", .serialized,
    .enabled(if: RealServer.program != nil, "NATS_SERVER in the environment names none"))
struct NodesTests {
    /// A node: a replica of a hub that knows nobody, and its log.
    private final class Node {
        let log: JetStreamLog
        let replica: Replica
        private var timer: Libevent.Timer?

        init(_ number: UInt8, on loop: EventLoop, at servers: [RealServer], replicas: Int) throws {
            let node = try #require(NodeNumber(number))
            let subjects = try #require(ClusterSubjects(cluster: "c", node: node))
            var configuration = try #require(ClusterStreams(cluster: "c", replicas: replicas)).log
            configuration.mostBytes = 16 << 20
            let options = ClientOptions(
                servers: servers.map(\.endpoint), name: "node \(number)", inbox: try subject("_INBOX.\(number)"))
            let client = try Client(on: loop, options)
            log = try JetStreamLog(by: client, subjects, keptAs: configuration)
            client.start()
            replica = Replica(
                of: Hub(lobby: RoomName("lobby")), as: Incarnation(node, 1), settings: 7, by: log
            ) { [unowned loop] in
                Moment(wall: 0, steady: loop.now.nanoseconds / 1_000)
            }
            let replica = replica
            timer = try Timer(on: loop) { replica.tick() }
        }

        deinit { log.close() }

        func start() {
            replica.start()
            timer?.schedule(every: .milliseconds(50))
        }
    }

    /// Nodes on one loop.
    private final class Nodes {
        let loop: EventLoop
        let nodes: [Node]
        private var tickets = 0

        /// Each connects to another server first, where there are several.
        init(at servers: [RealServer], replicas: Int) throws {
            let loop = try EventLoop()
            self.loop = loop
            nodes = try (0..<3).map { index in
                let shift = index % servers.count
                let order = Array(servers[shift...] + servers[..<shift])
                return try Node(UInt8(index + 1), on: loop, at: order, replicas: replicas)
            }
        }

        func run(_ location: SourceLocation = #_sourceLocation, until condition: @escaping () -> Bool) throws {
            try turn(loop, location, until: condition)
        }

        /// Makes the stream, as soon as the servers can, and starts all.
        func begin() throws {
            var (isMade, isAsked) = (false, false)
            try run { [unowned self] in
                if !isAsked {
                    isAsked = true
                    nodes[0].log.make { answer in
                        isAsked = false
                        if case .success = answer { isMade = true }
                    }
                }
                return isMade
            }
            for node in nodes { node.start() }
            try run { [unowned self] in nodes.allSatisfy { $0.replica.state == .here } }
        }

        /// Somebody comes to each node.
        func crowd() {
            tickets += 1
            for node in nodes { node.replica.hub.proposeArrival(ticket: tickets) }
        }

        /// All have read that so many have come to each, and know the same.
        func agree(_ location: SourceLocation = #_sourceLocation) throws {
            let people = nodes.count * tickets
            try run(location) { [unowned self] in
                nodes.allSatisfy { $0.replica.hub.personCount == people }
                    && Set(nodes.map(\.replica.reader.sequence)).count == 1
            }
            #expect(Set(nodes.map(\.replica.hub.digest)).count == 1, sourceLocation: location)
            #expect(Set(nodes.map(\.replica.reader.digest)).count == 1, sourceLocation: location)
            #expect(nodes.allSatisfy { $0.replica.state == .here }, sourceLocation: location)
        }
    }

    @Test("nodes are one chat, over the death of the server")
    func one() throws {
        let server = try RealServer()
        let nodes = try Nodes(at: [server], replicas: 1)
        try nodes.begin()
        nodes.crowd()
        try nodes.agree()
        server.stop(by: SIGKILL)
        nodes.crowd()
        try server.start()
        try nodes.agree()
    }

    @Test("nodes are one chat, over the death of each of three servers")
    func three() throws {
        let servers = try RealServer.cluster(of: 3)
        let nodes = try Nodes(at: servers, replicas: 3)
        try nodes.begin()
        nodes.crowd()
        try nodes.agree()
        for server in servers {
            server.stop(by: SIGKILL)
            nodes.crowd()
            // Where it led the stream, another is elected, which takes 4 to 9 s.
            try nodes.agree()
            try server.start()
            nodes.crowd()
            try nodes.agree()
        }
    }
}
