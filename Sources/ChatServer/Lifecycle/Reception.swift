import ChatCore
import Dialects
import Libevent

/// Makes sessions of newcomers, and greets them.
final class Reception {
    private let loop: EventLoop
    private let settings: Settings
    private let driver: HubDriver
    private let sessions: SessionTable
    private let announcements: Announcements
    private let cloaks: Cloaks
    private let admission: Admission
    private let log: SessionLog
    /// Where newcomers wait for the log; nil: this server is the whole chat.
    var entrances: Entrances?
    /// Those whom the log did not let in, until they have read that.
    private var turnedAway: [ObjectIdentifier: LineConnection] = [:]

    init(
        on loop: EventLoop, _ settings: Settings, _ driver: HubDriver, _ sessions: SessionTable,
        _ announcements: Announcements, _ cloaks: Cloaks, _ admission: Admission, _ log: SessionLog
    ) {
        self.loop = loop
        self.settings = settings
        self.driver = driver
        self.sessions = sessions
        self.announcements = announcements
        self.cloaks = cloaks
        self.admission = admission
        self.log = log
    }

    /// Makes a session of a connection that is counted already, and greets it.
    /// - Parameter makeSession: makes the session of the id that the hub gave.
    func welcome(_ newcomer: Arrivals.Newcomer, _ makeSession: @escaping (SessionID) -> Session) {
        // It may have changed since a handshake began.
        newcomer.connection.maximumLineLength = settings.configuration.limits.lineBytes
        if let entrances { return wait(newcomer, at: entrances, makeSession) }
        var effects: [Effect] = []
        let id = driver.hub.connect(
            as: reading(of: newcomer), from: cloaks.host(of: newcomer.address), at: driver.moment, isHidden: isHidden,
            mustLogIn: mustLogIn(newcomer), &effects)
        let session = greet(newcomer, id, makeSession)
        driver.delivery.carryOut(effects, for: Delivery.Asker(session), now: loop.wallTime)
        logInByCertificate(session, newcomer)
    }

    /// What the hub shows a newcomer comes behind the greeting.
    private func wait(
        _ newcomer: Arrivals.Newcomer, at entrances: Entrances, _ makeSession: @escaping (SessionID) -> Session
    ) {
        func propose(_ ticket: Int) throws(Refusal) {
            driver.hub.proposeArrival(
                ticket: ticket, as: reading(of: newcomer), from: cloaks.host(of: newcomer.address), isHidden: isHidden,
                mustLogIn: mustLogIn(newcomer))
        }
        // Who asks for no nick is refused none.
        try? entrances.wait(with: newcomer.connection, propose) { [unowned self] in
            self.turnAway(newcomer)
        } then: { [unowned self] id in
            guard let id else { return self.turnAway(newcomer) }
            self.logInByCertificate(self.greet(newcomer, id, makeSession), newcomer)
        }
    }

    private var isHidden: Bool { settings.arrivalGrace > .zero }

    private func reading(of newcomer: Arrivals.Newcomer) -> Reading { dialect(of: newcomer).reading }

    private func dialect(of newcomer: Arrivals.Newcomer) -> Dialect {
        .line(LineDialect(newcomer.webSocket == nil ? [] : .framed))
    }

    private func mustLogIn(_ newcomer: Arrivals.Newcomer) -> Bool {
        newcomer.address.map { admission.bansGuests(of: $0) } ?? false
    }

    private func greet(
        _ newcomer: Arrivals.Newcomer, _ id: SessionID, _ makeSession: (SessionID) -> Session
    ) -> Session {
        let session = makeSession(id)
        sessions.add(session)
        driver.delivery.outboxes.open(id.slot)
        if isHidden { announcements.announceLater(id) } else { log.introduce(session) }
        if let nick = driver.hub.nick(of: id) {
            let (name, motd) = (settings.configuration.name, settings.motd)
            driver.delivery.answer(Delivery.Asker(session)) {
                $0.putGreeting(server: name, nick: nick, motd: motd, into: $1)
            }
        }
        return session
    }

    private func logInByCertificate(_ session: Session, _ newcomer: Arrivals.Newcomer) {
        if newcomer.door.listen.clientCertificates { session.logInByCertificate() }
    }

    /// Tells somebody that this server can't reach the others, and closes their connection.
    private func turnAway(_ newcomer: Arrivals.Newcomer) {
        let lines = ByteBuffer()
        dialect(of: newcomer).putTurningAway(.unreachable(retry: FixedLimits.unreachableSeconds), into: lines)
        if let opcode = dialect(of: newcomer).opcode { lines.frameLines(from: 0, as: opcode) }
        let host = newcomer.address.map { HostKey($0) }
        let connection = newcomer.connection
        _ = connection.send(lines.bytes, UnsafeRawBufferPointer(start: nil, count: 0))
        connection.stopInput()
        admission.leave(host)
        guard !connection.isClosed else { return admission.close(host) }
        turnedAway[ObjectIdentifier(connection)] = connection
        connection.onEvent = { [unowned self] connection, event in
            guard case .closed = event else { return }
            turnedAway[ObjectIdentifier(connection)] = nil
            admission.close(host)
        }
        connection.closeAfterDrain(within: FixedLimits.drainTime, awaitingPeer: newcomer.webSocket != nil)
    }
}
