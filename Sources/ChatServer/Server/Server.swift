import ChatCore
import Configuration
import Dialects
import Handover
import Libevent
import Logging
import Passwords

/// The chat server: it owns its parts on one loop, and wires them.
///
/// A fan-out never frees a session: lines are gathered in outboxes, and each turn's end sends them.
public final class Server {
    let loop: EventLoop
    let settings: Settings
    public let metrics: Metrics
    let driver: HubDriver

    let doors: Doors
    let arrivals: Arrivals
    let admission: Admission
    let announcements: Announcements
    let sessions = SessionTable()
    let output: Output
    let departures: Departures
    let returns: Returns
    let requests: Requests
    let sessionLog: SessionLog
    let cloaks: Cloaks
    let keeping: Keeping
    let reception: Reception
    /// nil: this server is the whole chat.
    private(set) var node: ClusterNode?
    /// Is told why this server can't be one of the cluster any more. It ends then.
    package var onNodeFault: ((NodeFault) -> Void)?
    let ircNewcomers: IRCNewcomers
    let ircReception: IRCReception

    let admin: AdminListeners
    let reloading: Reload
    let shutdown: Shutdown
    let upkeep: Upkeep
    let certificate: CertificateReport
    let figures: Figures
    private let loopFigures: LoopFigures

    let started: Instant
    /// Another process is the server until `goOn`.
    private let isTakingOver: Bool
    /// Whom an older process could not hand over: they are told as gone when this one goes on.
    var leftBehind: [SessionID] = []
    /// Those of them who may come back.
    var returning: [SessionID: ReturnsState.Session] = [:]
    /// The upgrade that is under way.
    var upgrade: Upgrade?

    /// - Parameters:
    ///   - inherited: sockets that a service manager bound for us.
    ///   - handover: of an older process, to go on with; `goOn` follows.
    ///   - cluster: that it is to be one of; nil: it is the whole chat.
    ///   - resolve: asks what names of addresses stand for, at the start and, on a thread of its own, for a reload.
    /// - Throws: `ConfigurationError` where the configuration can't be, `LibeventError` where memory is out, `HandoverError` or
    ///   `SnapshotError` where a handover contradicts itself.
    package init(
        _ configuration: Configuration, on loop: EventLoop, inherited: [InheritedSocket] = [],
        continuing handover: Inheritance? = nil, in cluster: ClusterMembership? = nil, log: Logger,
        resolving resolve: @escaping @Sendable (Endpoint) throws(ResolveError) -> [SocketAddress] = Server.resolve
    ) throws {
        let faults = configuration.faults
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        self.loop = loop
        isTakingOver = handover != nil
        settings = try Settings(configuration, log: log)
        metrics = Metrics(started: loop.wallTime)
        started = handover.map { Instant(nanoseconds: $0.state.started) } ?? loop.now
        let hub = try configuration.hub(
            restoring: handover?.state.hub ?? cluster?.snapshot, after: handover?.backlog)
        driver = HubDriver(hub, Delivery(hub: hub, metrics: metrics), on: loop)

        doors = Doors(on: loop, inherited: inherited, handed: try handover?.doors() ?? [], log: log)
        admission = Admission(configuration.limits)
        arrivals = Arrivals(on: loop, settings, admission, metrics)
        sessionLog = SessionLog(on: loop, settings, hub, sessions, metrics)
        announcements = try Announcements(on: loop, settings, driver, sessions, sessionLog)
        cloaks = Cloaks(handover.flatMap { CloakKey($0.state.cloakKey) })
        reception = Reception(on: loop, settings, driver, sessions, announcements, cloaks, admission, sessionLog)
        output = try Output(on: loop, settings, driver.delivery, sessions, metrics)
        returns = try Returns(on: loop, settings, driver, admission, metrics)
        departures = try Departures(on: loop, driver, output, sessions, admission, metrics, sessionLog, returns)
        requests = try Requests(
            on: loop, settings, driver, sessions, output, departures, returns, metrics, started: started)
        ircNewcomers = IRCNewcomers(on: loop, settings, admission, cloaks, metrics)
        ircReception = IRCReception(on: loop, settings, driver, sessions, cloaks, sessionLog, requests)
        keeping = Keeping(on: loop, settings, driver, sessions, output, requests, cloaks)

        admin = AdminListeners(on: loop, handed: try handover?.doors(isAdmin: true).first, log: log)
        reloading = Reload(on: loop, settings, doors, admin, metrics, resolving: resolve)
        shutdown = try Shutdown(on: loop, departures)
        certificate = CertificateReport(on: loop, settings)
        figures = Figures(settings, metrics, driver, sessions, arrivals, admission, returns, ircNewcomers)
        loopFigures = LoopFigures(on: loop, metrics, driver.delivery)
        let silence = SilenceCheck(on: loop, settings, driver.delivery, sessions, departures)
        upkeep = try Upkeep(
            on: loop, arrivals, ircNewcomers, admission, driver, silence, returns, certificate, loopFigures)
        if let cluster {
            node = try ClusterNode(cluster, on: loop, driver, sessions, metrics, log: log)
        }
        wire()
        if let handover { try resume(handover) }
    }

    /// Opens the store, if there is one. It comes when root is given up, as its files are to be the daemon's own, and before anybody is
    /// served.
    /// - Throws: `StoreError` where it can't be had, `LibeventError` where descriptors are out.
    public func openStore() throws {
        try keeping.open(isTakingOver: isTakingOver)
        ircNewcomers.logins = requests.irc?.logins
        figures.keeper = keeping.keeper
        upkeep.keeping = keeping
    }

    /// Binds all addresses, for which names are looked up here and now, and serves from then on; `EventLoop.run` does the work.
    /// - Throws: `LibeventError`, `ResolveError` or `ConfigurationError` of the first address that can't be had; none is served then.
    public func start() throws {
        try reloading.openDoors()
        warnOfSettings()
        upkeep.start()
        loop.onTurnEnd = { [unowned self] in self.endTurn() }
    }

    /// Tells others who left, and sends what was gathered in the turn.
    func endTurn() {
        arrivals.web.goOn()
        departures.carryOut()
        node?.endTurn()
        output.flush()
        keeping.keeper?.flush()
        loopFigures.countTurn()
        requests.turnEnded()
    }
}
