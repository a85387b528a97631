/// Whom somebody does not want to hear. A session has its own list; who is logged in has one of accounts besides, which lasts.
extension Hub {
    func listIgnored(by asker: Session, _ effects: inout [Effect]) -> Reply {
        let entries = asker.ignored?.entries ?? []
        for entry in entries { effects.append(.row(.ignored(nick(of: entry)))) }
        return .ignored(count: entries.count)
    }

    /// What they are called now, if they are here.
    private func nick(of entry: IgnoreList.Entry) -> Nick {
        let account = entry.account.flatMap { shared.accounts[$0] }
        let person = shared.people[entry.person] ?? account?.person.flatMap { shared.people[$0] }
        return person?.nick ?? account?.name ?? entry.nick
    }

    func ignore(
        _ nick: Nick, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        let entries = asker.ignored?.entries ?? []
        announceAskedFor(nick, by: asker, at: now, &effects)
        guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
        guard other !== asker.person else { throw .ignoresItself }
        if let account = asker.person.account, let theirs = other.account, !account.ignored.contains(theirs.id) {
            let isNew = asker.ignored?.contains(other.id) != true
            let count = max(account.ignored.count, isNew ? entries.count : 0)
            guard count < limits.ignoredPerSession else {
                throw .tooManyIgnored(other.nick, count: count, most: limits.ignoredPerSession)
            }
            return .change(.account(.ignore(account.id, theirs.id, true)))
        }
        if asker.ignored?.contains(other.id) == true { return .answered(.ignoring(other.nick)) }
        if let entry = entries.firstIndex(where: { $0.nick == nick && shared.people[$0.person] == nil }) {
            // Somebody ignored has come back: from now on under later nicks, too.
            asker.ignored?.entries[entry].person = other.id
            return .answered(.ignoring(other.nick))
        }
        guard entries.count < limits.ignoredPerSession else {
            throw .tooManyIgnored(other.nick, count: entries.count, most: limits.ignoredPerSession)
        }
        setIgnored(entries + [IgnoreList.Entry(nick: other.nick, person: other.id)], by: asker)
        return .answered(.ignoring(other.nick))
    }

    func unignore(
        _ nick: Nick, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        let other = shared.people.find(nick)
        // Several entries may have come to be theirs, by nick changes.
        let before = asker.ignored?.entries ?? []
        func isMeant(_ entry: IgnoreList.Entry) -> Bool {
            entry.nick == nick || entry.person == other?.id
                || entry.account.map { $0 == other?.account?.id || $0 == shared.accounts.owner(of: nick)?.id } ?? false
        }
        guard before.contains(where: isMeant) else { throw .notIgnored(nick) }
        let lasting = before.filter(isMeant).compactMap(\.account)
        setIgnored(before.filter { !isMeant($0) }, by: asker)
        // It is their account that hears them again, by all of its sessions.
        if let account = asker.person.account {
            for id in lasting where account.ignored.contains(id) {
                order(.account(.ignore(account.id, id, false)), at: now.wall, by: asker, &effects)
            }
        }
        return .answered(.unignored(nick))
    }

    private func setIgnored(_ entries: [IgnoreList.Entry], by session: Session) {
        session.ignored = entries.isEmpty ? nil : IgnoreList(entries)
        change(.ignores, of: session, to: !entries.isEmpty)
    }

    // MARK: - Accounts that are ignored

    /// Has sessions go by what accounts ignore.
    func noteIgnored(by changed: AccountChanged) {
        switch changed {
        case .loggedIn(let person, let account, _):
            for id in person.sessions { ignoreAll(of: account, by: id) }
        case .ignored(let account, let other, let isOn):
            for session in sessions(of: account) {
                guard isOn else {
                    setIgnored((session.ignored?.entries ?? []).filter { $0.account != other }, by: session)
                    continue
                }
                if let other = shared.accounts[other] { ignore(other, by: session) }
            }
        case .erased(let erased, _, _):
            // Who ignored it has nobody to ignore: its number is nobody's any more, and its name may be another's.
            for session in local.sessions.all where session.ignored?.has(erased.id) == true {
                setIgnored((session.ignored?.entries ?? []).filter { $0.account != erased.id }, by: session)
            }
        default: break
        }
    }

    private func sessions(of account: Account) -> [Session] {
        account.person.flatMap { shared.people[$0] }?.sessions.compactMap { local.sessions[$0] } ?? []
    }

    /// A session is of an account from now on: what that ignores it does not hear.
    func ignoreAll(of account: Account, by id: SessionID) {
        guard !account.ignored.isEmpty, let session = local.sessions[id] else { return }
        for other in account.ignored.compactMap({ shared.accounts[$0] }) { ignore(other, by: session) }
    }

    private func ignore(_ other: Account, by session: Session) {
        var entries = session.ignored?.entries ?? []
        let person = other.person.flatMap { shared.people[$0] }
        if let index = entries.firstIndex(where: { $0.account == other.id || $0.person == person?.id }) {
            entries[index].account = other.id
            if let person { entries[index].person = person.id }
        } else {
            var entry = IgnoreList.Entry(nick: person?.nick ?? other.name, person: person?.id ?? IgnoreList.absent)
            entry.account = other.id
            entries.append(entry)
        }
        setIgnored(entries, by: session)
    }

    /// What `/ignore` is answered that lasts.
    func answer(to command: Command, ignored other: AccountID) -> Reply {
        let nick = shared.accounts[other].map { other in
            other.person.flatMap { shared.people[$0] }?.nick ?? other.name
        }
        switch (command, nick) {
        case (.ignore(_?), let nick?): return .ignoring(nick)
        case (.unignore(let nick), _): return .unignored(nick)
        default: return .ignored(count: 0)
        }
    }
}
