import ChatCore
import Dialects
import Libevent

/// Carries out what peers ask for: at once, in a later turn, or when its answer is there.
final class Requests {
    /// Has some requests answered later; nil: all are answered at once.
    var deferral: (any Deferral)?
    /// nil: answers go out at once, whether what they confirm is committed or not.
    var held: HeldAnswers?
    /// nil: the server keeps none.
    var accounts: AccountRequests?
    /// Carries out what clients of IRC ask for.
    private(set) var irc: IRCRequests?
    /// nil: this server is the whole chat.
    var node: ClusterNode?
    /// How long a request may wait for its answer.
    var patience = FixedLimits.answerTime

    // Not private, as Requests+Answers.swift needs them; nobody else does.

    let loop: EventLoop
    let settings: Settings
    let driver: HubDriver
    let sessions: SessionTable
    let departures: Departures
    let returns: Returns
    let metrics: Metrics
    /// The start of the server.
    let started: Instant

    private let output: Output
    /// What commands that go through much have taken in this turn.
    private var dearTime = Duration.zero
    private var waiting = WaitingRequests()
    /// Runs until the next of those that wait is refused.
    private var timer: Timer?
    /// The deferral has given up what it had claimed, and those requests still wait.
    private var isSuspended = false

    init(
        on loop: EventLoop, _ settings: Settings, _ driver: HubDriver, _ sessions: SessionTable, _ output: Output,
        _ departures: Departures, _ returns: Returns, _ metrics: Metrics, started: Instant
    ) throws {
        self.loop = loop
        self.settings = settings
        self.driver = driver
        self.sessions = sessions
        self.output = output
        self.departures = departures
        self.returns = returns
        self.metrics = metrics
        self.started = started
        timer = try Timer(on: loop) { [unowned self] in self.refuseDue(at: self.loop.now) }
        irc = IRCRequests(self)
    }

    /// Carries out what a peer asks for, unless it has to wait.
    /// - Returns: what its session has to wait for; nil: it is done.
    func perform(_ request: Request, for session: Session) -> Session.Hold? {
        if request.cost != .plain {
            if request.cost == .dear, !hasDearTime { return .turn }
            if request.cost == .light { session.getBack(quarters: 3) }
        }
        if let verb = request.verb { metrics.commands.add(verb) }
        if let deferral { return offer(request, of: session, to: deferral) }
        carryOut(request, for: session)
        return nil
    }

    /// Carries out what a peer asked for, now.
    func carryOut(_ request: Request, for session: Session) {
        // What nearly every line is: it takes a short way, in few instructions.
        if case .command(.say(let text)) = request.body, request.cost == .plain {
            driver.say(text, by: session, tag: request.tag)
        } else {
            dispatch(request, for: session)
        }
        output.bound(session)
    }

    /// Apart, as it is large and seldom needed: what stands between the instructions of a line displaces others in the first cache.
    @inline(never)
    private func dispatch(_ request: Request, for session: Session) {
        switch request.body {
        case .command(.sayIn(let room, let text)) where session.dialect.irc != nil:
            irc?.say(text, in: room, for: session)
        case .command(let command):
            if request.cost == .plain {
                perform(command, for: session, tag: request.tag)
            } else {
                charge(session, request.cost) {
                    if let network = command.bannedNetwork {
                        ban(network, command, for: session, tag: request.tag)
                    } else if accounts == nil, command.needsAccounts {
                        refuseWithoutAccounts(request, of: session)
                    } else {
                        perform(command, for: session, tag: request.tag)
                    }
                    return driver.hub.walked
                }
            }
        case .server(let command):
            charge(session, request.cost) {
                perform(command, for: session, tag: request.tag)
                return request.cost == .dear ? driver.hub.walked : 0
            }
        case .account(let command):
            charge(session, request.cost) {
                perform(command, request, for: session)
                if session.dialect.irc != nil { irc?.noteIdentity(of: session) }
                return 0
            }
        // What it costs is its delivery.
        case .irc(let asked) where asked.command == .privmsg && request.cost == .plain:
            irc?.carryOut(asked, for: session)
        case .irc(let asked):
            let isFree = irc?.isFree(asked, for: session) == true
            if isFree { session.getBack(quarters: 4) }
            charge(session, request.cost, isFree: isFree) {
                irc?.carryOut(asked, for: session)
                return request.cost == .plain || request.cost == .light ? 0 : driver.hub.walked
            }
        case .prompt(let prompt, let cause): ask(session, prompt, because: cause)
        case .refused(let refusal): refuse(session, refusal, tag: request.tag)
        case .nothing: break
        }
    }

    /// Carries a command out by the hub.
    /// - Parameter finish: is called behind its answer, which may be later.
    func perform(_ command: Command, for session: Session, tag: Tag, then finish: (() -> Void)? = nil) {
        guard case .whois(let nick) = command else { return driver.perform(command, for: session, tag, then: finish) }
        // It changes nothing, so it is answered now.
        driver.carryOut(for: Delivery.Asker(session, tag)) {
            driver.hub.perform(command, by: session.id, at: driver.moment, &$0)
            tellAddresses(of: nick, to: session, &$0)
        }
    }

    private func perform(_ command: AccountCommand, _ request: Request, for session: Session) {
        if let accounts { return accounts.perform(command, for: session, tag: request.tag) }
        refuseWithoutAccounts(request, of: session)
    }

    private func refuseWithoutAccounts(_ request: Request, of session: Session) {
        let verb = request.verb.map { CommandVerb.names[$0.index] } ?? "login"
        refuse(session, .account(.notKept(verb: verb)), tag: request.tag)
    }

    // MARK: - What requests cost

    /// Whether this turn has time left for commands that go through much. Whoever does not ask for much is served in between.
    var hasDearTime: Bool { dearTime < FixedLimits.dearBudget && !driver.delivery.isCrowded }

    /// The next turn has time again.
    func turnEnded() {
        dearTime = .zero
    }

    /// Has a session owe what something cost more than a line does.
    /// - Parameters:
    ///   - isFree: it owes nothing.
    ///   - work: yields how much it had to go through.
    private func charge(_ session: Session, _ cost: CommandCost, isFree: Bool = false, _ work: () -> Int) {
        let began = cost == .dear ? Instant.current() : nil
        defer { if let began { dearTime += Instant.current() - began } }
        guard settings.rate.interval > 0, !isFree else {
            _ = work()
            return
        }
        let outboxes = driver.delivery.outboxes
        let before = outboxes.count(of: session.id.slot)
        let walked = work()
        // Where it was the session's last its output is gone: there is nobody to owe anything.
        session.owe(Cost(answerBytes: outboxes.count(of: session.id.slot) - before, walked: walked))
    }

    // MARK: - Answers that come later

    /// Requests that wait for their answers.
    var waitingCount: Int { waiting.count }

    /// Whether a request still waits, and its session is here.
    func isWaiting(_ ticket: Ticket) -> Bool { waiting.contains(ticket) && sessions.session(ticket.session) != nil }

    private func offer(_ request: Request, of session: Session, to deferral: any Deferral) -> Session.Hold? {
        let ticket = waiting.makeTicket(for: session.id)
        switch deferral.claim(request, as: ticket) {
        case .none:
            guard let held else {
                carryOut(request, for: session)
                return nil
            }
            held.carryOut(request, for: session)
        case .notNow(let retry, let wait):
            refuse(session, .notNow(retry: retry, because: wait), tag: request.tag)
            output.bound(session)
        case .later:
            waiting.add(ticket, request.tag, due: loop.now + patience)
            awaitNextDue()
            return .answer
        }
        return nil
    }

    /// Answers a request that waits; then its session goes on. What comes for a session that has left, or for a request that was refused
    /// meanwhile, is dropped.
    /// - Parameter carryOut: does what the answer is to do.
    /// - Returns: false where it is dropped.
    @discardableResult
    func answer(_ ticket: Ticket, _ carryOut: (Session) -> Void) -> Bool {
        guard waiting.remove(ticket), let session = sessions.session(ticket.session) else { return false }
        func answer() {
            carryOut(session)
            if session.dialect.irc != nil { irc?.noteIdentity(of: session) }
        }
        if let held { held.hold(session) { answer() } } else { answer() }
        output.bound(session)
        session.answerCame()
        return true
    }

    /// Refuses those that have waited for too long.
    func refuseDue(at now: Instant) {
        for entry in waiting.removeDue(at: now) {
            guard let session = sessions.session(entry.ticket.session) else { continue }
            refuse(session, .notNow(retry: FixedLimits.answerRetrySeconds), tag: entry.tag)
            session.answerCame()
        }
        awaitNextDue()
    }

    private func awaitNextDue() {
        guard let due = waiting.nextDue, timer?.isScheduled == false else { return }
        timer?.schedule(after: max(.zero, due - loop.now))
    }

    // MARK: - The end

    /// Another process is about to take over, which asks anew for what waits: nothing of it is done beside it.
    func suspend() {
        isSuspended = true
        deferral?.cancel()
    }

    /// The other process did not take over.
    func resume() {
        guard isSuspended else { return }
        isSuspended = false
        for entry in waiting.removeAll() { sessions.session(entry.ticket.session)?.awaitNoMore() }
    }

    /// Nothing is answered any more.
    func stop() {
        deferral?.cancel()
        deferral = nil
        timer?.cancel()
        _ = waiting.removeAll()
    }
}

extension Command {
    /// It is about accounts, and nothing without them. From whom one takes private messages is not.
    fileprivate var needsAccounts: Bool {
        switch self {
        case .account(.messages): false
        case .account: true
        default: false
        }
    }
}
