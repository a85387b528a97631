import ChatCore
import Dialects
import Libevent
import Passwords

/// Carries out what is asked for about accounts. Passwords are hashed on a thread of their own, and logins are looked up in a store; the
/// sessions that asked wait meanwhile.
final class AccountRequests: Deferral {
    /// In so many seconds what waits now has been hashed.
    private static let retrySeconds = 5

    /// A password that is to be hashed.
    struct Job {
        let task: AccountPlan.HashTask
        let tag: Tag
        /// nil where nothing is tried.
        let attempt: FailedLogins.Try?
        /// Counted as made from there, then; nil where nothing is made.
        let registered: (host: HostKey?, time: Int64)?
        /// nil: the request is answered.
        let waiter: Waiter?
    }

    /// Who waits for what comes of a password, where that is no request's answer alone.
    struct Waiter {
        let isWaiting: () -> Bool
        let done: (Job, Outcome) -> Void
    }

    typealias Entry = HashQueue<Job>.Entry

    /// Why a password was not hashed, or what came of it.
    enum Outcome {
        case hashed(HashWork.Outcome)
        /// The account has none.
        case noPassword
    }

    unowned let requests: Requests
    let store: any LoginStore
    private let hashing: any Hashing
    var rules: AccountRules
    /// From which the salts of those follow that have none, so that they are the same each time.
    var saltKey = CloakKey()
    /// Is called when somebody has logged in.
    var onLogin: ((Session) -> Void)?

    /// A session is logged in from now on: somebody sits at it, and is shown what waits.
    func loggedIn(_ session: Session) {
        requests.irc?.noteSomebody(at: session)
        onLogin?(session)
    }
    /// Is called when an operator of the server has registered.
    var onOperator: (() -> Void)?

    private var queue = HashQueue<Job>()
    // Not private, as AccountRequests+Proofs.swift needs it; nobody else does.
    var failures = FailedLogins()
    private var registrations = Registrations()
    /// What is answered in the next turn, as it can't be from within `claim`.
    private var given: [(Entry, Outcome)] = []
    /// What is told in the next turn, for the same reason.
    private var soon: [() -> Void] = []
    private var timer: Timer?

    init(
        _ requests: Requests, _ store: any LoginStore, _ hashing: any Hashing, _ rules: AccountRules
    ) throws {
        self.requests = requests
        self.store = store
        self.hashing = hashing
        self.rules = rules
        timer = try Timer(on: requests.loop) { [unowned self] in self.giveAnswers() }
    }

    /// How many passwords wait to be hashed.
    var waitingCount: Int { queue.count }

    var now: Int64 { requests.driver.moment.steady }

    // MARK: - Requests

    func claim(_ request: Request, as ticket: Ticket) -> Claim {
        guard case .account(let command) = request.body, let session = requests.sessions.session(ticket.session) else {
            return .none
        }
        switch plan(command, for: session) {
        case .hash(let task): return hash(task, for: session, ticket, request.tag)
        case .lookUp(let task):
            return lookUp(task, ticket, request.tag) ? .later : .notNow(retry: AccountRequests.retrySeconds)
        case .refuse, .refuseByHub, .ask: return .none
        }
    }

    /// Carries out what needs nobody else.
    func perform(_ command: AccountCommand, for session: Session, tag: Tag) {
        switch plan(command, for: session) {
        case .refuse(let refusal): requests.refuse(session, refusal, tag: tag)
        case .refuseByHub(let refusal): refuse(session, tag, byHub: refusal)
        case .ask(let prompt): requests.ask(session, prompt, because: nil)
        // Nothing is claimed any more.
        case .hash, .lookUp: requests.refuse(session, .notNow(retry: AccountRequests.retrySeconds), tag: tag)
        }
    }

    private func plan(_ command: AccountCommand, for session: Session) -> AccountPlan {
        let driver = requests.driver
        return AccountPlan(
            command,
            AccountPlan.Facts(
                hub: driver.hub, now: driver.moment, rules: rules, session: session.id,
                isProtected: session.isProtected, isLocal: session.isLocal,
                certificate: { session.certificate }))
    }

    // MARK: - Passwords

    private func hash(_ task: AccountPlan.HashTask, for session: Session, _ ticket: Ticket, _ tag: Tag) -> Claim {
        hash(task, for: session.claimant, ticket, tag, nil)
    }

    /// - Parameter waiter: is told what came of it, but not from within this call; nil: the request is answered.
    func hash(
        _ task: AccountPlan.HashTask, for claimant: Claimant, _ ticket: Ticket, _ tag: Tag, _ waiter: Waiter?
    ) -> Claim {
        let now = now
        let isExempt = isExempt(claimant)
        let host = isExempt ? nil : claimant.host
        var attempt: FailedLogins.Try?
        var registered: (HostKey?, Int64)?
        if let account = task.account {
            switch failures.begin(on: account.name.key, from: claimant.host, isExempt: isExempt, at: now) {
            case .begun(let begun): attempt = begun
            case .tooSoon(let retry): return .notNow(retry: retry, because: .tries)
            }
        } else {
            let since = claimant.since.nanoseconds / 1_000
            if let retry = registrations.take(from: host, since: since, rules.registrations, at: now) {
                return .notNow(retry: retry, because: .registrations)
            }
            registered = (host, now)
        }
        let job = Job(task: task, tag: tag, attempt: attempt, registered: registered, waiter: waiter)
        let entry = Entry(ticket: ticket, host: host, work: job)
        switch queue.offer(entry, isSuspect: failures.isSuspect(claimant.host, at: now)) {
        case .full:
            withdraw(job)
            return .notNow(retry: AccountRequests.retrySeconds)
        case .taken(let displaced):
            if let displaced { given.append((displaced, .hashed(.failed))) }
            // Its request waits from the end of this call on.
            timer?.schedule(after: .zero)
            return .later
        }
    }

    /// No limit by address applies to it.
    func isExempt(_ claimant: Claimant) -> Bool {
        claimant.address.map { requests.settings.configuration.limits.exempt.contain($0) } ?? true
    }

    /// Begins with what is to be hashed next.
    private func beginNext() {
        while let entry = queue.next() {
            if entry.work.waiter?.isWaiting() ?? requests.isWaiting(entry.ticket) { return begin(entry) }
            // It left, or was refused: nobody waits for it.
            withdraw(entry.work)
            queue.finish()
        }
    }

    private func begin(_ entry: Entry) {
        switch entry.work.task {
        case .register(_, let secret): hash(.make(secret), for: entry)
        case .logIn(let account, let secret), .forget(let account, let secret):
            lookUp(account, for: entry) { $0.map { .hash(.check(secret, against: $0)) } ?? .conclude(.noPassword) }
        case .change(let account, let old, let new):
            lookUp(account, for: entry) { stored in
                switch (old, stored) {
                case (let old?, let stored?): .hash(.replace(old, against: stored, by: new))
                case (nil, nil): .hash(.make(new))
                case (nil, _?): .conclude(.hashed(.wrong))
                case (_?, nil): .conclude(.noPassword)
                }
            }
        }
    }

    private enum Step {
        case hash(HashWork.Task)
        case conclude(Outcome)
    }

    /// - Parameter step: what follows on what is kept of the password.
    private func lookUp(_ account: Hub.AccountSummary, for entry: Entry, _ step: @escaping (StoredPassword?) -> Step) {
        let isTaken = store.logins(of: account.id) { [unowned self] logins in
            guard let logins else { return self.conclude(entry, .hashed(.failed)) }
            switch step(logins.password) {
            case .hash(let task): self.hash(task, for: entry)
            case .conclude(let outcome): self.conclude(entry, outcome)
            }
        }
        if !isTaken { giveLater(entry, .hashed(.failed)) }
    }

    private func hash(_ task: HashWork.Task, for entry: Entry) {
        let work = HashWork(task: task, cost: rules.cost, scramRounds: rules.scramRounds)
        let isTaken = hashing.perform(work) { [unowned self] in self.conclude(entry, .hashed($0)) }
        if !isTaken { giveLater(entry, .hashed(.failed)) }
    }

    private func giveLater(_ entry: Entry, _ outcome: Outcome) {
        given.append((entry, outcome))
        timer?.schedule(after: .zero)
    }

    /// Tells something in the next turn.
    func tellSoon(_ tell: @escaping () -> Void) {
        soon.append(tell)
        timer?.schedule(after: .zero)
    }

    private func giveAnswers() {
        let (given, soon) = (given, soon)
        (self.given, self.soon) = ([], [])
        for tell in soon { tell() }
        for (entry, outcome) in given { conclude(entry, outcome) }
        beginNext()
    }

    /// It is known what came of it.
    private func conclude(_ entry: Entry, _ outcome: Outcome) {
        if queue.running?.ticket == entry.ticket { queue.finish() }
        note(outcome, of: entry)
        var isTaken = true
        if let waiter = entry.work.waiter {
            isTaken = waiter.isWaiting()
            if isTaken { waiter.done(entry.work, outcome) }
        } else {
            isTaken = requests.answer(entry.ticket) { answer($0, entry.work, outcome) }
        }
        if !isTaken, entry.work.registered != nil { withdraw(entry.work) }
        beginNext()
    }

    private func note(_ outcome: Outcome, of entry: Entry) {
        guard case .hashed(let hashed) = outcome else { return withdraw(entry.work) }
        switch hashed {
        case .made, .right: entry.work.attempt.map { failures.succeeded($0) }
        case .wrong:
            guard let attempt = entry.work.attempt else { return }
            failures.failed(attempt, at: now)
            if let host = entry.host { queue.distrust(host) }
        case .failed: withdraw(entry.work)
        }
    }

    /// What did not come to be is not counted.
    func withdraw(_ job: Job) {
        if let attempt = job.attempt { failures.withdraw(attempt) }
        if let registered = job.registered { registrations.withdraw(from: registered.host, at: registered.time) }
    }

    /// Frees the memory of what is long over. To be called now and then.
    func forgetIdle() {
        failures.forgetIdle(at: now)
        registrations.forgetIdle(at: now)
    }

    // MARK: - The end

    func cancel() {
        hashing.cancel()
        store.cancel()
        timer?.cancel()
        var entries = queue.removeAll() + given.map(\.0)
        if let running = queue.running, !entries.contains(where: { $0.ticket == running.ticket }) {
            entries.append(running)
        }
        queue.finish()
        (given, soon) = ([], [])
        for entry in entries { withdraw(entry.work) }
    }
}
