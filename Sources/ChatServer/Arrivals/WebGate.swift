import Bytes
import Configuration
import Dialects
import Framing
import Libevent
import Web

/// Newcomers of listeners for the web, until they have a session: each asks for files, for as many as it needs, and perhaps for a socket then.
///
/// 1. A head is read line by line, and bounded as a whole, in bytes and in time.
/// 2. One who asks for a WebSocket and may have it goes on, by `onSocket`. Who asks for a file is answered, and may ask again, a bounded
///    number of times; the next request is not looked at before the peer has taken the answer. Everybody else is refused, and closed.
/// 3. They count among connections to come, and so many of an address may be here (`FixedLimits.webNewcomersPerAddress`). Whether another
///    session may be had from there is decided only on who asks for one: a page is a handful of connections, and no session.
final class WebGate {
    /// Called with each who is to get a session, and is counted by then: the connection is the callee's.
    var onSocket: ((Arrivals.Newcomer) -> Void)?
    /// Called with why somebody is not let in, and what they are told.
    var onRefusal: ((Admission.Cause, ServerRefusal) -> Void)?

    private let loop: EventLoop
    private let settings: Settings
    private let admission: Admission
    private let metrics: Metrics
    private var newcomers: [ObjectIdentifier: WebNewcomer] = [:]
    /// The same, by address.
    private var hosts: [HostKey: [ObjectIdentifier: WebNewcomer]] = [:]
    /// Those of them that are in `reading`.
    private var readers: [ObjectIdentifier: WebNewcomer] = [:]
    /// When an answer was given last.
    private var dated: (second: Int64, text: String) = (.min, "")

    init(on loop: EventLoop, _ settings: Settings, _ admission: Admission, _ metrics: Metrics) {
        self.loop = loop
        self.settings = settings
        self.admission = admission
        self.metrics = metrics
    }

    /// Those who are here.
    var count: Int { newcomers.count }

    /// Takes an accepted connection.
    /// - Parameters:
    ///   - peer: who connected, or whom a PROXY header names.
    ///   - since: when it came.
    func take(_ connection: LineConnection, from peer: IPAddress?, at door: Door, since: Instant) {
        guard makeRoom(for: peer, at: door) else {
            metrics.refusedConnections.add(.address)
            return connection.close()
        }
        let time = Duration.seconds(settings.configuration.limits.handshakeSeconds)
        let newcomer = WebNewcomer(connection, from: peer, at: door, since: since, within: time)
        connection.maximumLineLength = HTTPHead.maximumLength
        connection.speakHTTP()
        let id = ObjectIdentifier(connection)
        newcomers[id] = newcomer
        if let peer { hosts[HostKey(peer), default: [:]][id] = newcomer }
        connection.onEvent = { [unowned self, unowned newcomer] _, event in self.take(event, of: newcomer) }
    }

    /// Closes those who have taken longer than they may.
    func expire() {
        for newcomer in newcomers.values where min(newcomer.deadline, newcomer.end) <= loop.now {
            // The last answer has a time of its own.
            guard newcomer.phase != .leaving else { continue }
            if newcomer.isConnected, !newcomer.isIdle { metrics.refusedConnections.add(.deadline) }
            close(newcomer)
        }
    }

    /// Closes all of them.
    func close() {
        for newcomer in newcomers.values { newcomer.connection.close() }
        (newcomers, hosts, readers) = ([:], [:], [:])
    }

    // MARK: - Who is here

    /// A proxy brings many, whose addresses are known by their heads alone. Of one address a connection that was kept for more, and is not
    /// asked for anything, makes room for another: a school behind one address reads the page at once. So does one that has not said a
    /// word for longer than a request takes, so that nobody there keeps the others out.
    private func makeRoom(for peer: IPAddress?, at door: Door) -> Bool {
        guard let peer, !admission.limits.exempt.contain(peer), !isProxy(peer, at: door) else { return true }
        let others = hosts[HostKey(peer)] ?? [:]
        guard others.count >= FixedLimits.webNewcomersPerAddress else { return true }
        let now = loop.now
        let idle = others.values.filter(\.isIdle).min { $0.deadline < $1.deadline }
        let silent = others.values.filter { $0.isSilent && now - $0.since >= FixedLimits.webSilence }.min {
            $0.since < $1.since
        }
        guard let oldest = idle ?? silent else { return false }
        close(oldest)
        return true
    }

    /// What it says of whose a connection is, is believed. Who may write to a Unix socket's file is trusted.
    private func isProxy(_ peer: IPAddress?, at door: Door) -> Bool {
        door.listen.forwarded && peer.map { settings.configuration.proxy.trusted.contain($0) } ?? true
    }

    private func close(_ newcomer: WebNewcomer) {
        newcomer.connection.close()
        forget(newcomer)
    }

    private func forget(_ newcomer: WebNewcomer) {
        if !newcomer.isConnected {
            metrics.handshakes.add(.failure)
            metrics.refusedConnections.add(.handshake)
        }
        let id = ObjectIdentifier(newcomer.connection)
        newcomers[id] = nil
        readers[id] = nil
        guard let host = newcomer.peer.map({ HostKey($0) }) else { return }
        hosts[host]?[id] = nil
        if hosts[host]?.isEmpty == true { hosts[host] = nil }
    }

    // MARK: - Heads

    private func take(_ event: LineConnection.Event, of newcomer: WebNewcomer) {
        switch event {
        case .connected:
            newcomer.isConnected = true
            metrics.handshakes.add(.success)
        case .line(let line): take(line, of: newcomer)
        case .lineTooLong, .flooded: refuse(newcomer, WebRefusal(.fieldsTooLarge, because: .head))
        case .endOfInput, .broken: close(newcomer)
        case .closed: forget(newcomer)
        case .bytes: break
        }
    }

    private func take(_ line: UnsafeRawBufferPointer, of newcomer: WebNewcomer) {
        guard newcomer.phase == .asking else { return }
        do throws(HTTPStatus) {
            try newcomer.head.take(line)
        } catch {
            return refuse(newcomer, WebRefusal(error, because: .head))
        }
        guard newcomer.head.isWhole else { return }
        let rules = settings.configuration.webRules(of: newcomer.door)
        switch WebRequest(newcomer.head, rules, settings.site) {
        case .refused(let refusal): refuse(newcomer, refusal)
        case .file(let response): serve(response, to: newcomer)
        case .socket(let offer): open(newcomer, offer)
        }
    }

    // MARK: - Answers

    private func serve(_ response: HTTPResponse, to newcomer: WebNewcomer) {
        guard !admission.isFull() else {
            var refusal = WebGate.full
            refusal.response.isHeadAlone = response.isHeadAlone
            return refuse(newcomer, refusal)
        }
        metrics.webResponses.add(response.status == .notModified ? .notModified : .whole)
        answer(newcomer, response)
    }

    private func refuse(_ newcomer: WebNewcomer, _ refusal: WebRefusal) {
        metrics.refusedConnections.add(ConnectionRefusal(refusal.cause))
        answer(newcomer, refusal.response)
    }

    /// What one reads who asks for the page where another session can't be had.
    private static let full = WebRefusal(
        .unavailable, because: .full, "the server is full; try again in a minute",
        [("Retry-After", "\(FixedLimits.fullRetrySeconds)")])

    private func answer(_ newcomer: WebNewcomer, _ response: HTTPResponse) {
        guard newcomer.phase == .asking else { return }
        newcomer.answers += 1
        var response = response
        // Who keeps it, a proxy say, is told where it ends before another request is answered.
        let isLast = newcomer.answers >= FixedLimits.webRequests || newcomer.end - loop.now <= FixedLimits.webPause
        if isLast { response.closes = true }
        response.date = date()
        let (head, body) = (response.head, response.body)
        let waits = head.withUnsafeBytes { head in body.withUnsafeBytes { newcomer.connection.send(head, $0) } }
        newcomer.head = HTTPHead()
        if response.closes {
            // A refusal is short, and a file is as long as it is.
            let time = response.status == .ok ? newcomer.end - loop.now : .zero
            leave(newcomer, within: max(FixedLimits.drainTime, time))
        } else if waits {
            newcomer.phase = .reading
            newcomer.deadline = newcomer.end
            newcomer.connection.pauseInput()
            readers[ObjectIdentifier(newcomer.connection)] = newcomer
        } else {
            awaitNext(newcomer)
        }
    }

    /// Now, as HTTP has it: it is made once a second.
    private func date() -> String {
        let second = loop.wallTime / 1_000_000
        if dated.second != second { dated = (second, Timestamp(second * 1_000_000).http) }
        return dated.text
    }

    private func leave(_ newcomer: WebNewcomer, within time: Duration, awaitingPeer: Bool = false) {
        newcomer.phase = .leaving
        newcomer.connection.closeAfterDrain(within: time, awaitingPeer: awaitingPeer)
    }

    private func awaitNext(_ newcomer: WebNewcomer) {
        newcomer.phase = .asking
        newcomer.deadline = loop.now + FixedLimits.webPause
    }

    /// Looks at the next request of those who have taken their last answer. To be called at the end of each turn.
    func goOn() {
        guard !readers.isEmpty else { return }
        for (id, newcomer) in readers where newcomer.connection.pendingOutput == 0 {
            readers[id] = nil
            awaitNext(newcomer)
            newcomer.connection.resumeInput()
        }
    }

    // MARK: - Sockets

    private func open(_ newcomer: WebNewcomer, _ offer: WebSocketOffer) {
        var address = newcomer.peer
        let entries = newcomer.head.list("x-forwarded-for")
        if isProxy(newcomer.peer, at: newcomer.door) {
            let trusted = settings.configuration.proxy.trusted
            switch ForwardedFor(entries, address: { IPAddress($0) }, isTrusted: { trusted.contain($0) }) {
            case .nobody: break
            case .client(let client): address = client
            case .unreadable:
                return refuse(newcomer, WebRefusal(.badRequest, because: .head, "X-Forwarded-For has no addresses"))
            }
        }
        if case .refuse(let cause) = admission.decide(on: address, at: loop.now.nanoseconds / 1_000) {
            return turnAway(newcomer, offer, cause, address)
        }
        forget(newcomer)
        admission.enter(address.map { HostKey($0) })
        let connection = newcomer.connection
        connection.onEvent = nil
        connection.write(offer.response.bytes)
        // Clients of IRC send either; bytes that are no text are refused as in any line.
        let input = WebSocketInput(WebGate.kind(of: offer), isStrict: !offer.isIRC)
        input.attach(to: connection)
        metrics.acceptedConnections.add(.web)
        var arrival = Arrivals.Newcomer(connection: connection, address: address, door: newcomer.door)
        (arrival.webSocket, arrival.isIRC) = (input, offer.isIRC)
        arrival.isForwarded = !entries.isEmpty && address?.isLoopback ?? true
        onSocket?(arrival)
    }

    /// A page's script is told no status, but the code by which its socket is closed.
    private func turnAway(
        _ newcomer: WebNewcomer, _ offer: WebSocketOffer, _ cause: Admission.Cause, _ address: IPAddress?
    ) {
        metrics.refusedConnections.add(ConnectionRefusal(cause))
        let refusal = admission.refusal(for: cause, of: address)
        onRefusal?(cause, refusal)
        let close = WebSocketClose(cause, refusal)
        newcomer.connection.write(offer.response.bytes + WebSocketFrame.close(close.code, close.reason))
        leave(newcomer, within: FixedLimits.drainTime, awaitingPeer: true)
    }

    /// nil: the client's first message decides.
    private static func kind(of offer: WebSocketOffer) -> WebSocketDecoder.Kind? {
        switch offer.subprotocol {
        case .line, .ircText: .text
        case .ircBinary: .binary
        case nil: offer.isIRC ? nil : .text
        }
    }
}

extension Configuration {
    /// By whom a door may be asked.
    func webRules(of door: Door) -> WebRules {
        var rules = WebRules()
        rules.hosts = web.hosts
        rules.origins = web.origins
        // Behind a proxy's own header nobody's browser gets here by itself.
        rules.isLoopback =
            !door.listen.proxyProtocol && !door.listeners.isEmpty
            && door.listeners.allSatisfy { $0.address.ip?.isLoopback ?? false }
        return rules
    }
}
