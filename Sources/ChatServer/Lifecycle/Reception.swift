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
    func welcome(_ newcomer: Arrivals.Newcomer, _ makeSession: (SessionID) -> Session) {
        // It may have changed since a handshake began.
        newcomer.connection.maximumLineLength = settings.configuration.limits.lineBytes
        let delivery = driver.delivery
        var effects: [Effect] = []
        let isHidden = settings.arrivalGrace > .zero
        let dialect = Dialect.line(LineDialect(newcomer.webSocket == nil ? [] : .framed))
        let id = driver.hub.connect(
            as: dialect.reading, from: cloaks.host(of: newcomer.address), at: driver.moment, isHidden: isHidden,
            mustLogIn: newcomer.address.map { admission.bansGuests(of: $0) } ?? false, &effects)
        let session = makeSession(id)
        sessions.add(session)
        delivery.outboxes.open(id.slot)
        if isHidden { announcements.announceLater(id) } else { log.introduce(session) }
        let asker = Delivery.Asker(session)
        if let nick = driver.hub.nick(of: id) {
            let (name, motd) = (settings.configuration.name, settings.motd)
            delivery.answer(asker) {
                $0.putGreeting(server: name, nick: nick, motd: motd, into: $1)
            }
        }
        delivery.carryOut(effects, for: asker, now: loop.wallTime)
        if newcomer.door.listen.clientCertificates { session.logInByCertificate() }
    }
}
