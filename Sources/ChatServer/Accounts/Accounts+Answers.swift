import ChatCore
import Dialects
import Passwords

/// What is changed and told when it is known what came of a request.
extension Accounts {
    func reply(_ session: Session, _ tag: Tag, _ reply: AccountReply, after rows: [AccountRow] = []) {
        requests.answer(session, tag, ServerAnswer(rows.map { .account($0) }, .done(.account(reply))))
    }

    private func refuse(_ session: Session, _ tag: Tag, _ refusal: AccountRefusal) {
        requests.refuse(session, .account(refusal), tag: tag)
    }

    private var wallTime: Int64 { requests.driver.moment.wall }

    // MARK: - At once

    func performNow(_ command: AccountCommand, for session: Session, tag: Tag) {
        let account = book.account(of: session.id)
        switch (command, account) {
        case (.logout, _?): reply(session, tag, .loggedOut(nick: book.logOut(session.id)))
        case (.reserve(let nick), let account?):
            if !account.owned.contains(nick) { book.reserve(nick, for: account) }
            reply(session, tag, .reserved(nick))
        case (.release(let nick), let account?):
            book.release(nick, of: account)
            reply(session, tag, .released(nick))
        case (.show(let name), _):
            guard let shown = name.map({ book.account(owning: $0) }) ?? account else {
                return refuse(session, tag, .notLoggedIn)
            }
            reply(session, tag, .shown, after: [.account(shown.name, since: shown.since, nicks: shown.nicks)])
        default: refuse(session, tag, .notLoggedIn)
        }
    }

    // MARK: - After a password was hashed

    func answer(_ session: Session, _ job: Job, _ outcome: Outcome) {
        let tag = job.tag
        switch (job.task, outcome) {
        case (.register(let nick, _), .hashed(.made(let stored))): register(nick, stored, for: session, job)
        case (.logIn(let account, _), .hashed(.right(let renewed))):
            if let renewed { store.setPassword(renewed, of: account.number) }
            logIn(session, to: account.number, tag)
        case (.change(let account, _, _), .hashed(.made(let stored))):
            guard book.account(account.number) != nil else { return refuse(session, tag, .notLoggedIn) }
            store.setPassword(stored, of: account.number)
            reply(session, tag, .passwordChanged)
        case (.forget(let account, _), .hashed(.right)):
            guard book.account(account.number) != nil else { return refuse(session, tag, .notLoggedIn) }
            reply(session, tag, .forgotten(account.name, messages: book.erase(account)))
        case (let task, .hashed(.wrong)): refuse(session, tag, .wrongPassword(task.account?.name ?? job.nick))
        case (let task, .noPassword): refuse(session, tag, .noPassword(task.account?.name ?? job.nick))
        default: requests.refuse(session, .notNow(retry: FixedLimits.answerRetrySeconds), tag: tag)
        }
    }

    private func register(_ nick: Nick, _ stored: StoredPassword, for session: Session, _ job: Job) {
        // Another may have been quicker.
        guard book.account(owning: nick) == nil, requests.driver.hub.nick(of: session.id) == nick else {
            withdraw(job)
            return refuse(session, job.tag, .exists(nick))
        }
        let account = book.register(nick, for: session.id)
        store.setPassword(stored, of: account.number)
        reply(session, job.tag, .registered(account.name))
    }

    private func logIn(_ session: Session, to number: Int64, _ tag: Tag) {
        guard let account = book.account(number) else { return refuse(session, tag, .wrongToken) }
        guard !account.isSuspended else { return refuse(session, tag, .suspended(account.name)) }
        let nick = book.logIn(session.id, to: account)
        reply(session, tag, .loggedIn(account.name, nick: nick))
    }

    // MARK: - After something was looked up

    /// - Returns: false where too much waits.
    func lookUp(_ task: AccountPlan.LookUp, _ ticket: Ticket, _ tag: Tag) -> Bool {
        switch task {
        case .token(let digest, let name):
            store.tokens(of: digest) { [unowned self] tokens in
                self.answer(ticket, tag, tokens) { self.logIn($0, by: $1.first, named: name, tag) }
            }
        case .addToken(let account, let label, let days):
            lookUp(account, ticket, tag) { [unowned self] in self.addToken($0, account, $1, label, days, tag) }
        case .listTokens(let account):
            lookUp(account, ticket, tag) { [unowned self] in self.listTokens($0, $1, tag) }
        case .removeToken(let account, let label):
            lookUp(account, ticket, tag) { [unowned self] in self.removeToken($0, $1, label, tag) }
        }
    }

    private func lookUp(
        _ account: Account, _ ticket: Ticket, _ tag: Tag, _ carryOut: @escaping (Session, [StoredToken]) -> Void
    ) -> Bool {
        store.logins(of: account.number) { [unowned self] logins in
            self.answer(ticket, tag, logins?.tokens.filter { $0.isGood(at: self.wallTime) }, carryOut)
        }
    }

    private func answer<Found>(
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
        guard let token, token.isGood(at: wallTime), let account = book.account(token.account),
            name.map({ account.owned.contains($0) }) ?? true
        else { return refuse(session, tag, .wrongToken) }
        if !account.isSuspended { store.noteUse(of: token, at: wallTime) }
        logIn(session, to: account.number, tag)
    }

    private func addToken(
        _ session: Session, _ account: Account, _ tokens: [StoredToken], _ label: AccountLabel, _ days: Int?, _ tag: Tag
    ) {
        guard tokens.count < rules.tokens else { return refuse(session, tag, .tooManyTokens(most: rules.tokens)) }
        guard !tokens.contains(where: { $0.label == label.text }) else {
            return refuse(session, tag, .tokenExists(label))
        }
        let token = LoginToken()
        let until = days.map { wallTime + Int64($0) * 86_400_000_000 }
        store.add(
            StoredToken(
                account: account.number, digest: token.digest, label: label.text, created: wallTime, until: until))
        reply(session, tag, .tokenAdded(label, token: token.text))
    }

    private func listTokens(_ session: Session, _ tokens: [StoredToken], _ tag: Tag) {
        let rows = tokens.compactMap { token in
            AccountLabel(token.label).map {
                AccountRow.token($0, created: token.created, used: token.used, until: token.until)
            }
        }
        reply(session, tag, .tokens(count: rows.count), after: rows)
    }

    private func removeToken(_ session: Session, _ tokens: [StoredToken], _ label: AccountLabel, _ tag: Tag) {
        guard let token = tokens.first(where: { $0.label == label.text }) else {
            return refuse(session, tag, .noToken(label))
        }
        store.removeToken(token.digest)
        reply(session, tag, .tokenRemoved(label))
    }
}

extension Accounts.Job {
    /// Of whoever registers.
    fileprivate var nick: Nick {
        switch task {
        case .register(let nick, _): nick
        case .logIn(let account, _), .change(let account, _, _), .forget(let account, _): account.name
        }
    }
}
