import ChatCore
import ChatProtocol
import Glibc
import Libevent

/// Coming.
extension Server {
    func accept(_ descriptor: Int32, from peer: SocketAddress, at door: Door) {
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
            return turnAway(descriptor, "there are \(allowed) connections from your address already")
        }
        do {
            let connection = try LineConnection(
                on: loop, descriptor: descriptor, maximumLineLength: limits.lineBytes,
                keepAliveSeconds: limits.pingSeconds)
            admit(connection, host, at: door)
        } catch {
            log.error("can't take a connection: \(error)")
        }
    }

    private func admit(_ connection: LineConnection, _ host: String, at door: Door) {
        var effects: [Effect] = []
        let id = hub.connect(at: moment, &effects)
        let session = Session(id: id, host: host, connection: connection, server: self, now: loop.now)
        while sessions.count <= Int(id.slot) { sessions.append(nil) }
        sessions[Int(id.slot)] = session
        countsByHost[host, default: Counts()].sessions += 1
        countsByHost[host, default: Counts()].connections += 1
        delivery.outboxes.open(id.slot)
        log.info(
            "connected",
            metadata: ["session": "\(id)", "peer": "\(session.peer)", "listener": "\(door.listen)"])
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
}
