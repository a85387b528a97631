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
            copy.away = person.away
            copy.isHidden = person.isHidden
            return copy
        }
    }

    convenience init(restoring snapshot: HubSnapshot) throws(SnapshotError) {
        try self.init(
            of: snapshot.people.map { Person(restoring: $0) }, generations: snapshot.personGenerations,
            free: snapshot.freePeople, guests: snapshot.guests)
    }
}

extension Person {
    fileprivate convenience init(restoring copy: HubSnapshot.Person) {
        self.init(id: copy.id, nick: copy.nick, host: copy.host, since: copy.since, isHidden: copy.isHidden)
        away = copy.away
        // Older formats have no ranks.
        for (index, room) in copy.rooms.enumerated() {
            enter(room, as: index < copy.ranks.count ? copy.ranks[index] : .none)
        }
    }
}
