import ChatCore
import ChatProtocol
import Glibc
import Libevent

/// Coming.
extension Server {
    func accept(_ descriptor: Int32, from peer: SocketAddress, at door: Door) {
        guard door.listen.proxyProtocol else { return arrive(descriptor, from: peer.ip, at: door, since: loop.now) }
        if admission.isFull(arriving: gate.count) { return turnAway(descriptor, .full, at: door) }
        gate.take(descriptor, from: peer, at: door)
    }

    /// - Parameters:
    ///   - address: whose connection it is; nil for a Unix socket's peer, who is nobody in particular. What such call
    ///     themselves is theirs to choose.
    ///   - since: when it came, for what it has to do before it is let in.
    func arrive(_ descriptor: Int32, from address: IPAddress?, at door: Door, since: Instant) {
        if case .refuse(let cause) = admission.decide(on: address, at: moment.steady) {
            return turnAway(descriptor, cause, at: door)
        }
        let limits = configuration.limits
        let context = door.listen.tls ? tls : nil
        // Never in the clear where TLS was asked for.
        guard door.listen.tls == (context != nil) else {
            Glibc.close(descriptor)
            return
        }
        do {
            let connection = try LineConnection(
                on: loop, descriptor: descriptor, maximumLineLength: limits.lineBytes,
                keepAliveSeconds: limits.pingSeconds, tls: context)
            admission.enter(address.map { HostKey($0) })
            guard context != nil else { return admit(connection, address, at: door) }
            handshakes.begin(
                Handshakes.Newcomer(connection: connection, address: address, door: door, since: since))
        } catch {
            metrics.refusedConnections.add(.resources)
            log.error("can't take a connection: \(error)")
        }
    }

    /// Makes a session of a connection that is counted already, and greets it.
    func admit(_ connection: LineConnection, _ address: IPAddress?, at door: Door) {
        // It may have changed since the handshake began.
        connection.maximumLineLength = configuration.limits.lineBytes
        var effects: [Effect] = []
        let isHidden = arrivalGrace > .zero
        let id = hub.connect(at: moment, isHidden: isHidden, &effects)
        let session = Session(
            id: id, address: address, connection: connection, server: self, now: loop.now, listener: "\(door.listen)",
            mustSpeak: door.listen.tls || door.listen.proxyProtocol)
        while sessions.count <= Int(id.slot) { sessions.append(nil) }
        sessions[Int(id.slot)] = session
        delivery.outboxes.open(id.slot)
        metrics.acceptedConnections.add(ListenerKind(of: door))
        if isHidden { awaitAnnouncement(of: id) } else { introduce(session) }
        let asker = asker(session, .none)
        if let nick = hub.nick(of: id) {
            delivery.answer(asker) {
                $0.putGreeting(server: configuration.name, nick: nick, motd: motd, into: $1)
            }
        }
        delivery.carryOut(effects, for: asker, now: loop.wallTime)
    }

    /// Tells a newcomer that there is no place, and closes. It has no session, so a flood of them costs no memory, and one line of the log
    /// a minute for each cause.
    private func turnAway(_ descriptor: Int32, _ cause: Admission.Cause, at door: Door) {
        metrics.refusedConnections.add(ConnectionRefusal(cause))
        let words = admission.words(for: cause)
        if turnedAwayLogged.isDue(cause, at: loop.now) {
            log.warning(
                "turning newcomers away", metadata: ["cause": "\(cause.rawValue)", "told": "\(words)"])
        }
        defer { Glibc.close(descriptor) }
        // One that begins with a handshake could not read it.
        if door.listen.tls { return }
        let retry = admission.retrySeconds(for: cause)
        // It has no session, and so no wire form: the key stands at the end of the words.
        let line = Array("!! \(Code.serverFull.rawValue): \(words) (retry=\(retry))\n".utf8)
        _ = Glibc.send(descriptor, line, line.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        shutdown(descriptor, Int32(SHUT_WR))
        // Unread input would turn the close into a reset, which may overtake the line.
        var unread = [UInt8](repeating: 0, count: 4_096)
        _ = recv(descriptor, &unread, unread.count, Int32(MSG_DONTWAIT))
    }

    /// A connection without a good PROXY header was closed. Each cause is logged once a minute: it is the proxy that is set up
    /// wrong, or somebody who tries.
    func proxyRefused(_ cause: ProxyGate.Cause, _ peer: SocketAddress, _ words: String) {
        metrics.refusedConnections.add(.proxy)
        guard proxyFaultLogged.isDue(cause, at: loop.now) else { return }
        log.warning(
            "closed a connection without a good PROXY header",
            metadata: ["cause": "\(cause.rawValue)", "peer": "\(peer)", "fault": "\(words)"])
    }
}
