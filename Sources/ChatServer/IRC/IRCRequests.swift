import ChatCore
import Configuration
import Dialects
import Libevent

/// Carries out what clients of IRC ask for: each step by the hub's commands or by what the hub tells, and has its answer written.
///
/// An answer is gathered as a whole, as its client may know it by a label. The hub knows nothing of that.
final class IRCRequests {
    /// Has the server read its configuration again; nil: it has none.
    var onRehash: (() -> Void)?
    /// Clients that are not welcomed yet, for who asks how many there are.
    var newcomers: (() -> Int)?
    /// nil: there are no accounts.
    var logins: IRCLogins?
    /// What is told of rooms, by their keys and since when they are there.
    var roomMetadata: [String: IRCMetadata] = [:]
    var people = IRCPeople()

    // Not private, as the other files of this type need them; nobody else does.

    let loop: EventLoop
    let settings: Settings
    let driver: HubDriver
    let sessions: SessionTable
    private let departures: Departures
    private let started: Instant
    private var mostPeople = 0
    /// The answer to the line that is carried out.
    private let gathered = ByteBuffer()
    /// What it keeps of its memory between two answers, in bytes.
    private static let spareBytes = 1 << 14

    init(_ requests: Requests) {
        loop = requests.loop
        settings = requests.settings
        driver = requests.driver
        sessions = requests.sessions
        departures = requests.departures
        started = requests.started
        hub.onMerged = { [unowned self] guest, person in self.people.merge(guest, into: person) }
    }

    var hub: Hub { driver.hub }

    // MARK: - Lines

    /// - Parameter found: what a store has of what is asked for; nil: it was not asked.
    func carryOut(_ request: IRCRequest, for session: Session, found: IRCFound? = nil) {
        var end: SessionEnd?
        answer(request, for: session, found: found) { asked, label in
            if let line = request.line, asked.dialect.enabled.contains(.multiline) {
                label = take(line, label: label, asked) ?? []
                return
            }
            for step in request.steps {
                switch step {
                // A batch is answered as a whole, where it ends.
                case .beginBatch(let reference, let target):
                    label = beginBatch(reference, to: target, label: label, asked)
                case .endBatch(let reference): label = endBatch(reference, label: label, asked)
                case .quit(let reason):
                    asked.tell(
                        .quit(asked.dialect.nick, reason: reason), by: hub.source(of: asked.session.id),
                        at: driver.moment.wall)
                    asked.answers.putError("Closing link: \(reason?.description ?? "you quit")")
                    end = .quit(reason)
                default: carryOut(step, asked)
                }
            }
        }
        if let end { departures.end(session, end) }
    }

    /// Gathers the answer to a line, and gives it to its client as a whole.
    /// - Parameter write: may change the label by which its client knows the answer.
    private func answer(
        _ request: IRCRequest, for session: Session, found: IRCFound?, _ write: (IRCAsked, inout [UInt8]) -> Void
    ) {
        guard let dialect = session.dialect.irc else { return }
        var asked = IRCAsked(session: session, dialect: dialect, command: request.command, lines: gathered)
        // Others are answered in between.
        if driver.orders != nil { asked.wait = IRCWait() }
        asked.found = found
        if dialect.enabled.contains(.messageTags) { asked.tags = request.tags }
        gathered.clear(keeping: IRCRequests.spareBytes)
        hub.beginWalk()
        tellIdentity(of: asked)
        var label = request.label
        write(asked, &label)
        guard let wait = asked.wait else { return put(gathered, labeled: label, for: session, dialect) }
        let lines = asked.lines
        wait.end { [unowned self, weak session] in
            if let session { put(lines, labeled: label, for: session, dialect) }
        }
    }

    private func put(_ lines: ByteBuffer, labeled label: [UInt8], for session: Session, _ dialect: IRCDialect) {
        guard sessions.has(session) else { return }
        driver.delivery.append(to: session.id.slot, session.dialect) { dialect.put(lines, labeled: label, into: $0) }
        dialect.noteAnswer()
    }

    /// The same for what is not carried out step by step.
    func answer(_ request: IRCRequest, for session: Session, _ write: (IRCAsked) -> Void) {
        answer(request, for: session, found: nil) { asked, _ in write(asked) }
    }

    /// Whether it costs nothing: it is the first that a client asks of who is in a room after it has entered that.
    func isFree(_ request: IRCRequest, for session: Session) -> Bool {
        guard let room = request.roomOfWho, hub.isIn(room, session.id), let dialect = session.dialect.irc else {
            return false
        }
        return dialect.shownRooms.remove(room)
    }

    private func carryOut(_ step: IRCRequest.Step, _ asked: IRCAsked) {
        // These are answered from what the hub knows, and not by a command that it would refuse.
        if step.asksOfOthers, let refusal = hub.refusalToTell(asked.session.id) {
            return asked.answers.put(IRCRefusal(refusal, of: asked.command))
        }
        switch step {
        case .refuse(let refusal): asked.answers.put(refusal)
        case .fail(let reply): asked.answers.put(reply)
        case .join(let room, let key): join(room, key, asked)
        case .partAll:
            for room in hub.rooms(of: asked.session.id) { part(room, nil, asked) }
        case .part(let room, let reason): part(room, reason, asked)
        case .topic(let room): tellTopic(room, asked)
        case .setTopic(let room, let text): setTopic(room, text, asked)
        case .names(let words, let whole): tellNames(words, as: whole, asked)
        case .roomModes(let room, let request): changeModes(room, request, asked)
        case .kick(let room, let nick, let reason): kick(room, nick, reason, asked)
        case .invite(let nick, let room): invite(nick, room, asked)
        case .invitations: asked.answers.putInvitations(hub.invitations(of: asked.session.id, at: driver.moment))
        case .list(let filter): list(filter, asked)
        case .say(let target, let saying): say(saying, to: target, asked)
        case .tag(let target): pass(to: target, asked)
        case .redact(let target, let id, let reason): redact(target, id, reason, asked)
        case .rename(let room, let name, let reason): rename(room, to: name, reason, asked)
        case .history(let request): tellHistory(request, asked)
        case .mark(let target, let time): mark(target, until: time, asked)
        case .metadata(let target, let request): carryOut(request, of: target, asked)
        // They were looked at before.
        case .beginBatch, .endBatch: break
        case .nick(let nick): takeNick(nick, asked)
        case .away(let note): setAway(note, asked)
        case .userModes(let nick, let request): changeModes(of: nick, request, asked)
        case .who(let request): tellWho(request, asked)
        case .whois(let word): describe(word, asked)
        case .whowas(let word, let count): tellFormer(word, count, asked)
        case .monitor(let request): monitor(request, asked)
        case .setName(let name): setName(name, asked)
        case .kill(let nick, let reason): kill(nick, reason, asked)
        case .broadcast(let text): broadcast(text, asked)
        case .rehash: rehash(asked)
        case .ison(let nicks): asked.answers.putIson(nicks.compactMap { hub.source(of: $0)?.nick })
        case .userhost(let nicks):
            asked.answers.putUserhost(
                nicks.compactMap { hub.portrait(of: $0, for: asked.session.id, at: driver.moment) }.map(person))
        // Where there are accounts these are not carried out at once.
        case .ask(let request): refuse(request, asked)
        case .verify(let account):
            asked.answers.put(
                logins == nil
                    ? IRCStandardReply.withoutAccounts(.verify, account) : IRCStandardReply.verifying(account))
        case .serve(let service, let request): serve(request, by: service, asked)
        case .ping(let token): asked.answers.putPong(token)
        case .cap(let words): negotiate(words, asked)
        case .about(let subject): tell(of: subject, asked)
        case .quit: break
        }
    }

    // MARK: - Commands of the hub

    /// Carries a command out, and puts why not.
    /// - Parameter finish: is given what it came to, now or when the log has told; nil: it was refused.
    func perform(
        _ command: Command, for target: String = "*", _ asked: IRCAsked, isSilent: Bool = false,
        row: @escaping (Row) -> Void = { _ in }, then finish: @escaping (Reply?) -> Void
    ) {
        order(command, asked) { answer in
            finish(IRCRequests.reply(in: answer, for: target, asked, isSilent: isSilent, row))
        }
    }

    /// The same where all of the answer is another's to write.
    func order(_ command: Command, _ asked: IRCAsked, then write: @escaping ([Effect]) -> Void) {
        guard let wait = asked.wait else { return driver.perform(command, by: asked.session.id, then: write) }
        wait.begin()
        driver.perform(command, by: asked.session.id) { answer in
            write(answer)
            wait.end()
        }
    }

    /// Asks the hub what it knows, and puts why it does not tell.
    /// - Returns: what it came to; nil: it was refused.
    @discardableResult
    func ask(
        _ command: Command, for target: String = "*", _ asked: IRCAsked, isSilent: Bool = false,
        _ row: (Row) -> Void = { _ in }
    ) -> Reply? {
        let answer = driver.ask(command, by: asked.session.id)
        return IRCRequests.reply(in: answer, for: target, asked, isSilent: isSilent, row)
    }

    private static func reply(
        in answer: [Effect], for target: String, _ asked: IRCAsked, isSilent: Bool, _ row: (Row) -> Void
    ) -> Reply? {
        for effect in answer {
            switch effect {
            case .row(let told): row(told)
            case .done(let reply): return reply
            case .refused(let refusal):
                if !isSilent { asked.answers.put(IRCRefusal(refusal, of: asked.command, for: target)) }
                return nil
            case .entered, .deliver, .show, .shared, .roomClosed, .dismissed: break
            }
        }
        return nil
    }

    // MARK: - The server

    /// Tells who has just come what they are told.
    func welcome(_ session: Session, _ dialect: IRCDialect) {
        gathered.clear(keeping: IRCRequests.spareBytes)
        let asked = IRCAsked(session: session, dialect: dialect, command: .user, lines: gathered)
        if let source = hub.source(of: session.id) {
            let configuration = settings.configuration
            let welcome = IRCWelcome(
                network: configuration.irc.network, version: IRCRequests.version,
                started: loop.wallTime - (loop.now.nanoseconds - started.nanoseconds) / 1_000,
                isupport: configuration.isupport,
                census: census, motd: settings.motd)
            var person = IRCPerson(source)
            person.modes = modes(of: session)
            asked.answers.putWelcome(welcome, to: person)
            let metadata = people[hub.person(of: session.id)].metadata
            if !metadata.isEmpty { metadata.putAll(of: dialect.nick.text, asked.answers, dialect.makeReference()) }
        }
        driver.delivery.append(to: session.id.slot, session.dialect) { $0.append(gathered.bytes) }
    }

    private static let version = "partyline-\(partylineVersion)"

    private var census: IRCCensus {
        var census = IRCCensus()
        census.people = hub.personCount
        mostPeople = max(mostPeople, census.people)
        census.invisible = people.invisible(in: hub)
        census.operators = hub.operatorCount
        census.newcomers = newcomers?() ?? 0
        census.rooms = hub.roomCount
        census.mostPeople = mostPeople
        return census
    }

    private func tell(of subject: IRCRequest.Subject, _ asked: IRCAsked) {
        let (answers, configuration) = (asked.answers, settings.configuration)
        switch subject {
        case .motd: answers.putMotd(settings.motd)
        case .census: answers.putCensus(census)
        case .version:
            answers.putVersion(
                IRCRequests.version, description: configuration.irc.description, configuration.isupport)
        case .time: answers.putTime(loop.wallTime)
        case .info: answers.putInfo([configuration.irc.description, "It runs \(IRCRequests.version)."])
        case .admin: answers.putAdmin(description: configuration.irc.description, contact: nil)
        case .links: answers.putLinks()
        case .isupport: answers.putISupport(configuration.isupport)
        case .summon: answers.putSummon()
        case .users: answers.putUsers()
        case .stats(let letter): answers.putStats(letter)
        case .help(let word): answers.putHelp(about: word)
        }
    }
}
