import Libevent

/// Sends sessions what was gathered for them in outboxes: once for each session, at the end of each turn of the loop.
final class Output {
    /// Called after a flush with each session that more waits for than may. Nothing of it is sent any more.
    var onSlowReader: ((Session) -> Void)?
    /// It is still to be seen whether what is gathered for a session is to be held, so `bound` sends nothing of it.
    var isUndecided = false

    private let settings: Settings
    private let delivery: Delivery
    private let sessions: SessionTable
    private let metrics: Metrics
    private var slowReaders: [Session] = []
    private var lateTimer: Timer?

    init(on loop: EventLoop, _ settings: Settings, _ delivery: Delivery, _ sessions: SessionTable, _ metrics: Metrics)
        throws
    {
        self.settings = settings
        self.delivery = delivery
        self.sessions = sessions
        self.metrics = metrics
        lateTimer = try Timer(on: loop) { [unowned self] in self.delivery.outboxes.hasten() }
    }

    /// Sends everybody what was gathered, but for what may come late. Then it ends slow readers.
    func flush() {
        if delivery.isCrowded { delivery.outboxes.hasten() }
        let tapesAreGone = delivery.outboxes.flush { slot, head, tail in
            guard let session = sessions[Int(slot)] else { return }
            guard send(head, tail, to: session) else { return }
            if session.connection.pendingOutput > settings.configuration.limits.sendQueueBytes {
                slowReaders.append(session)
            }
        }
        if tapesAreGone { delivery.forgetTapes() }
        if !slowReaders.isEmpty {
            for session in slowReaders { drop(session) }
            slowReaders.removeAll()
        }
        if delivery.outboxes.hasLate, lateTimer?.isScheduled == false {
            lateTimer?.schedule(after: FixedLimits.lateTime)
        }
    }

    /// Sends one session what was gathered for it.
    func flush(_ session: Session) {
        delivery.outboxes.flush(session.id.slot) { _, head, tail in send(head, tail, to: session) }
    }

    /// Takes what was gathered for a session, which is to be sent it later.
    func take(of session: Session) -> [UInt8] {
        var bytes: [UInt8] = []
        delivery.outboxes.flush(session.id.slot) { _, head, tail in bytes = Array(head) + Array(tail) }
        return bytes
    }

    /// Forgets what is held for a session that ends: what it would confirm may be lost.
    func discardHeld(of session: Session) {
        if delivery.outboxes.isHeld(session.id.slot) { discard(session.id.slot) }
    }

    /// Forgets what was gathered for a slot, whose session has ended.
    func discard(_ slot: UInt32) {
        delivery.outboxes.flush(slot) { _, _, _ in }
    }

    /// A peer whose lines ask for much in one turn is sent it before more is gathered, and is dropped as it would be at the
    /// turn's end.
    func bound(_ session: Session) {
        let limit = settings.configuration.limits.sendQueueBytes
        guard delivery.outboxes.ownCount(of: session.id.slot) > limit, sessions.has(session), !isUndecided else {
            return
        }
        flush(session)
        if session.connection.pendingOutput > limit { drop(session) }
    }

    /// Gives a session's connection what is to be sent.
    /// - Returns: whether something waits now.
    @discardableResult
    func send(
        _ head: UnsafeRawBufferPointer, _ tail: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
        to session: Session
    ) -> Bool {
        metrics.sentBytes &+= UInt64(head.count + tail.count)
        return session.connection.send(head, tail)
    }

    /// Nothing waits for a later turn from now on.
    func stop() {
        lateTimer?.cancel()
    }

    /// A peer that does not read loses what waits for it, so that nobody else waits.
    private func drop(_ session: Session) {
        session.connection.dropPendingOutput()
        onSlowReader?(session)
    }
}
