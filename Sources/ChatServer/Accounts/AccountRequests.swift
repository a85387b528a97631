import ChatCore
import Dialects
import Libevent

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
    /// Is called when somebody has logged in.
    var onLogin: ((Session) -> Void)?
    /// Is called when an operator of the server has registered.
    var onOperator: (() -> Void)?

    private var queue = HashQueue<Job>()
    private var failures = FailedLogins()
    private var registrations = Registrations()
    /// What is answered in the next turn, as it can't be from within `claim`.
    private var given: [(Entry, Outcome)] = []
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

    private var now: Int64 { requests.driver.moment.steady }

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
        let now = now
        let isExempt = session.address.map { requests.settings.configuration.limits.exempt.contain($0) } ?? true
        let host = isExempt ? nil : session.host
        var attempt: FailedLogins.Try?
        var registered: (HostKey?, Int64)?
        if let account = task.account {
            switch failures.begin(on: account.name.key, from: session.host, isExempt: isExempt, at: now) {
            case .begun(let begun): attempt = begun
            case .tooSoon(let retry): return .notNow(retry: retry, because: .tries)
            }
        } else {
            let since = session.since.nanoseconds / 1_000
            if let retry = registrations.take(from: host, since: since, rules.registrations, at: now) {
                return .notNow(retry: retry, because: .registrations)
            }
            registered = (host, now)
        }
        let job = Job(task: task, tag: tag, attempt: attempt, registered: registered)
        let entry = Entry(ticket: ticket, host: host, work: job)
        switch queue.offer(entry, isSuspect: failures.isSuspect(session.host, at: now)) {
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

    /// Begins with what is to be hashed next.
    private func beginNext() {
        while let entry = queue.next() {
            if requests.isWaiting(entry.ticket) { return begin(entry) }
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

    private func giveAnswers() {
        let given = given
        self.given = []
        for (entry, outcome) in given { conclude(entry, outcome) }
        beginNext()
    }

    /// It is known what came of it.
    private func conclude(_ entry: Entry, _ outcome: Outcome) {
        if queue.running?.ticket == entry.ticket { queue.finish() }
        note(outcome, of: entry)
        let isTaken = requests.answer(entry.ticket) { answer($0, entry.work, outcome) }
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
        given = []
        for entry in entries { withdraw(entry.work) }
    }
}
