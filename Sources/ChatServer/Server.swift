import CMalloc
import ChatCore
import ChatProtocol
import Glibc
import Libevent
import Logging

/// The chat server: listeners, sessions and the hub between them, on one loop.
///
/// A fan-out never frees a session: lines are gathered in outboxes, and each turn's end sends them.
public final class Server {
    /// How long output may take to drain when a session ends.
    static let drainTime = Duration.seconds(5)
    /// How late presence in a crowd may be told.
    static let lateTime = Duration.milliseconds(50)
    static let sweepInterval = Duration.milliseconds(500)

    public let configuration: Configuration
    let loop: EventLoop
    let log: Logger
    let hub: Hub
    let delivery: Delivery
    let rate: RateLimit.Rate
    let motd: [Text]
    let started: Instant

    private var listeners: [Listener] = []
    private var lastAcceptError: (error: LibeventError, time: Instant)?
    /// By slot.
    private var sessions: [Session?] = []
    private var countsByHost: [String: Counts] = [:]
    /// Gone for the hub; what they were sent is not all read yet.
    private var leaving: [ObjectIdentifier: Session] = [:]
    private var slowReaders: [Session] = []
    private var effects: [Effect] = []
    private var lateTimer: Timer?
    private var sweepTimer: Timer?
    private var drainTimer: Timer?
    private var isDraining = false
    private var deliveriesAtSweep: UInt64 = 0
    private var wasBusy = false

    /// What there is from one address.
    private struct Counts {
        var sessions = 0
        /// Those that are leaving included.
        var connections = 0
    }

    /// - Throws: `ConfigurationError` where the configuration can't be, `LibeventError` where memory is out.
    public init(_ configuration: Configuration, on loop: EventLoop, log: Logger) throws {
        let faults = configuration.faults
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        self.configuration = configuration
        self.loop = loop
        self.log = log
        var limits = Hub.Limits()
        limits.roomsPerSession = configuration.rooms.perSession
        hub = Hub(lobby: configuration.rooms.lobby, limits: limits)
        delivery = Delivery(hub: hub)
        rate = RateLimit.Rate(perSecond: configuration.limits.messagesPerSecond, burst: configuration.limits.burst)
        motd = configuration.motd.map { TextHygiene.text($0) }
        started = loop.now
        lateTimer = try Timer(on: loop) { [unowned self] in self.delivery.outboxes.hasten() }
        sweepTimer = try Timer(on: loop) { [unowned self] in self.sweep() }
        drainTimer = try Timer(on: loop) { [unowned self] in self.loop.stop() }
    }

    /// Binds all addresses and serves from then on; `EventLoop.run` does the work.
    /// - Throws: `LibeventError` or `ResolveError` of the first address that can't be had; none is served then.
    public func start() throws {
        for endpoint in configuration.listen { try listen(on: endpoint) }
        refreshZone()
        sweepTimer?.schedule(every: Server.sweepInterval)
        loop.onTurnEnd = { [unowned self] in self.endTurn() }
    }

    private func listen(on endpoint: Endpoint) throws {
        var isPortChosen = false
        if case .host(_, port: 0) = endpoint { isPortChosen = true }
        try listen(on: endpoint.resolve(passive: true), sharingPort: isPortChosen)
    }

    /// A name may stand for several addresses (localhost for 127.0.0.1 and ::1): those that this machine has are had, at
    /// least one.
    /// - Parameter sharingPort: the port that the kernel chooses for the first is that of the others.
    func listen(on addresses: [SocketAddress], sharingPort: Bool) throws(LibeventError) {
        var chosenPort: UInt16?
        var lacking: LibeventError?
        var count = 0
        for address in addresses {
            do {
                let listener = try bind(address.with(port: chosenPort))
                count += 1
                if sharingPort { chosenPort = listener.address.port }
            } catch {
                guard [EADDRNOTAVAIL, EAFNOSUPPORT].contains(error.code) else { throw error }
                lacking = lacking ?? error
                log.debug("not listening: \(error)")
            }
        }
        if count == 0, let lacking { throw lacking }
    }

    private func bind(_ address: SocketAddress) throws(LibeventError) -> Listener {
        let listener = try Listener(on: loop, address: address)
        listener.onAccept = { [unowned self] in self.accept($0, from: $1) }
        listener.onError = { [unowned self] in self.acceptFailed($0) }
        listeners.append(listener)
        log.notice("listening on \(listener.address)")
        return listener
    }

    /// Where it listens, with the ports that the kernel chose.
    public var addresses: [SocketAddress] { listeners.map(\.address) }

    /// Bytes that wait for peers to read them.
    var pendingOutput: Int { sessions.reduce(0) { $0 + ($1?.connection.pendingOutput ?? 0) } }

    private func acceptFailed(_ error: LibeventError) {
        // Once a minute: it comes back ten times a second while descriptors are out.
        if let last = lastAcceptError, last.error == error, loop.now - last.time < .seconds(60) { return }
        lastAcceptError = (error, loop.now)
        log.error("can't accept connections, trying again: \(error)")
    }

    // MARK: - Coming

    private func accept(_ descriptor: Int32, from peer: SocketAddress) {
        // A Unix socket's peers are nobody in particular; what they call themselves is theirs to choose.
        let host = peer.family == AF_UNIX ? "" : peer.host
        let limits = configuration.limits
        // Those that are leaving may be as many again: few wait, unless somebody means to hold them.
        if hub.sessionCount >= limits.connections || connections >= 2 * limits.connections {
            return turnAway(descriptor, "there are \(limits.connections) connections, which is all; try again later")
        }
        let counts = countsByHost[host, default: Counts()]
        let allowed = limits.connectionsPerAddress
        if !host.isEmpty, counts.sessions >= allowed || counts.connections >= 2 * allowed {
            return turnAway(
                descriptor, "there are \(allowed) connections from your address already")
        }
        do {
            let connection = try LineConnection(
                on: loop, descriptor: descriptor, maximumLineLength: limits.lineBytes,
                keepAliveSeconds: limits.pingSeconds)
            admit(connection, host)
        } catch {
            log.error("can't take \(peer): \(error)")
        }
    }

    private func admit(_ connection: LineConnection, _ host: String) {
        effects.removeAll(keepingCapacity: true)
        let id = hub.connect(at: moment, &effects)
        let session = Session(id: id, host: host, connection: connection, server: self, now: loop.now)
        while sessions.count <= Int(id.slot) { sessions.append(nil) }
        sessions[Int(id.slot)] = session
        countsByHost[host, default: Counts()].sessions += 1
        countsByHost[host, default: Counts()].connections += 1
        delivery.outboxes.open(id.slot)
        log.debug("session \(id.slot)/\(id.generation) from \(host.isEmpty ? "a Unix socket" : host): connected")
        let asker = asker(session, .none)
        if let nick = hub.nick(of: id) {
            delivery.answer(asker) {
                $0.appendGreeting(server: configuration.name, nick: nick, motd: motd, for: [], to: $1)
            }
        }
        delivery.carryOut(effects, for: asker, now: loop.wallTime)
    }

    /// Tells a newcomer that there is no place, and closes. It has no session, so a flood of them costs no memory.
    private func turnAway(_ descriptor: Int32, _ words: String) {
        let line = Array("!! \(Code.serverFull.rawValue): \(words)\n".utf8)
        _ = Glibc.send(descriptor, line, line.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        shutdown(descriptor, Int32(SHUT_WR))
        // Unread input would turn the close into a reset, which may overtake the line.
        var unread = [UInt8](repeating: 0, count: 4_096)
        _ = recv(descriptor, &unread, unread.count, Int32(MSG_DONTWAIT))
        Glibc.close(descriptor)
        log.debug("turned a newcomer away: \(words)")
    }

    // MARK: - Going

    /// Ends a session: the others are told now, and it is closed once it has read what it was sent.
    /// - Parameter isQuit: the reason is the peer's own words, and so not for the log.
    func end(_ session: Session, refusal: Refusal? = nil, reason: Text?, isQuit: Bool = false) {
        guard !isGone(session) else { return }
        if let refusal { refuse(session, refusal, tag: .none) }
        delivery.outboxes.flush(session.id.slot) { _, head, tail in session.connection.send(head, tail) }
        forget(session, reason: reason, isQuit: isQuit)
        leaving[ObjectIdentifier(session)] = session
        session.connection.closeAfterDrain(within: Server.drainTime)
    }

    /// The connection is gone already.
    func connectionLost(_ session: Session) {
        if leaving[ObjectIdentifier(session)] != nil { return connectionDrained(session) }
        delivery.outboxes.flush(session.id.slot) { _, _, _ in }
        forget(session, reason: "connection lost")
        uncount(session)
    }

    func connectionDrained(_ session: Session) {
        leaving.removeValue(forKey: ObjectIdentifier(session))
        uncount(session)
        endDrainIfDone()
    }

    /// Connections that are not closed yet, with or without a session.
    var connections: Int { hub.sessionCount + leaving.count }

    private func uncount(_ session: Session) {
        countsByHost[session.host]?.connections -= 1
        if countsByHost[session.host]?.connections == 0 { countsByHost[session.host] = nil }
    }

    private func forget(_ session: Session, reason: Text?, isQuit: Bool = false) {
        sessions[Int(session.id.slot)] = nil
        countsByHost[session.host]?.sessions -= 1
        log.debug("session \(session.id.slot)/\(session.id.generation): \(isQuit ? "quit" : reason?.description ?? "")")
        effects.removeAll(keepingCapacity: true)
        hub.disconnect(session.id, reason: reason, at: moment, &effects)
        delivery.carryOut(effects, for: asker(session, .none), now: loop.wallTime)
    }

    /// Whether a session has ended.
    func isGone(_ session: Session) -> Bool {
        sessions[Int(session.id.slot)] !== session
    }

    /// Stops serving: no newcomer is taken, everybody is told, and the loop stops when all have read it, or after 5 s.
    public func drain() {
        guard !isDraining else { return }
        isDraining = true
        log.notice("shutting down: \(hub.sessionCount) sessions")
        for listener in listeners { listener.close() }
        listeners = []
        delivery.outboxes.hasten()
        endTurn()
        loop.onTurnEnd = nil
        let farewell = Refusal(.shuttingDown, "the server is shutting down; goodbye")
        for case let session? in sessions {
            refuse(session, farewell, tag: .none)
            delivery.outboxes.flush(session.id.slot) { _, head, tail in session.connection.send(head, tail) }
            leaving[ObjectIdentifier(session)] = session
            session.connection.closeAfterDrain(within: Server.drainTime)
        }
        // Their places stay: lines that wait their turn ask for them.
        for slot in sessions.indices { sessions[slot] = nil }
        sweepTimer?.cancel()
        lateTimer?.cancel()
        drainTimer?.schedule(after: Server.drainTime + .milliseconds(100))
        endDrainIfDone()
    }

    private func endDrainIfDone() {
        if isDraining && leaving.isEmpty { loop.stop() }
    }

    // MARK: - Turns

    private func endTurn() {
        repeat {
            let logsAreGone = delivery.outboxes.flush { slot, head, tail in
                guard let session = sessions[Int(slot)] else { return }
                guard session.connection.send(head, tail) else { return }
                if session.connection.pendingOutput > configuration.limits.sendQueueBytes {
                    slowReaders.append(session)
                }
            }
            if logsAreGone { delivery.forgetLogs() }
            let dropped = slowReaders
            slowReaders.removeAll()
            for session in dropped { drop(session) }
            // A drop tells others.
        } while delivery.outboxes.hasPrompt
        if delivery.outboxes.hasLate, lateTimer?.isScheduled == false { lateTimer?.schedule(after: Server.lateTime) }
    }

    /// A peer whose lines ask for much in one turn is sent it before more is gathered, and is dropped as it would be at the
    /// turn's end.
    func bound(_ session: Session) {
        let limit = configuration.limits.sendQueueBytes
        guard delivery.outboxes.ownCount(of: session.id.slot) > limit, !isGone(session) else { return }
        delivery.outboxes.flush(session.id.slot) { _, head, tail in session.connection.send(head, tail) }
        if session.connection.pendingOutput > limit { drop(session) }
    }

    /// A peer that does not read: it loses what waits for it, so that nobody else does.
    private func drop(_ session: Session) {
        session.connection.dropPendingOutput()
        let words = "you did not read what was sent to you; reconnect and ask for /history"
        end(session, refusal: Refusal(.slowReader, words), reason: "too slow a reader")
    }

    /// Asks silent peers whether they are there, and closes those who are not, or have nothing to say for too long.
    private func sweep() {
        refreshZone()
        tidyUp()
        let limits = configuration.limits
        guard limits.idleSeconds > 0 || limits.pingSeconds > 0 else { return }
        for case let session? in sessions {
            let silence = loop.now - session.lastHeard
            if limits.idleSeconds > 0, silence >= .seconds(limits.idleSeconds) {
                let words = "nothing came from you for \(limits.idleSeconds) seconds"
                end(session, refusal: Refusal(.idle, words), reason: "idle")
            } else if limits.pingSeconds > 0, session.isWire, silence >= .seconds(limits.pingSeconds) {
                ping(session, silence)
            }
        }
    }

    /// After a busy time gives back the memory that it took: of buffers, and of what lies free between live objects.
    private func tidyUp() {
        let isBusy = delivery.deliveries != deliveriesAtSweep
        deliveriesAtSweep = delivery.deliveries
        if wasBusy && !isBusy {
            delivery.outboxes.releaseSpares()
            malloc_trim(0)
        }
        wasBusy = isBusy
    }

    private func ping(_ session: Session, _ silence: Duration) {
        if !session.isPinged {
            session.isPinged = true
            delivery.answer(asker(session, .none)) {
                $0.appendPing(token: String(loop.now.nanoseconds / 1_000_000), for: session.view, to: $1)
            }
        } else if silence >= .seconds(2 * configuration.limits.pingSeconds) {
            end(session, refusal: Refusal(.idle, "PING was not answered"), reason: "ping timeout")
        }
    }

    /// Daylight saving begins and ends while a server runs.
    private func refreshZone() {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        delivery.renderer = Renderer(offset: Int64(local.tm_gmtoff))
    }

    var moment: Moment {
        Moment(wall: loop.wallTime, steady: loop.now.nanoseconds / 1_000)
    }

    func asker(_ session: Session, _ tag: Tag) -> Delivery.Asker {
        Delivery.Asker(id: session.id, tag: tag, view: session.view)
    }

    /// Carries a command out by the hub.
    func perform(_ command: Command, for session: Session, tag: Tag) {
        effects.removeAll(keepingCapacity: true)
        hub.perform(command, by: session.id, at: moment, &effects)
        delivery.carryOut(effects, for: asker(session, tag), now: loop.wallTime)
    }
}
