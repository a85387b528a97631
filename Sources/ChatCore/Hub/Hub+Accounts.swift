/// Accounts: that somebody may log in was proved before.
extension Hub {
    // MARK: - What the server asks

    /// To which account a session's person is logged in.
    package func account(of id: SessionID) -> (id: AccountID, name: Nick)? {
        local.sessions[id]?.person.account.map { ($0.id, $0.name) }
    }

    package func isOperator(_ id: SessionID) -> Bool { local.sessions[id]?.person.isOperator ?? false }

    /// Whether only who is logged in can write to whom a session is of.
    package func takesAccountsOnly(_ id: SessionID) -> Bool {
        guard let person = local.sessions[id]?.person else { return false }
        return (person.account?.messages ?? person.guestMessages) == .accounts
    }

    /// Tells words to whoever is logged in to an account, in all sessions but one.
    package func tell(
        _ id: AccountID, _ words: Text, besides session: SessionID, at now: Moment, _ effects: inout [Effect]
    ) {
        let sessions = shared.accounts[id]?.person.flatMap { shared.people[$0] }?.sessions.filter { $0 != session }
        let time = max(shared.lastTime, now.wall)
        show(Event(time: time, .notice(words)), to: sessions.map { Array($0) } ?? [], &effects)
    }

    /// Through which sessions somebody is here.
    package func sessions(of nick: Nick) -> [SessionID] { shared.people.find(nick).map { Array($0.sessions) } ?? [] }

    package var accountCount: Int { shared.accounts.count }

    /// Has those accounts be operators of the server, and no others.
    /// - Returns: the names that no account has.
    package func setOperators(_ names: [Nick], at now: Moment, _ effects: inout [Effect]) -> [Nick] {
        for case let account? in shared.accounts.all where account.isOperator && !names.contains(account.name) {
            order(.account(.makeOperator(account.id, false)), at: now.wall, by: nil, &effects)
        }
        return names.filter { name in
            guard let account = shared.accounts.find(name) else { return true }
            if !account.isOperator {
                order(.account(.makeOperator(account.id, true)), at: now.wall, by: nil, &effects)
            }
            return false
        }
    }

    /// Whether a session may register its nick: to be asked before its password is looked at.
    /// - Returns: what the account would be called.
    package func checkRegistration(by id: SessionID, at now: Moment) throws(Refusal) -> Nick? {
        guard let asker = local.sessions[id] else { return nil }
        return try checkRegistration(by: asker, at: now)
    }

    private func checkRegistration(by asker: Session, at now: Moment) throws(Refusal) -> Nick {
        let person = asker.person
        if let account = person.account { throw .account(.loggedIn(account.name)) }
        if mustLogIn(asker) { throw .account(.guestsBanned) }
        if let owner = shared.accounts.owner(of: person.nick) { throw .account(.accountExists(owner.name)) }
        guard shared.accounts.canRegister(person.nick, at: now.wall) else {
            throw .account(.cannotRegister(person.nick))
        }
        guard shared.accounts.count < limits.accounts else { throw .account(.tooManyAccounts) }
        return person.nick
    }

    // MARK: - Deciding

    func decide(
        _ command: AccountRequest, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        let person = asker.person
        switch command {
        case .register:
            return .change(.account(.register(try checkRegistration(by: asker, at: now), by: person.id)))
        case .logIn(let id, let keepsNick):
            if let account = person.account { throw .account(.loggedIn(account.name)) }
            guard let account = shared.accounts[id] else { throw .account(.needsLogin) }
            try checkLogin(to: account, at: now)
            return .change(.account(.logIn(person.id, id, keepsNick: keepsNick)))
        case .logOut:
            _ = try ownAccount(of: asker)
            return .change(.account(.logOut(person.id)))
        case .reserve(let nick): return try reserve(nick, by: asker, at: now)
        case .release(let nick):
            let account = try ownAccount(of: asker)
            guard account.nicks.contains(nick) else { throw .account(.notReserved(nick)) }
            return .change(.account(.release(account.id, nick)))
        case .describe(let name): return .answered(try describe(name, for: asker, &effects))
        case .messages(let policy): return setMessages(policy, by: asker)
        case .erase: return .change(.account(.erase(try ownAccount(of: asker).id)))
        case .registerRoom(let name): return try registerRoom(name, by: asker)
        case .dropRoom(let name): return try dropRoom(name, by: asker)
        }
    }

    func checkLogin(to account: Account, at now: Moment) throws(Refusal) {
        guard !account.isSuspended, !isBanned(account, at: now) else { throw .account(.suspended(account.name)) }
    }

    /// Whether a ban from the server is about an account.
    private func isBanned(_ account: Account, at now: Moment) -> Bool {
        guard !account.isOperator, let subject = MaskSubject(.account, account.name.text) else { return false }
        return shared.serverBans.contains(.mask(subject), at: now.wall)
    }

    private func ownAccount(of asker: Session) throws(Refusal) -> Account {
        guard let account = asker.person.account else { throw .account(.needsLogin) }
        return account
    }

    private func reserve(_ nick: Nick, by asker: Session, at now: Moment) throws(Refusal) -> Decision {
        let account = try ownAccount(of: asker)
        if account.owns(nick) { return .answered(.reserved(nick)) }
        if let other = shared.accounts.owner(of: nick) { throw .account(.accountExists(other.name)) }
        guard shared.accounts.canRegister(nick, at: now.wall) else { throw .account(.cannotRegister(nick)) }
        if let owner = shared.people.find(nick), owner !== asker.person { throw .nickInUse(owner.nick) }
        guard account.nicks.count < limits.nicksPerAccount else {
            throw .account(.tooManyNicks(most: limits.nicksPerAccount))
        }
        return .change(.account(.reserve(account.id, nick)))
    }

    private func setMessages(_ policy: MessagePolicy?, by asker: Session) -> Decision {
        let person = asker.person
        let present = person.account?.messages ?? person.guestMessages
        guard let policy, policy != present else { return .answered(.messages(present)) }
        if let account = person.account { return .change(.account(.messages(account.id, policy))) }
        return .change(.account(.guestMessages(person.id, policy)))
    }

    private func describe(_ name: Nick?, for asker: Session, _ effects: inout [Effect]) throws(Refusal) -> Reply {
        let account: Account
        if let name {
            guard let found = shared.accounts.owner(of: name) else { throw .account(.noSuchAccount(name)) }
            account = found
        } else {
            account = try ownAccount(of: asker)
        }
        let isOwn = account === asker.person.account || asker.person.isOperator
        if isOwn { walked += shared.rooms.count }
        let rooms = isOwn ? shared.rooms.all.filter { $0.standing(of: account) > .none }.map(\.name) : []
        effects.append(
            .row(
                .account(
                    AccountProfile(
                        name: account.name, nicks: account.nicks, created: account.created,
                        isHere: account.person != nil, rooms: Array(rooms.prefix(Hub.profileRooms)),
                        isSuspended: account.isSuspended))))
        return .account
    }

    private func registerRoom(_ name: RoomName?, by asker: Session) throws(Refusal) -> Decision {
        let account = try ownAccount(of: asker)
        let room = try ownRoom(name, of: asker)
        try demand(.op, of: asker, in: room)
        guard room.name != lobby else { throw .account(.lobby(room.name)) }
        guard !room.isKept else { throw .account(.roomIsRegistered(room.name)) }
        walked += shared.rooms.count
        let own = shared.rooms.all.reduce(0) { $0 + ($1.setRules?.registration?.founder == account.id ? 1 : 0) }
        guard own < limits.roomsPerAccount else { throw .account(.tooManyRooms(most: limits.roomsPerAccount)) }
        return .change(.moderate(by: asker.person.id, RoomReference(room), .register))
    }

    private func dropRoom(_ name: RoomName, by asker: Session) throws(Refusal) -> Decision {
        guard let room = shared.rooms.find(name), mayKnow(of: room, asker) else { throw .noSuchRoom(name) }
        guard room.isKept else { throw .account(.roomIsNotRegistered(room.name)) }
        guard standing(of: asker.person, in: room) >= .founder else {
            throw .moderation(room.name, .needs(.founder))
        }
        return .change(.moderate(by: asker.person.id, RoomReference(room), .drop))
    }

    /// A founder knows of a room that is secret, and need not be in it.
    private func mayKnow(of room: Room, _ asker: Session) -> Bool {
        tells(asker, of: room) || standing(of: asker.person, in: room) >= .founder
    }

    // MARK: - What comes of it

    func answer(_ changed: AccountChanged, to command: Command) -> Reply {
        switch changed {
        case .registered(let account, _): .registered(account.name)
        case .loggedIn(let person, let account, _): .loggedIn(account.name, nick: person.nick)
        case .merged(let merger): .loggedIn(merger.person.account?.name ?? merger.person.nick, nick: merger.person.nick)
        case .loggedOut(let person, _, _), .displaced(let person, _): .loggedOut(nick: person.nick)
        case .changed(let account):
            switch command {
            case .account(.reserve(let nick)): .reserved(nick)
            case .account(.release(let nick)): .released(nick)
            default: .messages(account.messages)
            }
        case .suspended(let account, _, _): .operated(.suspended(account.name, account.isSuspended))
        case .erased(let account, _, _): .erased(account.name)
        case .guestMessages(let person): .messages(person.guestMessages)
        case .ignored(_, let other, _): answer(to: command, ignored: other)
        }
    }

    /// Tells this node's sessions what was changed of accounts.
    func tell(
        of changed: AccountChanged, _ knowing: [PersonID: [SessionID]], at time: Int64, _ origin: Session?,
        _ effects: inout [Effect]
    ) {
        noteIgnored(by: changed)
        switch changed {
        case .merged(let merger):
            onMerged?(merger.guest.id, merger.person.id)
            let moved = onNamed == nil ? [] : Array(merger.guest.sessions)
            join(merger, knowing[merger.guest.id] ?? [], at: time, origin, &effects)
            if let onNamed { for id in moved { onNamed(id) } }
        case .loggedOut(let person, _, let old), .suspended(_, let person?, let old), .erased(_, let person?, let old):
            if let old { tellOfNick(of: person, old, at: time, origin, &effects) }
        case .loggedIn(let person, _, let old?): tellOfNick(of: person, old, at: time, origin, &effects)
        case .displaced(let person, let old): tellOfNick(of: person, old, at: time, nil, &effects)
        case .registered, .loggedIn, .changed, .suspended, .erased, .guestMessages, .ignored: break
        }
        if let person = changed.loggedInOrOut {
            tellOfAccount(of: person, at: time, origin, &effects)
            share(.account(person.account?.name), with: others(of: person, besides: origin), &effects)
        }
        if case .erased(let account, _, _) = changed { local.formerNicks.forget([account.name] + account.nicks) }
        if let person = changed.named { noteName(of: person) }
    }

    /// - Parameter origin: has its answer.
    private func tellOfAccount(
        of person: Person, at time: Int64, _ origin: Session?, _ effects: inout [Effect]
    ) {
        guard !person.isHidden else { return }
        let readers = witnesses(of: person, besides: origin, wanting: .accounts)
        guard !readers.isEmpty else { return }
        show(
            Event(time: time, .account(person.nick, person.account?.name), by: source(of: person)), to: readers,
            &effects)
    }

    /// Tells who asks for it that somebody is called otherwise, or is logged in or out.
    func noteName(of person: Person) {
        guard let onNamed else { return }
        for id in person.sessions { onNamed(id) }
    }

    /// - Parameter origin: has its answer.
    func tellOfNick(
        of person: Person, _ old: Nick, at time: Int64, _ origin: Session?, _ effects: inout [Effect]
    ) {
        var readers = witnesses(of: person, besides: origin, forPresence: false)
        // Who asked for nothing learns of it, also where they are in no room.
        let others = others(of: person, besides: origin)
        for id in others where !readers.contains(id) { readers.append(id) }
        let event = Event(time: time, .nick(old: old, new: person.nick), by: source(of: person))
        noteEverywhere(event, by: person)
        show(event, to: readers, &effects)
        share(.nick(person.nick), with: others, &effects)
        noteRenaming(of: person, from: old, at: time, &effects)
    }

    /// The sessions of a guest become another's.
    private func join(
        _ merger: AccountChanged.Merger, _ knowing: [SessionID], at time: Int64, _ origin: Session?,
        _ effects: inout [Effect]
    ) {
        let (guest, person) = (merger.guest, merger.person)
        let moved = Array(guest.sessions)
        let before = Array(person.sessions)
        // The sessions that the person had are among them: they knew the guest, as others did.
        let witnesses = (guest.isHidden ? knowing : neighbours(of: guest, besides: nil)).filter { !moved.contains($0) }
        local.newcomers[guest.id] = nil
        for id in moved {
            guard let session = local.sessions[id] else { continue }
            session.person = person
            person.sessions.append(id)
        }
        let event = Event(time: time, .merged(guest.nick, into: person.nick), by: source(of: guest))
        noteEverywhere(event, by: guest)
        show(event, to: witnesses, &effects)
        noteGoing(of: guest, as: guest.nick, at: time, &effects)
        for room in merger.entered {
            for id in before { if let session = local.sessions[id] { local.add(session, to: room.id) } }
        }
        for room in person.rooms { for id in moved { sit(id, of: person, in: room) } }
        for room in merger.entered where !person.isHidden {
            appendJoin(of: person, to: room, at: time, by: origin, &effects)
            // Those that came are told of all rooms at once.
            share(.room(room.name), with: before.filter { !local.leaving.contains(Int($0.slot)) }, &effects)
        }
        tellMoved(moved.filter { $0 != origin?.id }, merger, at: time, &effects)
        if guest.particulars?.mail != nil { keepMail(of: person) }
        if let lastID = local.held[person.id]?.lastID ?? merger.loss?.lastID {
            goOn(as: person, after: lastID, moved, at: time, by: origin, &effects)
            release(person)
            if tells(of: origin) { noteReturn(of: person, at: time, by: origin, &effects) }
        }
        if let account = person.account { for id in moved { ignoreAll(of: account, by: id) } }
        for id in moved { if let session = local.sessions[id] { refreshViews(of: session) } }
    }

    /// The other sessions of a guest have come along: they are told what they are called, and in which rooms they are besides.
    private func tellMoved(
        _ moved: [SessionID], _ merger: AccountChanged.Merger, at time: Int64, _ effects: inout [Effect]
    ) {
        let others = moved.filter { !local.leaving.contains(Int($0.slot)) }
        guard !others.isEmpty else { return }
        let (guest, person) = (merger.guest, merger.person)
        if guest.nick.text != person.nick.text {
            show(
                Event(time: time, .nick(old: guest.nick, new: person.nick), by: source(of: guest)), to: others,
                &effects)
            share(.nick(person.nick), with: others, &effects)
        }
        share(.account(person.account?.name), with: others, &effects)
        let known = merger.entered + merger.shared
        for room in person.rooms.compactMap({ shared.rooms[$0] }) where !known.contains(where: { $0 === room }) {
            let event = Event(
                time: time, room: room.name, .join(person.nick), of: person.account?.name, by: source(of: person))
            show(event, to: others, &effects)
            share(.room(room.name), with: others, &effects)
        }
    }

    /// Who was held is back by a login: what came to nobody is shown, and whom they ignored they ignore.
    private func goOn(
        as person: Person, after lastID: EventID, _ moved: [SessionID], at time: Int64, by origin: Session?,
        _ effects: inout [Effect]
    ) {
        let held = local.held[person.id]?.session
        for session in moved.compactMap({ local.sessions[$0] }) where session.ignored == nil {
            session.ignored = held?.ignored
            if session.ignored != nil { session.filters.insert(.ignores) }
        }
        let missed = person.particulars?.mail?.messages.filter { $0.id > lastID } ?? []
        if let account = person.account, account.waiting > 0 {
            // Where more waits than memory has, all of it is shown as to anybody who logs in.
            guard account.waiting == missed.count, tells(of: origin) else { return }
            collect(for: account.id, at: time, &effects)
        }
        for message in missed { show(message, to: moved, &effects) }
    }

    /// Whether this hub is to say what follows from a change that a session asked for: where there is a log, the session's node does.
    private func tells(of origin: Session?) -> Bool { onProposed == nil || origin != nil }

    /// A session that came to be a person's reads a room of theirs: where it read it before it stays where it is.
    private func sit(_ id: SessionID, of person: Person, in room: RoomID) {
        guard let session = local.sessions[id] else { return }
        guard local.audience(of: room)?.index(of: id, from: .max) != nil else { return local.add(session, to: room) }
        if person.sessions.first == id { local.noteFirst(of: person, in: room) }
    }
}
