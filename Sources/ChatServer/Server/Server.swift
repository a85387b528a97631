import ChatCore
import ChatProtocol
import Handover
import Libevent
import Logging

/// The chat server: doors, sessions and the hub between them, on one loop.
///
/// A fan-out never frees a session: lines are gathered in outboxes, and each turn's end sends them.
public final class Server {
    /// How long output may take to drain when a session ends.
    static let drainTime = Duration.seconds(5)
    /// After how many seconds who was told of a shutdown may look for the server again.
    static let restartSeconds = 5
    /// How late presence in a crowd may be told.
    static let lateTime = Duration.milliseconds(50)
    static let sweepInterval = Duration.milliseconds(500)

    public internal(set) var configuration: Configuration
    let loop: EventLoop
    var log: Logger
    let hub: Hub
    let delivery: Delivery
    let doors: Doors
    let gate: ProxyGate
    let handshakes = Handshakes()
    /// nil where no door speaks TLS.
    var tls: TLSContext?
    var certificateReported: Instant
    var admission: Admission
    let admin: Admin
    public let metrics: Metrics
    var rate: RateLimit.Rate
    var motd: [Text]
    let started: Instant
    private let resolve: Addresses.Resolver
    /// Of a reload.
    let lookup: NameLookup

    /// By slot.
    var sessions: [Session?] = []
    /// Gone for the hub; what they were sent is not all read yet.
    var leaving: [ObjectIdentifier: Session] = [:]
    var slowReaders: [Session] = []
    /// In the order of their coming.
    var newcomers: [Newcomer] = []
    /// Over, but not for the hub yet; the first ones left first.
    var departures: [Departure] = []
    /// How many of them were there at the end of the last turn, and since when there are any.
    var departing = (left: 0, since: Instant(nanoseconds: 0))
    /// Whom an older process could not hand over: they are told as gone when this one goes on.
    var leftBehind: [SessionID] = []
    /// Under way.
    var upgrade: Upgrade?
    private var effects: [Effect] = []
    var lateTimer: Timer?
    var newcomerTimer: Timer?
    var departureTimer: Timer?
    var sweepTimer: Timer?
    var drainTimer: Timer?
    var isDraining = false
    var deliveriesAtSweep: UInt64 = 0
    var deliveriesAtTurn: UInt64 = 0
    /// When the sweep is due.
    var sweepDue: Instant?
    var wasBusy = false
    /// What commands that go through much have taken in this turn.
    var dearTime = Duration.zero
    // What may come by the thousand.
    var proxyFaultLogged = LogPause<ProxyGate.Cause>()
    var turnedAwayLogged = LogPause<Admission.Cause>()

    /// - Parameters:
    ///   - inherited: sockets that a service manager bound for us.
    ///   - handover: of an older process, to go on with; `goOn` follows.
    ///   - resolve: asks what names of addresses stand for, at the start and, on a thread of its own, for a reload.
    /// - Throws: `ConfigurationError` where the configuration can't be, `LibeventError` where memory is out, `HandoverError` or
    ///   `SnapshotError` where a handover contradicts itself.
    package init(
        _ configuration: Configuration, on loop: EventLoop, inherited: [InheritedSocket] = [],
        continuing handover: Inheritance? = nil, log: Logger,
        resolving resolve: @escaping @Sendable (Endpoint) throws(ResolveError) -> [SocketAddress] = Server.resolve
    ) throws {
        let faults = configuration.faults
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        self.configuration = configuration
        self.loop = loop
        self.log = log
        self.resolve = resolve
        lookup = NameLookup(on: loop, by: resolve)
        hub = try configuration.hub(restoring: handover?.state.hub, after: handover?.backlog)
        metrics = Metrics(started: loop.wallTime)
        delivery = Delivery(hub: hub, metrics: metrics)
        doors = Doors(on: loop, inherited: inherited, handed: try handover?.doors() ?? [], log: log)
        gate = ProxyGate(on: loop, trusted: configuration.proxy.trusted)
        admission = Admission(configuration.limits)
        admin = Admin(on: loop, handed: try handover?.doors(isAdmin: true).first, log: log)
        rate = configuration.rate
        motd = configuration.cleanMotd
        started = handover.map { Instant(nanoseconds: $0.state.started) } ?? loop.now
        certificateReported = loop.now
        tls = try configuration.tlsContext()
        lateTimer = try Timer(on: loop) { [unowned self] in self.delivery.outboxes.hasten() }
        newcomerTimer = try Timer(on: loop) { [unowned self] in self.announceNewcomers() }
        // So that there is a turn, whose end does it.
        departureTimer = try Timer(on: loop) {}
        sweepTimer = try Timer(on: loop) { [unowned self] in self.sweep() }
        drainTimer = try Timer(on: loop) { [unowned self] in self.loop.stop() }
        doors.onAccept = { [unowned self] in self.accept($0, from: $1, at: $2) }
        gate.onArrival = { [unowned self] in self.arrive($0, from: $1, at: $2, since: $3) }
        gate.onRefusal = { [unowned self] in self.proxyRefused($0, $1, $2) }
        admin.onRequest = { [unowned self] in self.page($0) }
        handshakes.onDone = { [unowned self] in self.handshakeDone($0) }
        handshakes.onFailure = { [unowned self] in self.handshakeFailed($0, $1) }
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
        sweepTimer?.schedule(every: Server.sweepInterval)
        loop.onTurnEnd = { [unowned self] in self.endTurn() }
    }

    /// Where it listens, with the ports that the kernel chose.
    public var addresses: [SocketAddress] { doors.addresses }

    /// Where the administrator's pages are served.
    public var adminAddresses: [SocketAddress] { admin.addresses }

    /// Sessions that are here.
    public var sessionCount: Int { hub.sessionCount }

    /// Rooms that are here.
    public var roomCount: Int { hub.roomCount }

    /// Bytes that wait for peers to read them.
    var pendingOutput: Int { sessions.reduce(0) { $0 + ($1?.connection.pendingOutput ?? 0) } }

    /// Connections that are not closed yet, with or without a session.
    var connections: Int { admission.open }

    var moment: Moment {
        Moment(wall: loop.wallTime, steady: loop.now.nanoseconds / 1_000)
    }

    func asker(_ session: Session, _ tag: Tag) -> Delivery.Asker {
        Delivery.Asker(id: session.id, tag: tag, view: session.view)
    }

    /// Carries a command out by the hub.
    func perform(_ command: Command, for session: Session, tag: Tag) {
        carryOut(for: asker(session, tag)) { hub.perform(command, by: session.id, at: moment, &$0) }
    }

    /// Carries out what the hub decides.
    func carryOut(for asker: Delivery.Asker, _ decide: (inout [Effect]) -> Void) {
        effects.removeAll(keepingCapacity: true)
        decide(&effects)
        delivery.carryOut(effects, for: asker, now: loop.wallTime)
    }
}
