import ChatCore
import Configuration
import Dialects
import Libevent
import Logging

/// What sessions, and what they ask for, need of the server.
extension Server {
    package var configuration: Configuration { settings.configuration }
    var rate: RateLimit.Rate { settings.rate }
    var log: Logger { settings.log }
    var hub: Hub { driver.hub }
    var delivery: Delivery { driver.delivery }
    var moment: Moment { driver.moment }
    /// nil: there is no store.
    var keeper: Keeper? { keeping.keeper }

    /// Whether a session has ended.
    @inline(__always)
    func isGone(_ session: Session) -> Bool { !sessions.has(session) }

    /// See `SessionLog.introduce`.
    func introduce(_ session: Session) { sessionLog.introduce(session) }

    /// See `Departures.end`.
    func end(_ session: Session, _ why: SessionEnd, telling refusal: ServerRefusal? = nil) {
        departures.end(session, why, telling: refusal)
    }

    /// Closes a peer that speaks another protocol.
    func turnAway(_ session: Session, _ foreign: ForeignProtocol) {
        log.notice(
            "closing a peer of another protocol",
            metadata: ["protocol": "\(foreign.rawValue)", "peer": "\(session.peer)"])
        let instead = foreign == .irc ? doors.whereIRCIs(forLocal: session.isLocal) : nil
        end(session, .wrongProtocol, telling: .wrongProtocol(foreign, instead: instead))
    }

    /// Sends what telnet's negotiation asks for.
    func sendTelnet(_ bytes: [UInt8], to session: Session) {
        // What reads frames is no terminal.
        guard !session.isFramed else { return }
        bytes.withUnsafeBytes { delivery.outboxes.append($0, to: session.id.slot) }
    }

    /// The connection of a session broke, and is gone.
    func connectionLost(_ session: Session) { departures.connectionLost(session) }

    /// The connection of a session that has ended is closed.
    func connectionDrained(_ session: Session) { departures.connectionClosed(session) }
}
