import ChatCore
import Cluster
import Configuration
import Libevent
import Logging
import TestSupport
import Testing

@testable import ChatServer

/// Several servers in this process that are one chat, on a loop that the test turns.
final class Nodes {
    let loop: EventLoop
    let log: MemoryLog
    private(set) var ends: [MemoryLogEnd] = []
    private(set) var servers: [Server] = []
    /// Why nodes could not go on.
    private(set) var faults: [String] = []
    private var pulse: Libevent.Timer?
    private var check: () -> Bool = { false }

    init(_ count: Int, _ change: (inout Configuration) throws -> Void = { _ in }) throws {
        loop = try EventLoop()
        log = try MemoryLog(on: loop)
        for number in 1...count { try add(UInt8(number), change) }
        // One loop serves them all.
        loop.onTurnEnd = { [unowned self] in for server in servers { server.endTurn() } }
        pulse = try Libevent.Timer(on: loop) { [unowned self] in
            if check() { loop.stop() }
        }
        try run { self.servers.allSatisfy { $0.node?.isHere == true } || !self.faults.isEmpty }
    }

    deinit {
        loop.onTurnEnd = nil
    }

    private func add(_ number: UInt8, _ change: (inout Configuration) throws -> Void) throws {
        var configuration = Configuration()
        var irc = Configuration.Listen(.host("127.0.0.1", port: 0))
        irc.spoken = .irc
        configuration.listen = [Configuration.Listen(.host("127.0.0.1", port: 0)), irc]
        configuration.limits.connectsPerSecond = 0
        configuration.limits.messagesPerSecond = 0
        configuration.limits.arrivalGraceMilliseconds = 0
        try change(&configuration)
        let node = try #require(NodeNumber(number))
        let end = log.makeEnd(of: node)
        var life: UInt64 = 1
        let membership = ClusterMembership(Incarnation(node, life), by: end, settings: 1) { begin in
            life += 1
            begin(Incarnation(node, life))
        }
        let server = try Server(
            configuration, on: loop, in: membership, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try server.start()
        try server.openStore()
        server.onNodeFault = { [unowned self] in faults.append($0.description) }
        server.joinCluster()
        ends.append(end)
        servers.append(server)
    }

    /// Turns the loop until the condition holds.
    func run(until condition: @escaping () -> Bool, _ location: SourceLocation = #_sourceLocation) throws {
        var isInTime = true
        let loop = loop
        let deadline = try Libevent.Timer(on: loop) {
            isInTime = false
            loop.stop()
        }
        deadline.schedule(after: .seconds(20 * testPatience))
        check = condition
        pulse?.schedule(every: .milliseconds(1))
        loop.run()
        pulse?.cancel()
        check = { false }
        deadline.cancel()
        try #require(isInTime, "it did not come in time", sourceLocation: location)
    }

    /// A connection to a node that has read what it was greeted with.
    func join(_ node: Int) throws -> RawPeer {
        let peer = try RawPeer(on: loop, to: servers[node].addresses[0], receiveBuffer: nil, reads: true)
        try run { peer.text.contains("*** #lobby") || peer.isAtEnd }
        return peer
    }

    /// A client of IRC that is welcomed.
    func joinIRC(_ node: Int, as nick: String) throws -> RawPeer {
        let peer = try RawPeer(on: loop, to: servers[node].addresses[1], receiveBuffer: nil, reads: true)
        peer.send("NICK \(nick)\r\nUSER u 0 * :r\r\n")
        try run { peer.text.contains(" 001 ") || peer.isAtEnd }
        return peer
    }
}
