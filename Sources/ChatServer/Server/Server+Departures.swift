import ChatCore
import ChatProtocol
import Libevent
import Logging

/// Somebody whose session is over, and whom the hub is still to forget.
struct Departure {
    let id: SessionID
    /// nil: of an older process, which could not hand it over.
    let session: Session?
    let why: SessionEnd
    /// What it is still to be sent.
    var lastWords: [UInt8] = []
    /// Others did not know that it had come, and it has said nothing.
    var isUnheard = false
}

/// Going.
///
/// A session's end is noticed in one step and carried out in another: nothing more is done for it at once, and at the end of the turn the
/// hub forgets all who left together, and others are told. Thousands may vanish in one turn, as when a proxy or a network goes; they are
/// spread over turns then, so that nobody who stays waits for that. Until its turn comes one who left is as one of whom nobody knows yet
/// that its connection broke.
extension Server {
    /// What carrying out departures may take in one turn.
    private static let departingTime = Duration.milliseconds(5)
    /// Departures carried out at once, at most, and lines that others are told of them.
    private static let departuresAtOnce = 64
    private static let linesAtOnce = 50_000
    /// So many in one turn are a flood, of which more is on its way: to notice them comes first, as others wait in the kernel behind them.
    /// But not for longer than this.
    private static let flood = 128
    private static let floodTime = Duration.milliseconds(50)

    /// Ends a session: nothing more of it is carried out. Others are told, and it is closed once it has read what it was sent.
    /// - Parameter refusal: what it is told itself.
    func end(_ session: Session, _ why: SessionEnd, telling refusal: ServiceRefusal? = nil) {
        guard !isGone(session) else { return }
        if let refusal { tellEnding(refusal, to: session) }
        session.connection.stopInput()
        var departure = Departure(id: session.id, session: session, why: why)
        delivery.outboxes.flush(session.id.slot) { _, head, tail in departure.lastWords = Array(head) + Array(tail) }
        enqueue(departure)
    }

    /// The connection is gone already.
    func connectionLost(_ session: Session) {
        if leaving[ObjectIdentifier(session)] != nil { return connectionDrained(session) }
        // It may have broken after its end.
        if !isGone(session) { enqueue(Departure(id: session.id, session: session, why: .lost)) }
    }

    /// Has a departure carried out at the end of this turn, or of one of the next.
    func enqueue(_ departure: Departure) {
        var departure = departure
        if let session = departure.session {
            sessions[Int(session.id.slot)] = nil
            admission.leave(session.host)
            departure.isUnheard =
                (departure.why == .closed || departure.why == .lost) && session.lines == 0 && hub.isHidden(session.id)
        }
        hub.leave(departure.id)
        if departures.isEmpty { departing.since = loop.now }
        departures.append(departure)
        if departureTimer?.isScheduled == false { departureTimer?.schedule(after: .zero) }
    }

    /// Carries out departures while there is time, a few of them at once.
    func depart() {
        guard !departures.isEmpty else { return }
        let noticed = departures.count - departing.left
        departing.left = departures.count
        if noticed > Server.flood, loop.now - departing.since < Server.floodTime {
            departureTimer?.schedule(after: .zero)
            return
        }
        let began = Instant.current()
        let witnesses = hub.sessionCount - departures.count
        let most = max(1, min(Server.departuresAtOnce, Server.linesAtOnce / max(1, witnesses)))
        var done = 0
        while done < departures.count, !delivery.isCrowded, Instant.current() - began < Server.departingTime {
            let next = departures[done..<min(done + most, departures.count)]
            carryOut(next)
            done += next.count
        }
        // A plain array: what is left moves once a turn, and is thousands at most.
        departures.removeFirst(done)
        departing.left = departures.count
        if !departures.isEmpty { departureTimer?.schedule(after: .zero) }
    }

    private func carryOut(_ departures: ArraySlice<Departure>) {
        // What was said to them since: their places may be newcomers' at once.
        for departure in departures { delivery.outboxes.flush(departure.id.slot) { _, _, _ in } }
        // Nobody asked for it.
        carryOut(for: Delivery.Asker(id: departures[departures.startIndex].id, tag: .none, form: [])) {
            hub.disconnect(
                departures.map { Hub.Leaver(id: $0.id, reason: $0.why.reason) }, at: moment, &$0)
        }
        for departure in departures { finish(departure) }
    }

    /// Sends a session what is left to be sent, and has it closed.
    private func finish(_ departure: Departure) {
        guard let session = departure.session else { return }
        report(session, departure.isUnheard ? .unheard : departure.why)
        guard !session.connection.isClosed else { return uncount(session) }
        departure.lastWords.withUnsafeBytes { words in
            _ = send(words, UnsafeRawBufferPointer(start: nil, count: 0), to: session)
        }
        leave(session)
    }

    func connectionDrained(_ session: Session) {
        leaving.removeValue(forKey: ObjectIdentifier(session))
        uncount(session)
        endDrainIfDone()
    }

    /// Whether a session has ended.
    func isGone(_ session: Session) -> Bool {
        sessions[Int(session.id.slot)] !== session
    }

    /// Stops serving: no newcomer is taken, everybody is told, and the loop stops when all have read it, or after 5 s.
    public func drain() {
        guard !isDraining else { return }
        isDraining = true
        log.notice("shutting down", metadata: ["sessions": "\(hub.sessionCount)"])
        upgrade?.cancel("the server is shutting down")
        lookup.cancel()
        doors.close()
        gate.close()
        handshakes.close()
        delivery.outboxes.hasten()
        endTurn()
        loop.onTurnEnd = nil
        finishDepartures()
        for case let session? in sessions {
            tellEnding(.shuttingDown(retry: Server.restartSeconds), to: session)
            delivery.outboxes.flush(session.id.slot) { _, head, tail in send(head, tail, to: session) }
            report(session, .shuttingDown)
            leave(session)
        }
        finishDrain()
    }

    /// Closes the connections of those who left. Nobody is there any more to be told of them.
    func finishDepartures() {
        for departure in departures { finish(departure) }
        departures = []
        departing.left = 0
        departureTimer?.cancel()
    }

    /// Nobody has a session any more; the loop stops when all who are leaving have left, or after 5 s.
    func finishDrain() {
        // Their places stay: lines that wait their turn ask for them.
        for slot in sessions.indices { sessions[slot] = nil }
        sweepTimer?.cancel()
        lateTimer?.cancel()
        newcomerTimer?.cancel()
        drainTimer?.schedule(after: Server.drainTime + .milliseconds(100))
        endDrainIfDone()
    }

    func leave(_ session: Session) {
        leaving[ObjectIdentifier(session)] = session
        session.connection.closeAfterDrain(within: Server.drainTime)
    }

    /// Tells a session why it ends.
    func tellEnding(_ refusal: ServiceRefusal, to session: Session) {
        metrics.refusals.add(refusal.code)
        delivery.answer(asker(session, .none)) {
            $0.appendEnding(refusal, now: loop.wallTime, for: session.form, to: $1)
        }
    }

    private func endDrainIfDone() {
        if isDraining && leaving.isEmpty { loop.stop() }
    }

    private func uncount(_ session: Session) {
        admission.close(session.host)
    }

    /// The second of the two lines that each session leaves in the log.
    func report(_ session: Session, _ why: SessionEnd) {
        metrics.endedSessions.add(why.cause)
        guard why != .unheard else { return log.debug("came and went", metadata: ["peer": "\(session.peer)"]) }
        introduce(session)
        log.info(
            "disconnected",
            metadata: [
                "session": "\(session.id)", "peer": "\(session.peer)", "cause": "\(why.label)",
                "seconds": "\((loop.now - session.since).components.seconds)", "lines": "\(session.lines)",
            ])
    }
}
