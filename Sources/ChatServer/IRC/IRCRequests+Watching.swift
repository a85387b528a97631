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
        case .remove(let words): perform(.watch(.remove(words.compactMap { Nick($0) })), asked)
        case .clear: perform(.watch(.clear), asked)
        case .list:
            var nicks: [Nick] = []
            perform(.watch(.list), asked) { if case .watched(let nick) = $0 { nicks.append(nick) } }
            asked.answers.putMonitored(nicks)
        case .status: tellPresence(.tell, asked)
        }
    }

    /// - Parameter bad: words that are no nicks. Nobody is ever called so.
    @discardableResult
    private func tellPresence(_ request: WatchRequest, and bad: [String] = [], _ asked: IRCAsked) -> Reply? {
        var here: [Source] = []
        var gone = bad
        let reply = perform(.watch(request), asked) { row in
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
            perform(.whowas(nick, count: count), asked, isSilent: true) { row in
                guard case .former(let former) = row else { return }
                isFound = true
                asked.answers.putWas(IRCPerson(former.source, realName: former.realName), until: former.time)
            }
        }
        asked.answers.putEndOfWhowas(word, found: isFound)
    }

    // MARK: - SETNAME

    func setName(_ name: Text, _ asked: IRCAsked) {
        guard perform(.present(.realName(name)), asked) != nil, asked.dialect.enabled.contains(.setname) else { return }
        asked.tell(
            .realName(asked.dialect.nick, name), by: hub.source(of: asked.session.id), at: driver.moment.wall)
    }

    // MARK: - MODE of one's own

    func changeModes(of nick: Nick, _ request: UserModeRequest?, _ asked: IRCAsked) {
        let dialect = asked.dialect
        guard nick == dialect.nick else {
            let isHere = hub.source(of: nick) != nil
            return asked.answers.put(isHere ? .usersDontMatch : .noSuchNick, isHere ? [] : [nick.text])
        }
        guard let request else { return asked.answers.putUserModes(modes(of: asked)) }
        for letter in request.unknown { asked.answers.putUnknownUserMode(letter) }
        let (old, reading) = (dialect.modes, dialect.reading)
        dialect.modes = request.applied(to: old)
        noteReading(of: asked, was: reading)
        let changed = dialect.modes.symmetricDifference(old)
        if changed.contains(.bot) { perform(.present(.isProgram(dialect.modes.contains(.bot))), asked) }
        if changed.contains(.accountsOnly) {
            let policy = dialect.modes.contains(.accountsOnly) ? MessagePolicy.accounts : .everybody
            perform(.account(.messages(policy)), asked)
        }
        guard let source = hub.source(of: asked.session.id) else { return }
        asked.answers.putUserModes(of: IRCPerson(source), dialect.modes, were: old)
    }

    /// With what their account makes of them.
    func modes(of asked: IRCAsked) -> UserModes {
        hub.isOperator(asked.session.id) ? asked.dialect.modes.union(.op) : asked.dialect.modes
    }
}
