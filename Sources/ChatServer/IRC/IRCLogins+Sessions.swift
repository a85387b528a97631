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
            logIn(asked, to: account) { refusal in
                guard let refusal else { return asked.answers.put(.saslSuccess) }
                asked.answers.put(.saslFail, text: "SASL authentication failed: \(RefusalText(refusal).words)")
            }
        }
    }

    /// Logs a session in, from whatever account it was before. It is told so by 900.
    /// - Parameter finish: is told why not; nil: it is.
    private func logIn(
        _ asked: IRCAsked, to account: Hub.AccountSummary, then finish: @escaping (Refusal?) -> Void
    ) {
        guard let irc = requests.irc else { return }
        let (hub, id) = (requests.driver.hub, asked.session.id)
        do throws(Refusal) {
            try hub.checkLogin(to: account.id, at: requests.driver.moment)
        } catch {
            return finish(error)
        }
        let other = hub.account(of: id)
        if let other, other.id != account.id {
            // Their other clients would be logged in, too, and have proved nothing.
            let clients = hub.nick(of: id).map { hub.sessions(of: $0).count } ?? 1
            guard clients == 1 else { return finish(.account(.loggedIn(other.name))) }
        }
        let (rooms, old, modes) = (hub.rooms(of: id), hub.source(of: id), irc.modes(of: asked.session))
        let succeed = { [unowned self] in
            tellLogin(asked, rooms, was: old, modes)
            finish(nil)
        }
        if other?.id == account.id { return succeed() }
        let enter = { [unowned self] in
            irc.attempt(.account(.logIn(account.id, keepsNick: true)), asked) { [unowned self] refusal in
                if let refusal { return finish(refusal) }
                accounts.loggedIn(asked.session)
                succeed()
            }
        }
        guard other != nil else { return enter() }
        irc.attempt(.account(.logOut), asked) { refusal in
            if let refusal { finish(refusal) } else { enter() }
        }
    }

    /// - Parameters:
    ///   - rooms: those that it was in before.
    ///   - old: as its client knows itself.
    private func tellLogin(_ asked: IRCAsked, _ rooms: [RoomName], was old: Source?, _ modes: UserModes) {
        guard let irc = requests.irc else { return }
        var modes = modes
        if let old { irc.tellHost(of: asked, was: old) }
        // Also who was it already is told that this is so.
        asked.dialect.account = nil
        irc.tellIdentity(of: asked)
        // OPER is answered by that itself.
        if asked.command == .oper, requests.driver.hub.isOperator(asked.session.id) { modes.formUnion(.op) }
        irc.tellModes(of: asked, were: modes)
        irc.tellRooms(besides: rooms, asked)
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
            // Where the log decides on it, it counts as made.
            var isMade = true
            answer { [unowned self] asked in self.register(name, made, asked) { isMade = $0 } }
            return isMade
        }
    }

    private func register(
        _ name: String, _ made: Result<StoredPassword, ServerRefusal>, _ asked: IRCAsked,
        then finish: @escaping (Bool) -> Void
    ) {
        switch made {
        case .failure(let refusal):
            asked.answers.put(.registering(name, refusal))
            finish(false)
        case .success(let stored):
            requests.irc?.attempt(.account(.register), asked) { [unowned self] refusal in
                if let refusal { asked.answers.put(.registering(name, refusal)) }
                guard refusal == nil, let account = requests.driver.hub.account(of: asked.session.id) else {
                    return finish(false)
                }
                accounts.keep(stored, of: account)
                asked.dialect.account = account.name
                asked.answers.putRegistered(account.name, mask: requests.irc?.mask(of: asked) ?? IRCName.nobody)
                finish(true)
            }
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
            logIn(asked, to: account) { [unowned self] refusal in
                if let refusal { return asked.answers.put(IRCRefusal(refusal, of: .oper)) }
                asked.answers.put(.youAreOperator)
                guard let source = requests.driver.hub.source(of: asked.session.id) else { return }
                asked.answers.putUserModes(of: IRCPerson(source), .op, were: [])
            }
        }
    }
}
