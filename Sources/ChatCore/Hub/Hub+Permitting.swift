/// What may have changed between the moment in which something was decided and that in which it is applied.
///
/// All hubs ask this of the same record in the same state, so the answer comes from the record, what all know and the record's time alone:
/// no limit and no memory of a node's own is looked at.
extension Hub {
    /// Whether a record may be applied still. What is about somebody or a room that is gone changes nothing anyway.
    func permits(_ record: Record, at time: Int64) -> Bool {
        switch record {
        case .say(let id, let room, _, _, _, _), .sayToRank(let id, let room, _, _, _),
            .pass(let id, to: .room(let room), _, _):
            return maySpeak(id, in: room, at: time)
        case .tell(let id, let other, _, _, _, _, _, _), .pass(let id, to: .person(let other), _, _):
            return mayTell(id, other)
        case .rename(let id, let nick): return mayBeCalled(nick, shared.people[id], at: time)
        case .introduce(let nick, _, _): return !shared.serverBans.bans(nick, at: time)
        case .enter(let id, let name): return mayEnter(id, name, at: time)
        case .setTopic(let id, let room, _):
            guard let person = shared.people[id], let room = shared.rooms.find(room) else { return true }
            return !room.modes.contains(.topicLocked) || authority(of: person, in: room) >= .op
        case .moderate(let id, let room, let change):
            guard let person = shared.people[id], let room = shared.rooms.find(room) else { return true }
            return mayModerate(person, room, change)
        case .operate(let id, let change):
            if case .report = change { return true }
            return shared.people[id]?.isOperator ?? false
        case .arrive, .announce, .takeBack, .takeBackPrivate, .post, .leave, .setAway, .present, .quit, .moveLobby,
            .boundTopics, .account, .returning:
            return true
        }
    }

    private func maySpeak(_ id: PersonID, in named: RoomReference, at time: Int64) -> Bool {
        guard let person = shared.people[id], let room = shared.rooms.find(named), let rules = room.rules else {
            return true
        }
        return (try? checkRules(of: person, in: room, rules, at: Moment(wall: time, steady: 0))) != nil
    }

    private func mayTell(_ id: PersonID, _ other: PersonID) -> Bool {
        guard let person = shared.people[id], let other = shared.people[other] else { return true }
        return (try? checkPolicy(of: other, for: person)) != nil
    }

    private func mayBeCalled(_ nick: Nick, _ person: Person?, at time: Int64) -> Bool {
        guard let person else { return true }
        if shared.serverBans.bans(nick, at: time), !person.isOperator { return false }
        return shared.accounts.owner(of: nick).map { $0 === person.account } ?? true
    }

    private func mayEnter(_ id: PersonID, _ name: RoomName, at time: Int64) -> Bool {
        guard let person = shared.people[id], let room = shared.rooms.find(name), let rules = room.setRules else {
            return true
        }
        // Whether they know the key was asked where they are: it is in no record.
        let now = Moment(wall: time, steady: 0)
        return (try? admit(person, to: room, rules, rules.key, at: now)) != nil
    }

    private func mayModerate(_ person: Person, _ room: Room, _ change: RoomChange) -> Bool {
        let rank = authority(of: person, in: room)
        func isBeneath(_ id: PersonID) -> Bool {
            shared.people[id].map { authority(of: $0, in: room) <= rank } ?? true
        }
        switch change {
        case .rank(let other, let given): return rank >= .op && given <= rank && isBeneath(other)
        case .voiceBeneath(let other, _), .kick(let other, _): return rank >= .op && isBeneath(other)
        case .mask, .modes, .register: return rank >= .op
        case .invite(_, let opens):
            return rank >= .op || !opens && person.isIn(room.id) && !room.modes.contains(.inviteOnly)
        case .standing(let id, let given):
            let standing = shared.accounts[id].map { $0.isOperator ? .founder : room.standing(of: $0) } ?? .none
            return rank >= .op && given <= rank && standing <= rank
        case .drop: return standing(of: person, in: room) >= .founder
        case .rename: return rank >= (room.isKept ? .founder : .op)
        }
    }
}
