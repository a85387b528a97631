/// What a change in a room led to that somebody made by what they are there.
enum Moderated {
    case rank(Person, Rank, was: Rank)
    case voiceBeneath(Person, Bool)
    case kicked(PutOut, reason: Text?, isClosed: Bool)
    case masks(MaskChange, putOut: [PutOut], isClosed: Bool)
    case invited(Person)
    /// Of an account that is not there.
    case standing(Account, Rank, was: Rank)
    /// What holds from now on that did not before. `was`: the rank of who is the founder now.
    case registered(ModeChange, was: Rank)
    /// With whom the room was.
    case dropped(founders: [Person], isClosed: Bool)
    /// What was not so before.
    case modes(ModeChange)
    case renamed(from: RoomName, reason: Text?)

    /// Somebody who had to leave. `position`: where their first session stood in the audience, or before.
    struct PutOut {
        let person: Person
        let position: Int
    }
}

extension SharedState {
    func moderate(
        _ named: RoomReference, _ change: RoomChange, by id: PersonID, at time: Int64
    ) -> Applied {
        guard let person = people[id], let room = rooms.find(named) else { return .nothing }
        guard let moderated = moderate(room, change, by: person, at: time) else { return .nothing }
        return .moderated(room, by: person, moderated)
    }

    /// - Returns: nil where nothing has changed.
    private func moderate(_ room: Room, _ change: RoomChange, by person: Person, at time: Int64) -> Moderated? {
        switch change {
        case .rank(let id, let rank):
            guard let other = people[id], other.isIn(room.id), other.rank(in: room.id) != rank else { return nil }
            let old = other.rank(in: room.id)
            people.setRank(other, rank, in: room.id)
            if let account = other.account { _ = setStanding(rank, of: account.id, in: room, at: time) }
            return .rank(other, rank, was: old)
        case .voiceBeneath(let id, let isSet):
            guard let other = people[id], other.rank(in: room.id) >= .op,
                other.hasVoiceBeneath(in: room.id) != isSet
            else { return nil }
            people.setVoiceBeneath(other, isSet, in: room.id)
            return .voiceBeneath(other, isSet)
        case .standing(let account, let rank): return setStanding(rank, of: account, in: room, at: time)
        case .register: return register(room, by: person, at: time)
        case .drop: return drop(room)
        case .rename(let name, let reason): return rename(room, to: name, reason: reason)
        case .kick(let id, let reason):
            guard let other = people[id], other.isIn(room.id) else { return nil }
            let gone = putOut(other, of: room)
            return .kicked(gone, reason: reason, isClosed: closeIfEmpty(room))
        case .mask(let change, let putsOut):
            return change.isSet
                ? setMasks(change, putsOut: putsOut, in: room, by: person, at: time)
                : unsetMasks(change, in: room, at: time)
        case .invite(let id, let opens):
            guard let other = people[id], !other.isIn(room.id) else { return nil }
            guard opens else { return .invited(other) }
            rooms.changeRules(of: room) { rules in
                rules.prune(at: time)
                rules.invite(id, until: time + RoomRules.invitationTime)
            }
            return .invited(other)
        case .modes(let change):
            let done = (room.setRules ?? RoomRules()).effect(of: change)
            guard !done.isEmpty else { return nil }
            rooms.changeRules(of: room) { $0.apply(done) }
            return .modes(done)
        }
    }

    private func setMasks(
        _ change: MaskChange, putsOut: Bool, in room: Room, by person: Person, at time: Int64
    ) -> Moderated {
        rooms.changeRules(of: room) { rules in
            rules.prune(at: time)
            rules.add(
                change.subjects.map {
                    Mask(change.kind, $0, by: person.nick, at: time, until: change.until, reason: change.reason)
                })
        }
        guard putsOut, let rules = room.setRules else { return .masks(change, putOut: [], isClosed: false) }
        let matching = room.roster.compactMap { people.slots[Int($0)] }.filter { other in
            guard other !== person, other.rank(in: room.id) < .op else { return false }
            let identity = MaskIdentity(other)
            return change.subjects.contains { $0.matches(identity) } && !rules.has(.exempt, identity, at: time)
        }
        let gone = matching.map { putOut($0, of: room) }
        return .masks(change, putOut: gone, isClosed: closeIfEmpty(room))
    }

    private func unsetMasks(_ change: MaskChange, in room: Room, at time: Int64) -> Moderated? {
        let gone = room.setRules?.masks(of: change.kind, at: time).map(\.subject).filter(change.subjects.contains) ?? []
        guard !gone.isEmpty else { return nil }
        rooms.changeRules(of: room) { rules in
            rules.prune(at: time)
            rules.remove(change.kind, gone)
        }
        return .masks(MaskChange(change.kind, gone, isSet: false), putOut: [], isClosed: false)
    }

    private func putOut(_ person: Person, of room: Room) -> Moderated.PutOut {
        rooms.remove(person, from: room)
        room.rules?.forget(person.id)
        return Moderated.PutOut(person: person, position: people.leave(person, room.id))
    }
}
