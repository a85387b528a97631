import ChatCore
import Cluster
import Dialects
import Libevent
import Logging

/// This server as one of several that are one chat: turns its `Replica`, and has what comes of the log carried out.
final class ClusterNode {
    /// Is told once it has read all that was written before it came, and may serve.
    var onHere: (() -> Void)?
    /// Is told that it has begun a life.
    var onBeginning: (() -> Void)?
    /// Is told that it takes part no more.
    var onEnded: ((Replica.Ending) -> Void)?
    /// Is given what all nodes are to keep.
    var onFact: ((_ fact: [UInt8], _ isOwn: Bool) -> Void)?
    /// Is given the sequence of each message of the log before what it says is carried out.
    var onReading: ((UInt64) -> Void)?
    let orders: Orders
    let entrances: Entrances
    let homecoming: Homecoming
    private(set) var replica: Replica
    private let membership: ClusterMembership
    private let driver: HubDriver
    private let loop: EventLoop
    private let log: Logger
    private var timer: Timer?
    /// The last of which a heartbeat told otherwise than what this node knows.
    private(set) var diverged: UInt64?

    init(
        _ membership: ClusterMembership, on loop: EventLoop, _ driver: HubDriver, _ sessions: SessionTable,
        _ metrics: Metrics, log: Logger
    ) throws {
        self.membership = membership
        self.driver = driver
        self.loop = loop
        replica = membership.replica(of: driver.hub, as: membership.incarnation, after: membership.reader, on: loop)
        self.log = log
        orders = Orders(on: loop, driver.hub, driver.delivery, sessions, metrics)
        entrances = Entrances(on: loop, driver, sessions)
        homecoming = Homecoming(driver, sessions, orders)
        timer = try Timer(on: loop) { [unowned self] in self.tick() }
        replica.onEvent = { [unowned self] in self.take($0) }
    }

    /// What the hub began with, for a file that is to have the same.
    var place: Followed.Place { Followed.Place(sequence: membership.reader.sequence, logins: membership.logins) }

    /// Up to where it has read the log.
    var sequence: UInt64 { replica.reader.sequence }

    var isHere: Bool { replica.state == .here }

    var figures: ClusterFigures {
        ClusterFigures(
            isHere: isHere, nodes: replica.reader.lives.count { $0.isAlive }, sequence: sequence,
            waitingCommands: orders.count, waitingNewcomers: entrances.count, ignored: replica.ignored,
            resent: replica.resent, hasDiverged: diverged != nil)
    }

    /// The nodes of which the log has told.
    var rows: [ServerRow] {
        replica.reader.lives.map { life in
            .node(
                Int(life.incarnation.node.value), life: life.incarnation.number, isAlive: life.isAlive,
                isThis: life.incarnation.node == replica.incarnation.node)
        }
    }

    /// Whether newcomers can be let in: it takes part, and the log answers.
    var isReady: Bool { isHere && !orders.isStuck }

    /// It takes part no more.
    var hasEnded: Bool {
        if case .ended = replica.state { true } else { false }
    }

    /// Begins to read the log.
    func start() {
        replica.start()
        timer?.schedule(every: FixedLimits.nodeInterval)
    }

    /// What was decided in this turn goes to the log.
    func endTurn() {
        orders.goOn()
        replica.flush()
    }

    private func tick() {
        orders.look(at: loop.now)
        entrances.look(at: loop.now)
        replica.tick()
    }

    private func take(_ event: Replica.Event) {
        switch event {
        case .effects(let effects, let order): orders.take(effects, of: order)
        case .arrived(let session, let ticket):
            if !homecoming.arrived(session, by: ticket) { entrances.arrived(session, by: ticket) }
        case .notArrived(let ticket):
            if !homecoming.notArrived(by: ticket) { entrances.notArrived(by: ticket) }
        case .absent(let absentees): homecoming.take(absentees)
        case .reading(let sequence): onReading?(sequence)
        case .fact(let fact, let isOwn): onFact?(fact, isOwn)
        case .givenUp(let order): orders.lose(order)
        case .lost(let lost): for order in lost { orders.lose(order) }
        case .changed(let state): changed(to: state)
        case .diverged(let other, let sequence):
            guard diverged != sequence else { return }
            diverged = sequence
            log.critical(
                "another node knows something else",
                metadata: ["node": "\(other.node)", "sequence": "\(sequence)"])
        }
    }

    private func changed(to state: Replica.State) {
        switch state {
        case .catchingUp, .coming: break
        case .here:
            log.notice("joined the cluster", metadata: ["node": "\(replica.incarnation.node)"])
            onBeginning?()
            homecoming.begin()
            onHere?()
        case .ended(let ending):
            entrances.lose()
            onEnded?(ending)
        }
    }

    /// The others held it for dead, and everybody who was here by it is gone for them. It begins its next life.
    func comeBack() {
        log.warning("the other nodes held this one for dead; it comes back")
        membership.renew { [weak self] incarnation in self?.begin(incarnation) }
    }

    private func begin(_ incarnation: Incarnation) {
        replica = membership.replica(of: driver.hub, as: incarnation, after: replica.reader, on: loop)
        replica.onEvent = { [unowned self] in self.take($0) }
        replica.start()
    }

    /// Leaves the others: all that was decided is written first.
    func leave() {
        entrances.close()
        replica.leave()
        replica.flush()
    }
}
