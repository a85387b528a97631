import ChatCore
import Configuration
import Glibc
import Handover
import Libevent
import Logging

@testable import ChatServer

/// A server and its peers, from its start to its end.
final class Day {
    /// The last is the one that serves; those before it have handed over.
    private(set) var servers: [Server]
    private(set) var peers: [FuzzPeer] = []
    var steps = 0
    private var gone: [FuzzPeer] = []
    private var prepared: (handover: ServerHandover, assembly: InheritanceAssembly)?
    private let turner: Turner
    private let door: Door
    private let proxyDoor: Door
    private let ircDoor: Door

    init(_ configuration: Configuration, on turner: Turner) throws {
        self.turner = turner
        var listen = Configuration.Listen(.host("127.0.0.1", port: 1))
        door = Door(listen)
        listen.proxyProtocol = true
        proxyDoor = Door(listen)
        ircDoor = Door(Day.ircListen)
        servers = [try Server(configuration, on: turner.loop, log: Day.log)]
        serve()
    }

    /// A server has one of IRC, so that it tells of people what IRC's readers want.
    static let ircListen: Configuration.Listen = {
        var listen = Configuration.Listen(.host("127.0.0.1", port: 2))
        listen.spoken = .irc
        return listen
    }()

    private static let log = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }

    var server: Server { servers[servers.count - 1] }

    /// Not `start`, as there are no addresses to listen on and no sweeps but those of the script.
    private func serve() {
        turner.loop.onTurnEnd = { [unowned server] in server.endTurn() }
    }

    @discardableResult
    func connect(from address: SocketAddress, isStrict: Bool, byProxy: Bool) throws(Violation) -> FuzzPeer {
        let (ours, theirs) = try Turner.pair(sendBuffer: isStrict ? nil : 4_096)
        let peer = FuzzPeer(theirs, of: turner, isStrict: isStrict, floor: lastID)
        peers.append(peer)
        server.arrivals.accept(ours, from: address, at: byProxy ? proxyDoor : door)
        return peer
    }

    /// - Parameter reader: judges what it is sent.
    @discardableResult
    func connect(irc reader: FuzzedIRCReader, from address: SocketAddress, isStrict: Bool) throws(Violation) -> FuzzPeer
    {
        let (ours, theirs) = try Turner.pair(sendBuffer: isStrict ? nil : 4_096)
        let peer = FuzzPeer(theirs, of: turner, isStrict: isStrict, floor: lastID, irc: reader)
        peers.append(peer)
        server.arrivals.accept(ours, from: address, at: ircDoor)
        return peer
    }

    /// How many have come, those who have gone included.
    var comers: Int { peers.count + gone.count }

    /// Who has closed makes place for others.
    func forgetClosed() {
        gone += peers.filter(\.isClosed)
        peers.removeAll(where: \.isClosed)
    }

    private var lastID: Int64 { (peers + gone).flatMap(\.said).max() ?? 0 }

    /// Another server begins to take over, as after SIGUSR2 (`Upgrade`): it has what rooms kept, and has rehearsed the rest.
    private func prepare() throws(Violation) {
        let handover = ServerHandover(of: server)
        let assembly = InheritanceAssembly()
        do {
            while let part = handover.nextEarlyPart() {
                try demand(assembly.take(sent(part)) == nil, "what comes early is all there is")
            }
            let rehearsal = try assembly.take(sent(handover.rehearsal()))
            try demand(rehearsal?.isRehearsal == true, "a rehearsal is none")
            try rehearsal?.0.rehearse(server.configuration)
        } catch {
            throw Violation(description: "not prepared: \(error)")
        }
        prepared = (handover, assembly)
    }

    /// As it arrives at the other end of a channel.
    private func sent(_ part: HandoverPart) throws -> HandoverPart {
        var assembly = HandoverAssembly()
        for message in part.messages {
            let copies = message.descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
            let arrived = HandoverChannel.Message(bytes: message.bytes, descriptors: copies)
            if let part = try assembly.take(arrived) { return part }
        }
        throw Violation(description: "a part has no end")
    }

    /// In the first call another server begins to take over; in the next one it does, all but those who wait at the proxy's gate.
    func handOver() throws(Violation) {
        // Three times a day at most, as it is the dearest of all deeds.
        guard servers.count <= 3 else { return }
        guard let (handover, assembly) = prepared else { return try prepare() }
        prepared = nil
        do {
            guard case (let inheritance, false)? = try assembly.take(sent(handover.whole(with: [:]))) else {
                throw HandoverError("the whole is a rehearsal")
            }
            let next = try Server(
                server.configuration, on: turner.loop, continuing: inheritance, log: Day.log)
            server.handedOver()
            servers.append(next)
            next.goOn()
        } catch {
            throw Violation(description: "not handed over: \(error)")
        }
        serve()
    }

    /// What the hub knows is what a hub can know: restoring is strict.
    func checkHub() throws(Violation) {
        let snapshot = server.hub.snapshot()
        do throws(SnapshotError) {
            _ = try server.configuration.hub(restoring: snapshot)
        } catch {
            throw Violation(description: "the hub contradicts itself: \(error): \(snapshot)")
        }
    }

    /// What was answered by OK has been heard by all who were to.
    func checkDeliveries() throws(Violation) {
        let writers = peers + gone
        for reader in peers where reader.isPresent {
            for writer in writers where writer !== reader {
                for id in writer.said where id > reader.floor {
                    try demand(reader.heard.contains(id), "what was answered by id \(id) did not reach everybody")
                }
            }
        }
    }
}
