import ChatCore
import Testing

@testable import Cluster

@Suite("A replica")
struct ReplicaTests {
    /// A log that does what the test says.
    private final class ScriptedLog: ClusterLog {
        var onEvent: ((LogEvent) -> Void)?
        var appended: [[UInt8]] = []
        var readsAfter: [UInt64] = []
        var asks = 0
        var heartbeats: [Heartbeat] = []
        var asked: [NodeNumber] = []

        func append(_ batch: [UInt8]) { appended.append(batch) }
        func read(after sequence: UInt64) { readsAfter.append(sequence) }
        func askLast() { asks += 1 }
        func send(_ message: [UInt8], to node: NodeNumber) { asked.append(node) }
        func beat(_ heartbeat: Heartbeat) { heartbeats.append(heartbeat) }

        func give(_ sequence: UInt64, _ payload: [UInt8]) {
            onEvent?(.message(LogMessage(sequence: sequence, time: 1_795_000_000_000_000, payload: payload)))
        }

        func give(_ sequence: UInt64, _ batch: Batch) { give(sequence, Array(batch.text.utf8)) }
    }

    private final class Clock {
        var steady: Int64 = 0
    }

    private let log = ScriptedLog()
    private let clock = Clock()
    private let replica: Replica
    private let own: Incarnation
    private let other: Incarnation

    init() throws {
        own = Incarnation(try node(1), 5)
        other = Incarnation(try node(2), 5)
        let clock = clock
        replica = Replica(of: Hub(lobby: RoomName("lobby")), as: own, settings: 7, by: log) {
            Moment(wall: 0, steady: clock.steady)
        }
    }

    /// It has read that there is nothing, and is up.
    private func begin() throws {
        replica.start()
        log.onEvent?(.last(0))
        log.give(1, try #require(log.appended.last))
        #expect(replica.state == .here)
    }

    @Test("comes up once it has read what was there when it came")
    func start() throws {
        replica.start()
        #expect(log.readsAfter == [0] && log.asks == 1)
        log.onEvent?(.last(1))
        #expect(replica.state == .catchingUp && log.appended.isEmpty)
        log.give(1, try batch(other, 0, "up 1 7"))
        replica.tick()
        log.onEvent?(.last(1))
        #expect(replica.state == .coming)
        #expect(log.appended == [Array(try batch(own, 0, "up 1 7").text.utf8)])
    }

    @Test("sends again what was not read, once the log was asked and all of it was read")
    func patience() throws {
        try begin()
        replica.hub.proposeArrival(ticket: 1)
        replica.flush()
        #expect(log.appended.count == 2)
        clock.steady += Replica.patience - 1
        replica.tick()
        #expect(log.asks == 1)
        clock.steady += 1
        replica.tick()
        #expect(log.asks == 2)
        // There is more than was read: it reads on, and sends nothing.
        log.onEvent?(.last(2))
        #expect(log.readsAfter == [0, 1] && log.appended.count == 2)
        log.give(2, try batch(other, 0, "up 1 7"))
        replica.tick()
        log.onEvent?(.last(2))
        #expect(log.appended.count == 3 && log.appended[1] == log.appended[2])
    }

    @Test("waits for a moment where the log refuses")
    func refused() throws {
        try begin()
        replica.hub.proposeArrival(ticket: 1)
        replica.flush()
        log.onEvent?(.refused)
        replica.flush()
        #expect(log.appended.count == 2)
        clock.steady += Replica.pause
        replica.tick()
        #expect(log.appended.count == 3 && log.appended[1] == log.appended[2])
    }

    @Test("asks for what it was not given")
    func gap() throws {
        try begin()
        log.give(3, try batch(other, 0, "up 1 7"))
        #expect(log.readsAfter == [0, 1] && replica.reader.sequence == 1)
    }

    @Test("takes part no more when others held it for dead, and tells whose lines never count")
    func fenced() throws {
        try begin()
        var events: [Replica.Event] = []
        replica.onEvent = { event in
            if case .reading = event { return }
            events.append(event)
        }
        replica.hub.proposeArrival(ticket: 1)
        replica.flush()
        log.give(2, try #require(log.appended.last))
        guard case .arrived(let session, ticket: 1)? = events.first else {
            Issue.record("nobody has arrived: \(events)")
            return
        }
        var effects: [Effect] = []
        replica.hub.perform(.say("hello"), by: session, at: Moment(wall: 0, steady: 0), &effects)
        replica.flush()
        log.give(3, try batch(other, 0, "up 1 7"))
        log.give(4, try batch(other, 1, "down 1 5"))
        #expect(events.contains(.lost([Hub.Order(session: session, number: 1)])) && replica.state == .ended(.fenced))
        let appended = log.appended
        clock.steady += 10 * Replica.patience
        replica.tick()
        replica.flush()
        #expect(log.appended == appended)
    }

    @Test("takes part no more when another writes under its name")
    func impersonated() throws {
        try begin()
        replica.hub.proposeArrival(ticket: 1)
        replica.flush()
        log.give(2, try batch(own, 1, "announce 3/0"))
        #expect(replica.state == .ended(.impersonated))
    }

    @Test("asks a node of which nothing is heard, and has its life be over where it does not answer")
    func silentPeer() throws {
        try begin()
        log.give(2, try batch(other, 0, "up 1 7"))
        replica.tick()
        clock.steady += Peers.silence
        replica.tick()
        #expect(log.asked == [other.node])
        clock.steady += Peers.patience
        replica.tick()
        #expect(log.appended.last == Array(try batch(own, 1, "down 2 5").text.utf8))
        let beats = log.heartbeats.count
        log.onEvent?(.letter(Array("alive?".utf8), from: other.node))
        #expect(log.heartbeats.count == beats + 1)
    }

    @Test("leaves by its own word")
    func leave() throws {
        try begin()
        replica.leave()
        replica.flush()
        log.give(2, try #require(log.appended.last))
        #expect(replica.state == .ended(.left))
    }

    @Test("ends where it does not fit, or can't understand, or the log is another")
    func unfit() throws {
        try begin()
        log.give(2, Array("P2 2 5 0 1\nup 2 7\n".utf8))
        #expect(
            replica.state
                == .ended(
                    .newerLevel(BatchError("a batch of level 2, and this program knows 1", isNewer: true))))
    }

    @Test("ends where the nodes that are here have other settings")
    func otherSettings() throws {
        replica.start()
        log.give(1, try batch(other, 0, "up 1 8"))
        log.onEvent?(.last(1))
        log.give(2, try #require(log.appended.last))
        #expect(replica.state == .ended(.unfit(.otherSettings(own))))
    }

    @Test("ends where the log ends before what was read of it")
    func wentBack() throws {
        try begin()
        replica.hub.proposeArrival(ticket: 1)
        replica.flush()
        clock.steady += Replica.patience
        replica.tick()
        log.onEvent?(.last(0))
        #expect(replica.state == .ended(.wentBack(to: 0, from: 1)))
    }

    @Test("notices a node that knows something else at the same place")
    func divergence() throws {
        try begin()
        var events: [Replica.Event] = []
        replica.onEvent = { event in
            if case .reading = event { return }
            events.append(event)
        }
        for sequence in 2...Checkpoints.interval { log.give(sequence, Array("nothing".utf8)) }
        replica.tick()
        let heartbeat = try #require(log.heartbeats.last)
        #expect(heartbeat.sequence == Checkpoints.interval)
        log.onEvent?(.heartbeat(Heartbeat(of: other, sequence: 64, digest: heartbeat.digest, level: 1)))
        #expect(events == [])
        log.onEvent?(.heartbeat(Heartbeat(of: other, sequence: 64, digest: heartbeat.digest ^ 1, level: 1)))
        #expect(events == [.diverged(other, at: 64)])
    }
}
