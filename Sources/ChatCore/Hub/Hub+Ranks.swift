/// What somebody is in a room, and what an account is in a registered one, be it there or not.
extension Hub {
    /// Whose rank is to be another.
    private enum Ranked {
        case person(Person)
        /// Nobody is in the room by it.
        case account(Account)
    }

    /// Gives a rank to who has a lower one, or takes the one that somebody has.
    func setRank(
        _ moderation: Moderation, in room: Room, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        let (nick, rank, isGiven): (Nick, Rank, Bool)
        switch moderation {
        case .give(let given, let whom): (nick, rank, isGiven) = (whom, given, true)
        case .take(let taken, let whom): (nick, rank, isGiven) = (whom, taken, false)
        default: preconditionFailure("it is about no rank")
        }
        let (name, current, change): (Nick, Rank, (Rank) -> RoomChange)
        var left = Rank.none
        switch try ranked(nick, in: room, by: asker, at: now, &effects) {
        case .person(let person):
            (name, current) = (person.nick, person.rank(in: room.id))
            if person.hasVoiceBeneath(in: room.id) { left = .voice }
            change = { .rank(person.id, $0) }
        case .account(let account):
            (name, current) = (account.name, room.standing(of: account))
            change = { .standing(account.id, $0) }
        }
        // Nobody makes others more than they are.
        guard !isGiven || rank <= authority(of: asker.person, in: room) else {
            throw .moderation(room.name, .needs(rank))
        }
        guard isGiven ? current < rank : current == rank else { return .answered(.ranked(room.name, name, current)) }
        return .change(.moderate(by: asker.person.id, RoomReference(room), change(isGiven ? rank : left)))
    }

    /// Somebody in a room, or whose account a nick is where the room keeps what accounts are, with no higher rank than who asks.
    private func ranked(
        _ nick: Nick, in room: Room, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Ranked {
        announceAskedFor(nick, by: asker, at: now, &effects)
        guard room.isKept, shared.people.find(nick)?.isIn(room.id) != true,
            let account = shared.accounts.owner(of: nick)
        else { return .person(try subordinate(nick, of: asker, in: room, at: now, &effects)) }
        if let person = account.person.flatMap({ shared.people[$0] }), person.isIn(room.id) {
            return .person(try subordinate(person.nick, of: asker, in: room, at: now, &effects))
        }
        let rank = account.isOperator ? .founder : room.standing(of: account)
        guard rank <= authority(of: asker.person, in: room) else {
            throw .moderation(room.name, .outranked(account.name, rank))
        }
        return .account(account)
    }

    /// Tells who has a rank in a room: those who are there, and accounts of which nobody is.
    func listRanks(in room: Room, for asker: Session, _ effects: inout [Effect]) -> Reply {
        walked += room.roster.count
        var ranked: [(nick: Nick, rank: Rank)] = []
        var present: Set<AccountID> = []
        for person in room.roster.compactMap({ shared.people.slots[Int($0)] }) where person.rank(in: room.id) > .none {
            ranked.append((person.nick, person.rank(in: room.id)))
            if let account = person.account { present.insert(account.id) }
        }
        for standing in room.setRules?.registration?.standings ?? [] where !present.contains(standing.account) {
            walked += 1
            if let account = shared.accounts[standing.account] { ranked.append((account.name, standing.rank)) }
        }
        ranked.sort { ($1.rank, $0.nick.key) < ($0.rank, $1.nick.key) }
        for (nick, rank) in ranked { effects.append(.row(.rank(room.name, nick, rank))) }
        return .listed(room.name, count: ranked.count, total: nil)
    }
}
