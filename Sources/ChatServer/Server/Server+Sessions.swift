import ChatCore
import Configuration
import Dialects
import Libevent
import Logging

/// What sessions, and what they ask for, need of the server.
extension Server {
    package var configuration: Configuration { settings.configuration }
    var rate: RateLimit.Rate { settings.rate }
    var motd: [Text] { settings.motd }
    var log: Logger { settings.log }
    var hub: Hub { driver.hub }
    var delivery: Delivery { driver.delivery }
    var moment: Moment { driver.moment }

    /// Carries a command out by the hub.
    func perform(_ command: Command, for session: Session, tag: Tag) {
        driver.carryOut(for: asker(session, tag)) { hub.perform(command, by: session.id, at: moment, &$0) }
    }

    func asker(_ session: Session, _ tag: Tag) -> Delivery.Asker { Delivery.Asker(session, tag) }

    /// Whether a session has ended.
    func isGone(_ session: Session) -> Bool { !sessions.has(session) }

    /// See `SessionLog.introduce`.
    func introduce(_ session: Session) { sessionLog.introduce(session) }

    /// See `Output.bound`.
    func bound(_ session: Session) { output.bound(session) }

    /// See `Departures.end`.
    func end(_ session: Session, _ why: SessionEnd, telling refusal: ServiceRefusal? = nil) {
        departures.end(session, why, telling: refusal)
    }

    /// The connection of a session broke, and is gone.
    func connectionLost(_ session: Session) { departures.connectionLost(session) }

    /// The connection of a session that has ended is closed.
    func connectionDrained(_ session: Session) { departures.connectionClosed(session) }
}
