extension People {
    func write(to snapshot: inout HubSnapshot) {
        snapshot.guests = guests
        snapshot.personGenerations = generations
        snapshot.freePeople = free
        snapshot.people = all.map { person in
            var copy = HubSnapshot.Person(id: person.id, nick: person.nick, since: person.since)
            copy.host = person.host
            copy.rooms = Array(person.rooms)
            copy.ranks = person.memberships.map(\.rank)
            copy.voicesBeneath = person.memberships.filter(\.hasVoiceBeneath).map(\.room)
            copy.away = person.away
            copy.account = person.account?.id
            copy.messages = person.guestMessages
            copy.introduction = person.particulars?.introduction
            copy.isProgram = person.particulars?.isProgram ?? false
            copy.isHidden = person.isHidden
            return copy
        }
    }

    convenience init(restoring snapshot: HubSnapshot, _ accounts: Accounts) throws(SnapshotError) {
        var people: [Person] = []
        for copy in snapshot.people { people.append(try Person(restoring: copy, accounts)) }
        try self.init(
            of: people, generations: snapshot.personGenerations,
            free: snapshot.freePeople, guests: snapshot.guests)
    }
}

extension Person {
    fileprivate convenience init(restoring copy: HubSnapshot.Person, _ accounts: Accounts) throws(SnapshotError) {
        self.init(id: copy.id, nick: copy.nick, host: copy.host, since: copy.since, isHidden: copy.isHidden)
        changeParticulars { particulars in
            particulars.away = copy.away
            particulars.account = copy.account.flatMap { accounts[$0] }
            particulars.messages = copy.messages
            particulars.introduction = copy.introduction
            particulars.isProgram = copy.isProgram
        }
        guard account?.id == copy.account, account?.person == nil else {
            throw SnapshotError("\(copy.nick) is logged in to no account, or as another")
        }
        account?.person = id
        // Older formats have no ranks.
        for (index, room) in copy.rooms.enumerated() {
            enter(room, as: index < copy.ranks.count ? copy.ranks[index] : .none)
        }
        for room in copy.voicesBeneath { setVoiceBeneath(true, in: room) }
    }
}
