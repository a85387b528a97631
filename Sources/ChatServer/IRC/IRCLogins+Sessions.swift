import ChatCore
import Dialects
import Passwords
import Secrets

/// What sessions ask about accounts: its answer comes later, by their tickets.
extension IRCLogins {
    func begin(_ request: IRCRequest, for session: Session, _ ticket: Ticket) {
        guard let dialect = session.dialect.irc, let asked = request.accountRequest else { return }
        let isWaiting = { [unowned requests] in requests.isWaiting(ticket) }
        let answer = { [unowned requests] (write: @escaping (IRCAsked) -> Void) in
            _ = requests.answer(ticket) { requests.irc?.answer(request, for: $0, write) }
        }
        switch asked {
        case .authenticate(let parameter):
            let client = Client(
                claimant: session.claimant, certificate: session.certificate,
                mechanisms: requests.settings.configuration.mechanisms(for: session.claimant, session.certificate),
                sasl: dialect.sasl, ticket: ticket, isWaiting: isWaiting)
            authenticate(parameter, for: client) { [unowned self] outcome in
                answer { self.conclude(outcome, client, $0) }
            }
        case .register(let account, let email, let secret):
            register(account, email, secret, for: session, ticket, isWaiting, answer)
        case .oper(let name, let secret):
            accounts.prove(name, by: secret, for: session.claimant, as: ticket, isWaiting: isWaiting) { proved in
                answer { [unowned self] in self.appoint(proved, $0) }
            }
        }
    }

    private func conclude(_ outcome: Outcome, _ client: Client, _ asked: IRCAsked) {
        switch outcome {
        case .step(let step): asked.answers.put(step, offered: client.mechanisms)
        case .refused(let refusal): asked.answers.putSASL(refusal)
        case .proved(let account):
            guard let refusal = logIn(asked, to: account) else { return asked.answers.put(.saslSuccess) }
            asked.answers.put(.saslFail, text: "SASL authentication failed: \(RefusalText(refusal).words)")
        }
    }

    /// Logs a session in, from whatever account it was before. It is told so by 900.
    /// - Returns: why not; nil: it is.
    private func logIn(_ asked: IRCAsked, to account: Hub.AccountSummary) -> Refusal? {
        guard let irc = requests.irc else { return nil }
        let (hub, id) = (requests.driver.hub, asked.session.id)
        do throws(Refusal) {
            try hub.checkLogin(to: account.id, at: requests.driver.moment)
        } catch {
            return error
        }
        let (rooms, old) = (hub.rooms(of: id), hub.source(of: id))
        if let other = hub.account(of: id), other.id != account.id {
            // Their other clients would be logged in, too, and have proved nothing.
            let clients = hub.nick(of: id).map { hub.sessions(of: $0).count } ?? 1
            guard clients == 1 else { return .account(.loggedIn(other.name)) }
        }
        if hub.account(of: id)?.id != account.id {
            if hub.account(of: id) != nil, let refusal = irc.refusal(of: .account(.logOut), asked) { return refusal }
            if let refusal = irc.refusal(of: .account(.logIn(account.id, keepsNick: true)), asked) { return refusal }
            accounts.loggedIn(asked.session)
        }
        if let old { irc.tellHost(of: asked, was: old) }
        // Also who was it already is told that this is so.
        asked.dialect.account = nil
        irc.tellIdentity(of: asked)
        irc.tellRooms(besides: rooms, asked)
        return nil
    }

    // MARK: - REGISTER

    private func register(
        _ account: String, _ email: String, _ secret: Secret, for session: Session, _ ticket: Ticket,
        _ isWaiting: @escaping () -> Bool, _ answer: @escaping (@escaping (IRCAsked) -> Void) -> Void
    ) {
        func refuse(_ reply: IRCStandardReply) {
            accounts.tellSoon { answer { $0.answers.put(reply) } }
        }
        let (hub, id) = (requests.driver.hub, session.id)
        guard let nick = hub.nick(of: id) else { return }
        let name = account == IRCName.nobody ? nick.text : account
        if let fault = requests.settings.configuration.fault(inRegistration: name, email, by: nick) {
            return refuse(fault)
        }
        do throws(Refusal) {
            _ = try hub.checkRegistration(by: id, at: requests.driver.moment)
        } catch {
            return refuse(.registering(name, error))
        }
        accounts.makePassword(for: nick, secret, for: session.claimant, as: ticket, isWaiting: isWaiting) { made in
            var isMade = false
            answer { [unowned self] asked in isMade = self.register(name, made, asked) }
            return isMade
        }
    }

    private func register(
        _ name: String, _ made: Result<StoredPassword, ServerRefusal>, _ asked: IRCAsked
    ) -> Bool {
        switch made {
        case .failure(let refusal):
            asked.answers.put(.registering(name, refusal))
            return false
        case .success(let stored):
            if let refusal = requests.irc?.refusal(of: .account(.register), asked) {
                asked.answers.put(.registering(name, refusal))
                return false
            }
            guard let account = requests.driver.hub.account(of: asked.session.id) else { return false }
            accounts.keep(stored, of: account)
            asked.dialect.account = account.name
            asked.answers.putRegistered(account.name, mask: requests.irc?.mask(of: asked) ?? IRCName.nobody)
            return true
        }
    }

    // MARK: - OPER

    /// Who proves that an operator's account is theirs is logged in to it, and may do from then on what operators may.
    private func appoint(_ proved: AccountRequests.Proved, _ asked: IRCAsked) {
        switch proved {
        case .failure(.account(let refusal)): asked.answers.put(IRCRefusal(refusal, of: .oper))
        case .failure(let refusal): asked.answers.put(IRCRefusal(refusal, of: .oper))
        case .success(let account):
            guard account.isOperator else { return asked.answers.put(.noOperHost) }
            if let refusal = logIn(asked, to: account) {
                return asked.answers.put(IRCRefusal(refusal, of: .oper))
            }
            asked.answers.put(.youAreOperator)
            guard let source = requests.driver.hub.source(of: asked.session.id) else { return }
            asked.answers.putUserModes(of: IRCPerson(source), .op, were: [])
        }
    }
}
