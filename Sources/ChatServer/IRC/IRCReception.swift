import ChatCore
import Dialects
import Libevent

/// Makes sessions of clients of IRC whose registration is complete, and welcomes them.
final class IRCReception {
    private let loop: EventLoop
    private let settings: Settings
    private let driver: HubDriver
    private let sessions: SessionTable
    private let cloaks: Cloaks
    private let log: SessionLog
    private let requests: Requests

    init(
        on loop: EventLoop, _ settings: Settings, _ driver: HubDriver, _ sessions: SessionTable, _ cloaks: Cloaks,
        _ log: SessionLog, _ requests: Requests
    ) {
        self.loop = loop
        self.settings = settings
        self.driver = driver
        self.sessions = sessions
        self.cloaks = cloaks
        self.log = log
        self.requests = requests
    }

    /// Takes in who has said all that is needed: under the nick that they want, and into no room.
    /// - Parameter makeSession: makes the session of the id that the hub gave, which speaks that dialect.
    /// - Returns: why the nick can't be had; nobody was taken in then.
    func welcome(
        _ arrival: Arrivals.Newcomer, _ registration: IRCRegistration,
        _ makeSession: (SessionID, IRCDialect) -> Session
    ) -> IRCNumeric? {
        guard let nick = registration.nick, let user = registration.user else { return .noNickGiven }
        let dialect = IRCDialect(
            server: settings.configuration.name, nick: nick, user: user, capabilities: registration.capabilities,
            modes: arrival.door.listen.tls ? .secure : [], rendering: RenderingID(rawValue: 0))
        guard let rendering = driver.delivery.renderings.intern(dialect.readers) else { return .unavailable }
        dialect.rendering = rendering
        switch takeIn(arrival, nick, user, dialect.reading) {
        case .failure(let refusal): return IRCRefusal(refusal, of: .nick, for: nick.text).numeric
        case .success(let id):
            let session = makeSession(id, dialect)
            sessions.add(session)
            log.introduce(session)
            requests.irc?.welcome(session, dialect)
            return nil
        }
    }

    private func takeIn(
        _ arrival: Arrivals.Newcomer, _ nick: Nick, _ user: IRCRegistration.User, _ reading: Reading
    ) -> Result<SessionID, Refusal> {
        let hub = driver.hub
        let entrance = Hub.Entrance(
            nick, Introduction(user: UserName(user.name) ?? .line, realName: user.realName))
        var outcome: Result<SessionID, Refusal> = .failure(.nickInUse(nick))
        driver.carryOut(for: .nobody) { effects in
            do throws(Refusal) {
                let id = try hub.enter(
                    entrance, as: reading, from: cloaks.host(of: arrival.address), at: driver.moment, &effects)
                sessions.open(id.slot)
                driver.delivery.outboxes.open(id.slot)
                outcome = .success(id)
            } catch {
                outcome = .failure(error)
            }
        }
        return outcome
    }
}
