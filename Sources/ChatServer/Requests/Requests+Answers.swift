import ChatCore
import Dialects
import Framing
import Libevent

/// What the server itself answers.
extension Requests {
    func refuse(_ session: Session, _ refusal: ServerRefusal, tag: Tag) {
        answer(session, tag, ServerAnswer(.refused(refusal)))
    }

    func answer(_ session: Session, _ tag: Tag, _ answer: ServerAnswer) {
        if case .refused(let refusal) = answer.ending { metrics.refusals.add(refusal.code) }
        driver.delivery.answer(Delivery.Asker(session, tag)) { $0.put(answer, tag: tag, into: $1) }
    }

    /// Gives a session a hint that it did not ask for.
    func tell(_ session: Session, _ hint: Hint) {
        guard sessions.has(session) else { return }
        driver.delivery.answer(Delivery.Asker(session)) { $0.put(hint, into: $1) }
    }

    /// Asks a person for a secret, or no more.
    func ask(_ session: Session, _ prompt: SecretPrompt?, because cause: SecretPrompt.Cause?) {
        if let cause { tell(session, .noSecret(cause)) }
        guard sessions.has(session) else { return }
        session.prompt(for: prompt)
        if let prompt { tell(session, .secret(prompt)) }
    }

    func perform(_ command: ServerCommand, for session: Session, tag: Tag) {
        switch command {
        case .motd:
            let rows = motdRows
            answer(session, tag, ServerAnswer(rows, .done(.motd(isEmpty: rows.isEmpty))))
        case .version: answer(session, tag, ServerAnswer(.done(.version(partylineVersion))))
        case .uptime:
            answer(session, tag, ServerAnswer(.done(.uptime(seconds: (loop.now - started).components.seconds))))
        case .nodes: tellNodes(to: session, tag)
        case .ping(let token): answer(session, tag, ServerAnswer(.done(.ping(token: token))))
        case .pong: answer(session, tag, ServerAnswer(.done(.pong)))
        case .dialect(let command): perform(command, for: session, tag: tag)
        case .help(let verb):
            guard let lines = CommandTable.help(on: verb) else {
                return refuse(session, CommandTable.unknown(String((verb ?? "").prefix(32))), tag: tag)
            }
            answer(session, tag, ServerAnswer(lines.map { .help($0) }, .done(.help)))
        // Where there is a store it answers this.
        case .search: refuse(session, .nothingKept, tag: tag)
        case .mailbox: refuse(session, .noPrivateMessagesKept, tag: tag)
        case .export: refuse(session, .account(.notKept(verb: "export")), tag: tag)
        case .quit(let reason):
            answer(session, tag, ServerAnswer(.done(.quit)))
            departures.end(session, .quit(reason))
        case .resume(let token, let since): resume(token, since: since, session, tag)
        }
    }

    /// The message of the day and, for who asks for it, how long what is said in the lobby is kept. A newcomer reads the former alone.
    private var motdRows: [ServerRow] {
        let hub = driver.hub
        let kept = hub.lobby.flatMap { lobby in hub.keptDays(of: lobby).map { ServerRow.kept(lobby, days: $0) } }
        return settings.motd.map { .motd($0) } + (kept.map { [$0] } ?? [])
    }

    private func tellNodes(to session: Session, _ tag: Tag) {
        guard driver.hub.isOperator(session.id) else {
            return driver.carryOut(for: Delivery.Asker(session, tag)) {
                $0.append(.refused(.account(.needsOperator)))
            }
        }
        let rows = node?.rows ?? []
        answer(session, tag, ServerAnswer(rows, .done(.nodes(count: rows.count))))
    }

    /// A newcomer turns out to be somebody whose connection was lost.
    private func resume(_ token: String, since: EventID?, _ session: Session, _ tag: Tag) {
        if let orders = driver.orders { return resume(token, since: since, session, tag, by: orders) }
        guard let (person, old) = returns.use(token) else {
            metrics.resumes.add(.refused)
            return refuse(session, .badToken, tag: tag)
        }
        var back: Hub.Return?
        driver.carryOut(for: Delivery.Asker(session, tag)) {
            let reason = TextHygiene.text("is \(driver.hub.nick(of: person)?.text ?? "back")")
            back = driver.hub.resume(
                person, by: session.id, after: old, since: since, reason: reason, at: driver.moment, &$0)
        }
        guard let back else { return refuse(session, .badToken, tag: tag) }
        metrics.resumes.add(old == nil ? .held : .replaced)
        if let old, old != session.id, let other = sessions.session(old) {
            departures.end(other, .replaced, telling: .replaced)
        }
        tellReturn(back, returns.makeToken(for: session.id), to: session, tag)
    }

    /// The same where the log has to say whose the token is.
    private func resume(_ token: String, since: EventID?, _ session: Session, _ tag: Tag, by orders: Orders) {
        var found: (back: Hub.Return, next: String?)?
        var order: Hub.Order?
        order = returns.resume(token, by: session.id, since: since) { [unowned orders] in
            found = $0
            if let order { orders.end(order) }
        }
        guard let order else {
            metrics.resumes.add(.refused)
            return refuse(session, .badToken, tag: tag)
        }
        orders.expect(order) { [unowned self, unowned session] answer in
            driver.delivery.put(answer, for: Delivery.Asker(session, tag), now: loop.wallTime)
            // The log has not told.
            if answer.contains(where: \.isEnding) { return }
            metrics.resumes.add(found == nil ? .refused : .held)
            guard let found else { return refuse(session, .badToken, tag: tag) }
            tellReturn(found.back, found.next, to: session, tag)
        }
    }

    private func tellReturn(_ back: Hub.Return, _ token: String?, to session: Session, _ tag: Tag) {
        let told = ServerReply.Return(
            nick: back.nick, room: back.current, lastID: back.lastID, missed: back.missed, token: token)
        answer(session, tag, ServerAnswer(.done(.resumed(told))))
    }

    /// Has what is told about somebody name the addresses of their connections, where an operator of the server asks. Nobody else is told any.
    func tellAddresses(of nick: Nick, to session: Session, _ effects: inout [Effect]) {
        guard driver.hub.isOperator(session.id) else { return }
        var addresses: [String] = []
        for id in driver.hub.sessions(of: nick) {
            guard let peer = sessions.session(id)?.peer, !addresses.contains(peer) else { continue }
            addresses.append(peer)
        }
        for index in effects.indices {
            guard case .row(.whois(var profile)) = effects[index] else { continue }
            profile.addresses = Array(addresses.prefix(FixedLimits.addressesTold))
            effects[index] = .row(.whois(profile))
        }
    }

    /// A network is banned: who comes from it has to go.
    func ban(_ net: String, _ command: Command, for session: Session, tag: Tag) {
        guard let network = try? Network(net) else {
            let usage = CommandTable.help(on: "serverban")?.first?.usage ?? ""
            return refuse(session, .badArgument(.ban, usage: usage), tag: tag)
        }
        // Operators log in after they have come.
        if !command.bansGuestsAlone, session.address.map({ network.contains($0) }) ?? false {
            return driver.carryOut(for: Delivery.Asker(session, tag)) { $0.append(.refused(.account(.bansOneself))) }
        }
        let before = driver.hub.serverBansVersion
        perform(command, for: session, tag: tag) { [unowned self] in
            guard driver.hub.serverBansVersion != before else { return }
            putOff(thoseIn: network, by: session)
        }
    }

    /// Whoever comes from a network that was banned has to go.
    private func putOff(thoseIn network: Network, by session: Session) {
        guard let ban = driver.hub.bannedNetworks(at: driver.moment).last?.ban else { return }
        let ofGuests = ban.subject.isOfGuests
        let dismissal = Dismissal(
            by: ban.by, isBan: true, isOfGuests: ofGuests, seconds: ban.seconds(at: driver.moment.wall),
            reason: ban.reason)
        for case let other? in sessions
        where other !== session && (IPAddress(other.peer).map { network.contains($0) } ?? false) {
            if ofGuests, driver.hub.account(of: other.id) != nil { continue }
            departures.end(other, .dismissed(ban.reason), telling: .dismissed(dismissal))
        }
        returns.end(from: network, guestsAlone: ofGuests)
    }

    private func perform(_ command: DialectCommand, for session: Session, tag: Tag) {
        let hub = driver.hub
        guard let nick = hub.nick(of: session.id) else { return }
        if command.isActivity { hub.noteRequest(by: session.id, at: driver.moment) }
        let configuration = settings.configuration
        let ending = session.perform(command) {
            ServerReply.Session(
                nick: nick, room: hub.currentRoom(of: session.id), lastID: hub.lastID(inCurrentRoomOf: session.id),
                server: configuration.name, limits: configuration.limitsOfPrograms,
                token: command.resumes ? returns.makeToken(for: session.id) : nil)
        }
        answer(session, tag, ServerAnswer(ending))
    }

    /// Answers what a telnet peer asked for besides its lines.
    func answer(_ session: Session, _ signal: TelnetDecoder.Signal) {
        switch signal {
        case .areYouThere: tell(session, .here)
        case .interrupt: tell(session, .leaving)
        case .timingMark: session.server.sendTelnet(TelnetDecoder.noTimingMark, to: session)
        case .negotiation: break
        }
    }
}
