import ChatCore
import Dialects
import Libevent

/// Carries out what peers ask for.
final class Requests {
    // Not private, as Requests+Answers.swift needs them; nobody else's.

    let loop: EventLoop
    let settings: Settings
    let driver: HubDriver
    let sessions: SessionTable
    let departures: Departures
    let metrics: Metrics
    /// The start of the server.
    let started: Instant

    private let output: Output
    /// What commands that go through much have taken in this turn.
    private var dearTime = Duration.zero

    init(
        on loop: EventLoop, _ settings: Settings, _ driver: HubDriver, _ sessions: SessionTable, _ output: Output,
        _ departures: Departures, _ metrics: Metrics, started: Instant
    ) {
        self.loop = loop
        self.settings = settings
        self.driver = driver
        self.sessions = sessions
        self.output = output
        self.departures = departures
        self.metrics = metrics
        self.started = started
    }

    /// - Returns: false where it is to be asked for again in the next turn.
    func perform(_ request: Request, for session: Session) -> Bool {
        if request.cost == .dear, !hasDearTime { return false }
        if let verb = request.verb { metrics.commands.add(verb) }
        carryOut(request, for: session)
        return true
    }

    /// Carries out what a peer asked for, now.
    func carryOut(_ request: Request, for session: Session) {
        switch request.body {
        case .command(let command):
            if request.cost == .plain {
                perform(command, for: session, tag: request.tag)
            } else {
                charge(session, request.cost) {
                    perform(command, for: session, tag: request.tag)
                    return driver.hub.walked
                }
            }
        case .service(let command):
            charge(session, request.cost) {
                perform(command, for: session, tag: request.tag)
                return request.cost == .dear ? driver.hub.walked : 0
            }
        case .refused(let refusal): refuse(session, refusal, tag: request.tag)
        case .nothing: break
        }
        output.bound(session)
    }

    /// Carries a command out by the hub.
    func perform(_ command: Command, for session: Session, tag: Tag) {
        driver.carryOut(for: Delivery.Asker(session, tag)) {
            driver.hub.perform(command, by: session.id, at: driver.moment, &$0)
        }
    }

    // MARK: - What requests cost

    /// Whether this turn has time left for commands that go through much. Whoever does not ask for much is served in between.
    private var hasDearTime: Bool { dearTime < FixedLimits.dearBudget && !driver.delivery.isCrowded }

    /// The next turn has time again.
    func turnEnded() {
        dearTime = .zero
    }

    /// Has a session owe what something cost more than a line does.
    /// - Parameter work: yields how much it had to go through.
    private func charge(_ session: Session, _ cost: CommandCost, _ work: () -> Int) {
        let began = cost == .dear ? Instant.current() : nil
        defer { if let began { dearTime += Instant.current() - began } }
        guard settings.rate.interval > 0 else {
            _ = work()
            return
        }
        let outboxes = driver.delivery.outboxes
        let before = outboxes.count(of: session.id.slot)
        let walked = work()
        // Where it was the session's last its output is gone: there is nobody to owe anything.
        session.owe(Cost(answerBytes: outboxes.count(of: session.id.slot) - before, walked: walked))
    }
}
