import ChatCore
import Dialects
import Libevent

/// Sessions that have ended, until their connections are closed.
///
/// 1. When the end of a session is noticed, the session leaves the table: nothing more is carried out for it.
/// 2. At the end of the turn the hub forgets all who left together, and others are told. Thousands may vanish in one turn, as when a
///    proxy or a network goes. They are then spread over turns, so that nobody who stays waits for that. Until its turn comes, one who
///    left is as one of whom nobody knows yet that its connection broke.
/// 3. The connection is closed when its peer has read what it was sent, or after 5 s.
final class Departures {
    /// Called when the connection of one who left is closed.
    var onClosed: (() -> Void)?
    /// What sessions have asked the log for; nil: this server is the whole chat.
    var orders: Orders?

    /// Sessions that have ended, and that the hub is still to forget; the first that ended comes first.
    private(set) var waiting: [Departure] = []
    /// Sessions that the hub has forgotten, and whose peers have not read all that they were sent.
    private(set) var leaving: [ObjectIdentifier: Session] = [:]
    /// How many waited at the end of the last turn.
    private var waitingBefore = 0
    /// Since when any wait.
    private var waitingSince = Instant(nanoseconds: 0)
    private var timer: Timer?

    private let loop: EventLoop
    private let driver: HubDriver
    private let output: Output
    private let sessions: SessionTable
    private let admission: Admission
    private let metrics: Metrics
    private let log: SessionLog
    private let returns: Returns

    init(
        on loop: EventLoop, _ driver: HubDriver, _ output: Output, _ sessions: SessionTable, _ admission: Admission,
        _ metrics: Metrics, _ log: SessionLog, _ returns: Returns
    ) throws {
        self.loop = loop
        self.driver = driver
        self.output = output
        self.sessions = sessions
        self.admission = admission
        self.metrics = metrics
        self.log = log
        self.returns = returns
        driver.hub.quitReason = { $0.quitReason }
        returns.onReplaced = { [unowned self] id in
            if let session = self.sessions.session(id) { self.end(session, .replaced, telling: .replaced) }
        }
        // So that there is a turn, at whose end departures are carried out.
        timer = try Timer(on: loop) {}
    }

    // MARK: - Ends

    /// Ends a session: nothing more of it is carried out. Others are told, and it is closed once it has read what it was sent.
    /// - Parameter refusal: what it is told itself.
    func end(_ session: Session, _ why: SessionEnd, telling refusal: ServerRefusal? = nil) {
        guard sessions.has(session) else { return }
        output.discardHeld(of: session)
        if let refusal { tellEnding(refusal, to: session) }
        session.connection.stopInput()
        let lastWords = output.take(of: session) + session.closing(why, refusal)
        enqueue(Departure(id: session.id, session: session, why: why, lastWords: lastWords))
    }

    /// Ends sessions that somebody has put off.
    func dismiss(_ ids: [SessionID], _ dismissal: Dismissal) {
        for session in ids.compactMap({ sessions.session($0) }) {
            end(session, .dismissed(dismissal.quitReason), telling: .dismissed(dismissal))
        }
    }

    /// The connection of a session is gone already.
    func connectionLost(_ session: Session) {
        if leaving[ObjectIdentifier(session)] != nil { return connectionClosed(session) }
        // It may have broken after its end.
        if sessions.has(session) { enqueue(Departure(id: session.id, session: session, why: .lost)) }
    }

    /// The connection of a session that left has sent all, or had the time to, and is closed.
    func connectionClosed(_ session: Session) {
        leaving.removeValue(forKey: ObjectIdentifier(session))
        admission.close(session.host)
        onClosed?()
    }

    /// Has others told of somebody whom an older process could not hand over, or has them held.
    func enqueue(leftBehind id: SessionID, _ returning: ReturnsState.Session?) {
        var departure = Departure(id: id, session: nil, why: .upgraded)
        departure.mayComeBack = returning != nil
        departure.address = returning?.address
        enqueue(departure)
    }

    /// Has a departure carried out at the end of this turn, or of one of the next.
    private func enqueue(_ departure: Departure) {
        var departure = departure
        if let session = departure.session {
            sessions.remove(session)
            orders?.forget(session.id)
            departure.mayComeBack = returns.mayReturn(session, after: departure.why)
            if !departure.mayComeBack { returns.forget(session) }
            departure.address = session.address
            departure.name = log.name(of: session)
            admission.leave(session.host)
            departure.isUnheard =
                (departure.why == .closed || departure.why == .lost) && session.lines == 0
                && driver.hub.isHidden(session.id)
        }
        driver.hub.leave(departure.id)
        if waiting.isEmpty { waitingSince = loop.now }
        waiting.append(departure)
        if timer?.isScheduled == false { timer?.schedule(after: .zero) }
    }

    // MARK: - Turns

    /// Carries out departures while there is time, a few of them at once.
    func carryOut() {
        guard !waiting.isEmpty else { return }
        let noticed = waiting.count - waitingBefore
        waitingBefore = waiting.count
        if noticed > FixedLimits.departureFlood, loop.now - waitingSince < FixedLimits.departureFloodTime {
            timer?.schedule(after: .zero)
            return
        }
        let began = Instant.current()
        let witnesses = driver.hub.sessionCount - waiting.count
        let most = max(1, min(FixedLimits.departuresAtOnce, FixedLimits.departureLinesAtOnce / max(1, witnesses)))
        var done = 0
        while done < waiting.count, !driver.delivery.isCrowded, Instant.current() - began < FixedLimits.departuresBudget
        {
            let next = waiting[done..<min(done + most, waiting.count)]
            carryOut(next)
            done += next.count
        }
        // What is left moves to the front. That is once a turn, and thousands at most.
        waiting.removeFirst(done)
        waitingBefore = waiting.count
        if !waiting.isEmpty { timer?.schedule(after: .zero) }
    }

    private func carryOut(_ departures: ArraySlice<Departure>) {
        // Drops what was said to them since: their slots may be newcomers' at once.
        for departure in departures { output.discard(departure.id.slot) }
        for departure in departures where departure.mayComeBack { returns.hold(departure) }
        let leavers = departures.filter { !$0.mayComeBack }.map { Hub.Leaver(id: $0.id, reason: $0.why.reason) }
        if !leavers.isEmpty {
            driver.carryOut(for: .nobody) { driver.hub.disconnect(leavers, at: driver.moment, &$0) }
        }
        for departure in departures { finish(departure) }
    }

    /// Carries out those at once whom nobody is told of: another process would not know that they may come back.
    func holdAll() {
        let returning = waiting.filter(\.mayComeBack)
        waiting.removeAll(where: \.mayComeBack)
        if !returning.isEmpty { carryOut(returning[...]) }
        waitingBefore = waiting.count
    }

    /// Sends a session what is left to be sent, and has it closed.
    private func finish(_ departure: Departure) {
        guard let session = departure.session else { return }
        log.report(session, departure.isUnheard ? .unheard : departure.why, departure.name)
        guard !session.connection.isClosed else { return admission.close(session.host) }
        departure.lastWords.withUnsafeBytes { words in
            _ = output.send(words, UnsafeRawBufferPointer(start: nil, count: 0), to: session)
        }
        leave(session)
    }

    // MARK: - The server's end

    /// Closes the connections of those who left. Nobody is there any more to be told of them.
    func finishAll() {
        for departure in waiting { finish(departure) }
        waiting = []
        waitingBefore = 0
        timer?.cancel()
    }

    /// Has a session closed, as the server ends: nobody else is told.
    func dismiss(_ session: Session, telling refusal: ServerRefusal) {
        output.discardHeld(of: session)
        tellEnding(refusal, to: session)
        output.flush(session)
        session.closing(.shuttingDown, refusal).withUnsafeBytes { _ = output.send($0, to: session) }
        log.report(session, .shuttingDown, log.name(of: session))
        leave(session)
    }

    private func leave(_ session: Session) {
        leaving[ObjectIdentifier(session)] = session
        session.connection.closeAfterDrain(within: FixedLimits.drainTime, awaitingPeer: session.isFramed)
    }

    /// Tells a session why it ends.
    private func tellEnding(_ refusal: ServerRefusal, to session: Session) {
        metrics.refusals.add(refusal.code)
        driver.delivery.answer(Delivery.Asker(session)) {
            $0.putEnding(refusal, now: loop.wallTime, into: $1)
        }
    }
}
