import ChatCore
import ChatProtocol
import Libevent

/// What was gathered is sent at the end of each turn of the loop.
extension Server {
    func endTurn() {
        depart()
        if delivery.isCrowded { delivery.outboxes.hasten() }
        let logsAreGone = delivery.outboxes.flush { slot, head, tail in
            guard let session = sessions[Int(slot)] else { return }
            guard send(head, tail, to: session) else { return }
            if session.connection.pendingOutput > configuration.limits.sendQueueBytes {
                slowReaders.append(session)
            }
        }
        if logsAreGone { delivery.forgetLogs() }
        if !slowReaders.isEmpty {
            for session in slowReaders { drop(session) }
            slowReaders.removeAll()
        }
        if delivery.outboxes.hasLate, lateTimer?.isScheduled == false { lateTimer?.schedule(after: Server.lateTime) }
        countTurn()
        dearTime = .zero
    }

    /// A peer whose lines ask for much in one turn is sent it before more is gathered, and is dropped as it would be at the
    /// turn's end.
    func bound(_ session: Session) {
        let limit = configuration.limits.sendQueueBytes
        guard delivery.outboxes.ownCount(of: session.id.slot) > limit, !isGone(session) else { return }
        delivery.outboxes.flush(session.id.slot) { _, head, tail in send(head, tail, to: session) }
        if session.connection.pendingOutput > limit { drop(session) }
    }

    /// A peer that does not read: it loses what waits for it, so that nobody else does.
    private func drop(_ session: Session) {
        session.connection.dropPendingOutput()
        end(session, .slowReader, telling: .slowReader)
    }
}
