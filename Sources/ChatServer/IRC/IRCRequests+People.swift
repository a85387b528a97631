import ChatCore
import Dialects
import Libevent

/// People: what is said to them and in rooms, what they are called, and what is told of them.
extension IRCRequests {
    // MARK: - What is said

    /// Says a text in a room: as its step does it, but on a shorter way where its client is answered nothing.
    func say(_ text: Text, in room: RoomName, for session: Session) {
        guard let dialect = session.dialect.irc else { return }
        if !dialect.enabled.contains(.echoMessage), let source = hub.source(of: session.id),
            isKnown(source, to: dialect),
            fits(text.utf8.count, isMarked: false, to: room.text, command: .privmsg, from: source),
            driver.say(text, in: room, by: session.id) != nil
        {
            return
        }
        let saying = IRCSaying.said(Styled(plain: text))
        carryOut(IRCRequest(.privmsg, .say(.room(room, atLeast: .none), saying)), for: session)
    }

    /// Whether a client was told who it is.
    private func isKnown(_ source: Source, to dialect: IRCDialect) -> Bool {
        source.nick.text == dialect.nick.text && source.account?.text == dialect.account?.text
    }

    func say(_ saying: IRCSaying, to target: IRCTarget, _ asked: IRCAsked) {
        let isNotice = asked.command == .notice
        if case .request(let request) = saying, signal(request, to: target, asked) { return }
        switch target {
        case .nobody(let word, let isRoom):
            if !isNotice { asked.answers.put(IRCRefusal(isRoom ? .noSuchChannel : .noSuchNick, word)) }
        case .room(let room, atLeast: .none):
            guard let text = text(of: saying, to: room.text, asked) else { return }
            let enclosure = enclosure(of: saying, asked)
            say(text, in: room, isNotice ? .notice : saying.isAction ? .action : .message, asked, with: enclosure)
        case .room(let room, let rank):
            guard let text = text(of: saying, to: "@" + room.text, asked) else { return }
            say(text, in: room, to: rank, isNotice ? .notice : saying.isAction ? .action : .message, asked)
        case .nick(let nick):
            guard let text = text(of: saying, to: nick.text, asked) else { return }
            tell(text, to: nick, isNotice: isNotice, asked, with: enclosure(of: saying, isPrivate: true, asked))
        }
    }

    /// What of it can be said; nil: nothing, and why not was told.
    private func text(of saying: IRCSaying, to target: String, _ asked: IRCAsked) -> Text? {
        guard let text = saying.text else { return nil }
        let refusal: IRCRefusal? =
            if text.isEmpty {
                IRCRefusal(.noTextToSend)
            } else if !fits(saying, to: target, asked) {
                IRCRefusal(.inputTooLong)
            } else { nil }
        guard let refusal else { return text }
        if asked.command != .notice { asked.answers.put(refusal) }
        return nil
    }

    /// Whether others read it in one line, with who says it in front. What a client said is never cut.
    func fits(_ saying: IRCSaying, to target: String, _ asked: IRCAsked) -> Bool {
        guard let styled = saying.styled else { return false }
        return fits(styled.utf8.count, isMarked: saying.isAction, to: target, asked)
    }

    /// - Parameters:
    ///   - count: bytes of the text.
    ///   - isMarked: it stands between two bytes of 1, mostly behind `ACTION `.
    private func fits(_ count: Int, isMarked: Bool, to target: String, _ asked: IRCAsked) -> Bool {
        guard let source = hub.source(of: asked.session.id) else { return false }
        let command = asked.command == .notice ? IRCCommand.notice : .privmsg
        return fits(count, isMarked: isMarked, to: target, command: command, from: source)
    }

    private func fits(
        _ count: Int, isMarked: Bool, to target: String, command: IRCCommand, from source: Source
    ) -> Bool {
        let head = 6 + command.rawValue.utf8.count + source.nick.text.utf8.count + source.userHost.utf8.count
        return head + target.utf8.count + (isMarked ? 9 : 0) + count + 2 <= IRCLimits.line
    }

    /// What is to go along with it; nil: nothing, as lines show all of it.
    private func enclosure(of saying: IRCSaying, isPrivate: Bool = false, _ asked: IRCAsked) -> Enclosure? {
        var enclosure = IRCEnclosure()
        enclosure.tags = asked.tags
        if let styled = saying.styled, styled.isFormatted { enclosure.styled = styled }
        enclosure.isAction = isPrivate && saying.isAction
        return enclosure.enclosure
    }

    /// - Parameter finish: is told whether it was said.
    func say(
        _ text: Text, in room: RoomName, _ manner: Manner, _ asked: IRCAsked, with enclosure: Enclosure? = nil,
        then finish: @escaping (Bool) -> Void = { _ in }
    ) {
        if manner == .message, enclosure == nil, let said = driver.say(text, in: room, by: asked.session.id) {
            echo(text, in: room, manner, said, asked)
            return finish(true)
        }
        let command: Command =
            if let enclosure {
                .convey(Parcel(to: .room(room), text, as: manner, enclosure))
            } else {
                switch manner {
                case .message: .sayIn(room, text)
                case .action: .actIn(room, text)
                case .notice: .noticeIn(room, text)
                }
            }
        perform(command, for: room.text, asked, isSilent: manner == .notice) { [unowned self] reply in
            guard case .said(let id, let time)? = reply else { return finish(false) }
            echo(text, in: room, manner, (id, time), asked, with: enclosure)
            finish(true)
        }
    }

    private func echo(
        _ text: Text, in room: RoomName, _ manner: Manner, _ said: (id: EventID, time: Int64), _ asked: IRCAsked,
        with enclosure: Enclosure? = nil
    ) {
        guard asked.dialect.enabled.contains(.echoMessage) else { return }
        let source = hub.source(of: asked.session.id)
        let kind: Event.Kind =
            manner == .action ? .action(from: asked.dialect.nick, text) : .message(from: asked.dialect.nick, text)
        asked.tell(kind, in: room, by: source, id: said.id, at: said.time, isNotice: manner == .notice, with: enclosure)
    }

    /// To those of a room who have a rank there.
    private func say(_ text: Text, in room: RoomName, to rank: Rank, _ manner: Manner, _ asked: IRCAsked) {
        perform(.sayToRank(room, rank, text, manner), for: room.text, asked, isSilent: manner == .notice) {
            [unowned self] reply in
            guard case .said(let id, let time)? = reply, asked.dialect.enabled.contains(.echoMessage) else { return }
            let source = hub.source(of: asked.session.id)
            asked.answers.put(
                Event(
                    id: id, time: time, room: room, text, as: manner, by: asked.dialect.nick, of: source?.account,
                    source, toRank: rank))
        }
    }

    /// Has other clients read a request of this one's (CTCP).
    /// - Returns: false where there can't be anybody who reads it.
    private func signal(_ request: CTCP, to target: IRCTarget, _ asked: IRCAsked) -> Bool {
        let isNotice = asked.command == .notice
        let (command, name): (Command, String)
        switch target {
        case .room(let room, atLeast: .none):
            (command, name) = (.signalIn(room, request.text, isNotice: isNotice), room.text)
        // Programs are asked by all of a room, or by one: what is for some alone must not reach the others.
        case .room(let room, _):
            if !isNotice { asked.answers.put(IRCRefusal(.cannotSend, room.text)) }
            return true
        case .nick(let nick): (command, name) = (.signalTo(nick, request.text, isNotice: isNotice), nick.text)
        case .nobody: return false
        }
        guard fits(request.text.utf8.count, isMarked: true, to: name, asked) else {
            if !isNotice { asked.answers.put(IRCRefusal(.inputTooLong)) }
            return true
        }
        perform(command, for: name, asked, isSilent: isNotice) { [unowned self] reply in
            guard case .said(_, let time)? = reply else { return }
            echo(request, to: target, named: name, isNotice: isNotice, at: time, asked)
        }
        return true
    }

    private func echo(
        _ request: CTCP, to target: IRCTarget, named name: String, isNotice: Bool, at time: Int64, _ asked: IRCAsked
    ) {
        guard asked.dialect.enabled.contains(.echoMessage) else { return }
        let source = hub.source(of: asked.session.id)
        let kind: Event.Kind
        var room: RoomName?
        switch target {
        case .room(let name, _): (kind, room) = (.signal(from: asked.dialect.nick, to: nil, request.text), name)
        default: kind = .signal(from: asked.dialect.nick, to: Nick(name), request.text)
        }
        asked.tell(kind, in: room, by: source, at: time, isNotice: isNotice)
    }

    /// - Parameter finish: is told whether it was said.
    func tell(
        _ text: Text, to nick: Nick, isNotice: Bool, _ asked: IRCAsked, with enclosure: Enclosure? = nil,
        then finish: @escaping (Bool) -> Void = { _ in }
    ) {
        let command: Command =
            if let enclosure {
                .convey(Parcel(to: .nick(nick), text, as: isNotice ? .notice : .message, enclosure))
            } else if isNotice { .noticeTo(nick, text) } else { .tell(nick, text) }
        let row = { (row: Row) in
            if case .away(let nick, let note) = row { asked.answers.putAway(of: nick, note: note) }
        }
        perform(command, for: nick.text, asked, isSilent: isNotice, row: row) { [unowned self] reply in
            guard case .said(let id, let time)? = reply else { return finish(false) }
            if asked.dialect.enabled.contains(.echoMessage) {
                let receiver = hub.source(of: nick)?.nick ?? nick
                asked.tell(
                    .privateMessage(from: asked.dialect.nick, to: receiver, text, isCopy: true),
                    by: hub.source(of: asked.session.id), id: id, at: time, isNotice: isNotice, with: enclosure)
            }
            finish(true)
        }
    }

    // MARK: - Oneself

    func takeNick(_ nick: Nick, _ asked: IRCAsked) {
        perform(.nick(nick), for: nick.text, asked) { [unowned self] reply in
            guard case .nick(let now, isNew: true)? = reply else { return }
            asked.tell(
                .nick(old: asked.dialect.nick, new: now), by: hub.source(of: asked.session.id), at: driver.moment.wall)
            asked.dialect.nick = now
        }
    }

    func setAway(_ note: Text?, _ asked: IRCAsked) {
        perform(note.map { .away(note: $0) } ?? .back, asked) { reply in
            if reply != nil { asked.answers.putAway(isAway: note != nil) }
        }
    }

    /// Who has said before the welcome that they are away is so from the first moment on.
    /// - Parameter note: `*`: nobody sits at this client, which says nothing of others of the same person.
    func arriveAway(_ session: Session, _ note: Text?) {
        guard let note, let nick = hub.nick(of: session.id) else { return noteSomebody(at: session) }
        if note == IRCRequests.nobodyThere, hub.sessions(of: nick).count > 1 { return }
        driver.perform(.away(note: note), by: session.id) { _ in }
    }

    /// Somebody sits at this one: where the other clients of the same person had said that nobody does, that is so no more.
    func noteSomebody(at session: Session) {
        if hub.away(of: session.id) == IRCRequests.nobodyThere { driver.perform(.back, by: session.id) { _ in } }
    }

    private static let nobodyThere: Text = "*"

    // MARK: - Others

    func person(_ portrait: Portrait) -> IRCPerson {
        var modes: UserModes = portrait.isOperator ? .op : []
        if people[hub.person(of: portrait.source.nick)].isInvisible { modes.formUnion(.invisible) }
        if let session = portrait.sessions.first, hub.takesAccountsOnly(session) { modes.formUnion(.accountsOnly) }
        for id in portrait.sessions {
            if let dialect = sessions.session(id)?.dialect.irc { modes.formUnion(dialect.modes) }
        }
        return IRCPerson(portrait.profile, portrait.source, realName: portrait.profile.realName, modes: modes)
    }

    /// People that one answer tells of.
    private static let mostPeople = 500

    func tellWho(_ request: IRCWhoRequest, _ asked: IRCAsked) {
        let (id, now) = (asked.session.id, driver.moment)
        if request.mask.utf8.first == UInt8(ascii: "#") {
            let room = RoomName(request.mask).flatMap { hub.name(of: $0, for: id) }
            let found = room.flatMap { hub.portraits(in: $0, for: id, most: .max, at: now) } ?? []
            for (portrait, occupant) in found where !request.onlyOperators || portrait.isOperator {
                let membership = room.map {
                    IRCMembership($0, occupant.rank, hasVoiceBeneath: occupant.hasVoiceBeneath)
                }
                asked.answers.putWho(person(portrait), in: membership, for: request)
            }
        } else {
            let glob = request.glob
            let exact = Nick(request.mask)
            let found = hub.portraits(for: id, most: IRCRequests.mostPeople, at: now) { portrait in
                let person = person(portrait)
                guard !request.onlyOperators || portrait.isOperator, glob.map({ $0.finds(person) }) ?? true else {
                    return false
                }
                return !person.modes.contains(.invisible) || person.nick == exact || isNear(portrait, asked)
            }
            for portrait in found { asked.answers.putWho(person(portrait), in: nil, for: request) }
        }
        asked.answers.putEndOfWho(request.mask)
    }

    /// Whether somebody is oneself, or is in a room that one is in.
    private func isNear(_ portrait: Portrait, _ asked: IRCAsked) -> Bool {
        portrait.source.nick == asked.dialect.nick
            || portrait.profile.rooms.contains { hub.isIn($0, asked.session.id) }
    }

    func describe(_ word: String, _ asked: IRCAsked) {
        let id = asked.session.id
        guard let nick = Nick(word), let portrait = hub.portrait(of: nick, for: id, at: driver.moment) else {
            asked.answers.put(IRCRefusal(.noSuchNick, word))
            return asked.answers.putEndOfWhois(word)
        }
        let isTold = portrait.source.nick == asked.dialect.nick || hub.isOperator(id)
        let address = hub.sessions(of: nick).first.flatMap { sessions.session($0)?.peer }
        let person = person(portrait)
        // Of who is +i the rooms are told that one is in oneself.
        let tellsAllRooms = isTold || !person.modes.contains(.invisible)
        let whois = IRCAnswers.Whois(
            person,
            rooms: zip(portrait.profile.rooms, portrait.ranks).compactMap { room, rank in
                tellsAllRooms || hub.isIn(room, id) ? IRCMembership(room, rank) : nil
            },
            address: isTold ? address : nil, tellsModes: isTold)
        asked.answers.put(whois, description: settings.configuration.irc.description)
        if asked.dialect.enabled.contains(.metadata) {
            for (key, value) in metadata(of: nick).all { asked.answers.putWhois(value, of: key, portrait.source.nick) }
        }
        asked.answers.putEndOfWhois(word)
    }
}

extension IRCSaying {
    fileprivate var isAction: Bool {
        if case .action = self { true } else { false }
    }

    fileprivate var styled: Styled? {
        switch self {
        case .said(let styled), .action(let styled): styled
        case .request: nil
        }
    }
}
