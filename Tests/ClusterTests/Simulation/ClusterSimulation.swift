import ChatCore
import TestSupport

@testable import Cluster

/// Some nodes, some people, and a log that breaks, drawn from one seed.
final class ClusterSimulation {
    /// What is wrong on purpose, so that the simulation is seen to find it.
    enum Bug: CaseIterable {
        /// One node reads a line that is not what was written.
        case altersText
        /// One node reads another time than the log has.
        case readsOwnClock
        /// One node leaves a message out, and goes on.
        case skips
        /// One node changes by itself what all know.
        case appliesAlone
        /// What was sent is answered as if it had been applied.
        case answersTooSoon
        /// What is lost is not sent again.
        case neverGoesBack
        /// A session's end is told to nobody.
        case forgetsQuits
        /// One node makes a session somebody's who is back, and then asks the log.
        case resumesAtOnce
        /// One node tells who comes back by a token that they are, and then asks the log.
        case resumesTooSoon
        /// One node holds people, and tells nobody.
        case holdsAlone
    }

    let seed: UInt64
    let steps: Int
    let bug: Bug?
    var step = 0
    var doing = "nothing"
    var checker = Checker()
    var violation: Violation?
    var tally = Tally()
    let log: SimulatedLog
    private(set) var nodes: [SimulatedNode] = []
    var draw: ClusterDraw
    private var tickets = 0
    private var lines = 0
    private(set) var allSaid: [Int: [String]] = [:]
    /// How many tokens there were, and those that somebody has, or had whose connection is gone.
    var tokenCount = 0
    var knownTokens: [TokenDigest] = []

    struct Tally {
        var commands = 0
        var kills = 0
        var fenced = 0
        var left = 0
        var joined = 0
        var givenUp = 0
        var lost = 0
        var refused = 0
        var resent = 0
        var ignored = 0
        var held = 0
        var resumed = 0
        var refusedTokens = 0
        var cameBack = 0
        var readmitted = 0
    }

    init(seed: UInt64, steps: Int, bug: Bug? = nil) {
        (self.seed, self.steps, self.bug) = (seed, steps, bug)
        draw = ClusterDraw(seed: seed)
        log = SimulatedLog(seed: ~seed)
        nodes = (1...draw.nodeCount()).compactMap { NodeNumber($0).map(SimulatedNode.init) }
    }

    func run() throws(Violation) {
        while step < steps {
            step += 1
            doOne()
            passTime()
            if let violation { throw violation }
        }
        try settle()
        try judge()
    }

    // MARK: - A step

    func passTime() {
        log.step()
        for node in nodes {
            node.steady += 100_000
            let isPaused = step < node.pausedUntil
            node.port?.isSilent = isPaused
            guard !isPaused else { continue }
            if node.replica == nil, step >= node.startsAt { start(node) }
            lookAfterLosses(of: node)
            node.replica?.flush()
            node.replica?.tick()
        }
    }

    private func doOne() {
        let awake = nodes.filter { $0.isHere && step >= $0.pausedUntil }
        guard let node = draw.pick(awake) else { return }
        switch draw.deed(clients: node.clients.count) {
        case .connect: connect(to: node)
        case .disconnect: disconnect(draw.pick(node.clients), at: node)
        case .command:
            let free = node.clients.filter { $0.session != nil && $0.pending == nil && !$0.hasLeft }
            if let client = draw.pick(free) { command(by: client, at: node) }
        case .kill: kill(node)
        case .pause:
            doing = "\(node.number) is stopped"
            node.pausedUntil = step + draw.pauseLength()
        case .leave where awake.count > 1:
            doing = "\(node.number) leaves"
            for client in node.clients { disconnect(client, at: node) }
            node.replica?.leave()
        case .leave: break
        case .takeToken: takeToken(draw.pick(node.clients), at: node)
        case .lose: lose(draw.pick(node.clients), at: node)
        case .resume: resume(at: node, and: awake)
        }
    }

    private func connect(to node: SimulatedNode) {
        tickets += 1
        doing = "\(tickets) comes to \(node.number)"
        guard let hub = node.replica?.hub else { return }
        let host = Host("c-\(tickets % 3)")
        guard let entrance = draw.entrance() else {
            node.clients.append(SimulatedNode.Client(ticket: tickets))
            return hub.proposeArrival(ticket: tickets, from: host, isHidden: draw.isHidden())
        }
        var effects: [Effect] = []
        do {
            try hub.proposeEntrance(entrance, ticket: tickets, from: host, at: now(node), &effects)
            let client = SimulatedNode.Client(ticket: tickets)
            if entrance.account != nil { client.pending = "" }
            node.clients.append(client)
        } catch {
            tally.refused += 1
        }
        carryOut(effects, for: nil, at: node)
    }

    func disconnect(_ client: SimulatedNode.Client?, at node: SimulatedNode) {
        guard let client, !client.hasLeft else { return }
        doing = "\(client.ticket) leaves \(node.number)"
        client.hasLeft = true
        if let session = client.session { end(session, at: node) }
    }

    func end(_ session: SessionID, at node: SimulatedNode) {
        guard let replica = node.replica else { return }
        let client = node.client(of: session)
        node.clients.removeAll { $0 === client }
        if let token = client?.token { node.tokens[token] = nil }
        guard bug != .forgetsQuits else {
            _ = replica.hub.hold(session)
            return
        }
        if let token = client?.token { replica.hub.proposeForgetting(token, of: session) }
        var effects: [Effect] = []
        replica.hub.disconnect(session, reason: nil, at: now(node), &effects)
        carryOut(effects, for: nil, at: node)
    }

    func command(by client: SimulatedNode.Client, at node: SimulatedNode) {
        guard let hub = node.replica?.hub, let session = client.session else { return }
        tally.commands += 1
        lines += 1
        let (command, line) = draw.command(line: "line \(lines)")
        doing = "\(client.ticket) at \(node.number): \(command)"
        client.pending = line ?? ""
        if let line { allSaid[client.ticket, default: []].append(line) }
        var effects: [Effect] = []
        hub.perform(command, by: session, at: now(node), &effects)
        carryOut(effects, for: session, at: node)
        if bug == .answersTooSoon, let line, client.pending == line {
            client.pending = nil
            checker.note(line, answered: 0)
        }
    }

    // MARK: - Lives

    func now(_ node: SimulatedNode) -> Moment {
        // Each node has a clock of its own.
        Moment(wall: log.time + Int64(node.number.value) * 3_000_000, steady: node.steady)
    }

    private func start(_ node: SimulatedNode) {
        node.life += 1
        tally.joined += 1
        let port = log.port(of: node.number)
        var (hub, reader) = (Hub(lobby: RoomName("lobby")), LogReader())
        if let other = draw.pick(nodes.filter { $0.isHere }), let replica = other.replica {
            do {
                hub = try Hub(
                    restoring: replica.hub.snapshot().shared, lobby: RoomName("lobby"), limits: replica.hub.limits)
                reader = replica.reader
            } catch {
                violation = Violation(description: "\(error)")
            }
        }
        let replica = Replica(
            of: hub, after: reader, as: Incarnation(node.number, node.life), settings: 7, by: port
        ) { [unowned self, unowned node] in now(node) }
        (node.clients, node.tokens, node.replaced, node.due, node.absentees) = ([], [:], [], [:], [])
        for number in hub.losses { node.due[number] = step + ClusterSimulation.holdingTime }
        begin(replica, port, at: node)
    }

    private func begin(_ replica: Replica, _ port: SimulatedLog.Port, at node: SimulatedNode) {
        (node.replica, node.port) = (replica, port)
        plant(in: replica, port, node)
        watch(replica.hub, at: node)
        replica.onEvent = { [unowned self, unowned node] event in handle(event, at: node) }
        port.onGiven = { [unowned self, unowned node] in compare(node) }
        replica.start()
    }

    /// A node that others held for dead begins its next life, with the connections that it has.
    private func comeBack(_ node: SimulatedNode) {
        guard let old = node.replica, let oldPort = node.port else { return }
        tally.cameBack += 1
        tally.resent += old.resent
        tally.ignored += old.ignored
        log.close(oldPort)
        node.life += 1
        // Nobody waits any more for what the log has forgotten.
        for client in node.clients {
            guard let absentee = client.absentee else { continue }
            (client.session, client.absentee) = (absentee.id, nil)
            node.absentees.append(absentee)
        }
        node.clients.removeAll { $0.session == nil || $0.hasLeft }
        let port = log.port(of: node.number)
        let replica = Replica(
            of: old.hub, after: old.reader, as: Incarnation(node.number, node.life), settings: 7, by: port
        ) { [unowned self, unowned node] in now(node) }
        begin(replica, port, at: node)
    }

    /// The second node does something wrong.
    private func plant(in replica: Replica, _ port: SimulatedLog.Port, _ node: SimulatedNode) {
        guard node.number == nodes[1].number, let bug else { return }
        var hasSkipped = false
        if bug == .neverGoesBack {
            var sent: Set<[UInt8]> = []
            port.dropping = { !sent.insert($0).inserted }
        }
        port.altering = { [unowned self, unowned replica, unowned node] message in
            switch bug {
            case .readsOwnClock:
                return LogMessage(sequence: message.sequence, time: message.time + 1, payload: message.payload)
            case .altersText:
                let text = String(decoding: message.payload, as: UTF8.self)
                let other = text.split(separator: ":line", maxSplits: 1).joined(separator: ":lime")
                return LogMessage(sequence: message.sequence, time: message.time, payload: Array(other.utf8))
            case .skips where !hasSkipped && message.sequence > 200 && replica.state == .here:
                hasSkipped = true
                return LogMessage(sequence: message.sequence, time: message.time, payload: Array("lost".utf8))
            case .appliesAlone where step == 300:
                var effects: [Effect] = []
                replica.hub.settle(.moveLobby(RoomName("hall")), from: node.number, at: now(node), &effects)
                return message
            default: return message
            }
        }
    }

    private func kill(_ node: SimulatedNode) {
        doing = "\(node.number) is killed"
        tally.kills += 1
        bury(node)
    }

    private func bury(_ node: SimulatedNode) {
        if let replica = node.replica {
            tally.resent += replica.resent
            tally.ignored += replica.ignored
        }
        if let port = node.port { log.close(port) }
        (node.replica, node.port, node.clients) = (nil, nil, [])
        node.startsAt = step + draw.absence()
    }

    // MARK: - What a node wants done

    private func handle(_ event: Replica.Event, at node: SimulatedNode) {
        switch event {
        case .changed(.ended(let ending)):
            switch ending {
            case .fenced:
                tally.fenced += 1
                if draw.comesBack() { return back.append(node) }
            case .left: tally.left += 1
            default: violation = Violation(description: "\(node.number) ended: \(ending)")
            }
            // It is still being turned.
            node.startsAt = step + 1
            node.pausedUntil = 0
            ended.append(node)
        case .changed(.here): readmitAll(at: node)
        case .changed: break
        case .effects(let effects, let order): carryOut(effects, for: order?.session, at: node)
        case .arrived(let session, let ticket):
            guard let client = node.clients.first(where: { $0.ticket == ticket }) else { return }
            client.session = session
            isBack(client, as: session, at: node)
            if client.hasLeft { end(session, at: node) }
        case .fact, .reading: break
        case .absent(let absentees): node.absentees = absentees
        case .notArrived(let ticket):
            guard let client = node.clients.first(where: { $0.ticket == ticket }) else { return }
            if client.absentee != nil { return bringBackAsGuest(client, at: node) }
            node.clients.removeAll { $0 === client }
        case .givenUp(let order):
            tally.givenUp += 1
            guard let client = node.client(of: order.session) else { return }
            if let line = client.pending, !line.isEmpty { checker.note(lost: line) }
            client.pending = nil
        case .lost(let orders):
            tally.lost += orders.count
            for client in orders.compactMap({ node.client(of: $0.session) }) {
                if let line = client.pending, !line.isEmpty { checker.note(lost: line) }
                client.pending = nil
            }
        case .diverged(let other, let sequence):
            fail("\(node.number) and \(other) know different things at \(sequence)")
        }
    }

    private var ended: [SimulatedNode] = []
    private var back: [SimulatedNode] = []

    private func fail(_ what: String) {
        if violation == nil { violation = Violation(description: what) }
    }

    func carryOut(_ effects: [Effect], for asker: SessionID?, at node: SimulatedNode) {
        do throws(Violation) {
            for effect in effects {
                switch effect {
                case .deliver(let event, _, _):
                    try checker.see(event, at: Incarnation(node.number, node.life))
                case .done(let reply): try answer(reply, to: node.client(of: asker))
                case .refused:
                    tally.refused += 1
                    guard let client = node.client(of: asker) else { break }
                    if let line = client.pending, !line.isEmpty { checker.note(refused: line) }
                    client.pending = nil
                case .dismissed(let sessions, _): for session in sessions { end(session, at: node) }
                case .row, .entered, .show, .roomClosed, .shared: break
                }
            }
        } catch {
            if violation == nil { violation = error }
        }
    }

    private func answer(_ reply: Reply, to client: SimulatedNode.Client?) throws(Violation) {
        guard let client else { return }
        try demand(client.pending != nil || bug == .answersTooSoon, "\(client.ticket) is answered twice: \(reply)")
        if let line = client.pending, !line.isEmpty, case .said(let id, _) = reply { checker.note(line, answered: id) }
        client.pending = nil
    }

    private func compare(_ node: SimulatedNode) {
        defer {
            for node in ended { bury(node) }
            for node in back { comeBack(node) }
            (ended, back) = ([], [])
        }
        guard let replica = node.replica else { return }
        do throws(Violation) {
            try checker.compare(replica.reader, replica.hub, at: replica.incarnation)
        } catch {
            if violation == nil { violation = error }
        }
    }
}
