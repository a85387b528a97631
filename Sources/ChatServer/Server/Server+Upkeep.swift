import CMalloc
import ChatCore
import ChatProtocol
import Glibc
import Libevent

/// What is done twice a second.
extension Server {
    /// Asks silent peers whether they are there, and closes those who are not, or have nothing to say for too long.
    func sweep() {
        refreshZone()
        tidyUp()
        let limits = configuration.limits
        guard limits.idleSeconds > 0 || limits.pingSeconds > 0 else { return }
        for case let session? in sessions {
            let silence = loop.now - session.lastHeard
            if limits.idleSeconds > 0, silence >= .seconds(limits.idleSeconds) {
                let words = "nothing came from you for \(limits.idleSeconds) seconds"
                end(session, .idle, telling: Refusal(.idle, words))
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
            end(session, .pingTimeout, telling: Refusal(.idle, "PING was not answered"))
        }
    }

    /// Daylight saving begins and ends while a server runs.
    func refreshZone() {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        delivery.renderer = Renderer(offset: Int64(local.tm_gmtoff))
    }
}
