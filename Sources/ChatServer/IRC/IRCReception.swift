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

    /// Where newcomers wait for the log; nil: this server is the whole chat.
    var entrances: Entrances?

    /// What a newcomer comes to.
    enum Outcome {
        case welcomed
        /// Nobody was taken in: the nick can't be had.
        case refused(IRCNumeric)
        /// The log let nobody in.
        case givenUp
    }

    /// Somebody who is about to be taken in.
    private struct Entering {
        let arrival: Arrivals.Newcomer
        let registration: IRCRegistration
        let nick: Nick
        let account: AccountID?
        let dialect: IRCDialect
        let makeSession: (SessionID, IRCDialect) -> Session

        var entrance: Hub.Entrance {
            let user = registration.user.flatMap { UserName($0.name) } ?? .line
            return Hub.Entrance(
                nick, Introduction(user: user, realName: registration.user?.realName ?? ""), account: account)
        }
    }

    /// Takes in who has said all that is needed: under the nick that they want and into no room or, where the person of their account is here,
    /// as that one.
    /// - Parameters:
    ///   - account: that they have proved to be theirs.
    ///   - makeSession: makes the session of the id that the hub gave, which speaks that dialect.
    ///   - finish: is told what it came to, now or when the log has told.
    func welcome(
        _ arrival: Arrivals.Newcomer, _ registration: IRCRegistration, _ account: AccountID?,
        _ makeSession: @escaping (SessionID, IRCDialect) -> Session, then finish: @escaping (Outcome) -> Void
    ) {
        guard let nick = registration.nick, let user = registration.user else { return finish(.refused(.noNickGiven)) }
        let dialect = IRCDialect(
            server: settings.configuration.name, nick: nick, user: user, capabilities: registration.capabilities,
            modes: arrival.door.listen.tls ? .secure : [], rendering: RenderingID(rawValue: 0))
        dialect.subscriptions = registration.subscriptions
        dialect.tally = requests.metrics.ircRefusals
        dialect.opcode = arrival.webSocket?.opcode
        let renderings = driver.delivery.renderings
        guard let rendering = renderings.intern(dialect.readers, isInUse: sessions.reads) else {
            return finish(.refused(.unavailable))
        }
        dialect.rendering = rendering
        let entering = Entering(
            arrival: arrival, registration: registration, nick: nick, account: account, dialect: dialect,
            makeSession: makeSession)
        do throws(Refusal) {
            if let entrances { return try wait(entering, at: entrances, then: finish) }
            var effects: [Effect] = []
            let id = try driver.hub.enter(
                entering.entrance, as: dialect.reading, from: cloaks.host(of: arrival.address), at: driver.moment,
                &effects)
            greet(entering, id, effects)
            finish(.welcomed)
        } catch {
            finish(.refused(IRCRefusal(error, of: .nick, for: nick.text).numeric))
        }
    }

    private func greet(_ entering: Entering, _ id: SessionID, _ effects: [Effect]) {
        sessions.open(id.slot)
        driver.delivery.outboxes.open(id.slot)
        let session = makeSession(of: entering, id)
        let isDismissed = effects.contains { effect in
            if case .dismissed(let ids, _) = effect { ids.contains(id) } else { false }
        }
        // What was said to them meanwhile is theirs once they know that they are in.
        if !isDismissed { requests.irc?.welcome(session, entering.dialect) }
        // Who is banned is put off by this, for which their session has to be there.
        driver.delivery.carryOut(effects, for: .nobody, now: loop.wallTime)
        if !isDismissed { settle(entering, session) }
    }

    private func makeSession(of entering: Entering, _ id: SessionID) -> Session {
        let dialect = entering.dialect
        if let nick = driver.hub.nick(of: id) { dialect.nick = nick }
        // They were told when they proved it.
        dialect.account = driver.hub.account(of: id)?.name
        let session = entering.makeSession(id, dialect)
        sessions.add(session)
        log.introduce(session)
        if let person = driver.hub.person(of: id) {
            requests.irc?.people.add(IRCPeople.Entry(metadata: entering.registration.metadata), to: person)
        }
        return session
    }

    /// Who is one with somebody is in their rooms.
    private func settle(_ entering: Entering, _ session: Session) {
        guard sessions.has(session) else { return }
        requests.irc?.noteRooms(of: session, besides: [])
        requests.irc?.arriveAway(session, entering.registration.away)
        if driver.hub.account(of: session.id) != nil { requests.accounts?.onLogin?(session) }
    }

    // MARK: - By a log

    /// Their login comes behind the welcome.
    private func wait(
        _ entering: Entering, at entrances: Entrances, then finish: @escaping (Outcome) -> Void
    ) throws(Refusal) {
        func propose(_ ticket: Int) throws(Refusal) {
            var effects: [Effect] = []
            try driver.hub.proposeEntrance(
                entering.entrance, ticket: ticket, as: entering.dialect.reading,
                from: cloaks.host(of: entering.arrival.address), at: driver.moment, &effects)
            driver.delivery.carryOut(effects, for: .nobody, now: loop.wallTime)
        }
        try entrances.wait(with: entering.arrival.connection, propose) {
            finish(.givenUp)
        } then: { [unowned self] id in
            guard let id else {
                let refusal = Refusal.nickInUse(entering.nick)
                return finish(.refused(IRCRefusal(refusal, of: .nick, for: entering.nick.text).numeric))
            }
            let session = makeSession(of: entering, id)
            requests.irc?.welcome(session, entering.dialect)
            finish(.welcomed)
            guard let account = entering.account else { return settle(entering, session) }
            driver.orders?.expectLast(by: id) { [unowned self] _ in
                settle(entering, session)
            }
        }
    }
}
