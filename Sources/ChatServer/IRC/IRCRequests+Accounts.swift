import ChatCore
import Dialects

/// Who somebody is: accounts, and what they are called for them.
extension IRCRequests {
    /// Where there are no accounts.
    func refuse(_ request: IRCAccountRequest, _ asked: IRCAsked) {
        switch request {
        case .authenticate(let parameter):
            let isAbort = parameter.withBytes { $0.elementsEqual(IRCName.nobody.utf8) }
            asked.answers.put(isAbort ? .saslAborted : .saslFail)
        case .register(let account, _, _): asked.answers.put(IRCStandardReply.withoutAccounts(.register, account))
        case .oper: asked.answers.put(.noOperHost)
        }
    }

    /// Answers what is asked of a service, but for what has to be proved.
    func serve(_ request: IRCService.Request, by service: IRCService, _ asked: IRCAsked) {
        switch request {
        case .help: for line in service.help { asked.answers.put(line, by: service) }
        case .unknown: asked.answers.put("I don't know that; HELP tells what I know", by: service)
        case .misused(let usage): asked.answers.put("it is written \(usage); HELP tells more", by: service)
        case .account(let request):
            let old = standing(for: request, asked)
            order(.account(request), asked) { [unowned self] answer in
                for effect in answer {
                    switch effect {
                    case .row(.account(let profile)): asked.answers.put(profile, by: service)
                    case .done(let reply):
                        asked.answers.put(reply, by: service)
                        tellFounder(reply, was: old, asked)
                    case .refused(let refusal): asked.answers.put(refusal, by: service)
                    default: break
                    }
                }
                tellIdentity(of: asked)
            }
        // Where there are accounts it is not carried out at once.
        case .prove: asked.answers.put("this server keeps no accounts", by: service)
        }
    }

    private typealias Standing = (rank: Rank, modes: RoomModes)

    private func standing(for request: AccountRequest, _ asked: IRCAsked) -> Standing {
        guard case .registerRoom(let room?) = request else { return (.none, []) }
        return (hub.rank(of: asked.dialect.nick, in: room), hub.modes(of: room))
    }

    /// Others are told what somebody is in a room from now on, and what holds there; they are by this.
    private func tellFounder(_ reply: Reply, was old: Standing, _ asked: IRCAsked) {
        let nick = asked.dialect.nick
        let (source, time) = (hub.source(of: asked.session.id), driver.moment.wall)
        switch reply {
        case .roomRegistered(let room, _):
            var modes = ModeChange()
            if !old.modes.contains(.topicLocked) { modes.add(.topicLocked) }
            if !modes.isEmpty { asked.tell(.modes(by: nick, modes), in: room, by: source, at: time) }
            asked.tell(.rank(nick, .founder, by: nick, was: old.rank), in: room, by: source, at: time)
        case .roomDropped(let room):
            let now = hub.rank(of: nick, in: room)
            if hub.isIn(room, asked.session.id) {
                asked.tell(.rank(nick, now, by: nick, was: .founder), in: room, by: source, at: time)
            }
        default: break
        }
    }

    /// Tells a client that did not ask by a line of its own what it is called and logged in to from now on.
    func noteIdentity(of session: Session) {
        guard let dialect = session.dialect.irc, sessions.has(session) else { return }
        let lines = ByteBuffer()
        tellIdentity(of: IRCAsked(session: session, dialect: dialect, command: .nickServ, lines: lines))
        driver.delivery.append(to: session.id.slot, session.dialect) { $0.append(lines.bytes) }
    }

    /// The same for the rooms that a login has brought.
    /// - Parameters:
    ///   - old: as its client knows itself; nil: as it is.
    ///   - modes: as its client knows them; nil: it was told.
    func noteRooms(
        of session: Session, besides known: [RoomName], was old: Source? = nil, with modes: UserModes? = nil
    ) {
        guard let dialect = session.dialect.irc, sessions.has(session) else { return }
        let lines = ByteBuffer()
        let asked = IRCAsked(session: session, dialect: dialect, command: .nickServ, lines: lines)
        if let old { tellHost(of: asked, was: old) }
        tellIdentity(of: asked)
        if let modes { tellModes(of: asked, were: modes) }
        tellRooms(besides: known, asked)
        driver.delivery.append(to: session.id.slot, session.dialect) { $0.append(lines.bytes) }
    }

    /// Carries a command out whose answer is another's to write.
    /// - Parameter finish: is told why not; nil: it was carried out.
    func attempt(_ command: Command, _ asked: IRCAsked, then finish: @escaping (Refusal?) -> Void) {
        order(command, asked) { answer in
            for case .refused(let refusal) in answer { return finish(refusal) }
            finish(nil)
        }
    }

    /// `nick!user@host`, as others see it.
    func mask(of asked: IRCAsked) -> String {
        guard let source = hub.source(of: asked.session.id) else { return IRCName.nobody }
        return "\(source.nick)!\(source.userHost)"
    }

    /// Tells who they are, where that is not what their client was told last: a nick goes back to who has registered it, and an account may
    /// be suspended.
    func tellIdentity(of asked: IRCAsked) {
        guard let source = hub.source(of: asked.session.id) else { return }
        let dialect = asked.dialect
        if source.nick.text != dialect.nick.text {
            asked.tell(.nick(old: dialect.nick, new: source.nick), by: source, at: driver.moment.wall)
            dialect.nick = source.nick
        }
        let account = hub.account(of: asked.session.id)?.name
        guard account?.text != dialect.account?.text else { return }
        dialect.account = account
        if let account {
            asked.answers.putLoggedIn(as: account, mask: mask(of: asked))
        } else {
            asked.answers.putLoggedOut(mask: mask(of: asked))
        }
    }

    /// Who has become one with whom is here is shown as coming from where that one came: others have seen no other host of theirs.
    /// - Parameter old: as its client knows itself.
    func tellHost(of asked: IRCAsked, was old: Source) {
        guard asked.dialect.enabled.contains(.chghost), let now = hub.source(of: asked.session.id),
            now.userHost != old.userHost
        else { return }
        asked.answers.putHost(of: old, now: now)
    }

    /// Shows the rooms that somebody came to be in by being one with whom is here already.
    /// - Parameter known: those that their client knows of.
    func tellRooms(besides known: [RoomName], _ asked: IRCAsked) {
        for room in hub.rooms(of: asked.session.id) where !known.contains(room) { show(room, asked) }
    }
}
