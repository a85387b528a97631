import Configuration
import Dialects
import Framing
import Libevent
import Web

/// Newcomers of listeners for the web, until what they ask for is known: they have a connection and no session.
///
/// 1. A head is read line by line, and bounded as a whole, in bytes and in time.
/// 2. One who asks for a WebSocket and may have it goes on, by `onSocket`; everybody else is answered, and closed.
/// 3. They count among connections to come, and so many of an address may be here (`mostOfAddress`). Whether another session may be had
///    from there is decided only on who asks for one: a page is a handful of connections, and no session.
final class WebGate {
    /// So many of one address may be without a session.
    static let mostOfAddress = 16

    /// Called with each who is to get a session, and is counted by then: the connection is the callee's.
    var onSocket: ((Arrivals.Newcomer) -> Void)?
    /// Called with why somebody is not let in, and what they are told.
    var onRefusal: ((Admission.Cause, ServerRefusal) -> Void)?

    private let loop: EventLoop
    private let settings: Settings
    private let admission: Admission
    private let metrics: Metrics
    private var newcomers: [ObjectIdentifier: WebNewcomer] = [:]
    private var hosts: [HostKey: Int] = [:]

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
        guard mayEnter(peer, at: door) else {
            metrics.refusedConnections.add(.address)
            return connection.close()
        }
        let newcomer = WebNewcomer(connection, from: peer, at: door, since: since)
        connection.maximumLineLength = HTTPHead.maximumLength
        connection.speakHTTP()
        newcomers[ObjectIdentifier(connection)] = newcomer
        count(peer, by: 1)
        connection.onEvent = { [unowned self, unowned newcomer] _, event in self.take(event, of: newcomer) }
    }

    /// Closes those who have taken longer, since they came.
    func expire(after time: Duration) {
        for newcomer in newcomers.values where !newcomer.isAnswered && loop.now - newcomer.since >= time {
            if newcomer.isConnected { metrics.refusedConnections.add(.deadline) }
            newcomer.connection.close()
            forget(newcomer)
        }
    }

    /// Closes all of them.
    func close() {
        for newcomer in newcomers.values { newcomer.connection.close() }
        (newcomers, hosts) = ([:], [:])
    }

    // MARK: - Who is here

    /// A proxy brings many, whose addresses are known by their heads alone.
    private func mayEnter(_ peer: IPAddress?, at door: Door) -> Bool {
        guard let peer, !admission.limits.exempt.contain(peer), !isProxy(peer, at: door) else { return true }
        return hosts[HostKey(peer), default: 0] < WebGate.mostOfAddress
    }

    /// What it says of whose a connection is, is believed. Who may write to a Unix socket's file is trusted.
    private func isProxy(_ peer: IPAddress?, at door: Door) -> Bool {
        door.listen.forwarded && peer.map { settings.configuration.proxy.trusted.contain($0) } ?? true
    }

    private func count(_ peer: IPAddress?, by change: Int) {
        guard let host = peer.map({ HostKey($0) }) else { return }
        let count = hosts[host, default: 0] + change
        hosts[host] = count > 0 ? count : nil
    }

    private func forget(_ newcomer: WebNewcomer) {
        if !newcomer.isConnected {
            metrics.handshakes.add(.failure)
            metrics.refusedConnections.add(.handshake)
        }
        newcomers[ObjectIdentifier(newcomer.connection)] = nil
        count(newcomer.peer, by: -1)
    }

    // MARK: - Heads

    private func take(_ event: LineConnection.Event, of newcomer: WebNewcomer) {
        switch event {
        case .connected:
            newcomer.isConnected = true
            metrics.handshakes.add(.success)
        case .line(let line): take(line, of: newcomer)
        case .lineTooLong, .flooded: refuse(newcomer, WebRefusal(.fieldsTooLarge, because: .head))
        case .endOfInput, .broken:
            newcomer.connection.close()
            forget(newcomer)
        case .closed: forget(newcomer)
        case .bytes: break
        }
    }

    private func take(_ line: UnsafeRawBufferPointer, of newcomer: WebNewcomer) {
        guard !newcomer.isAnswered else { return }
        do throws(HTTPStatus) {
            try newcomer.head.take(line)
        } catch {
            return refuse(newcomer, WebRefusal(error, because: .head))
        }
        guard newcomer.head.isWhole else { return }
        switch WebRequest(newcomer.head, settings.configuration.webRules(of: newcomer.door)) {
        case .refused(let refusal): refuse(newcomer, refusal)
        case .page(let isHeadAlone):
            var response = HTTPResponse(.ok, settings.configuration.webWords)
            response.isHeadAlone = isHeadAlone
            metrics.webPages += 1
            answer(newcomer, response)
        case .socket(let offer): open(newcomer, offer)
        }
    }

    private func refuse(_ newcomer: WebNewcomer, _ refusal: WebRefusal) {
        metrics.refusedConnections.add(ConnectionRefusal(refusal.cause))
        answer(newcomer, refusal.response)
    }

    private func answer(_ newcomer: WebNewcomer, _ response: HTTPResponse) {
        close(newcomer, behind: response.bytes)
    }

    private func close(_ newcomer: WebNewcomer, behind bytes: [UInt8], awaitingPeer: Bool = false) {
        guard !newcomer.isAnswered else { return }
        newcomer.isAnswered = true
        newcomer.connection.write(bytes)
        newcomer.connection.closeAfterDrain(within: FixedLimits.drainTime, awaitingPeer: awaitingPeer)
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
        self.close(
            newcomer, behind: offer.response.bytes + WebSocketFrame.close(close.code, close.reason), awaitingPeer: true)
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

    /// What somebody reads who looks.
    var webWords: String {
        """
        This is \(name), a chat server. Programs join by a WebSocket: /ws speaks lines (subprotocol
        line.partyline), /irc speaks IRC (text.ircv3.net, binary.ircv3.net).

        """
    }
}
