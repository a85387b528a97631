import ChatCore
import Dialects

/// Who comes and goes, who was here, and what somebody tells of themselves.
extension IRCRequests {
    // MARK: - MONITOR

    func monitor(_ request: IRCMonitorRequest, _ asked: IRCAsked) {
        switch request {
        case .add(let words):
            let bad = words.filter { Nick($0) == nil }
            let reply = tellPresence(.add(words.compactMap { Nick($0) }), and: bad, asked)
            if case .watching(_, let refused)? = reply { tellFull(refused, asked) }
        case .remove(let words): ask(.watch(.remove(words.compactMap { Nick($0) })), asked)
        case .clear: ask(.watch(.clear), asked)
        case .list:
            var nicks: [Nick] = []
            ask(.watch(.list), asked) { if case .watched(let nick) = $0 { nicks.append(nick) } }
            asked.answers.putMonitored(nicks)
        case .status: tellPresence(.tell, asked)
        }
    }

    /// - Parameter bad: words that are no nicks. Nobody is ever called so.
    @discardableResult
    private func tellPresence(_ request: WatchRequest, and bad: [String] = [], _ asked: IRCAsked) -> Reply? {
        var here: [Source] = []
        var gone = bad
        let reply = ask(.watch(request), asked) { row in
            guard case .presence(let nick, let isHere, let source) = row else { return }
            if isHere, let source = source ?? hub.source(of: nick) {
                here.append(source)
            } else {
                gone.append(nick.text)
            }
        }
        asked.answers.putOnline(here)
        asked.answers.putOffline(gone)
        return reply
    }

    /// So many nicks in one line of what was not added: the longest fit.
    private static let refusedOfLine = 10

    private func tellFull(_ refused: [Nick], _ asked: IRCAsked) {
        let most = hub.limits.watchedPerSession
        for start in stride(from: 0, to: refused.count, by: IRCRequests.refusedOfLine) {
            let some = refused[start..<min(start + IRCRequests.refusedOfLine, refused.count)]
            asked.answers.putMonitorFull(most: most, left: some.map(\.text).joined(separator: ","))
        }
    }

    // MARK: - WHOWAS

    func tellFormer(_ word: String, _ count: Int?, _ asked: IRCAsked) {
        var isFound = false
        if let nick = Nick(word) {
            ask(.whowas(nick, count: count), asked, isSilent: true) { row in
                guard case .former(let former) = row else { return }
                isFound = true
                asked.answers.putWas(IRCPerson(former.source, realName: former.realName), until: former.time)
            }
        }
        asked.answers.putEndOfWhowas(word, found: isFound)
    }

    // MARK: - SETNAME

    func setName(_ name: Text, _ asked: IRCAsked) {
        perform(.present(.realName(name)), asked) { [unowned self] reply in
            guard reply != nil, asked.dialect.enabled.contains(.setname) else { return }
            asked.tell(
                .realName(asked.dialect.nick, name), by: hub.source(of: asked.session.id), at: driver.moment.wall)
        }
    }

    // MARK: - MODE of one's own

    func changeModes(of nick: Nick, _ request: UserModeRequest?, _ asked: IRCAsked) {
        let dialect = asked.dialect
        guard nick == dialect.nick else {
            let isHere = hub.source(of: nick) != nil
            return asked.answers.put(isHere ? .usersDontMatch : .noSuchNick, isHere ? [] : [nick.text])
        }
        guard let request else { return asked.answers.putUserModes(modes(of: asked.session)) }
        for letter in request.unknown { asked.answers.putUnknownUserMode(letter) }
        let (old, reading) = (modes(of: asked.session), dialect.reading)
        let wanted = request.applied(to: old)
        dialect.modes = wanted.intersection(.ofClient)
        noteReading(of: asked, was: reading)
        change(to: wanted, from: old, asked) { [unowned self] in
            guard let source = hub.source(of: asked.session.id) else { return }
            let new = modes(of: asked.session)
            asked.answers.putUserModes(of: IRCPerson(source), new, were: old)
            tellOthers(of: source, new.subtracting(.ofClient), were: old.subtracting(.ofClient), asked)
        }
    }

    /// Changes what holds for all clients of a person. The hub may refuse some of it.
    private func change(
        to wanted: UserModes, from old: UserModes, _ asked: IRCAsked, then finish: @escaping () -> Void
    ) {
        let changed = wanted.symmetricDifference(old)
        if changed.contains(.invisible) {
            people[hub.person(of: asked.session.id)].isInvisible = wanted.contains(.invisible)
            people.forget(unlessHere: hub)
        }
        var commands: [Command] = []
        if changed.contains(.bot) { commands.append(.present(.isProgram(wanted.contains(.bot)))) }
        if changed.contains(.accountsOnly) {
            commands.append(.account(.messages(wanted.contains(.accountsOnly) ? .accounts : .everybody)))
        }
        guard let last = commands.popLast() else { return finish() }
        for command in commands { perform(command, asked) { _ in } }
        perform(last, asked) { _ in finish() }
    }

    /// The other clients of the same person are told as if they had asked for it.
    private func tellOthers(of source: Source, _ modes: UserModes, were old: UserModes, _ asked: IRCAsked) {
        guard modes != old else { return }
        for id in hub.sessions(of: source.nick) where id != asked.session.id {
            guard let dialect = sessions.session(id)?.dialect.irc else { continue }
            driver.delivery.append(to: id.slot, .irc(dialect)) { lines in
                dialect.answers(into: lines).putUserModes(of: IRCPerson(source), modes, were: old)
            }
        }
    }

    /// What a login has made of one's modes is told.
    func tellModes(of asked: IRCAsked, were old: UserModes) {
        guard let source = hub.source(of: asked.session.id) else { return }
        asked.answers.putUserModes(of: IRCPerson(source), modes(of: asked.session), were: old)
    }

    /// Those of a client, with what its person and their account make of them.
    func modes(of session: Session) -> UserModes {
        let id = session.id
        var modes = session.dialect.irc?.modes ?? []
        if hub.isOperator(id) { modes.formUnion(.op) }
        if hub.takesAccountsOnly(id) { modes.formUnion(.accountsOnly) }
        if hub.source(of: id)?.isBot == true { modes.formUnion(.bot) }
        if people[hub.person(of: id)].isInvisible { modes.formUnion(.invisible) }
        return modes
    }
}
