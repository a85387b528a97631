import ChatCore
import Configuration
import Glibc
import Libevent
import Logging
import Passwords
import Store

/// The server's store, with those who live by it: what is kept, accounts, answers that wait for a commit. Without a store it has none.
final class Keeping {
    private let loop: EventLoop
    private let settings: Settings
    private let driver: HubDriver
    private let sessions: SessionTable
    private let output: Output
    private let requests: Requests
    private let cloaks: Cloaks

    private(set) var keeper: Keeper?
    private(set) var heldAnswers: HeldAnswers?
    private(set) var watch: StoreWatch?
    private var waitingMessages: WaitingMessages?
    private var logins: StoreLogins?
    /// This server is one of several that are one chat; nil: it is the whole.
    var node: ClusterNode?
    /// All nodes show hosts by one key, which the log has told.
    private var sharesCloaks = false
    /// What an older process handed over of its store, and the lock, until `open`.
    private var handedStore: (state: StoreState, lock: Int32)?
    /// What it held back, until `open`.
    private var handedAnswers: [HeldState] = []

    init(
        on loop: EventLoop, _ settings: Settings, _ driver: HubDriver, _ sessions: SessionTable, _ output: Output,
        _ requests: Requests, _ cloaks: Cloaks
    ) {
        self.loop = loop
        self.settings = settings
        self.driver = driver
        self.sessions = sessions
        self.output = output
        self.requests = requests
        self.cloaks = cloaks
    }

    private var configuration: Configuration { settings.configuration }

    // MARK: - The start

    /// Goes on with what an older process had, once `open` is called.
    /// - Throws: `HandoverError` where the handover contradicts itself.
    func resume(_ handover: Inheritance) throws {
        handedStore = try handover.store()
        handedAnswers = handover.state.held
    }

    /// Opens the store, if there is one.
    /// - Parameter isTakingOver: another process writes until `start`.
    /// - Throws: `StoreError` where it can't be had, `LibeventError` where descriptors are out.
    func open(isTakingOver: Bool) throws {
        let handed = handedStore
        handedStore = nil
        let isSame = handed?.state.path == configuration.store.path
        if !isSame { giveUpHandedAnswers() }
        if let handed, !isSame { close(handed.lock) }
        guard !configuration.store.path.isEmpty else { return }
        let keeper = try Keeper(
            configuration, of: driver.hub, continuing: isSame ? handed?.state : nil, lock: isSame ? handed?.lock : nil,
            following: node?.place, on: loop, log: settings.log)
        self.keeper = keeper
        keeper.keep(cloaks)
        try makeAccounts(keeper)
        let heldAnswers = try HeldAnswers(on: loop, keeper, requests, output)
        self.heldAnswers = heldAnswers
        heldAnswers.take(handedAnswers)
        handedAnswers = []
        holdAnswers()
        if !isTakingOver { try keeper.start() }
    }

    /// The older process has let go.
    func start() {
        // Whoever is here stays, whatever comes of the store.
        do { try keeper?.start() } catch { settings.log.error("nothing is kept", metadata: ["fault": "\(error)"]) }
    }

    /// Does what is due now and then.
    func lookAround() {
        requests.accounts?.forgetIdle()
        watch?.look(at: loop.now)
    }

    private func makeAccounts(_ keeper: Keeper) throws {
        let logins = try StoreLogins(keeper, on: loop)
        share(logins, keeper)
        let accounts = try AccountRequests(requests, logins, HashingThread(on: loop), configuration.accountRules)
        let waiting = WaitingMessages(on: loop, keeper, driver, sessions)
        waitingMessages = waiting
        accounts.saltKey = cloaks.key
        accounts.onLogin = { [unowned waiting] in waiting.show(to: $0) }
        accounts.onOperator = { [unowned self] in self.appointOperators() }
        requests.accounts = accounts
        let watch = StoreWatch(keeper, driver, log: settings.log)
        self.watch = watch
        let ircLogins = try IRCLogins(requests, accounts)
        requests.irc?.logins = ircLogins
        requests.deferral = Deferrals([watch, StoreDeferral(on: loop, keeper, driver, requests), accounts, ircLogins])
        appointOperators()
    }

    /// What was to be kept and was not read from the log yet may never be.
    func loseProposed() {
        logins?.loseProposed()
    }

    /// Where several servers are one chat, all of them keep how accounts are logged in to.
    private func share(_ logins: StoreLogins, _ keeper: Keeper) {
        self.logins = logins
        guard let node else { return }
        logins.propose = { [unowned self] in propose($0) }
        node.onReading = { [unowned keeper] in keeper.follow(to: $0) }
        node.onFact = { [unowned self, unowned logins, unowned keeper] bytes, isOwn in
            do {
                for fact in try Fact.all(in: bytes) {
                    if let key = Keeper.cloakKey(in: fact) {
                        share(key, keeper)
                    } else if isOwn || !keeper.isReplaying {
                        logins.take(fact, isOwn: isOwn)
                    }
                }
            } catch {
                settings.log.error("the log has something to keep that is none", metadata: ["fault": "\(error)"])
            }
        }
    }

    private func propose(_ fact: Fact) {
        var batch = FactBatch()
        batch.append(fact)
        node?.replica.keep(batch.bytes)
    }

    /// This node has read all that was written before it came: where nobody has told a key of cloaks, its own is that of all.
    func shareCloaks() {
        if keeper != nil, !sharesCloaks { propose(Keeper.fact(of: cloaks)) }
    }

    /// Two may tell one at the beginning. The first counts.
    private func share(_ key: CloakKey, _ keeper: Keeper) {
        guard !sharesCloaks else { return }
        sharesCloaks = true
        cloaks.useKey(key)
        requests.accounts?.saltKey = key
        keeper.put(Keeper.fact(of: cloaks))
    }

    // MARK: - Settings

    /// Goes by a configuration that has changed. Another store is opened at the next start.
    func settingsChanged() {
        guard let keeper, keeper.path == configuration.store.path else {
            if configuration.store.path != keeper?.path ?? "" {
                settings.log.notice("another store is opened at the next start")
            }
            return
        }
        keeper.settingsChanged(to: configuration)
        requests.accounts?.rules = configuration.accountRules
        appointOperators()
        holdAnswers()
    }

    /// Has those be operators whom the configuration names, and tells the log of names that nobody has registered.
    private func appointOperators() {
        // Nobody is told.
        var effects: [Effect] = []
        let missing = driver.hub.setOperators(configuration.accounts.operators, at: driver.moment, &effects)
        guard !missing.isEmpty else { return }
        settings.log.warning(
            "operators without an account; register from this machine, or with partylined --create-operator NAME",
            metadata: ["names": "\(missing.map(\.text).joined(separator: " "))"])
    }

    // MARK: - Answers that wait for a commit

    /// Holds answers back from now on, or no more. Those that wait already go on waiting.
    private func holdAnswers() {
        requests.held = configuration.history.durability == .strict ? heldAnswers : nil
    }

    /// Whether an answer may be held back while another process takes over.
    var mayHoldAnswers: Bool { requests.held != nil || heldAnswers?.entries.isEmpty == false }

    /// Nothing writes what an older process had not: its answers say so.
    private func giveUpHandedAnswers() {
        for state in handedAnswers {
            guard let session = sessions.session(state.session) else { continue }
            driver.delivery.outboxes.append(to: state.session.slot) {
                session.dialect.putUnstored(state.output, into: $0)
            }
        }
        handedAnswers = []
    }
}
