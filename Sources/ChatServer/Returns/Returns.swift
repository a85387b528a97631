import ChatCore
import Dialects
import Libevent
import Passwords

/// People whose connections were lost, and who may come back as if they had not been: by a token, or by a login (decision 25).
///
/// Nobody is told that they are not there. They count among the connections of their address. When their time is over, or others need the
/// room, they quit as ever.
final class Returns {
    /// Has a session end in whose place another has come, where several servers are one chat.
    var onReplaced: ((SessionID) -> Void)?
    let loop: EventLoop
    private let settings: Settings
    let driver: HubDriver
    let admission: Admission
    private let metrics: Metrics
    var tokens = ResumeTokens()
    /// By their numbers, as they were lost.
    var lost: [UInt64: LostSession] = [:]
    /// The numbers, those that are over first. Some may be gone.
    private var order: ArraySlice<(number: UInt64, due: Instant)> = []
    private var lastNumber: UInt64 = 0
    /// The numbers of those who are held for as long as they have an account (`always_on`): they are in no order of time.
    var kept: Set<UInt64> = []
    /// By which session each is held.
    var held: [PersonID: UInt64] = [:]
    private var timer: Timer?
    /// There were too many half a second ago: in all, and of these hosts.
    private var wasOver = false
    private var hostsOver: Set<HostKey> = []

    init(
        on loop: EventLoop, _ settings: Settings, _ driver: HubDriver, _ admission: Admission, _ metrics: Metrics
    ) throws {
        self.loop = loop
        self.settings = settings
        self.driver = driver
        self.admission = admission
        self.metrics = metrics
        timer = try Timer(on: loop) { [unowned self] in self.endDue(at: self.loop.now) }
        driver.hub.onReleased = { [unowned self] in self.released($0) }
        shareLosses()
    }

    var hub: Hub { driver.hub }

    /// How long somebody may come back; 0: nobody may.
    var seconds: Int { settings.configuration.accounts.resumeSeconds }

    var heldCount: Int { held.count }

    // MARK: - Tokens

    /// Gives a session a new token, by which it can come back. The one that it had is good no more.
    /// - Returns: nil where nobody comes back.
    func makeToken(for session: SessionID) -> String? {
        guard seconds > 0 else { return nil }
        let token = ResumeToken()
        if isShared {
            let old = tokens.digest(of: session)
            hub.proposeToken(token.digest, for: session, insteadOf: old)
        }
        tokens.give(token.digest, to: session)
        hub.keepMail(of: session)
        return token.text
    }

    /// Who comes back by a token, which is used up by it.
    /// - Returns: who it is, and by which session they are here that may not know of its end; nil where it is no good.
    func use(_ text: String) -> (person: PersonID, old: SessionID?)? {
        guard let digest = ResumeToken.digest(of: text), let owner = tokens.use(digest) else { return nil }
        switch owner {
        case .session(let id): return hub.person(of: id).map { ($0, id) }
        case .lost(let number, let person):
            if lost[number]?.isHeld == false { lost[number] = nil }
            return hub.isHere(person) ? (person, nil) : nil
        }
    }

    // MARK: - Losing

    /// Whether somebody may come back whose session ends so.
    func mayReturn(_ session: Session, after why: SessionEnd) -> Bool {
        if isKept(session.id), why.leavesPerson, !hub.isHidden(session.id) { return true }
        guard seconds > 0, !hub.isHidden(session.id), session.dialect.irc == nil else { return false }
        return switch why.kind {
        case .asked: false
        // People leave so who have no `/quit` at hand.
        case .closed: tokens.has(session.id)
        case .broken: tokens.has(session.id) || hub.account(of: session.id) != nil
        }
    }

    private var keepsAccounts: Bool {
        settings.configuration.accounts.alwaysOn && settings.configuration.hasAccounts
    }

    private func isKept(_ id: SessionID) -> Bool { keepsAccounts && hub.account(of: id) != nil }

    /// A session has ended for good.
    func forget(_ session: Session) {
        if isShared, let token = tokens.digest(of: session.id) {
            hub.proposeForgetting(token, of: session.id)
        }
        tokens.forget(session.id)
    }

    /// Holds somebody whose session has ended. Nobody is told.
    func hold(_ departure: Departure) {
        if isShared { return shareLoss(departure) }
        guard let person = hub.person(of: departure.id) else { return }
        lastNumber += 1
        let isHeld = hub.hold(departure.id) != nil
        let token = tokens.lose(departure.id, of: person, number: lastNumber)
        let host = departure.address.map { HostKey($0) }
        if isHeld {
            admission.hold(host)
            driver.carryOut(for: .nobody) { hub.noteAbsence(of: person, at: driver.moment, &$0) }
        }
        guard isHeld || token != nil else { return }
        add(
            LostSession(
                person: person, isHeld: isHeld, token: token, address: departure.address,
                due: loop.now + .seconds(seconds), reason: departure.why.reason), as: lastNumber)
    }

    func add(_ session: LostSession, as number: UInt64) {
        lost[number] = session
        if session.isHeld, keepsAccounts, hub.hasAccount(session.person) {
            kept.insert(number)
        } else {
            lineUp(number, due: session.due)
        }
        if session.isHeld { held[session.person] = number }
        awaitNext()
    }

    // MARK: - The end

    /// The hub has said that somebody is held no more.
    func released(_ person: PersonID) {
        guard let number = held.removeValue(forKey: person), let session = lost[number] else { return }
        if session.isCounted { admission.release(session.address.map { HostKey($0) }) }
        // They may be back by another's token, and this one's is good still.
        lost[number]?.isHeld = false
        if session.token == nil { lost[number] = nil }
        // What is left of it is a token, which is good for a while.
        if kept.remove(number) != nil, lost[number] != nil { expire(number) }
    }

    /// Somebody is kept no more for their account: they may come back for as long as others.
    private func expire(_ number: UInt64) {
        kept.remove(number)
        let due = loop.now + .seconds(seconds)
        lost[number]?.due = due
        lineUp(number, due: due)
        awaitNext()
    }

    /// Nearly all come last. A reload may have made the time shorter than that of those who are there.
    func lineUp(_ number: UInt64, due: Instant) {
        var (low, high) = (order.startIndex, order.endIndex)
        if let last = order.last, last.due <= due { low = high }
        while low < high {
            let middle = (low + high) / 2
            if order[middle].due <= due { low = middle + 1 } else { high = middle }
        }
        if low == order.startIndex { timer?.cancel() }
        order.insert((number, due), at: low)
    }

    /// Who is kept for an account that is no more, or that a reload keeps no more, is held as others are.
    private func expireKept() {
        for number in kept.sorted() where !keepsAccounts || !hasAccount(number) { expire(number) }
    }

    func awaitNext() {
        while let first = order.first, lost[first.number] == nil { order.removeFirst() }
        guard let first = order.first, timer?.isScheduled == false else { return }
        timer?.schedule(after: max(.zero, first.due - loop.now))
    }

    /// Ends those whose time is over, as far as this turn's budget reaches.
    func endDue(at now: Instant) {
        let began = Instant.current()
        while !driver.delivery.isCrowded, Instant.current() - began < FixedLimits.departuresBudget {
            let due = order.prefix { $0.due <= now || lost[$0.number] == nil }.prefix(FixedLimits.departuresAtOnce)
            guard !due.isEmpty else { break }
            order.removeFirst(due.count)
            end(due.map(\.number))
        }
        awaitNext()
    }

    private func end(_ numbers: some Sequence<UInt64>) {
        if isShared { return letGo(Array(numbers)) }
        let over = numbers.compactMap { number in lost[number].map { (number, $0) } }
        let leavers = over.filter(\.1.isHeld).map { Record.Departure($1.person, reason: $1.reason) }
        if !leavers.isEmpty { driver.carryOut(for: .nobody) { hub.letGo(leavers, at: driver.moment, &$0) } }
        for (number, session) in over {
            lost[number] = nil
            kept.remove(number)
            if let token = session.token { tokens.forget(token, number: number) }
        }
    }

    /// Has who is held make room where there are more of all, or of an address, than may be: the first that was lost goes first, those with
    /// an account last. Who has just come may be one of them, so they get half a second. To be called twice a second.
    func makeRoom() {
        if !kept.isEmpty { expireKept() }
        guard !held.isEmpty else {
            (wasOver, hostsOver) = (false, [])
            return
        }
        let hosts = Set(
            lost.values.compactMap { $0.isHeld ? $0.address : nil }.filter(admission.isOver).map { HostKey($0) })
        let both = hosts.intersection(hostsOver)
        if admission.isOver && wasOver || !both.isEmpty {
            let all = (order.map(\.number) + kept.sorted()).filter { lost[$0]?.isHeld == true }
            for number in all.filter({ !hasAccount($0) }) + all.filter(hasAccount) {
                guard let session = lost[number] else { continue }
                let isOneTooMany = session.address.map { both.contains(HostKey($0)) && admission.isOver($0) } ?? false
                if isOneTooMany || (wasOver && admission.isOver) { end([number]) }
            }
        }
        (wasOver, hostsOver) = (admission.isOver, hosts.subtracting(both))
    }

    private func hasAccount(_ number: UInt64) -> Bool { lost[number].map { hub.hasAccount($0.person) } ?? false }

    /// Nobody's time is over any more.
    func stop() {
        timer?.cancel()
        timer = nil
    }

    /// Ends those who came from a network that is banned.
    func end(from network: Network, guestsAlone: Bool) {
        let some = (order.map(\.number) + kept.sorted()).filter { number in
            guard let session = lost[number], let address = session.address else { return false }
            return network.contains(address) && !(guestsAlone && hub.account(of: session.person) != nil)
        }
        end(some)
    }

    // MARK: - Another process

    /// What another process goes on with.
    var state: ReturnsState {
        var state = ReturnsState()
        state.tokens = tokens.ofSessions.map { ReturnsState.Token(session: $0.session, digest: $0.digest.bytes) }
        state.lost = (order.map(\.number) + kept.sorted()).compactMap { lost[$0] }
        return state
    }

    /// Goes on with what another process knew.
    func resume(_ state: ReturnsState) {
        for token in state.tokens {
            guard hub.person(of: token.session) != nil, let digest = TokenDigest(token.digest) else { continue }
            tokens.give(digest, to: token.session)
        }
        for handed in state.lost {
            var session = handed
            // Nobody is held for longer than somebody who is lost now, whatever the other process says.
            session.due = min(session.due, loop.now + .seconds(seconds))
            lastNumber += 1
            if session.isHeld { admission.hold(session.address.map { HostKey($0) }) }
            if let token = session.token { tokens.giveLost(token, to: session.person, number: lastNumber) }
            add(session, as: lastNumber)
        }
    }
}
