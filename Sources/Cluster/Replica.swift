import ChatCore

/// A hub that is one of several, which all read one log: what is decided at it goes into the log, and is applied when it comes back.
///
/// It has no clock and no socket. Whoever has them turns it: `receive` by the log's events, `flush` when a turn of the loop ends, `tick` some
/// times a second.
package final class Replica {
    package enum State: Hashable, Sendable {
        /// It reads what was written before it came.
        case catchingUp
        /// It has read all that, and waits for its own `up`.
        case coming
        case here
        case ended(Ending)
    }

    /// Why a node takes part no more. Nothing is written under its incarnation any longer.
    package enum Ending: Hashable, Sendable {
        /// It has ended its life itself.
        case left
        /// Others held it for dead. It may come back by another life.
        case fenced
        /// Its settings, or what it can do, do not fit with those who are here.
        case unfit(LogReader.Ignored)
        /// Another process writes under its incarnation, as where two nodes have one name.
        case impersonated
        /// A newer program writes what this one does not understand.
        case newerLevel(BatchError)
        /// The log ends before what was read of it: it is not the log that it was.
        case wentBack(to: UInt64, from: UInt64)
    }

    package enum Event: Hashable, Sendable {
        case changed(State)
        /// What the hub wants done, for who asked for it.
        case effects([Effect], for: Hub.Order?)
        case arrived(SessionID, ticket: Int)
        case notArrived(ticket: Int)
        /// What all nodes are to keep (`keep`).
        case fact([UInt8], isOwn: Bool)
        /// What comes next, up to the next of these, is of the message of that sequence.
        case reading(UInt64)
        /// What somebody asked for came too late too often. It has not happened.
        case givenUp(Hub.Order)
        /// What they asked for was not read before the node was fenced, so it never counts.
        case lost([Hub.Order])
        /// The others have held this node for dead: who was here by it is gone for all, and their sessions may come back.
        case absent([Hub.Absentee])
        /// Another node has read the same, and knows something else.
        case diverged(Incarnation, at: UInt64)
    }

    private enum Pending {
        case control
        case proposal(Hub.Proposal)
    }

    /// After so long without progress what is on its way is taken for lost, in microseconds.
    static let patience: Int64 = 1_000_000
    /// A log that has refused something is asked again after so long.
    static let pause: Int64 = 100_000
    /// So often others are told that it is alive.
    static let beat: Int64 = 500_000
    /// What a node is asked of which nothing is heard. It beats at once, whatever it is asked.
    private static let question = Array("alive?".utf8)

    package let hub: Hub
    package let incarnation: Incarnation
    package private(set) var reader: LogReader
    package private(set) var state = State.catchingUp
    package var onEvent: ((Event) -> Void)?
    /// How many messages did not count.
    package private(set) var ignored = 0
    package var resent: Int { writer.resent }

    private let log: any ClusterLog
    private let clock: () -> Moment
    private var writer: LogWriter<Pending>
    private var checkpoints = Checkpoints()
    private var peers = Peers()
    /// Of the steady clock, when others are told the next time that it is alive.
    private var nextBeat = Int64.min
    /// Of the steady clock, when something was read of what is on its way, or was sent when nothing was.
    private var lastProgress: Int64 = 0
    private var pausedUntil = Int64.min
    /// The level that it has asked for.
    private var proposedLevel = 0
    /// Up to where it had read when it asked for the end of the log.
    private var askedAt: UInt64?

    /// - Parameters:
    ///   - hub: as it was when `reader` had read so far; both new at the beginning of the log.
    ///   - incarnation: larger than those of all lives that the node had.
    ///   - settings: a digest of those that all nodes must have alike.
    package init(
        of hub: Hub, after reader: LogReader = LogReader(), as incarnation: Incarnation, settings: UInt64,
        by log: any ClusterLog, clock: @escaping () -> Moment
    ) {
        (self.hub, self.reader, self.incarnation, self.log, self.clock) = (hub, reader, incarnation, log, clock)
        writer = LogWriter(incarnation, up: .up(level: Batch.highestLevel, settings: settings), .control)
        hub.onProposed = { [weak self] proposal in self?.writer.add(.record(proposal.record), .proposal(proposal)) }
        hub.looksAfter = { [weak self] node in self?.looksAfter(node) ?? false }
    }

    /// Begins to read. It comes up once it has read all that is there now.
    package func start() {
        log.onEvent = { [weak self] event in self?.receive(event) }
        log.read(after: reader.sequence)
        ask()
    }

    // MARK: - What it writes

    /// What was decided in this turn goes into the log.
    package func flush() {
        guard state == .coming || state == .here, clock().steady >= pausedUntil else { return }
        if !writer.isWaiting { lastProgress = clock().steady }
        for batch in writer.batchesToSend() { log.append(batch) }
    }

    /// Looks after what takes too long and who is silent, and tells others that it is alive.
    package func tick() {
        if case .ended = state { return }
        if clock().steady >= nextBeat { beat() }
        if state == .here {
            doubt()
            raiseLevel()
        }
        flush()
        if state == .catchingUp || writer.isWaiting && clock().steady - lastProgress >= Replica.patience { ask() }
    }

    private func beat() {
        nextBeat = clock().steady + Replica.beat
        log.beat(
            Heartbeat(
                of: incarnation, sequence: checkpoints.last?.sequence ?? 0, digest: checkpoints.last?.digest ?? 0,
                level: Batch.highestLevel))
    }

    /// Whether this node does what is to be done once for those who were lost at a node: its own, and those of nodes that are down, if no
    /// living one has a lower number.
    private func looksAfter(_ node: NodeNumber) -> Bool {
        if node == incarnation.node { return true }
        return reader.life(of: node)?.isAlive != true && isFirst
    }

    /// No living node has a lower number.
    private var isFirst: Bool { reader.lives.first(where: \.isAlive)?.incarnation == incarnation }

    private func doubt() {
        let others = reader.lives.filter { $0.isAlive && $0.incarnation != incarnation }.map(\.incarnation)
        for doubt in peers.look(at: others, at: clock().steady) {
            switch doubt {
            case .ask(let other): log.send(Replica.question, to: other.node)
            case .down(let other): writer.add(.down(other), .control)
            }
        }
    }

    /// Has all nodes keep something, in its order among what was decided here.
    package func keep(_ fact: [UInt8]) {
        writer.add(.fact(fact), .control)
    }

    /// Leaves, once all that was decided was read.
    package func leave() {
        writer.add(.down(incarnation), .control)
    }

    private func ask() {
        askedAt = reader.sequence
        log.askLast()
    }

    // MARK: - What comes

    /// Once all who are alive can read more than is written, the first of them has that be written.
    private func raiseLevel() {
        let most = reader.lives.filter(\.isAlive).map(\.level).min() ?? reader.level
        guard most > reader.level, most > proposedLevel, isFirst else { return }
        proposedLevel = most
        writer.add(.level(most), .control)
    }

    private func receive(_ event: LogEvent) {
        if case .ended = state { return }
        switch event {
        case .message(let message): read(message)
        case .refused:
            writer.goBack()
            pausedUntil = clock().steady + Replica.pause
        case .last(let sequence): compare(withEnd: sequence)
        case .heartbeat(let heartbeat):
            peers.hear(of: heartbeat.writer, at: clock().steady)
            if checkpoints.contradict(heartbeat) { onEvent?(.diverged(heartbeat.writer, at: heartbeat.sequence)) }
        case .letter: beat()
        }
    }

    private func compare(withEnd last: UInt64) {
        guard let asked = askedAt else { return }
        askedAt = nil
        guard last >= asked else { return end(.wentBack(to: last, from: asked)) }
        guard reader.sequence >= last else { return log.read(after: reader.sequence) }
        if state == .catchingUp { change(to: .coming) }
        // All that there is was read, and what is on its way is not among it.
        if writer.isWaiting, clock().steady - lastProgress >= Replica.patience {
            writer.goBack()
            lastProgress = clock().steady
        }
        flush()
    }

    private func read(_ message: LogMessage) {
        let outcome: LogReader.Outcome
        do {
            outcome = try reader.read(message)
        } catch {
            switch error {
            case .old: return
            case .gap: return log.read(after: reader.sequence)
            case .newerLevel(let error): return end(.newerLevel(error))
            }
        }
        onEvent?(.reading(message.sequence))
        switch outcome {
        case .counts(let accepted) where accepted.writer == incarnation:
            guard let pending = writer.noteCounted(message.payload) else { return end(.impersonated) }
            lastProgress = clock().steady
            apply(accepted, pending)
        case .counts(let accepted): apply(accepted, [])
        case .ignored(let reason): note(reason)
        }
        checkpoints.note(reader, hub)
        if case .here = state { flush() }
    }

    private func note(_ reason: LogReader.Ignored) {
        ignored += 1
        switch reason {
        case .gap(incarnation): writer.noteGap()
        case .otherSettings(incarnation), .tooOld(incarnation): end(.unfit(reason))
        default: break
        }
    }

    /// - Parameter pending: what its entries were here, where this node has written it.
    private func apply(_ accepted: LogReader.Accepted, _ pending: [Pending]) {
        let isOwn = accepted.writer == incarnation
        let now = Moment(wall: accepted.time, steady: clock().steady)
        var isOver = false
        for change in accepted.changes {
            switch change {
            case .record(let record, let index):
                var proposal: Hub.Proposal?
                if isOwn, case .proposal(let own) = pending[index] { proposal = own }
                settle(record, from: accepted.writer.node, proposal, at: now)
            case .up(incarnation): self.change(to: .here)
            case .up: break
            case .down(let gone):
                isOver = isOver || gone == incarnation
                if gone == incarnation, !isOwn { onEvent?(.absent(hub.takeAbsentees())) }
                var effects: [Effect] = []
                hub.lose(gone.node, reason: "its server is gone", at: now.wall, &effects)
                tell(effects, for: nil)
            case .level(let level): writer.level = level
            case .fact(let bytes): onEvent?(.fact(bytes, isOwn: isOwn))
            }
        }
        if isOver { end(isOwn ? .left : .fenced) }
    }

    private func settle(_ record: Record, from node: NodeNumber, _ proposal: Hub.Proposal?, at now: Moment) {
        var effects: [Effect] = []
        let settlement = hub.settle(record, from: node, proposal, at: now, &effects)
        var order = proposal?.order
        if case .arrived(let session, let ticket) = settlement {
            onEvent?(.arrived(session, ticket: ticket))
            order = Hub.Order(session: session, number: 0)
        }
        tell(effects, for: order)
        switch settlement {
        case .notArrived(let ticket): onEvent?(.notArrived(ticket: ticket))
        case .givenUp: if let order { onEvent?(.givenUp(order)) }
        case .done, .arrived, .proposedAgain, .held, .resumed, .notResumed: break
        }
        proposal?.finish(with: settlement)
    }

    private func tell(_ effects: [Effect], for order: Hub.Order?) {
        if !effects.isEmpty { onEvent?(.effects(effects, for: order)) }
    }

    // MARK: - Beginning and ending

    private func change(to state: State) {
        self.state = state
        onEvent?(.changed(state))
    }

    private func end(_ ending: Ending) {
        let orders = writer.giveUp().compactMap { pending in
            if case .proposal(let proposal) = pending { proposal.order } else { nil }
        }
        if !orders.isEmpty { onEvent?(.lost(orders)) }
        change(to: .ended(ending))
    }
}
