/// What a change of an operator's led to.
enum Operated {
    case killed(Person, reason: Text?)
    case banned([ServerBan])
    case unbanned(ServerBanSubject)
    case announced(Text)
    case broadcast(Text)
    case reported(Person, RoomName?, ids: [EventID], Text)
    case reset(Account)
}

extension SharedState {
    func operate(_ change: ServerChange, by id: PersonID, at time: Int64) -> Applied {
        guard let person = people[id], let operated = operated(by: change, person, at: time) else { return .nothing }
        return .operated(by: person, operated)
    }

    private func operated(by change: ServerChange, _ person: Person, at time: Int64) -> Operated? {
        switch change {
        // Whose connections they are ends them, and then they quit as ever.
        case .kill(let id, let reason): return people[id].map { .killed($0, reason: reason) }
        case .ban(let subjects, let until, let reason):
            let bans = subjects.map { ServerBan($0, by: person.nick, at: time, until: until, reason: reason) }
            changeServerBans { $0.add(bans, at: time) }
            return .banned(bans)
        case .unban(let subject):
            guard serverBans.contains(subject, at: time) else { return nil }
            changeServerBans { $0.remove(subject, at: time) }
            return .unbanned(subject)
        case .announce(let text): return .announced(text)
        case .broadcast(let text): return .broadcast(text)
        case .report(let id, let room, let ids, let reason):
            return people[id].map { .reported($0, room, ids: ids, reason) }
        case .reset(let id): return accounts[id].map { .reset($0) }
        }
    }
}

/// What operators of the server do.
extension Hub {
    /// How many of one's last lines a report names.
    static let reportedLines = 5
    private static let dismissedAtOnce = 16

    /// Networks that are kept from the server, as they are written, and until when.
    package func bannedNetworks(at now: Moment) -> [(net: String, ban: ServerBan)] {
        shared.serverBans.entries.compactMap { ban in
            guard !ban.isOver(at: now.wall) else { return nil }
            switch ban.subject {
            case .net(let net), .guests(let net): return (net, ban)
            case .mask: return nil
            }
        }
    }

    /// Whether a guest may do nothing but log in, as they come from where guests are banned. Addresses are not known here.
    func mustLogIn(_ asker: Session) -> Bool {
        guard shared.serverBans.areOfGuests, asker.person.account == nil else { return false }
        return comesFromBannedGuests?(asker.id) ?? false
    }

    /// Another after each change of the bans from the server.
    package var serverBansVersion: Int { shared.serverBans.version }

    func decide(
        _ request: OperatorRequest, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        switch request {
        case .audit(let room, let count): return .answered(try listAudit(room, count, for: asker, &effects))
        case .report(let nick, let reason): return try report(nick, reason, by: asker, at: now, &effects)
        default: break
        }
        guard asker.person.isOperator else { throw .account(.needsOperator) }
        let change: ServerChange
        switch request {
        case .kill(let nick, let reason):
            guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
            change = .kill(other.id, reason: reason)
        case .ban(let target, let seconds, let reason):
            let until = seconds.map { now.wall + min($0, Hub.longestMask) * 1_000_000 }
            change = .ban(try banned(by: target, asker), until: until, reason: reason)
        case .unban(let subject):
            guard shared.serverBans.contains(subject, at: now.wall) else { throw .account(.noSuchServerBan) }
            change = .unban(subject)
        case .listBans: return .answered(listServerBans(at: now, &effects))
        case .announce(let text): change = .announce(text)
        case .broadcast(let text): change = .broadcast(text)
        case .suspend(let name, let isSet):
            guard let account = shared.accounts.find(name) else { throw .account(.noSuchAccount(name)) }
            guard !isSet || !account.isOperator else { throw .account(.isOperator(account.name)) }
            guard account.isSuspended != isSet else { return .answered(.operated(.suspended(account.name, isSet))) }
            return .change(.account(.suspend(account.id, isSet)))
        case .audit, .report: preconditionFailure("what others may ask is answered above")
        }
        return .change(.operate(by: asker.person.id, change))
    }

    /// Notes that an operator lets in who has lost the password of an account.
    /// - Parameter words: for this node's sessions that are logged in to it: somebody else may be, too.
    /// - Throws: `Refusal` where the asker is no operator, or there is no such account any more.
    package func noteReset(
        of id: AccountID, named name: Nick, telling words: Text, by session: SessionID, at now: Moment,
        _ effects: inout [Effect]
    ) throws(Refusal) {
        guard let asker = local.sessions[session], asker.person.isOperator else { throw .account(.needsOperator) }
        guard let account = shared.accounts[id] else { throw .account(.noSuchAccount(name)) }
        order(.operate(by: asker.person.id, .reset(id)), at: now.wall, by: asker, &effects)
        tell(account.id, words, besides: session, at: now, &effects)
    }

    private func banned(by target: ServerBanTarget, _ asker: Session) throws(Refusal) -> [ServerBanSubject] {
        guard shared.serverBans.entries.count < ServerBans.most else { throw .account(.tooManyServerBans) }
        switch target {
        case .subject(let subject):
            if case .mask(let mask) = subject { try checkServerBan(mask, by: asker) }
            return [subject]
        case .person(let nick):
            guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
            guard other !== asker.person else { throw .account(.bansOneself) }
            guard !other.isOperator else { throw .account(.isOperator(other.nick)) }
            return MaskSubject.subjects(of: other).map { .mask($0) }
        }
    }

    /// Who comes is a guest until they log in, so a ban that is about all guests would let no operator in that could lift it.
    private func checkServerBan(_ mask: MaskSubject, by asker: Session) throws(Refusal) {
        if mask.matches(MaskIdentity(asker.person)) { throw .account(.bansOneself) }
        if mask.matches(.anyNewcomer) { throw .account(.bansNewcomers) }
    }

    private func listServerBans(at now: Moment, _ effects: inout [Effect]) -> Reply {
        let bans = shared.serverBans.entries.filter { !$0.isOver(at: now.wall) }
        walked += bans.count
        for ban in bans { effects.append(.row(.serverBan(ban))) }
        return .listed(nil, count: bans.count, total: nil)
    }

    private func report(
        _ nick: Nick, _ reason: Text, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        announceAskedFor(nick, by: asker, at: now, &effects)
        guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
        guard other !== asker.person else { throw .account(.reportsOneself) }
        try takeReport(by: asker.person, at: now)
        var (name, ids): (RoomName?, [EventID]) = (nil, [])
        if let room = asker.current.flatMap({ shared.rooms[$0] }), other.isIn(room.id) {
            name = room.name
            walked += room.history.count
            ids = room.history.last(Hub.reportedLines) { author, _, _ in author == other.id }.events.map(\.id)
        }
        return .change(.operate(by: asker.person.id, .report(other.id, name, ids: ids, reason)))
    }

    /// Each is told to ops and operators, and is kept, so nobody makes many of them.
    private func takeReport(by person: Person, at now: Moment) throws(Refusal) {
        var digest = Digest(of: .report)
        digest.mix(Int(person.id.slot))
        digest.mix(Int(person.id.generation))
        let most = SpamMemory.mostReports
        let wait = local.spam.reports.wait(for: digest.value, most: most, at: now.steady)
        guard wait == 0 else { throw .spam(.reports(most: most, retry: Hub.seconds(forWait: wait))) }
        local.spam.reports.note(digest.value, at: now.steady)
    }

    // MARK: - What comes of it

    func answer(_ operated: Operated, to command: Command) -> Reply {
        switch operated {
        case .killed(let person, _): .operated(.killed(person.nick))
        case .banned(let bans):
            .operated(.banned(bans.map(\.subject), until: bans.first?.until))
        case .unbanned(let subject): .operated(.unbanned(subject))
        case .announced, .broadcast: .operated(.announced)
        case .reported(let person, _, _, _): .operated(.reported(person.nick))
        // No command of the hub's leads to it.
        case .reset: .account
        }
    }

    /// - Parameter time: by the wall clock.
    func tell(
        of operated: Operated, by person: Person, at time: Int64, _ origin: Session?, _ effects: inout [Effect]
    ) {
        switch operated {
        case .killed(let other, let reason):
            dismiss([other], Dismissal(by: person.nick, isBan: false, reason: reason), at: time, &effects)
        case .banned(let bans):
            guard let ban = bans.first else { return }
            let dismissal = Dismissal(
                by: person.nick, isBan: true, seconds: Hub.seconds(until: ban.until, at: time), reason: ban.reason)
            walked += shared.people.count
            let masks = bans.compactMap { ban -> MaskSubject? in
                if case .mask(let mask) = ban.subject { mask } else { nil }
            }
            guard !masks.isEmpty else { return }
            let others = shared.people.all.filter { other in
                guard other !== person, !other.isOperator else { return false }
                let identity = MaskIdentity(other)
                return masks.contains { $0.matches(identity) }
            }
            dismiss(others, dismissal, at: time, &effects)
        case .broadcast(let text):
            walked += local.sessions.count
            let readers = local.sessions.all.filter { session in
                session !== origin
                    && (session.person.isOperator || session.reading.interests.contains(.broadcasts))
            }
            let event = Event(time: shared.lastTime, .broadcast(by: person.nick, text), by: source(of: person))
            show(event, to: readers.map(\.id), &effects)
        case .announced(let text):
            walked += local.sessions.count
            let all = local.sessions.all.map(\.id).filter { $0 != origin?.id }
            show(Event(time: shared.lastTime, .notice(text)), to: all, &effects)
        case .reported(let other, let name, let ids, let reason):
            let event = Event(
                time: shared.lastTime, room: name, .report(other.nick, by: person.nick, ids: ids, reason),
                by: source(of: person))
            walked += local.sessions.count
            let room = name.flatMap { shared.rooms.find($0) }
            let readers = local.sessions.all.filter { session in
                let isOp = room.map { authority(of: session.person, in: $0) >= .op } ?? session.person.isOperator
                return isOp && session !== origin && session.person !== other
            }
            show(event, to: readers.map(\.id), &effects)
        case .unbanned, .reset: break
        }
    }

    /// Tells those operators of the server who are here something of the server's own.
    package func tellOperators(_ text: Text, at now: Moment, _ effects: inout [Effect]) {
        let operators = local.sessions.all.filter(\.person.isOperator)
        show(Event(time: max(shared.lastTime, now.wall), .notice(text)), to: operators.map(\.id), &effects)
    }

    private func dismiss(_ people: [Person], _ dismissal: Dismissal, at time: Int64, _ effects: inout [Effect]) {
        for person in people {
            let sessions = Array(person.sessions)
            if !sessions.isEmpty { effects.append(.dismissed(sessions, dismissal)) }
        }
        // Who is held has no connection that could be ended.
        guard onProposed == nil else { return letGo(people, dismissal) }
        let held = people.filter { local.held[$0.id] != nil }.map {
            Record.Departure($0.id, reason: quitReason(dismissal))
        }
        // So few that their reasons fit into one record.
        for start in stride(from: 0, to: held.count, by: Hub.dismissedAtOnce) {
            let some = held[start..<min(start + Hub.dismissedAtOnce, held.count)]
            order(.quit(Array(some)), at: time, by: nil, &effects)
        }
    }

    /// The same where several hubs are one chat: whoever looks after them says so.
    private func letGo(_ people: [Person], _ dismissal: Dismissal) {
        let endings = people.compactMap { person -> ReturnChange.Ending? in
            guard let number = shared.losses.number(ofHolding: person.id), let loss = shared.losses.lost[number],
                looksAfter?(loss.node) ?? true
            else { return nil }
            return ReturnChange.Ending(number, reason: quitReason(dismissal))
        }
        for start in stride(from: 0, to: endings.count, by: Hub.dismissedAtOnce) {
            proposeLettingGo(Array(endings[start..<min(start + Hub.dismissedAtOnce, endings.count)]))
        }
    }

    /// Somebody whom a ban from the server is about has come, or has another name.
    func dismissIfBanned(_ person: Person, at time: Int64, _ effects: inout [Effect]) {
        guard !shared.serverBans.entries.isEmpty, !person.isOperator,
            let ban = shared.serverBans.ban(on: MaskIdentity(person), at: time)
        else { return }
        let dismissal = Dismissal(
            by: nil, isBan: true, seconds: Hub.seconds(until: ban.until, at: time), reason: ban.reason)
        dismiss([person], dismissal, at: time, &effects)
    }
}
