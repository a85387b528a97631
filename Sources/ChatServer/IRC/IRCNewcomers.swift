import ChatCore
import Dialects
import Libevent
import Logging

/// Clients of IRC that are not welcomed yet. They count among connections, and among those of their address, and are in no hub.
final class IRCNewcomers {
    /// Why one is no more.
    enum End: Hashable {
        case quit
        case closed
        case foreign(ForeignProtocol)
        case tooMuch
        case tooSlow
        case refused(ServerRefusal)
        /// What it sent by PASS is not the password, or it sent none where one is needed.
        case wrongPassword
        /// It comes from where guests are banned, and has not logged in.
        case banned
        /// The account that it has logged in to is banned.
        case bannedAccount
    }

    /// Bytes of a line with its tags, without its end.
    static let lineBytes = IRCLimits.clientTags + IRCLimits.line
    /// Bytes without a line's end after which a client is closed.
    static let bytesWithoutEnd: Int32 = 16_384
    /// What one may send before it is welcomed, in bytes.
    static let mostBytes = 30 << 10
    /// What one may be answered before it is welcomed, in bytes.
    static let mostAnswered = 64 << 10
    /// How long that may take.
    static let patience = Duration.seconds(60)

    /// Called with one of which all has come that is needed, and the account that it is logged in to. Its connection is the callee's until that
    /// says that it is not welcomed.
    var onComplete:
        ((Arrivals.Newcomer, IRCRegistration, AccountID?, @escaping (IRCReception.Outcome) -> Void) -> Void)?
    /// nil: there are no accounts.
    var logins: IRCLogins?

    // Not private, as IRCNewcomers+Accounts.swift and IRCNewcomers+Handover.swift need them; nobody else does.

    let loop: EventLoop
    let settings: Settings
    let admission: Admission
    let cloaks: Cloaks
    /// Who tries what the server's password is.
    var failures = FailedLogins()
    let metrics: Metrics
    /// Those that another process is about to have.
    var handed: [IRCNewcomer] = []
    private var waiting: [ObjectIdentifier: IRCNewcomer] = [:]
    /// Those that are told why they are closed, until they have read it.
    private var leaving: [ObjectIdentifier: IRCNewcomer] = [:]

    init(
        on loop: EventLoop, _ settings: Settings, _ admission: Admission, _ cloaks: Cloaks, _ metrics: Metrics
    ) {
        self.loop = loop
        self.settings = settings
        self.admission = admission
        self.cloaks = cloaks
        self.metrics = metrics
    }

    /// Those that wait.
    var count: Int { waiting.count }

    /// The same in no order.
    var all: some Collection<IRCNewcomer> { waiting.values }

    /// - Parameter state: what another process knew of it.
    @discardableResult
    func take(_ arrival: Arrivals.Newcomer, resuming state: IRCNewcomerState? = nil) -> IRCNewcomer {
        let newcomer = IRCNewcomer(arrival, facts(for: arrival), since: loop.now, resuming: state)
        waiting[ObjectIdentifier(newcomer)] = newcomer
        newcomer.onEvent = { [unowned self] in self.take($1, of: $0) }
        return newcomer
    }

    private func facts(for arrival: Arrivals.Newcomer) -> IRCRegistration.Facts {
        let configuration = settings.configuration
        let claimant = Claimant(of: arrival, since: loop.now)
        return configuration.ircFacts(
            configuration.mechanisms(for: claimant, arrival.connection.certificate), isTLS: arrival.door.listen.tls)
    }

    /// Those that wait are told what is offered from now on.
    func settingsChanged() {
        // Telling may end one.
        for newcomer in Array(waiting.values) { newcomer.change(to: facts(for: newcomer.arrival)) }
    }

    /// Closes those that take too long.
    func expire() {
        failures.forgetIdle(at: loop.now.nanoseconds / 1_000)
        for newcomer in waiting.values where loop.now - newcomer.since >= IRCNewcomers.patience {
            end(newcomer, .tooSlow)
        }
    }

    /// Closes all of them.
    func close(telling refusal: ServerRefusal) {
        for newcomer in waiting.values { end(newcomer, .refused(refusal)) }
    }

    private func take(_ event: IRCNewcomer.Event, of newcomer: IRCNewcomer) {
        switch event {
        case .isComplete: complete(newcomer)
        case .asks(let request): ask(request, of: newcomer)
        case .isOver(let why): end(newcomer, why)
        case .isClosed:
            if waiting.removeValue(forKey: ObjectIdentifier(newcomer)) != nil { admission.leave(newcomer.host) }
            leaving.removeValue(forKey: ObjectIdentifier(newcomer))
            admission.close(newcomer.host)
        }
    }

    func isWaiting(_ newcomer: IRCNewcomer) -> Bool { waiting[ObjectIdentifier(newcomer)] != nil }

    /// Lets somebody in, if what they sent by PASS is right.
    func complete(_ newcomer: IRCNewcomer) {
        guard isWaiting(newcomer), mayEnter(newcomer) else { return }
        // Where it comes from may have been banned since it came.
        if let dismissal = newcomer.arrival.address.flatMap({ admission.dismissal(of: $0) }) {
            newcomer.answer { $0.put(IRCRefusal(.bannedFromServer)) }
            return end(newcomer, .refused(.dismissed(dismissal)))
        }
        if newcomer.account == nil, newcomer.arrival.address.map({ admission.bansGuests(of: $0) }) ?? false {
            newcomer.answer { $0.put(IRCRefusal(.bannedFromServer)) }
            return end(newcomer, .banned)
        }
        // It may have been banned since.
        if let account = newcomer.account, refusal(toLogInTo: account) != nil { return refuseBanned(newcomer) }
        // It is none any more when it is told how many there are.
        guard let onComplete, waiting.removeValue(forKey: ObjectIdentifier(newcomer)) != nil else { return }
        newcomer.isEntering = true
        onComplete(newcomer.arrival, newcomer.registration, newcomer.account?.id) { [unowned self] outcome in
            newcomer.isEntering = false
            conclude(outcome, of: newcomer)
        }
    }

    private func conclude(_ outcome: IRCReception.Outcome, of newcomer: IRCNewcomer) {
        if case .welcomed = outcome { return metrics.ircRegistrations.add(.welcomed) }
        waiting[ObjectIdentifier(newcomer)] = newcomer
        newcomer.attach()
        switch outcome {
        case .welcomed: break
        case .refused(let numeric): newcomer.nickWasRefused(numeric)
        case .givenUp: end(newcomer, .refused(.unreachable(retry: FixedLimits.unreachableSeconds)))
        }
    }

    func end(_ newcomer: IRCNewcomer, _ why: End) {
        guard waiting.removeValue(forKey: ObjectIdentifier(newcomer)) != nil else { return }
        metrics.ircRegistrations.add(IRCRegistrationResult(why))
        if case .foreign(let foreign) = why {
            settings.log.notice(
                "closing a peer of another protocol",
                metadata: ["protocol": "\(foreign.rawValue)", "peer": "\(newcomer.peer)"])
        }
        leaving[ObjectIdentifier(newcomer)] = newcomer
        newcomer.arrival.connection.stopInput()
        newcomer.say("Closing link: \(IRCNewcomers.words(for: why))")
        newcomer.close(why)
        admission.leave(newcomer.host)
        newcomer.arrival.connection.closeAfterDrain(
            within: FixedLimits.drainTime, awaitingPeer: newcomer.arrival.webSocket != nil)
    }

    private static func words(for why: End) -> String {
        switch why {
        case .quit: "you quit"
        case .closed: "connection closed"
        case .foreign(let foreign): foreign.words
        case .tooMuch: "that is too much before you are registered; send NICK and USER"
        case .tooSlow: "you did not register in \(patience.components.seconds) seconds; send NICK and USER"
        case .refused(let refusal): RefusalText(refusal).words
        case .banned: "guests are banned from where you come; log in by SASL or PASS account:password"
        case .bannedAccount: "your account is banned here"
        case .wrongPassword: "that is not the password"
        }
    }

    /// Appends why a newcomer is turned away, for which there is nothing of its own.
    static func put(_ refusal: ServerRefusal, into lines: ByteBuffer) {
        IRCAnswers(to: IRCName.nobody, from: "", into: lines).putEnding(refusal)
    }
}

extension IRCNewcomer {
    fileprivate var host: HostKey? { arrival.address.map { HostKey($0) } }
    fileprivate var peer: String { arrival.address?.description ?? "unix" }
}
