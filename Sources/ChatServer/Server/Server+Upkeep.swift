import CMalloc
import ChatCore
import ChatProtocol
import Glibc
import Libevent

/// What is done twice a second.
extension Server {
    func sweep() {
        countLag()
        refreshZone()
        tidyUp()
        gate.expire(
            after: .seconds(configuration.limits.handshakeSeconds),
            silence: .seconds(configuration.limits.firstLineSeconds))
        handshakes.expire(after: .seconds(configuration.limits.handshakeSeconds), now: loop.now)
        if loop.now - certificateReported >= Server.certificateInterval { reportCertificate() }
        admission.forgetIdle(at: moment.steady)
        for case let session? in sessions { attend(to: session) }
    }

    /// Asks a silent peer whether it is there, and closes those who are not, or have nothing to say for too long.
    private func attend(to session: Session) {
        let limits = configuration.limits
        let silence = loop.now - session.lastHeard
        func isOver(_ seconds: Int) -> Bool { seconds > 0 && silence >= .seconds(seconds) }
        if session.connection.isBroken {
            // What it said before is carried out at its pace; but nobody is there to wait for, and it holds its nick.
            let since = session.brokenSince ?? loop.now
            session.brokenSince = since
            if loop.now - since >= Server.drainTime { return connectionLost(session) }
        }
        if isOver(limits.idleSeconds) {
            end(session, .idle, telling: .silent(seconds: limits.idleSeconds))
        } else if session.owesFirstLine, isOver(limits.firstLineSeconds) {
            end(session, .idle, telling: .silentNewcomer(seconds: limits.firstLineSeconds))
        } else if isOver(limits.pingSeconds) {
            if session.isWire { ping(session) } else if session.isTelnet { nudge(session) }
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

    private func ping(_ session: Session) {
        guard let pingedAt = session.pingedAt else {
            session.pingedAt = loop.now
            return delivery.answer(asker(session, .none)) {
                $0.appendPing(token: String(loop.now.nanoseconds / 1_000_000), for: session.form, to: $1)
            }
        }
        // Where its input is held back, its answer is, too.
        if loop.now - pingedAt >= .seconds(configuration.limits.pingSeconds), !session.connection.isInputPaused {
            end(session, .pingTimeout, telling: .pingTimeout)
        }
    }

    /// A telnet peer has no answer to give, but its kernel has; and what stands between us sees that the connection is in use.
    private func nudge(_ session: Session) {
        guard loop.now - session.lastNop >= .seconds(configuration.limits.pingSeconds) else { return }
        session.lastNop = loop.now
        TelnetDecoder.noOperation.withUnsafeBytes { delivery.outboxes.append($0, to: session.id.slot) }
    }

    /// Daylight saving begins and ends while a server runs.
    func refreshZone() {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        delivery.renderer = Renderer(offset: Int64(local.tm_gmtoff))
    }
}
