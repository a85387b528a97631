/// Nicks that are watched, and who had one before.
extension Hub {
    // MARK: - Deciding

    func watch(_ request: WatchRequest, by asker: Session, _ effects: inout [Effect]) -> Reply {
        var refused: [Nick] = []
        switch request {
        case .add(let nicks):
            for nick in nicks {
                let isKnown = local.watches.has(nick, of: asker.id)
                guard isKnown || local.watches.count(of: asker.id) < limits.watchedPerSession else {
                    refused.append(nick)
                    continue
                }
                local.watches.add(nick, for: asker.id)
                effects.append(.row(presence(of: nick)))
            }
        case .remove(let nicks): for nick in nicks { local.watches.remove(nick, for: asker.id) }
        case .clear: local.watches.removeAll(for: asker.id)
        case .list: for nick in local.watches.nicks(of: asker.id) { effects.append(.row(.watched(nick))) }
        case .tell: for nick in local.watches.nicks(of: asker.id) { effects.append(.row(presence(of: nick))) }
        }
        let count = local.watches.count(of: asker.id)
        walked += count
        return .watching(count: count, refused: refused)
    }

    /// Of who is hidden it is told when they are announced, to whomever.
    private func presence(of nick: Nick) -> Row {
        guard let person = shared.people.find(nick), !person.isHidden else {
            return .presence(nick, isHere: false, nil)
        }
        return .presence(person.nick, isHere: true, source(of: person))
    }

    /// Tells who had a nick: one row each, the last first.
    func tellFormer(_ nick: Nick, _ count: Int?, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        walked += local.formerNicks.count
        let found = local.formerNicks.find(nick, most: count ?? .max)
        guard !found.isEmpty else { throw .noSuchNick(nick) }
        for former in found { effects.append(.row(.former(former))) }
        return .listed(nil, count: found.count, total: nil)
    }

    // MARK: - What comes of others

    /// Others may know from now on that somebody is here.
    func noteComing(of person: Person, at time: Int64, _ effects: inout [Effect]) {
        guard !local.watches.isEmpty, !person.isHidden else { return }
        tellWatchers(Event(time: time, .online(person.nick), by: source(of: person)), of: person.nick, &effects)
    }

    /// Somebody is gone, under the nick that they have or had.
    func noteGoing(of person: Person, as nick: Nick, at time: Int64, _ effects: inout [Effect]) {
        guard !person.isHidden else { return }
        if let source = source(of: person, as: nick) {
            local.formerNicks.add(
                FormerNick(source: source, realName: person.particulars?.introduction?.realName, time: time))
        }
        guard !local.watches.isEmpty else { return }
        tellWatchers(Event(time: time, .offline(nick), by: source(of: person, as: nick)), of: nick, &effects)
    }

    /// Somebody has another nick. Another spelling is none.
    func noteRenaming(of person: Person, from old: Nick, at time: Int64, _ effects: inout [Effect]) {
        guard old.key != person.key else { return }
        noteGoing(of: person, as: old, at: time, &effects)
        noteComing(of: person, at: time, &effects)
    }

    private func source(of person: Person, as nick: Nick) -> Source? {
        guard let now = source(of: person), now.nick.text != nick.text else { return source(of: person) }
        return Source(
            nick: nick, userHost: now.userHost, account: now.account, isBot: now.isBot, realName: now.realName)
    }

    private func tellWatchers(_ event: @autoclosure () -> Event, of nick: Nick, _ effects: inout [Effect]) {
        let watchers = local.watches.watchers(of: nick).filter { !local.leaving.contains(Int($0.slot)) }
        walked += watchers.count
        show(event(), to: watchers, &effects)
    }
}
