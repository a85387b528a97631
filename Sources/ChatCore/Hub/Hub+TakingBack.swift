/// What was said and is taken back.
extension Hub {
    /// Who said it may take it back, and ops may. Who is not there is told nothing of what was said.
    func takeBack(
        _ id: EventID, in name: RoomName, reason: Text?, by asker: Session
    ) throws(Refusal) -> Decision {
        let room = try ownRoom(name, of: asker)
        walked += room.history.count
        guard let said = room.history.author(of: id) else { throw .takingBack(room.name, .unknown(id)) }
        let person = asker.person
        let isTheirs = said.author == person.id || said.account.map { $0 == person.account?.id } == true
        guard isTheirs || authority(of: person, in: room) >= .op else { throw .takingBack(room.name, .notYours(id)) }
        return .change(.takeBack(person.id, RoomReference(room), id, reason: reason))
    }
}

extension SharedState {
    func takeBack(_ id: EventID, in named: RoomReference, reason: Text?, by person: PersonID) -> Applied {
        guard let person = people[person], let room = rooms.find(named) else { return .nothing }
        // Where memory has no such line any more it is told all the same: others may have kept it.
        let time = room.history.blank(id) ?? id
        var digest = Digest(of: .said)
        digest.mix(Int(room.id.index))
        digest.mix(id)
        said &+= digest.value
        let event = Event(
            id: rooms.nextID(in: room, at: lastTime), time: lastTime, room: room.name,
            .takenBack(id, saidAt: time, to: nil, by: person.nick, reason: reason), of: person.account?.name,
            by: people.source(of: person))
        return .takenBack(event, room)
    }
}
