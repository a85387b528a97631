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

    /// Takes in who has said all that is needed: under the nick that they want and into no room or, where the person of their account is here,
    /// as that one.
    /// - Parameters:
    ///   - account: that they have proved to be theirs.
    ///   - makeSession: makes the session of the id that the hub gave, which speaks that dialect.
    /// - Returns: why the nick can't be had; nobody was taken in then.
    func welcome(
        _ arrival: Arrivals.Newcomer, _ registration: IRCRegistration, _ account: AccountID?,
        _ makeSession: (SessionID, IRCDialect) -> Session
    ) -> IRCNumeric? {
        guard let nick = registration.nick, let user = registration.user else { return .noNickGiven }
        let dialect = IRCDialect(
            server: settings.configuration.name, nick: nick, user: user, capabilities: registration.capabilities,
            modes: arrival.door.listen.tls ? .secure : [], rendering: RenderingID(rawValue: 0))
        dialect.subscriptions = registration.subscriptions
        dialect.tally = requests.metrics.ircRefusals
        dialect.opcode = arrival.webSocket?.opcode
        let renderings = driver.delivery.renderings
        guard let rendering = renderings.intern(dialect.readers, isInUse: sessions.reads) else { return .unavailable }
        dialect.rendering = rendering
        let entrance = Hub.Entrance(
            nick, Introduction(user: UserName(user.name) ?? .line, realName: user.realName), account: account)
        var effects: [Effect] = []
        switch takeIn(arrival, entrance, dialect.reading, &effects) {
        case .failure(let refusal): return IRCRefusal(refusal, of: .nick, for: nick.text).numeric
        case .success(let id):
            if let nick = driver.hub.nick(of: id) { dialect.nick = nick }
            // They were told when they proved it.
            dialect.account = driver.hub.account(of: id)?.name
            let session = makeSession(id, dialect)
            sessions.add(session)
            log.introduce(session)
            if let person = driver.hub.person(of: id) {
                requests.irc?.people.add(IRCPeople.Entry(metadata: registration.metadata), to: person)
            }
            let isDismissed = effects.contains { effect in
                if case .dismissed(let ids, _) = effect { ids.contains(id) } else { false }
            }
            // What was said to them meanwhile is theirs once they know that they are in.
            if !isDismissed { requests.irc?.welcome(session, dialect) }
            // Who is banned is put off by this, for which their session has to be there.
            driver.delivery.carryOut(effects, for: .nobody, now: loop.wallTime)
            guard !isDismissed, sessions.has(session) else { return nil }
            // Who is one with somebody is in their rooms.
            requests.irc?.noteRooms(of: session, besides: [])
            requests.irc?.arriveAway(session, registration.away)
            if account != nil { requests.accounts?.onLogin?(session) }
            return nil
        }
    }

    private func takeIn(
        _ arrival: Arrivals.Newcomer, _ entrance: Hub.Entrance, _ reading: Reading, _ effects: inout [Effect]
    ) -> Result<SessionID, Refusal> {
        do throws(Refusal) {
            let id = try driver.hub.enter(
                entrance, as: reading, from: cloaks.host(of: arrival.address), at: driver.moment, &effects)
            sessions.open(id.slot)
            driver.delivery.outboxes.open(id.slot)
            return .success(id)
        } catch {
            return .failure(error)
        }
    }
}
