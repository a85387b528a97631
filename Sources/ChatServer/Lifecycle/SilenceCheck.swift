import ChatCore
import Dialects
import Framing
import Libevent

/// Asks silent peers whether they are there, and closes those who are not, or have nothing to say for too long.
final class SilenceCheck {
    private let loop: EventLoop
    private let settings: Settings
    private let delivery: Delivery
    private let sessions: SessionTable
    private let departures: Departures

    init(
        on loop: EventLoop, _ settings: Settings, _ delivery: Delivery, _ sessions: SessionTable,
        _ departures: Departures
    ) {
        self.loop = loop
        self.settings = settings
        self.delivery = delivery
        self.sessions = sessions
        self.departures = departures
    }

    /// To be called now and then.
    func check() {
        for case let session? in sessions { check(session) }
    }

    private func check(_ session: Session) {
        let limits = settings.configuration.limits
        let silence = loop.now - session.lastHeard
        func isOver(_ seconds: Int) -> Bool { seconds > 0 && silence >= .seconds(seconds) }
        if session.connection.isBroken {
            // What it said before is carried out at its pace; but nobody is there to wait for, and it holds its nick.
            let since = session.brokenSince ?? loop.now
            session.brokenSince = since
            if loop.now - since >= FixedLimits.drainTime { return departures.connectionLost(session) }
        }
        // Who waits for us is not idle.
        if isOver(limits.idleSeconds), !session.awaitsAnswer {
            departures.end(session, .idle, telling: .silent(seconds: limits.idleSeconds))
        } else if session.owesFirstLine, isOver(limits.firstLineSeconds) {
            departures.end(session, .idle, telling: .silentNewcomer(seconds: limits.firstLineSeconds))
        } else if isOver(limits.pingSeconds) {
            switch session.dialect.pulse(isTelnet: session.isTelnet) {
            case .ping: ping(session)
            case .noOperation: sendNoOperation(session)
            case .none: break
            }
        }
    }

    private func ping(_ session: Session) {
        guard let pingedAt = session.pingedAt else {
            session.pingedAt = loop.now
            return delivery.answer(Delivery.Asker(session)) {
                $0.putPing(token: String(loop.now.nanoseconds / 1_000_000), into: $1)
            }
        }
        // Where its input is held back, its answer is, too.
        if loop.now - pingedAt >= .seconds(settings.configuration.limits.pingSeconds), !session.connection.isInputPaused
        {
            departures.end(session, .pingTimeout, telling: .pingTimeout)
        }
    }

    private func sendNoOperation(_ session: Session) {
        guard loop.now - session.lastNop >= .seconds(settings.configuration.limits.pingSeconds) else { return }
        session.lastNop = loop.now
        if session.isFramed { return session.sendControl(.ping) }
        TelnetDecoder.noOperation.withUnsafeBytes { delivery.outboxes.append($0, to: session.id.slot) }
    }
}
