import ChatCore
import Dialects
import Libevent
import Passwords
import Secrets

/// Who newcomers are: by SASL, by PASS, and by REGISTER before they are welcomed.
extension IRCNewcomers {
    private func client(_ newcomer: IRCNewcomer, _ logins: IRCLogins) -> IRCLogins.Client {
        let claimant = Claimant(of: newcomer.arrival, since: newcomer.since)
        let certificate = newcomer.arrival.connection.certificate
        return IRCLogins.Client(
            claimant: claimant, certificate: certificate,
            mechanisms: settings.configuration.mechanisms(for: claimant, certificate), sasl: newcomer.sasl,
            ticket: logins.makeTicket()
        ) { [unowned self, weak newcomer] in newcomer.map { self.isWaiting($0) } ?? false }
    }

    /// Has something found out. Its input is held; it is not answered from within this call, which may be the input's.
    func ask(_ request: IRCAccountRequest, of newcomer: IRCNewcomer) {
        // Nobody asks where there are no accounts, unless there were some in the process before this one.
        guard let logins else { return newcomer.goOn() }
        let client = client(newcomer, logins)
        logins.accounts.tellSoon { [unowned self, weak newcomer] in
            guard let newcomer, self.isWaiting(newcomer) else { return }
            switch request {
            case .authenticate(let parameter):
                logins.authenticate(parameter, for: client) { outcome in
                    self.conclude(outcome, client, newcomer)
                    newcomer.goOn()
                }
            case .register(let account, let email, let secret):
                self.register(account, email, secret, for: newcomer, client, logins)
            // Who is not welcomed is no operator.
            case .oper: newcomer.goOn()
            }
        }
    }

    private func mask(of newcomer: IRCNewcomer) -> String {
        newcomer.registration.mask(from: cloaks.host(of: newcomer.arrival.address))
    }

    private func conclude(_ outcome: IRCLogins.Outcome, _ client: IRCLogins.Client, _ newcomer: IRCNewcomer) {
        switch outcome {
        case .step(let step): newcomer.answer { $0.put(step, offered: client.mechanisms) }
        case .refused(let refusal): newcomer.answer { $0.putSASL(refusal) }
        case .proved(let account):
            if let refusal = refusal(toLogInTo: account) {
                return newcomer.answer {
                    $0.put(.saslFail, text: "SASL authentication failed: \(RefusalText(refusal).words)")
                }
            }
            newcomer.logIn(to: account)
            newcomer.answer {
                $0.putLoggedIn(as: account.name, mask: mask(of: newcomer))
                $0.put(.saslSuccess)
            }
        }
    }

    /// Why nobody is let in by an account, as one that is banned; nil: they are.
    func refusal(toLogInTo account: Hub.AccountSummary) -> Refusal? {
        guard let driver = logins?.requests.driver else { return nil }
        do throws(Refusal) {
            try driver.hub.checkLogin(to: account.id, at: driver.moment)
            return nil
        } catch {
            return error
        }
    }

    // MARK: - REGISTER

    private func register(
        _ account: String, _ email: String, _ secret: Secret, for newcomer: IRCNewcomer, _ client: IRCLogins.Client,
        _ logins: IRCLogins
    ) {
        func refuse(_ reply: IRCStandardReply) {
            newcomer.answer { $0.put(reply) }
            newcomer.goOn()
        }
        let configuration = settings.configuration
        // In a cluster the log has to say first who has the name.
        guard configuration.accounts.registerBeforeConnect, logins.requests.driver.orders == nil else {
            return refuse(
                .registering(account, "COMPLETE_CONNECTION_REQUIRED", "You can register once you are welcomed"))
        }
        guard let nick = newcomer.registration.nick else {
            return refuse(.registering(account, "NEED_NICK", "An account is called as you are; send NICK first"))
        }
        let name = account == IRCName.nobody ? nick.text : account
        if let fault = configuration.fault(inRegistration: name, email, by: nick) { return refuse(fault) }
        if let known = newcomer.account { return refuse(.registering(name, Refusal.account(.loggedIn(known.name)))) }
        let driver = logins.requests.driver
        // Whoever may try it here without end finds it.
        guard knowsServersPassword(newcomer) else { return }
        do throws(Refusal) {
            try checkOutsider(newcomer)
            try driver.hub.checkRegistration(of: nick, at: driver.moment)
        } catch {
            return refuse(.registering(name, error))
        }
        logins.accounts.makePassword(
            for: nick, secret, for: client.claimant, as: client.ticket, isWaiting: client.isWaiting
        ) { [unowned self, weak newcomer] made in
            guard let newcomer else { return false }
            defer { newcomer.goOn() }
            return self.register(nick, name, made, for: newcomer, logins)
        }
    }

    /// Nobody makes an account who comes from where guests are banned.
    private func checkOutsider(_ newcomer: IRCNewcomer) throws(Refusal) {
        if newcomer.arrival.address.map({ admission.bansGuests(of: $0) }) ?? false { throw .account(.guestsBanned) }
    }

    private func register(
        _ nick: Nick, _ name: String, _ made: Result<StoredPassword, ServerRefusal>, for newcomer: IRCNewcomer,
        _ logins: IRCLogins
    ) -> Bool {
        let driver = logins.requests.driver
        let stored: StoredPassword
        switch made {
        case .failure(let refusal):
            newcomer.answer { $0.put(.registering(name, refusal)) }
            return false
        case .success(let password): stored = password
        }
        var refused: Refusal?
        driver.carryOut(for: .nobody) { effects in
            do throws(Refusal) {
                let id = try driver.hub.register(nick, at: driver.moment, &effects)
                logins.accounts.keep(stored, of: (id, nick))
                driver.hub.account(id).map { newcomer.logIn(to: $0) }
            } catch {
                refused = error
            }
        }
        newcomer.answer { answers in
            if let refused {
                answers.put(.registering(name, refused))
            } else {
                answers.putRegistered(nick, mask: mask(of: newcomer))
            }
        }
        return refused == nil
    }

    // MARK: - PASS

    private var needsPassword: Bool { !settings.configuration.irc.password.isEmpty }

    private func knowsPassword(_ newcomer: IRCNewcomer) -> Bool {
        let password = Secret(settings.configuration.irc.password.utf8)
        return newcomer.registration.passwords.contains { $0 == password }
    }

    /// Looks at what PASS said: the server's password, where one is needed, and an account with its password.
    /// - Returns: false where it is closed, or an answer is to come first.
    func mayEnter(_ newcomer: IRCNewcomer) -> Bool {
        if newcomer.sasl.isUnderWay {
            newcomer.sasl.end()
            newcomer.answer { $0.put(.saslAborted) }
        }
        guard !newcomer.knowsPassword else { return true }
        newcomer.knowsPassword = true
        guard knowsServersPassword(newcomer) else { return false }
        guard let logins, newcomer.account == nil,
            let (name, secret) = newcomer.registration.passwords.lazy.compactMap({ IRCNewcomers.account(in: $0) }).last
        else { return true }
        newcomer.hold()
        let client = client(newcomer, logins)
        logins.accounts.prove(
            name, by: secret, for: client.claimant, as: client.ticket, isWaiting: client.isWaiting
        ) { [unowned self, weak newcomer] proved in
            guard let newcomer, self.isWaiting(newcomer) else { return }
            switch proved {
            case .success(let account):
                if self.refusal(toLogInTo: account) != nil { return self.refuseBanned(newcomer) }
                newcomer.logIn(to: account)
                newcomer.answer { $0.putLoggedIn(as: account.name, mask: mask(of: newcomer)) }
                self.complete(newcomer)
                // Whoever has it now reads on.
                newcomer.goOn()
            case .failure(.account(.wrongPassword)), .failure(.account(.wrongToken)), .failure(.account(.noPassword)):
                self.refusePassword(newcomer)
            case .failure(let refusal): self.end(newcomer, .refused(refusal))
            }
        }
        return false
    }

    /// Its account was banned, or suspended.
    func refuseBanned(_ newcomer: IRCNewcomer) {
        newcomer.answer { $0.put(IRCRefusal(.bannedFromServer)) }
        end(newcomer, .bannedAccount)
    }

    private func refusePassword(_ newcomer: IRCNewcomer) {
        newcomer.answer { $0.put(.passwordMismatch) }
        end(newcomer, .wrongPassword)
    }

    /// Whether it has said the server's password, where there is one. Who has not is closed. Tries are held back as those at an account are.
    private func knowsServersPassword(_ newcomer: IRCNewcomer) -> Bool {
        guard needsPassword, !newcomer.hasProvedPassword else { return true }
        // Who says none has guessed nothing, so it is no try of theirs, nor of others who come from there.
        guard !newcomer.registration.passwords.isEmpty else {
            refusePassword(newcomer)
            return false
        }
        let now = loop.now.nanoseconds / 1_000
        let isExempt = newcomer.arrival.address.map { settings.configuration.limits.exempt.contain($0) } ?? true
        let host = newcomer.arrival.address.map { HostKey($0) }
        switch failures.begin(on: "", from: host, isExempt: isExempt, at: now) {
        case .tooSoon(let retry):
            end(newcomer, .refused(.notNow(retry: retry)))
            return false
        case .begun(let attempt):
            guard knowsPassword(newcomer) else {
                failures.failed(attempt, at: now)
                refusePassword(newcomer)
                return false
            }
            failures.succeeded(attempt)
            newcomer.hasProvedPassword = true
            return true
        }
    }

    /// `account:password`
    private static func account(in password: Secret) -> (Nick, Secret)? {
        password.withBytes { bytes in
            guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < bytes.count,
                let name = Nick(String(decoding: bytes[..<colon], as: UTF8.self))
            else { return nil }
            return (name, Secret(bytes[(colon + 1)...]))
        }
    }
}

extension Claimant {
    /// - Parameter since: when it came.
    init(of arrival: Arrivals.Newcomer, since: Instant) {
        self.init(address: arrival.address, mustSpeak: arrival.mustSpeak, since: since)
    }
}
