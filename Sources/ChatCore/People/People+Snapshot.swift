extension People {
    func write(to snapshot: inout HubSnapshot) {
        snapshot.guests = guests
        snapshot.personGenerations = generations
        snapshot.freePeople = free
        snapshot.people = all.map { person in
            var copy = HubSnapshot.Person(id: person.id, nick: person.nick, since: person.since)
            copy.rooms = Array(person.rooms)
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
        self.init(id: copy.id, nick: copy.nick, since: copy.since, isHidden: copy.isHidden)
        away = copy.away
        for room in copy.rooms { enter(room) }
    }
}
