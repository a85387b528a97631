/// What a change of accounts led to.
enum AccountChanged {
    case registered(Account, by: Person?)
    /// `old`: the nick they had, where they are called as the account is now.
    case loggedIn(Person, Account, old: Nick?)
    case merged(Merger)
    /// `old`: the nick they had, where they have another now.
    case loggedOut(Person, from: Account, old: Nick?)
    /// Nobody is told.
    case changed(Account)
    /// `person`: who was logged in to it.
    case suspended(Account, Person?, old: Nick?)
    case erased(Account, Person?, old: Nick?)
    case displaced(Person, old: Nick)
    case guestMessages(Person)
    case ignored(Account, AccountID, Bool)

    /// Who may be called otherwise from now on, or is logged in or out, in all their sessions.
    var named: Person? {
        if case .displaced(let person, _) = self { person } else { loggedInOrOut }
    }

    /// Who is logged in from now on, or out.
    var loggedInOrOut: Person? {
        switch self {
        case .registered(_, let person), .suspended(_, let person, _), .erased(_, let person, _): person
        case .loggedIn(let person, _, _), .loggedOut(let person, _, _): person
        case .merged, .displaced, .changed, .guestMessages, .ignored: nil
        }
    }

    /// A guest who has become one with whom they are logged in as.
    struct Merger {
        let guest: Person
        let person: Person
        /// Rooms that only the guest was in.
        let entered: [Room]
        /// Rooms that both were in.
        let shared: [Room]
        /// For the sake of which the person was held, where several nodes are one chat.
        let loss: Losses.Loss?
    }
}

extension SharedState {
    func apply(_ change: AccountChange, at time: Int64) -> Applied {
        changed(by: change, at: time).map { .accountChanged($0) } ?? .nothing
    }

    /// - Returns: nil where nothing has changed.
    private func changed(by change: AccountChange, at time: Int64) -> AccountChanged? {
        switch change {
        case .register(let name, let id): register(name, by: id, at: time)
        case .logIn(let person, let account, let keepsNick): logIn(person, to: account, keepsNick: keepsNick)
        case .logOut(let id):
            if let person = people[id], let account = person.account {
                .loggedOut(person, from: account, old: logOut(person))
            } else {
                nil
            }
        case .reserve(let id, let nick):
            if let account = accounts[id], accounts.canRegister(nick, at: time) {
                changed(account) { $0.nicks.append(nick) }
            } else {
                nil
            }
        case .release(let id, let nick):
            if let account = accounts[id], account.nicks.contains(nick) {
                changed(account) { $0.nicks.removeAll { $0 == nick } }
            } else {
                nil
            }
        case .suspend(let id, let isSet): suspend(id, isSet)
        case .makeOperator(let id, let isSet):
            if let account = accounts[id], account.isOperator != isSet {
                changed(account) { $0.set(.operator, to: isSet) }
            } else {
                nil
            }
        case .messages(let id, let policy):
            if let account = accounts[id], account.messages != policy {
                changed(account) { $0.messages = policy }
            } else {
                nil
            }
        case .ignore(let id, let other, let isOn): ignore(other, isOn, by: id)
        case .collect(let id):
            if let account = accounts[id], account.waiting > 0 { collect(account) } else { nil }
        case .mark(let id, let key, let time):
            if let account = accounts[id], time > account.markers[key] ?? .min {
                changed(account) { $0.markers.advance(key, to: time) }
            } else {
                nil
            }
        case .erase(let id): erase(id, at: time)
        case .displace(let id):
            if let person = people[id], accounts.owner(of: person.nick).map({ $0 !== person.account }) ?? false {
                .displaced(person, old: callAsGuest(person))
            } else {
                nil
            }
        case .guestMessages(let id, let policy): setMessages(of: id, to: policy)
        }
    }

    func changed(_ account: Account, _ change: (Account) -> Void) -> AccountChanged {
        accounts.change(account, change)
        return .changed(account)
    }

    private func ignore(_ other: AccountID, _ isOn: Bool, by id: AccountID) -> AccountChanged? {
        guard let account = accounts[id], accounts[other] != nil, account.ignored.contains(other) != isOn else {
            return nil
        }
        accounts.change(account) { account in
            if isOn { account.ignored.append(other) } else { account.ignored.removeAll { $0 == other } }
        }
        return .ignored(account, other, isOn)
    }

    private func setMessages(of id: PersonID, to policy: MessagePolicy) -> AccountChanged? {
        guard let person = people[id], person.guestMessages != policy else { return nil }
        people.setMessages(person, policy)
        return .guestMessages(person)
    }

    private func register(_ name: Nick, by id: PersonID?, at time: Int64) -> AccountChanged? {
        let person = id.flatMap { people[$0] }
        guard accounts.canRegister(name, at: time), (id == nil) == (person == nil), person?.account == nil else {
            return nil
        }
        let account = accounts.register(name, at: time)
        if let person { bind(person, to: account) }
        return .registered(account, by: person)
    }

    // MARK: - Logging in and out

    private func logIn(_ id: PersonID, to number: AccountID, keepsNick: Bool) -> AccountChanged? {
        guard let person = people[id], let account = accounts[number], person.account == nil, !account.isSuspended
        else { return nil }
        if let other = account.person.flatMap({ people[$0] }) { return .merged(merge(person, into: other)) }
        bind(person, to: account)
        return .loggedIn(person, account, old: keepsNick ? nil : callByName(person, of: account))
    }

    /// - Returns: the nick they had; nil where that is the account's, or somebody else has its name.
    private func callByName(_ person: Person, of account: Account) -> Nick? {
        let old = person.nick
        guard !account.owns(old), people.find(account.name) == nil else { return nil }
        people.rename(person, to: account.name)
        for room in person.rooms { rooms[room]?.rules?.forget(person.id) }
        return old
    }

    private func bind(_ person: Person, to account: Account) {
        people.setAccount(person, account)
        account.person = person.id
        for room in person.rooms.compactMap({ rooms[$0] }) {
            room.rules?.forget(person.id)
            let rank = room.standing(of: account)
            if rank > person.rank(in: room.id) { people.setRank(person, rank, in: room.id) }
        }
    }

    /// - Returns: the nick they had, where it was the account's.
    private func logOut(_ person: Person) -> Nick? {
        guard let account = person.account else { return nil }
        people.setAccount(person, nil)
        account.person = nil
        for room in person.rooms.compactMap({ rooms[$0] }) {
            room.rules?.forget(person.id)
            if room.isKept { people.setRank(person, .none, in: room.id) }
        }
        return account.owns(person.nick) ? callAsGuest(person) : nil
    }

    /// - Returns: the nick they had.
    private func callAsGuest(_ person: Person) -> Nick {
        let old = person.nick
        people.rename(person, to: people.nextGuestNick())
        for room in person.rooms { rooms[room]?.rules?.forget(person.id) }
        return old
    }

    /// A guest becomes one with somebody: who is in their rooms alone enters them, with what they are there.
    private func merge(_ guest: Person, into person: Person) -> AccountChanged.Merger {
        let all = guest.rooms.compactMap { rooms[$0] }
        let entered = all.filter { !person.isIn($0.id) }
        for room in entered {
            let standing = person.account.map { room.standing(of: $0) } ?? .none
            people.enter(person, room.id, as: max(guest.rank(in: room.id), standing))
            rooms.append(person, to: room)
        }
        people.remove(guest)
        presence.move(from: guest.id, to: person.id)
        let loss = losses.release(person.id)
        losses.move(from: guest.id, to: person.id)
        for room in all {
            rooms.remove(guest, from: room)
            room.rules?.forget(guest.id)
        }
        return AccountChanged.Merger(
            guest: guest, person: person, entered: entered,
            shared: all.filter { room in !entered.contains { $0 === room } }, loss: loss)
    }

    // MARK: - Ending

    private func suspend(_ id: AccountID, _ isSet: Bool) -> AccountChanged? {
        guard let account = accounts[id], account.isSuspended != isSet else { return nil }
        accounts.change(account) { $0.set(.suspended, to: isSet) }
        let person = account.person.flatMap { people[$0] }
        return .suspended(account, person, old: isSet ? person.flatMap { logOut($0) } : nil)
    }

    private func erase(_ id: AccountID, at time: Int64) -> AccountChanged? {
        guard let account = accounts[id] else { return nil }
        let person = account.person.flatMap { people[$0] }
        let old = person.flatMap { logOut($0) }
        for room in rooms.all where room.standing(of: account) > .none {
            rooms.changeRules(of: room) { $0.registration?.forget(id, at: time) }
            seatFounder(of: room)
        }
        rooms.forgetHistory(of: id)
        accounts.erase(account, at: time)
        return .erased(account, person, old: old)
    }

    /// Who has come to be the founder may be there.
    private func seatFounder(of room: Room) {
        guard let founder = room.setRules?.registration?.founder.flatMap({ accounts[$0] }),
            let person = founder.person.flatMap({ people[$0] }), person.isIn(room.id)
        else { return }
        people.setRank(person, .founder, in: room.id)
    }

    // MARK: - Rooms

    func register(_ room: Room, by person: Person, at time: Int64) -> Moderated? {
        guard let account = person.account, !room.isKept, room.name != lobby else { return nil }
        var locked = ModeChange()
        locked.add(.topicLocked)
        let modes = (room.setRules ?? RoomRules()).effect(of: locked)
        rooms.changeRules(of: room) { rules in
            rules.apply(modes)
            var registration = Registration(at: time)
            registration.set(.founder, of: account.id, at: time)
            rules.registration = registration
        }
        let old = person.rank(in: room.id)
        people.setRank(person, .founder, in: room.id)
        return .registered(modes, was: old)
    }

    func drop(_ room: Room) -> Moderated? {
        guard room.isKept else { return nil }
        rooms.changeRules(of: room) { $0.registration = nil }
        let here = room.roster.compactMap { people.slots[Int($0)] }
        let founders = here.filter { $0.rank(in: room.id) == .founder }
        for person in founders { people.setRank(person, .op, in: room.id) }
        return .dropped(founders: founders, isClosed: closeIfEmpty(room))
    }

    func setStanding(_ rank: Rank, of id: AccountID, in room: Room, at time: Int64) -> Moderated? {
        guard let account = accounts[id], room.isKept, room.standing(of: account) != rank else { return nil }
        let old = room.standing(of: account)
        rooms.changeRules(of: room) { $0.registration?.set(rank, of: id, at: time) }
        return .standing(account, rank, was: old)
    }
}

extension Account {
    fileprivate func set(_ flag: Flags, to isSet: Bool) {
        if isSet { flags.insert(flag) } else { flags.remove(flag) }
    }
}

extension Room {
    /// What an account is in it, be it there or not.
    func standing(of account: Account) -> Rank { rules?.rules.registration?.rank(of: account.id) ?? .none }
}
