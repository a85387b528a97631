import ChatCore
import ChatProtocol
import Configuration
import Libevent
import Logging

/// The chat server: doors, sessions and the hub between them, on one loop.
///
/// A fan-out never frees a session: lines are gathered in outboxes, and each turn's end sends them.
public final class Server {
    let loop: EventLoop
    let settings: Settings
    public let metrics: Metrics
    let driver: HubDriver
    let sessions = SessionTable()
    let sessionLog: SessionLog
    let output: Output
    let departures: Departures
    let shutdown: Shutdown
    let doors: Doors
    let arrivals: Arrivals
    let announcements: Announcements
    private let reception: Reception
    var certificateReported: Instant
    let admission: Admission
    let admin: Admin
    let started: Instant
    private let resolve: Addresses.Resolver
    /// Of a reload.
    let lookup: NameLookup

    /// Whom an older process could not hand over: they are told as gone when this one goes on.
    var leftBehind: [SessionID] = []
    /// Under way.
    var upgrade: Upgrade?
    var sweepTimer: Timer?
    var deliveriesAtSweep: UInt64 = 0
    var deliveriesAtTurn: UInt64 = 0
    /// When the sweep is due.
    var sweepDue: Instant?
    var wasBusy = false
    /// What commands that go through much have taken in this turn.
    var dearTime = Duration.zero

    /// - Parameters:
    ///   - inherited: sockets that a service manager bound for us.
    ///   - handover: of an older process, to go on with; `goOn` follows.
    ///   - resolve: asks what names of addresses stand for, at the start and, on a thread of its own, for a reload.
    /// - Throws: `ConfigurationError` where the configuration can't be, `LibeventError` where memory is out, `HandoverError` or
    ///   `SnapshotError` where a handover contradicts itself.
    package init(
        _ configuration: Configuration, on loop: EventLoop, inherited: [InheritedSocket] = [],
        continuing handover: Handover? = nil, log: Logger,
        resolving resolve: @escaping @Sendable (Endpoint) throws(ResolveError) -> [SocketAddress] = Server.resolve
    ) throws {
        let faults = configuration.faults
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        self.loop = loop
        self.resolve = resolve
        lookup = NameLookup(on: loop, by: resolve)
        settings = try Settings(configuration, log: log)
        metrics = Metrics(started: loop.wallTime)
        let hub = try configuration.hub(restoring: handover?.state.hub, after: handover?.backlog)
        driver = HubDriver(hub, Delivery(hub: hub, metrics: metrics), on: loop)
        sessionLog = SessionLog(on: loop, settings, metrics)
        output = try Output(on: loop, settings, driver.delivery, sessions, metrics)
        admission = Admission(configuration.limits)
        departures = try Departures(on: loop, driver, output, sessions, admission, metrics, sessionLog)
        shutdown = try Shutdown(on: loop, departures)
        doors = Doors(on: loop, inherited: inherited, handed: try handover?.doors() ?? [], log: log)
        arrivals = Arrivals(on: loop, settings, admission, metrics)
        announcements = try Announcements(on: loop, settings, driver, sessions, sessionLog)
        reception = Reception(on: loop, settings, driver, sessions, announcements, sessionLog)
        admin = Admin(on: loop, handed: try handover?.doors(isAdmin: true).first, log: log)
        started = handover.map { Instant(nanoseconds: $0.state.started) } ?? loop.now
        certificateReported = loop.now
        sweepTimer = try Timer(on: loop) { [unowned self] in self.sweep() }
        doors.onAccept = { [unowned arrivals] in arrivals.accept($0, from: $1, at: $2) }
        arrivals.onNewcomer = { [unowned self] in self.welcome($0) }
        admin.onRequest = { [unowned self] in self.page($0) }
        output.onSlowReader = { [unowned departures] session in
            departures.end(session, .slowReader, telling: .slowReader)
        }
        departures.onClosed = { [unowned shutdown] in shutdown.stopIfAllHaveLeft() }
        if let handover { try resume(handover) }
    }

    /// Binds all addresses, for which names are looked up here and now, and serves from then on; `EventLoop.run` does the work.
    /// - Throws: `LibeventError`, `ResolveError` or `ConfigurationError` of the first address that can't be had; none is served then.
    public func start() throws {
        let addresses = try Addresses(of: endpoints(toBecome: configuration), by: resolve)
        try doors.open(configuration.listen, at: addresses)
        admin.move(to: try admin.prepare(configuration.admin.address, at: addresses))
        reportCertificate()
        refreshZone()
        sweepTimer?.schedule(every: FixedLimits.upkeepInterval)
        loop.onTurnEnd = { [unowned self] in self.endTurn() }
    }

    private func welcome(_ newcomer: Arrivals.Newcomer) {
        reception.welcome(newcomer) {
            Session(
                id: $0, address: newcomer.address, connection: newcomer.connection, server: self, now: loop.now,
                listener: "\(newcomer.door.listen)",
                mustSpeak: newcomer.door.listen.tls || newcomer.door.listen.proxyProtocol)
        }
    }

    /// Tells others who left, and sends what was gathered in the turn.
    func endTurn() {
        departures.carryOut()
        output.flush()
        countTurn()
        dearTime = .zero
    }

    /// Stops serving: no newcomer is taken, everybody is told, and the loop stops when all have read it, or after 5 s.
    public func drain() {
        guard !isDraining else { return }
        shutdown.begin()
        log.notice("shutting down", metadata: ["sessions": "\(hub.sessionCount)"])
        upgrade?.cancel("the server is shutting down")
        lookup.cancel()
        doors.close()
        arrivals.close()
        delivery.outboxes.hasten()
        endTurn()
        loop.onTurnEnd = nil
        departures.finishAll()
        let farewell = ServiceRefusal.shuttingDown(retry: FixedLimits.restartSeconds)
        for case let session? in sessions { departures.dismiss(session, telling: farewell) }
        finishDrain()
    }

    /// Everybody who was here is leaving; the loop stops when they have left.
    func finishDrain() {
        sessions.removeAll()
        sweepTimer?.cancel()
        output.stop()
        announcements.stop()
        shutdown.stopWhenAllHaveLeft()
    }

    // MARK: - Figures

    /// Where it listens, with the ports that the kernel chose.
    public var addresses: [SocketAddress] { doors.addresses }

    /// Where the administrator's pages are served.
    public var adminAddresses: [SocketAddress] { admin.addresses }

    /// Sessions that are here.
    public var sessionCount: Int { hub.sessionCount }

    /// Rooms that are here.
    public var roomCount: Int { hub.roomCount }

    /// Connections that are not closed yet, with or without a session.
    var connections: Int { admission.open }

    // MARK: - What sessions ask of it

    package var configuration: Configuration { settings.configuration }
    var log: Logger { settings.log }
    var hub: Hub { driver.hub }
    var delivery: Delivery { driver.delivery }
    var moment: Moment { driver.moment }
    var rate: RateLimit.Rate { settings.rate }
    var motd: [Text] { settings.motd }
    var isDraining: Bool { shutdown.isUnderWay }

    func asker(_ session: Session, _ tag: Tag) -> Delivery.Asker { Delivery.Asker(session, tag) }

    /// Carries a command out by the hub.
    func perform(_ command: Command, for session: Session, tag: Tag) {
        driver.carryOut(for: asker(session, tag)) { hub.perform(command, by: session.id, at: moment, &$0) }
    }

    func bound(_ session: Session) { output.bound(session) }

    func introduce(_ session: Session) { sessionLog.introduce(session) }

    func isGone(_ session: Session) -> Bool { !sessions.has(session) }

    func end(_ session: Session, _ why: SessionEnd, telling refusal: ServiceRefusal? = nil) {
        departures.end(session, why, telling: refusal)
    }

    func connectionLost(_ session: Session) { departures.connectionLost(session) }

    func connectionDrained(_ session: Session) { departures.connectionClosed(session) }
}
