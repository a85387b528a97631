import ChatCore
import Dialects
import Glibc
import Libevent
import Logging

/// The way of newcomers from a door to where they become sessions: PROXY header, admission, TLS handshake.
///
/// Who is turned away on that way has no session, so a flood of them costs no memory, and few lines of the log.
final class Arrivals {
    /// A connection that may become a session, and is counted already.
    struct Newcomer {
        let connection: LineConnection
        /// Whose it is; nil for a Unix socket's peer.
        let address: IPAddress?
        let door: Door
        /// What its bytes pass, where it came by a handshake of a WebSocket.
        var webSocket: WebSocketInput?
        /// It speaks IRC.
        var isIRC = false
        /// A proxy has brought it that no setting knows of.
        var isForwarded = false

        /// It came by TLS or through a proxy.
        var mustSpeak: Bool {
            door.listen.tls || door.listen.proxyProtocol || door.listen.forwarded || isForwarded
        }
    }

    /// Called with each newcomer that may become a session: the connection is the callee's.
    var onNewcomer: ((Newcomer) -> Void)?

    let gate: ProxyGate
    let handshakes = Handshakes()
    let web: WebGate
    private let loop: EventLoop
    private let settings: Settings
    private let admission: Admission
    private let metrics: Metrics
    private var refusalPause = LogPause<Admission.Cause>()
    private var proxyFaultPause = LogPause<ProxyGate.Cause>()

    init(on loop: EventLoop, _ settings: Settings, _ admission: Admission, _ metrics: Metrics) {
        self.loop = loop
        self.settings = settings
        self.admission = admission
        self.metrics = metrics
        gate = ProxyGate(on: loop, trusted: settings.configuration.proxy.trusted)
        web = WebGate(on: loop, settings, admission, metrics)
        gate.onArrival = { [unowned self] in self.arrive($0, from: $1, at: $2, since: $3) }
        gate.onRefusal = { [unowned self] in self.proxyRefused($0, $1, $2) }
        handshakes.onDone = { [unowned self] in self.handshakeDone($0) }
        handshakes.onFailure = { [unowned self] in self.handshakeFailed($0, $1) }
        web.onSocket = { [unowned self] in self.onNewcomer?($0) }
        web.onRefusal = { [unowned self] in self.tell($0, $1) }
    }

    /// Takes an accepted socket.
    func accept(_ descriptor: Int32, from peer: SocketAddress, at door: Door) {
        guard door.listen.proxyProtocol else { return arrive(descriptor, from: peer.ip, at: door, since: loop.now) }
        // Who reads the page takes nobody's place.
        if admission.isFull(arriving: gate.count) || admission.isCrowded(arriving: arriving) {
            return refuse(descriptor, .full, nil, at: door)
        }
        gate.take(descriptor, from: peer, at: door)
    }

    /// Connections of which it is not known yet whether they will be counted among those that are here.
    var arriving: Int { gate.count + web.count }

    /// The settings have changed.
    func settingsChanged() {
        admission.change(to: settings.configuration.limits)
        gate.trusted = settings.configuration.proxy.trusted
    }

    /// Closes those who take too long.
    func expire() {
        let limits = settings.configuration.limits
        gate.expire(after: .seconds(limits.handshakeSeconds), silence: .seconds(limits.firstLineSeconds))
        handshakes.expire(after: .seconds(limits.handshakeSeconds), now: loop.now)
        web.expire()
    }

    /// Closes all who have no session yet. A handshake that ended later would let somebody into a hub that is over.
    func close() {
        gate.close()
        handshakes.close()
        web.close()
    }

    // MARK: - Admission

    /// - Parameters:
    ///   - address: whose connection it is; nil for a Unix socket's peer, which may bind to any path it likes.
    ///   - since: when it came, for what it has to do before it is let in.
    private func arrive(_ descriptor: Int32, from address: IPAddress?, at door: Door, since: Instant) {
        // Who comes to the web is decided on when it has said what it wants; until then it takes a descriptor.
        if door.listen.web {
            if admission.isCrowded(arriving: arriving) { return refuse(descriptor, .full, nil, at: door) }
        } else if case .refuse(let cause) = admission.decide(on: address, at: loop.now.nanoseconds / 1_000) {
            return refuse(descriptor, cause, address, at: door)
        }
        let limits = settings.configuration.limits
        let context = door.listen.tls ? settings.tls : nil
        // Never in the clear where TLS was asked for.
        guard door.listen.tls == (context != nil) else {
            Glibc.close(descriptor)
            return
        }
        do {
            let connection = try LineConnection(
                on: loop, descriptor: descriptor, maximumLineLength: limits.lineBytes,
                keepAliveSeconds: limits.pingSeconds, tls: context)
            if door.listen.clientCertificates { connection.askForPeerCertificate() }
            if door.listen.web { return web.take(connection, from: address, at: door, since: since) }
            if door.listen.spoken == .irc { connection.limitRecords(to: FixedLimits.ircRecordBytes) }
            admission.enter(address.map { HostKey($0) })
            var newcomer = Newcomer(connection: connection, address: address, door: door)
            newcomer.isIRC = door.listen.spoken == .irc
            if context == nil { admit(newcomer) } else { handshakes.begin(newcomer, since: since) }
        } catch {
            metrics.refusedConnections.add(.resources)
            settings.log.error("can't take a connection: \(error)")
        }
    }

    private func admit(_ newcomer: Newcomer) {
        metrics.acceptedConnections.add(ListenerKind(of: newcomer.door))
        onNewcomer?(newcomer)
    }

    /// Tells a newcomer why it is turned away, and closes.
    private func refuse(_ descriptor: Int32, _ cause: Admission.Cause, _ address: IPAddress?, at door: Door) {
        metrics.refusedConnections.add(ConnectionRefusal(cause))
        let refusal = admission.refusal(for: cause, of: address)
        tell(cause, refusal)
        defer { Glibc.close(descriptor) }
        // One that begins with a handshake could not read it, nor one that asks first.
        if door.listen.tls || door.listen.web { return }
        let line = ByteBuffer()
        switch door.listen.spoken {
        case .line: Dialect.line(LineDialect()).putTurningAway(refusal, into: line)
        case .irc: IRCNewcomers.put(refusal, into: line)
        }
        _ = Glibc.send(descriptor, line.bytes.baseAddress, line.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        shutdown(descriptor, Int32(SHUT_WR))
        // Unread input would turn the close into a reset, which may overtake the line.
        var unread = [UInt8](repeating: 0, count: 4_096)
        _ = recv(descriptor, &unread, unread.count, Int32(MSG_DONTWAIT))
    }

    /// Tells the operator.
    private func tell(_ cause: Admission.Cause, _ refusal: ServerRefusal) {
        guard refusalPause.isDue(cause, at: loop.now) else { return }
        settings.log.warning(
            "turning newcomers away",
            metadata: ["cause": "\(cause.rawValue)", "told": "\(RefusalText(refusal).words)"])
    }

    /// A connection without a good PROXY header was closed. It is the proxy that is set up wrong, or somebody who tries.
    private func proxyRefused(_ cause: ProxyGate.Cause, _ peer: SocketAddress, _ words: String) {
        metrics.refusedConnections.add(.proxy)
        guard proxyFaultPause.isDue(cause, at: loop.now) else { return }
        settings.log.warning(
            "closed a connection without a good PROXY header",
            metadata: ["cause": "\(cause.rawValue)", "peer": "\(peer)", "fault": "\(words)"])
    }

    // MARK: - TLS

    private func handshakeDone(_ newcomer: Newcomer) {
        metrics.handshakes.add(.success)
        admit(newcomer)
    }

    private func handshakeFailed(_ newcomer: Newcomer, _ why: String) {
        metrics.handshakes.add(.failure)
        metrics.refusedConnections.add(.handshake)
        let host = newcomer.address.map { HostKey($0) }
        admission.leave(host)
        admission.close(host)
        settings.log.info(
            "TLS handshake failed",
            metadata: [
                "peer": "\(newcomer.address?.description ?? "unix")", "listener": "\(newcomer.door.listen)",
                "reason": "\(why)",
            ])
    }
}
