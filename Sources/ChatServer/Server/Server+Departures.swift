import ChatCore
import Libevent
import Logging

/// Going.
extension Server {
    /// Ends a session: the others are told now, and it is closed once it has read what it was sent.
    /// - Parameter refusal: what it is told itself.
    func end(_ session: Session, _ why: SessionEnd, telling refusal: Refusal? = nil) {
        guard !isGone(session) else { return }
        if let refusal { tellEnding(refusal, to: session) }
        delivery.outboxes.flush(session.id.slot) { _, head, tail in send(head, tail, to: session) }
        forget(session, why)
        leave(session)
    }

    /// The connection is gone already.
    func connectionLost(_ session: Session) {
        if leaving[ObjectIdentifier(session)] != nil { return connectionDrained(session) }
        delivery.outboxes.flush(session.id.slot) { _, _, _ in }
        forget(session, .lost)
        uncount(session)
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
        doors.close()
        gate.close()
        handshakes.close()
        delivery.outboxes.hasten()
        endTurn()
        loop.onTurnEnd = nil
        let farewell = Refusal(
            .shuttingDown, "the server is shutting down; goodbye", about: .retry(Server.restartSeconds))
        for case let session? in sessions {
            tellEnding(farewell, to: session)
            delivery.outboxes.flush(session.id.slot) { _, head, tail in send(head, tail, to: session) }
            report(session, .shuttingDown)
            leave(session)
        }
        finishDrain()
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
    func tellEnding(_ refusal: Refusal, to session: Session) {
        metrics.refusals.add(refusal.code)
        delivery.answer(asker(session, .none)) {
            $0.appendEnding(refusal, now: loop.wallTime, for: session.view, to: $1)
        }
    }

    private func endDrainIfDone() {
        if isDraining && leaving.isEmpty { loop.stop() }
    }

    private func forget(_ session: Session, _ why: SessionEnd) {
        sessions[Int(session.id.slot)] = nil
        admission.leave(session.host)
        let isUnheard = (why == .closed || why == .lost) && session.lines == 0 && hub.isHidden(session.id)
        report(session, isUnheard ? .unheard : why)
        carryOut(for: asker(session, .none)) {
            hub.disconnect(session.id, reason: why.reason, at: moment, &$0)
        }
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
