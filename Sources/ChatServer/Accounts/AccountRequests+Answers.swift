import ChatCore
import Dialects
import Passwords

/// What is changed and told when it is known what came of a request.
extension AccountRequests {
    var hub: Hub { requests.driver.hub }
    var wallTime: Int64 { requests.driver.moment.wall }

    func reply(_ session: Session, _ tag: Tag, _ reply: AccountReply, after rows: [AccountRow] = []) {
        whenKept(session, tag) { [unowned self] in
            requests.answer(session, tag, ServerAnswer(rows.map { .account($0) }, .done(.account(reply))))
        }
    }

    /// Does something once all that was put into the store is kept: where several servers are one chat, the log tells when.
    func whenKept(_ session: Session, _ tag: Tag, _ carryOut: @escaping () -> Void) {
        guard !store.isKept, let orders = requests.driver.orders else { return carryOut() }
        let release = orders.park(session.id)
        store.whenKept { [unowned self] isKept in
            guard requests.sessions.has(session) else { return }
            if isKept { carryOut() } else { refuse(session, tag, byHub: .unavailable) }
            release()
        }
    }

    func refuse(_ session: Session, _ tag: Tag, _ refusal: AccountRefusal) {
        requests.refuse(session, .account(refusal), tag: tag)
    }

    func refuse(_ session: Session, _ tag: Tag, byHub refusal: Refusal) {
        requests.driver.carryOut(for: Delivery.Asker(session, tag)) { $0.append(.refused(refusal)) }
    }

    // MARK: - After a password was hashed

    func answer(_ session: Session, _ job: Job, _ outcome: Outcome) {
        let tag = job.tag
        switch (job.task, outcome) {
        case (.register(let nick, _), .hashed(.made(let stored))): register(nick, stored, for: session, job)
        case (.logIn(let account, _), .hashed(.right(let renewed))):
            if let renewed { store.setPassword(renewed, of: account.id) }
            logIn(session, to: account, tag) { [unowned self] _ in warn(session) }
        case (.change(let account, _, _), .hashed(.made(let stored))):
            guard hub.account(account.id) != nil else { return refuse(session, tag, byHub: .account(.needsLogin)) }
            store.setPassword(stored, of: account.id)
            store.endTokens(of: account.id)
            reply(session, tag, .passwordChanged)
            tellOthers(of: account, than: session, "the password of your account, \(account.name), was changed")
        case (.forget, .hashed(.right)): requests.perform(.account(.erase), for: session, tag: tag)
        case (let task, .hashed(.wrong)):
            if let account = task.account { refuse(session, tag, .wrongPassword(account.name)) }
        case (let task, .noPassword):
            if let account = task.account { refuse(session, tag, .noPassword(account.name)) }
        default: requests.refuse(session, .notNow(retry: FixedLimits.answerRetrySeconds), tag: tag)
        }
    }

    private func register(_ nick: Nick, _ stored: StoredPassword, for session: Session, _ job: Job) {
        let driver = requests.driver
        driver.perform(.account(.register), by: session.id) { [unowned self] answer in
            let tell = { driver.delivery.put(answer, for: Delivery.Asker(session, job.tag), now: driver.moment.wall) }
            guard let account = hub.account(of: session.id) else {
                // Another was quicker.
                tell()
                return withdraw(job)
            }
            store.setPassword(stored, of: account.id)
            if rules.operators.contains(account.name.key) { onOperator?() }
            whenKept(session, job.tag) { [unowned self] in
                tell()
                enterLobby(session)
                warn(session)
            }
        }
    }

    /// - Parameter finish: is told whether it is logged in now.
    func logIn(
        _ session: Session, to account: Hub.AccountSummary, _ tag: Tag,
        then finish: @escaping (Bool) -> Void = { _ in }
    ) {
        let isIRC = session.dialect.irc != nil
        let (rooms, old) = isIRC ? (hub.rooms(of: session.id), hub.source(of: session.id)) : ([], nil)
        let modes = requests.irc?.modes(of: session)
        // Clients of IRC change nicks themselves.
        requests.perform(.account(.logIn(account.id, keepsNick: isIRC)), for: session, tag: tag) { [unowned self] in
            enterLobby(session)
            if isIRC { requests.irc?.noteRooms(of: session, besides: rooms, was: old, with: modes) }
            let isLoggedIn = hub.account(of: session.id)?.id == account.id
            if isLoggedIn { loggedIn(session) }
            finish(isLoggedIn)
        }
    }

    /// Tells what becomes of an account to whoever is logged in to it besides.
    private func tellOthers(of account: Hub.AccountSummary, than session: Session, _ words: String) {
        let driver = requests.driver
        driver.carryOut(for: Delivery.Asker(session, .none)) { effects in
            hub.tell(
                account.id, Text(cleaned: Array(words.utf8)), besides: session.id, at: driver.moment, &effects)
        }
    }

    /// Where guests are in no room, one who has become somebody is in the lobby from then on.
    private func enterLobby(_ session: Session) {
        // Clients of IRC enter rooms themselves.
        guard session.dialect.irc == nil, hub.isOutside(session.id), hub.account(of: session.id) != nil,
            hub.rooms(of: session.id).isEmpty,
            let lobby = hub.lobby
        else { return }
        requests.perform(.join(lobby, since: nil, key: nil), for: session, tag: .none)
    }

    /// A password went over a connection that others may read.
    private func warn(_ session: Session) {
        if rules.clearText == .warn, !session.isProtected { requests.tell(session, .clearText) }
    }

    // MARK: - After something was looked up

    /// - Returns: false where too much waits.
    func lookUp(_ task: AccountPlan.LookUp, _ ticket: Ticket, _ tag: Tag) -> Bool {
        switch task {
        case .token(let digest, let name):
            store.tokens(of: digest) { [unowned self] tokens in
                self.answer(ticket, tag, tokens) { self.logIn($0, by: $1.first, named: name, tag) }
            }
        case .addToken(let account, let label, let days, let isRemembered):
            lookUp(account, ticket, tag) { [unowned self] in
                var token = self.token(of: account, label, isRemembered ? .remembered : .lasting)
                token.stored.until = days.map { self.wallTime + Int64($0) * FixedLimits.day }
                self.add(token, for: $0, beside: $1, label, tag)
            }
        case .reset(let account):
            lookUp(account, ticket, tag) { [unowned self] in self.reset(account, $1, for: $0, tag) }
        case .listTokens(let account):
            lookUp(account, ticket, tag) { [unowned self] in self.listTokens($0, $1, tag) }
        case .removeToken(let account, let label):
            lookUp(account, ticket, tag) { [unowned self] in self.removeToken($0, $1, label, tag) }
        case .logInByCertificate, .addCertificate, .listCertificates, .removeCertificate:
            lookUpCertificate(task, ticket, tag)
        }
    }

    func lookUp(
        _ account: Hub.AccountSummary, _ ticket: Ticket, _ tag: Tag,
        _ carryOut: @escaping (Session, [StoredToken]) -> Void
    ) -> Bool {
        store.logins(of: account.id) { [unowned self] logins in
            self.answer(ticket, tag, logins?.tokens.filter { $0.isGood(at: self.wallTime) }, carryOut)
        }
    }

    func answer<Found>(
        _ ticket: Ticket, _ tag: Tag, _ found: Found?, _ carryOut: (Session, Found) -> Void
    ) {
        requests.answer(ticket) { session in
            guard let found else {
                return requests.refuse(session, .notNow(retry: FixedLimits.answerRetrySeconds), tag: tag)
            }
            carryOut(session, found)
        }
    }

    private func logIn(_ session: Session, by token: StoredToken?, named name: Nick?, _ tag: Tag) {
        guard let token, token.kind != .certificate, token.isGood(at: wallTime),
            let account = hub.account(token.account),
            name.map({ account.owned.contains($0) }) ?? true
        else { return refuse(session, tag, .wrongToken) }
        if account.isOperator, !session.isProtected { return refuse(session, tag, .operatorsNeedTLS) }
        logIn(session, to: account, tag) { [unowned self] isLoggedIn in
            guard isLoggedIn else { return }
            store.noteUse(of: token, at: wallTime)
            guard token.kind == .reset else { return }
            // What was lost, others may have found.
            store.setPassword(nil, of: account.id)
            requests.tell(session, .noPassword)
        }
    }

    private func token(
        of account: Hub.AccountSummary, _ label: AccountLabel, _ kind: StoredToken.Kind
    ) -> (stored: StoredToken, text: String) {
        let token = LoginToken()
        let stored = StoredToken(
            account: account.id, kind: kind, digest: token.digest, label: label.text, created: wallTime)
        return (stored, token.text)
    }

    private func add(
        _ token: (stored: StoredToken, text: String), for session: Session, beside tokens: [StoredToken],
        _ label: AccountLabel, _ tag: Tag
    ) {
        guard tokens.count(where: { $0.kind != .reset }) < rules.tokens else {
            return refuse(session, tag, .tooManyTokens(most: rules.tokens))
        }
        guard !tokens.contains(where: { $0.label == label.text }) else {
            return refuse(session, tag, .tokenExists(label))
        }
        store.add(token.stored)
        reply(session, tag, .tokenAdded(label, token: token.text))
    }

    /// What its owner finds a token by that an operator made.
    private static let resetLabel = AccountLabel("reset")

    /// Makes a token for who has lost the password of an account, in place of an earlier one.
    private func reset(_ account: Hub.AccountSummary, _ tokens: [StoredToken], for session: Session, _ tag: Tag) {
        guard let label = AccountRequests.resetLabel else { return }
        let driver = requests.driver
        let asker = hub.nick(of: session.id)?.text ?? ""
        let words = Text(cleaned: Array("\(asker) made a token that logs in to your account, \(account.name)".utf8))
        var refusal: Refusal?
        driver.carryOut(for: Delivery.Asker(session, .none)) { effects in
            do throws(Refusal) {
                try hub.noteReset(
                    of: account.id, named: account.name, telling: words, by: session.id, at: driver.moment, &effects)
            } catch {
                refusal = error
            }
        }
        if let refusal { return refuse(session, tag, byHub: refusal) }
        for old in tokens where old.kind == .reset { store.removeToken(old.digest) }
        var token = token(of: account, label, .reset)
        let until = wallTime + FixedLimits.day
        token.stored.until = until
        store.add(token.stored)
        reply(session, tag, .reset(account.name, token: token.text, until: until))
    }

    private func listTokens(_ session: Session, _ tokens: [StoredToken], _ tag: Tag) {
        let rows = tokens.filter { $0.kind != .certificate }.compactMap { token in
            AccountLabel(token.label).map {
                AccountRow.token(
                    $0, created: token.created, used: token.used, until: token.until,
                    endsWithPassword: token.kind.endsWithPassword)
            }
        }
        reply(session, tag, .tokens(count: rows.count), after: rows)
    }

    private func removeToken(_ session: Session, _ tokens: [StoredToken], _ label: AccountLabel, _ tag: Tag) {
        let meant = tokens.filter { $0.kind != .certificate && $0.label == label.text }
        guard !meant.isEmpty else { return refuse(session, tag, .noToken(label)) }
        for token in meant { store.removeToken(token.digest) }
        reply(session, tag, .tokenRemoved(label))
    }
}
