import Dialects

@testable import ChatCore

/// Names that are somebody's, and rooms that are.
extension Model {
    struct Account {
        let id: AccountID
        let name: String
        let created: Int64
        /// Other nicks that nobody else may take.
        var nicks: [String] = []
        /// Whom it ignores, whoever is logged in to it.
        var ignored: [AccountID] = []

        func owns(_ nick: String) -> Bool {
            ([name] + nicks).contains { $0.asciiLowercased == nick.asciiLowercased }
        }
    }

    /// Whose a nick is.
    func owner(of nick: String) -> Account? { accounts.first { $0.owns(nick) } }

    /// Who is here by an account, be it that they are held.
    func person(by account: AccountID) -> Person? { people.first { $0.account == account } }

    func account(of id: SessionID) -> Account? {
        self[id].account.flatMap { own in accounts.first { $0.id == own } }
    }

    /// What somebody would be in a room if they entered it.
    func standing(of person: Person, in place: Place) -> Rank {
        person.account.flatMap { place.standings?[$0]?.rank } ?? .none
    }

    // MARK: - Commands

    mutating func perform(_ request: AccountRequest, by id: SessionID, at now: Moment) -> Expected {
        switch request {
        case .register: return register(by: id, at: now)
        case .logIn(let account, let keepsNick): return logIn(account, keepsNick: keepsNick, by: id, at: now)
        case .registerRoom(let name): return registerRoom(name, by: id, at: now)
        case .dropRoom(let name): return dropRoom(name.key, by: id)
        case .describe(let name): return describe(name, for: id)
        default: break
        }
        guard let account = account(of: id) else { return .refused(.notLoggedIn) }
        switch request {
        case .logOut: return logOut(account, by: id)
        case .reserve(let nick): return reserve(nick, for: account, by: id, at: now)
        case .erase: return erase(account, by: id, at: now)
        case .release(let nick):
            guard account.nicks.contains(where: { $0.asciiLowercased == nick.key }) else {
                return .refused(.noSuchNick)
            }
            change(account.id) { $0.nicks.removeAll { $0.asciiLowercased == nick.key } }
            return Expected(reply: .released(nick))
        default: return .refused(.internal)
        }
    }

    mutating func change(_ account: AccountID, _ change: (inout Account) -> Void) {
        guard let index = accounts.firstIndex(where: { $0.id == account }) else { return }
        change(&accounts[index])
    }

    private mutating func register(by id: SessionID, at now: Moment) -> Expected {
        let person = self[id]
        guard person.account == nil else { return .refused(.loggedIn) }
        if owner(of: person.nick) != nil { return .refused(.accountExists) }
        guard let nick = Nick(person.nick), !isNobodys(nick, at: now) else { return .refused(.nickReserved) }
        guard accounts.count < limits.accounts else { return .refused(.notNow) }
        accountNumbers += 1
        retired[person.nick.asciiLowercased] = nil
        let account = AccountID(number: UInt32(accountNumbers))
        accounts.append(Account(id: account, name: person.nick, created: now.wall))
        change(id) { $0.account = account }
        return Expected(reply: .registered(nick))
    }

    mutating func logIn(
        _ id: AccountID, keepsNick: Bool, by newcomer: SessionID, at now: Moment
    ) -> Expected {
        guard self[newcomer].account == nil else { return .refused(.loggedIn) }
        guard let account = accounts.first(where: { $0.id == id }), let name = Nick(account.name) else {
            return .refused(.notLoggedIn)
        }
        if let other = person(by: id) { return comeBack(as: other, account, by: newcomer) }
        change(newcomer) { $0.account = id }
        ignoreAll(by: newcomer)
        for key in self[newcomer].rooms {
            guard let place = places[key] else { continue }
            let rank = max(place.rank(newcomer), standing(of: self[newcomer], in: place))
            places[key]?.ranks[newcomer] = rank
        }
        var expected = Expected()
        let old = self[newcomer].nick
        if !keepsNick, !account.owns(old), named(account.name) == nil {
            change(newcomer) { $0.nick = account.name }
            expected.heard.append(Heard("\(old) is \(name)", by: witnesses(of: self[newcomer]).map(\.id)))
            noteRenaming(of: newcomer, from: old, &expected)
        }
        expected.reply = Nick(self[newcomer].nick).map { .loggedIn(name, nick: $0) }
        return expected
    }

    mutating func logOut(_ account: Account, by id: SessionID) -> Expected {
        change(id) { $0.account = nil }
        for key in self[id].rooms where places[key]?.standings != nil { places[key]?.ranks[id] = nil }
        var expected = Expected()
        if account.owns(self[id].nick) { callAsGuest(id, besides: id, &expected) }
        expected.reply = Nick(self[id].nick).map { .loggedOut(nick: $0) }
        return expected
    }

    /// - Parameter origin: has its answer.
    mutating func callAsGuest(_ id: SessionID, besides origin: SessionID?, _ expected: inout Expected) {
        let (old, nick) = (self[id].nick, nextGuest())
        change(id) { $0.nick = nick }
        let readers = witnesses(of: self[id]).map(\.id).filter { $0 != origin } + (id == origin ? [] : [id])
        expected.heard.append(Heard("\(old) is \(self[id].nick)", by: readers))
        noteRenaming(of: id, from: old, &expected)
    }

    private mutating func reserve(_ nick: Nick, for account: Account, by id: SessionID, at now: Moment) -> Expected {
        if account.owns(nick.text) { return Expected(reply: .reserved(nick)) }
        if owner(of: nick.text) != nil { return .refused(.accountExists) }
        if isNobodys(nick, at: now) { return .refused(.nickReserved) }
        if let other = named(nick.text), other.id != id { return .refused(.nickInUse) }
        guard account.nicks.count < limits.nicksPerAccount else { return .refused(.tooManyNicks) }
        change(account.id) { $0.nicks.append(nick.text) }
        return Expected(reply: .reserved(nick))
    }

    private func describe(_ name: Nick?, for id: SessionID) -> Expected {
        let found = name.map { owner(of: $0.text) } ?? account(of: id)
        guard let found else { return .refused(name == nil ? .notLoggedIn : .noSuchAccount) }
        let isHere = person(by: found.id) != nil
        return Expected(reply: .account, rows: ["account \(found.name) \(found.nicks) \(found.created) \(isHere)"])
    }

    // MARK: - Rooms

    private mutating func registerRoom(_ name: RoomName?, by id: SessionID, at now: Moment) -> Expected {
        guard let account = self[id].account else { return .refused(.notLoggedIn) }
        let (key, code) = own(name, self[id])
        guard let key, let place = places[key], let stored = RoomName(place.name) else {
            return .refused(code ?? .internal)
        }
        guard place.rank(id) >= .op, key != lobby?.asciiLowercased, place.standings == nil else {
            return .refused(.notAllowed)
        }
        guard places.values.count(where: { $0.standings?[account]?.rank == .founder }) < limits.roomsPerAccount else {
            return .refused(.tooManyRooms)
        }
        places[key]?.standings = [account: Place.Standing(rank: .founder, since: now.wall)]
        places[key]?.ranks[id] = .founder
        var expected = Expected(reply: .roomRegistered(stored, kept: nil))
        let nick = self[id].nick
        let readers = listeners(in: key, to: id)
        expected.heard.append(Heard("\(place.name) \(nick) founder by \(nick)\(place.rank(id).asOld)", by: readers))
        if places[key]?.modes.insert("topic-locked").inserted == true {
            expected.heard.append(Heard("\(place.name) \(nick) +topic-locked", by: readers))
        }
        return expected
    }

    private mutating func dropRoom(_ key: String, by id: SessionID) -> Expected {
        guard let place = places[key], let stored = RoomName(place.name),
            tells(self[id], of: key) || standing(of: self[id], in: place) == .founder
        else { return .refused(.noSuchRoom) }
        guard place.standings != nil, standing(of: self[id], in: place) == .founder else {
            return .refused(.notAllowed)
        }
        places[key]?.standings = nil
        var expected = Expected(reply: .roomDropped(stored))
        if place.members.isEmpty {
            places[key] = nil
            expected.closed.append(key)
            return expected
        }
        for member in place.members {
            if place.rank(member) == .founder { places[key]?.ranks[member] = .op }
            guard place.rank(member) >= .op, self[member].account != nil else { continue }
            let event =
                "\(place.name) \(self[member].nick) op by \(self[id].nick)\(place.rank(member).asOld)"
            expected.heard.append(Heard(event, by: listeners(in: key, to: id)))
        }
        return expected
    }

    // MARK: - Coming back

    /// Whose session somebody's is after a command; nil: it stays theirs.
    func returning(by command: Command, _ id: SessionID) -> Person? {
        guard case .account(.logIn(let account, _)) = command, self[id].account == nil else { return nil }
        return person(by: account)
    }

    /// Who is held is here again by a login: the newcomer becomes one with them.
    private mutating func comeBack(as person: Person, _ account: Account, by newcomer: SessionID) -> Expected {
        let (guest, id) = (self[newcomer], person.id)
        var expected = Expected()
        expected.reply = Nick(account.name).flatMap { name in
            Nick(person.nick).map { .loggedIn(name, nick: $0) }
        }
        let witnesses = witnesses(of: guest).filter { $0.id != id && !$0.settings.contains(.quiet) }.map(\.id)
        expected.heard.append(Heard("\(guest.nick) is one with \(person.nick)", by: witnesses))
        noteGoing(of: guest, as: guest.nick, &expected)
        expected.heard = expected.heard.map { heard in
            Heard(heard.event, by: heard.by.map { $0 == newcomer ? id : $0 })
        }
        let entered = guest.rooms.filter { !person.rooms.contains($0) }
        for key in guest.rooms { replace(newcomer, by: id, in: key, isNew: entered.contains(key)) }
        for key in person.rooms where !guest.rooms.contains(key) { places[key]?.audience.append(id) }
        people.removeAll { $0.id == newcomer }
        for other in people where other.knownTo.contains(newcomer) {
            change(other.id) { $0.knownTo = other.knownTo.subtracting([newcomer]).union([id]) }
        }
        change(id) {
            ($0.session, $0.heldAfter, $0.watched) = (guest.session, nil, guest.watched)
            ($0.settings, $0.reading, $0.lastActive) = (guest.settings, guest.reading, guest.lastActive)
            ($0.current, $0.correspondent, $0.hasAsked) = (guest.current, guest.correspondent, true)
            if !guest.ignored.isEmpty { $0.ignored = guest.ignored }
            $0.rooms += entered
            $0.mostRooms = $0.rooms.count
        }
        ignoreAll(by: id)
        for key in entered {
            let name = places[key]?.name ?? "?"
            expected.heard.append(Heard("\(name) +\(person.nick)", by: listeners(in: key, to: id, presence: true)))
        }
        for letter in person.mail ?? [] where letter.id > person.heldAfter ?? .max {
            expected.heard.append(Heard(letter.brief, by: [id]))
        }
        return expected
    }

    private mutating func replace(_ guest: SessionID, by id: SessionID, in key: String, isNew: Bool) {
        guard var place = places[key] else { return }
        if isNew {
            place.members.append(id)
            place.ranks[id] = max(place.rank(guest), standing(of: self[id], in: place))
        }
        place.members.removeAll { $0 == guest }
        place.ranks[guest] = nil
        place.audience = place.audience.map { $0 == guest ? id : $0 }
        places[key] = place
    }
}
