import ChatCore
import Configuration
import Glibc
import Libevent
import Logging
import TestSupport

@testable import ChatServer

/// A server with slow answers, its peers and its upgrades, over a day that one seed draws.
final class DeferredDay {
    private let loop: EventLoop
    private let end: Libevent.Timer
    private let address: SocketAddress
    private let door = Door(Configuration.Listen(.host("127.0.0.1", port: 1)))
    private let hasWorker: Bool
    private var generator: SplitMix64
    let ledger: DeferredLedger

    /// The last is the one that serves; those before it have handed over.
    private(set) var servers: [Server] = []
    private var deferrals: [HeldRequests] = []
    private var peers: [DeferredPeer] = []
    private var gone: [DeferredPeer] = []
    /// Who reads along, and what of it is read already.
    private let listener: Int32
    private var heard: [UInt8] = []
    private(set) var late = 0
    private var fault: (any Error)?
    private(set) var tally = Tally()

    /// What came amid a request that waited.
    struct Tally {
        var (upgrades, ends, resets) = (0, 0, 0)
    }

    private static let mostPeers = 5
    private static let steps = 150

    init(seed: UInt64, hasWorker: Bool, on loop: EventLoop, from address: SocketAddress) throws {
        self.loop = loop
        self.address = address
        self.hasWorker = hasWorker
        end = try Libevent.Timer(on: loop) { [unowned loop] in loop.stop() }
        generator = SplitMix64(seed: seed)
        var configuration = Configuration()
        configuration.limits.connectsPerSecond = 0
        configuration.limits.arrivalGraceMilliseconds = 0
        let isPaced = generator.chance(15)
        configuration.limits.messagesPerSecond = isPaced ? 1_000_000 : 0
        configuration.limits.burst = isPaced ? 3 : 20
        ledger = DeferredLedger(isPaced: isPaced)
        let server = try Server(
            configuration, on: loop, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        servers = [server]
        let (ours, theirs) = try DeferredDay.pair()
        listener = theirs
        server.arrivals.accept(ours, from: address, at: door)
        holdRequests(of: server)
        loop.onTurnEnd = { [unowned server] in server.endTurn() }
        let wire = Array("/wire 1\n".utf8)
        Glibc.send(listener, wire, wire.count, 0)
        try settle()
    }

    deinit {
        loop.onTurnEnd = nil
        for server in servers { server.requests.stop() }
        close(listener)
    }

    var server: Server { servers[servers.count - 1] }
    private var deferral: HeldRequests { deferrals[deferrals.count - 1] }

    private static func pair() throws -> (server: Int32, peer: Int32) {
        var ends: [Int32] = [-1, -1]
        let status = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0, &ends)
        guard status == 0 else { throw DeferredLedger.Fault(description: "no pair of sockets") }
        return (ends[0], ends[1])
    }

    private func attempt(_ body: () throws -> Void) {
        do { try body() } catch { fault = fault ?? error }
    }

    private func holdRequests(of server: Server) {
        let deferral = HeldRequests(of: server.requests, hasWorker: hasWorker)
        deferral.mayClaim = { [unowned self] token in
            self.attempt { try self.ledger.demand(self.ledger.outcomes[token] == nil, "\(token) was asked for again") }
            guard self.generator.chance(92) else {
                self.attempt { try self.ledger.came(token, to: .refused) }
                return false
            }
            return true
        }
        deferral.onAnswer = { [unowned self] token in
            self.attempt { try self.ledger.came(token, to: .answered) }
        }
        deferrals.append(deferral)
    }

    // MARK: - The script

    func run() throws {
        for _ in 0..<DeferredDay.steps {
            try step()
            if generator.chance(60) { try turn() }
        }
        for peer in peers { peer.askLast() }
        try settle()
        try ledger.check()
        for peer in peers { peer.close() }
        try leave()
    }

    private func step() throws {
        let deed = generator.below(24)
        if peers.isEmpty || deed == 0 { return try connect() }
        let peer = generator.pick(peers)
        switch deed {
        case 1..<9: peer.ask(&generator, saysToo: !ledger.isPaced)
        case 9..<11: peer.send(1 + generator.below(32))
        case 11..<14: peer.send()
        case 14..<18: try answer()
        case 18: answerLate()
        case 19 where generator.chance(25):
            if awaits(peer) { tally.ends += 1 }
            peer.halfClose()
        case 20 where generator.chance(25):
            if awaits(peer) { tally.resets += 1 }
            peer.close()
        case 21 where generator.chance(70): timeIsUp()
        case 22: try upgrade()
        default: try turn()
        }
        if let fault { throw fault }
    }

    private func awaits(_ peer: DeferredPeer) -> Bool { peer.asked(for: deferral.held.map(\.token)) }

    private func connect() throws {
        gone += peers.filter { $0.isClosed || $0.isAtEnd }
        peers.removeAll { $0.isClosed || $0.isAtEnd }
        guard peers.count < DeferredDay.mostPeers else { return }
        let (ours, theirs) = try DeferredDay.pair()
        peers.append(DeferredPeer(theirs, generator.pick(DeferredPeer.Kind.allCases), ledger))
        server.arrivals.accept(ours, from: address, at: door)
    }

    private func answer() throws {
        guard !deferral.held.isEmpty, !hasWorker else { return }
        let index = generator.below(deferral.held.count)
        let isHere = server.sessions.session(deferral.held[index].ticket.session) != nil
        try ledger.demand(deferral.answer(at: index) == isHere, "an answer was dropped, or came to nobody")
    }

    /// What was given up, in this process or in one before it.
    private func answerLate() {
        for deferral in deferrals where !deferral.late.isEmpty {
            let isTaken = deferral.answerLate(at: generator.below(deferral.late.count))
            attempt { try ledger.demand(!isTaken, "what came too late was taken") }
            late += 1
        }
    }

    private func timeIsUp() {
        let held = Dictionary(deferral.held.map { ($0.token, $0.ticket) }) { first, _ in first }
        deferral.timeIsUp { token in
            guard let ticket = held[token], self.server.sessions.session(ticket.session) != nil else { return }
            self.attempt { try self.ledger.came(token, to: .refused) }
        }
    }

    private func upgrade() throws {
        if generator.chance(30) {
            // It fails at the last.
            server.requests.suspend()
            return server.requests.resume()
        }
        guard servers.count <= 3 else { return }
        if !deferral.held.isEmpty { tally.upgrades += 1 }
        servers.append(try server.handOver { self.holdRequests(of: $0) })
    }

    // MARK: - Turns

    private func turn() throws {
        end.schedule(after: .zero)
        loop.run()
        for peer in peers { try peer.receive() }
        try listen()
        if let fault { throw fault }
    }

    private func turn(until condition: () throws -> Bool, _ words: String) throws {
        let start = Instant.current()
        while try !condition() {
            guard Instant.current() - start < .seconds(10 * patience) else {
                throw DeferredLedger.Fault(description: words)
            }
            try turn()
        }
    }

    private func listen() throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = recv(listener, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            heard += buffer[..<count]
        }
        while let end = heard.firstIndex(of: 10) {
            let words = String(decoding: heard[..<end], as: UTF8.self).split(separator: " ")
            heard.removeSubrange(...end)
            if words.first == "OK" { isListening = true }
            if words.first == "MSG" { try ledger.hear(String(words[5].dropFirst()), of: String(words[4])) }
        }
    }

    private var isListening = false

    /// All that was asked is answered, in any order of the answers that come later.
    private func settle() throws {
        try turn(
            until: {
                for peer in peers { peer.send() }
                while !hasWorker, !deferral.held.isEmpty { try answer() }
                return isListening && peers.allSatisfy(\.isServed)
            }, "somebody was not answered")
    }

    /// Nothing is left of those who go.
    private func leave() throws {
        shutdown(listener, Int32(SHUT_RDWR))
        try turn(
            until: {
                while !hasWorker, !deferral.held.isEmpty { try answer() }
                return server.connections == 0 && servers.allSatisfy { $0.departures.leaving.isEmpty }
                    && server.requests.waitingCount == 0
            }, "all have gone, and something is left of them")
        try ledger.demand(
            server.sessionCount == 0 && server.roomCount == 1,
            "\(server.sessionCount) sessions are left in \(server.roomCount) rooms")
        for server in servers { try ledger.demand(server.requests.waitingCount == 0, "a request waits for ever") }
        while deferrals.contains(where: { !$0.late.isEmpty }) { answerLate() }
        if let fault { throw fault }
    }
}
