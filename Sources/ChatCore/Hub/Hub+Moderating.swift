/// What ops do in a room (decision 23).
extension Hub {
    /// What masks of one command's hold at most, in seconds: ten years.
    public static let longestMask: Int64 = 3_650 * 86_400

    /// What somebody may do in a room.
    func authority(of person: Person, in room: Room) -> Rank {
        person.isOperator ? .founder : person.rank(in: room.id)
    }

    /// What somebody would be in a room if they entered it.
    func standing(of person: Person, in room: Room) -> Rank {
        person.isOperator ? .founder : person.account.map { room.standing(of: $0) } ?? .none
    }

    /// The room named, or the current one. Operators need not be in it.
    private func moderatedRoom(_ name: RoomName?, by asker: Session) throws(Refusal) -> Room {
        if let name, asker.person.isOperator, let room = shared.rooms.find(name) { return room }
        return try ownRoom(name, of: asker)
    }

    func demand(_ rank: Rank, of asker: Session, in room: Room) throws(Refusal) {
        guard authority(of: asker.person, in: room) >= rank else { throw .moderation(room.name, .needs(rank)) }
    }

    func moderate(
        _ name: RoomName?, _ moderation: Moderation, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        let room = try moderatedRoom(name, by: asker)
        switch moderation {
        case .listRanks: return .answered(listRanks(in: room, for: asker, &effects))
        case .modes(let change) where change.isEmpty:
            return .answered(tellModes(of: room, to: asker, &effects))
        case .invite(let nick): return try invite(nick, to: room, by: asker, at: now, &effects)
        case .rename(let name, let reason): return try rename(room, to: name, reason: reason, by: asker)
        default: break
        }
        try demand(.op, of: asker, in: room)
        let change: RoomChange
        switch moderation {
        case .voiceBeneath(let nick, let isSet):
            let other = try subordinate(nick, of: asker, in: room, at: now, &effects)
            guard other.rank(in: room.id) >= .op else {
                return try setRank(
                    isSet ? .give(.voice, nick) : .take(.voice, nick), in: room, by: asker, at: now, &effects)
            }
            guard other.hasVoiceBeneath(in: room.id) != isSet else {
                return .answered(.ranked(room.name, other.nick, other.rank(in: room.id)))
            }
            change = .voiceBeneath(other.id, isSet)
        case .give, .take:
            return try setRank(moderation, in: room, by: asker, at: now, &effects)
        case .kick(let nick, let reason):
            change = .kick(try subordinate(nick, of: asker, in: room, at: now, &effects).id, reason: reason)
        case .set(let kind, let target, let seconds, let reason, let putsOut):
            let subjects = try subjects(of: target, kind, in: room, by: asker, at: now, &effects)
            try checkRoom(for: subjects, kind, in: room, at: now)
            let until = seconds.map { now.wall + min($0, Hub.longestMask) * 1_000_000 }
            change = .mask(MaskChange(kind, subjects, isSet: true, until: until, reason: reason), putsOut: putsOut)
        case .unset(let kind, let reference):
            change = .mask(
                MaskChange(kind, try subjects(of: reference, kind, in: room, at: now), isSet: false), putsOut: false)
        case .list(let kind): return .answered(listMasks(kind, of: room, at: now, &effects))
        case .modes(let wanted):
            let done = (room.setRules ?? RoomRules()).effect(of: wanted)
            guard !done.isEmpty else { return .answered(tellModes(of: room, to: asker, &effects)) }
            change = .modes(wanted)
        case .listRanks, .invite, .rename: preconditionFailure("it is answered above")
        }
        return .change(.moderate(by: asker.person.id, RoomReference(room), change))
    }

    // MARK: - Whom it is about

    /// Somebody who is in a room.
    private func member(
        _ nick: Nick, of room: Room, for asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Person {
        announceAskedFor(nick, by: asker, at: now, &effects)
        guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
        guard other.isIn(room.id) else { throw .moderation(room.name, .notHere(other.nick)) }
        return other
    }

    /// Somebody in a room who has no higher rank there than who asks.
    func subordinate(
        _ nick: Nick, of asker: Session, in room: Room, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Person {
        let other = try member(nick, of: room, for: asker, at: now, &effects)
        try checkRank(of: other, in: room, for: asker)
        return other
    }

    private func checkRank(of other: Person, in room: Room, for asker: Session) throws(Refusal) {
        let rank = authority(of: other, in: room)
        guard rank <= authority(of: asker.person, in: room) else {
            throw .moderation(room.name, .outranked(other.nick, rank))
        }
    }

    // MARK: - Masks

    private func subjects(
        of target: MaskTarget, _ kind: MaskKind, in room: Room, by asker: Session, at now: Moment,
        _ effects: inout [Effect]
    ) throws(Refusal) -> [MaskSubject] {
        switch target {
        case .subject(let subject): return [subject]
        case .person(let nick):
            announceAskedFor(nick, by: asker, at: now, &effects)
            guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
            try checkRank(of: other, in: room, for: asker)
            if kind == .mute, other.rank(in: room.id) >= .voice {
                throw .moderation(room.name, .hasVoice(other.nick))
            }
            return MaskSubject.subjects(of: other)
        }
    }

    private func subjects(
        of reference: MaskReference, _ kind: MaskKind, in room: Room, at now: Moment
    ) throws(Refusal) -> [MaskSubject] {
        let masks = room.setRules?.masks(of: kind, at: now.wall) ?? []
        let found: [Mask]
        switch reference {
        case .number(let number):
            // One ban of somebody may be several masks.
            let meant = masks.indices.contains(number - 1) ? masks[number - 1] : nil
            found = masks.filter { meant?.isSetTogether(with: $0) ?? false }
        case .subject(let subject): found = masks.filter { $0.subject == subject }
        case .nick(let nick):
            let identity = shared.people.find(nick).map(MaskIdentity.init)
            let named = MaskSubject(.nick, nick.text)
            let account = MaskSubject(.account, nick.text)
            found = masks.filter { mask in
                mask.subject == named || mask.subject == account || identity.map { mask.subject.matches($0) } ?? false
            }
        }
        guard !found.isEmpty else { throw .moderation(room.name, .noSuchMask(kind)) }
        return found.prefix(MaskChange.mostSubjects).map(\.subject)
    }

    private func checkRoom(
        for subjects: [MaskSubject], _ kind: MaskKind, in room: Room, at now: Moment
    ) throws(Refusal) {
        let there = room.setRules?.masks(of: kind, at: now.wall).map(\.subject) ?? []
        let added = subjects.count { !there.contains($0) }
        guard there.count + added <= limits.masksPerRoom else {
            throw .moderation(room.name, .listFull(kind, most: limits.masksPerRoom))
        }
    }

    private func listMasks(_ kind: MaskKind, of room: Room, at now: Moment, _ effects: inout [Effect]) -> Reply {
        let masks = room.setRules?.masks(of: kind, at: now.wall) ?? []
        walked += masks.count
        for (index, mask) in masks.enumerated() {
            effects.append(.row(.mask(room.name, number: index + 1, mask)))
        }
        return .listed(room.name, count: masks.count, total: nil)
    }

    // MARK: - Invitations, modes, ranks

    /// Who is in a room may ask somebody in; where it is invite-only, ops alone. An op's invitation opens the door.
    private func invite(
        _ nick: Nick, to room: Room, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        if room.modes.contains(.inviteOnly) { try demand(.op, of: asker, in: room) }
        announceAskedFor(nick, by: asker, at: now, &effects)
        guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
        guard !other.isIn(room.id) else { throw .moderation(room.name, .alreadyHere(other.nick)) }
        if holdsGuests, asker.person.account == nil { try checkGuest(asker, turnsTo: other, at: now) }
        let opens = authority(of: asker.person, in: room) >= .op
        return .change(.moderate(by: asker.person.id, RoomReference(room), .invite(other.id, opens: opens)))
    }

    private func tellModes(of room: Room, to asker: Session, _ effects: inout [Effect]) -> Reply {
        let modes = (room.setRules ?? RoomRules()).current
        let isOp = authority(of: asker.person, in: room) >= .op
        effects.append(.row(.modes(room.name, isOp ? modes : modes.withoutKey)))
        return .modes(room.name, nil)
    }

    // MARK: - What comes of it

    func answer(_ moderated: Moderated, to command: Command, in room: Room) -> Reply {
        switch moderated {
        case .rank(let person, let rank, _): .ranked(room.name, person.nick, rank)
        case .voiceBeneath(let person, _): .ranked(room.name, person.nick, person.rank(in: room.id))
        case .kicked(let out, _, _): .kicked(room.name, out.person.nick)
        case .masks(let change, let putOut, _):
            .masked(room.name, change, seconds: command.maskSeconds, putOut: putOut.count)
        case .invited(let person): .invited(room.name, person.nick)
        case .standing(let account, let rank, _): .ranked(room.name, account.name, rank)
        case .registered: .roomRegistered(room.name, kept: keptDays(of: room))
        case .dropped: .roomDropped(room.name)
        case .modes(let change): .modes(room.name, change)
        case .renamed(let old, _): .roomRenamed(from: old, room.name)
        }
    }

    /// Tells this node's sessions what was changed in a room.
    func tell(
        of moderated: Moderated, in room: Room, by person: Person, at time: Int64, _ origin: Session?,
        _ effects: inout [Effect]
    ) {
        func event(_ kind: Event.Kind) -> Event {
            Event(time: time, room: room.name, kind, by: source(of: person))
        }
        func deliver(_ kind: Event.Kind) {
            let event = event(kind)
            note(event, by: person, in: room)
            effects.append(.deliver(event, to: room.id, from: origin?.id ?? .none))
        }
        switch moderated {
        case .rank(let other, let rank, let old): deliver(.rank(other.nick, rank, by: person.nick, was: old))
        case .voiceBeneath(let other, let isSet):
            let event = event(.voiceBeneath(other.nick, isSet, by: person.nick))
            note(event, by: person, in: room)
            show(event, to: readers(of: room, besides: origin, wanting: .ranksBeneath), &effects)
        case .standing(let account, let rank, let old):
            deliver(.rank(account.name, rank, by: person.nick, was: old))
        case .registered(let change, let old):
            deliver(.rank(person.nick, .founder, by: person.nick, was: old))
            if !change.isEmpty { deliver(.modes(by: person.nick, change)) }
        case .dropped(let founders, let isClosed):
            if isClosed {
                close(room, &effects)
            } else {
                for other in room.roster.compactMap({ shared.people.slots[Int($0)] })
                where other.rank(in: room.id) == .op && other.account != nil {
                    let wasFounder = founders.contains { $0 === other }
                    deliver(.rank(other.nick, .op, by: person.nick, was: wasFounder ? .founder : .op))
                }
            }
        case .modes(let change):
            if change.added.contains(.noHistory) {
                room.history.forget(over: 0)
                room.happenings = nil
            }
            deliver(.modes(by: person.nick, change.withoutKey))
        case .renamed(let old, let reason):
            tellOfName(of: room, was: old, reason, by: person, at: time, origin, &effects)
        case .invited(let other):
            let readers = other.sessions.filter { local.sessions[$0].map { !$0.ignores(person) } ?? false }
            let ops = self.readers(of: room, besides: origin, wanting: .invitations).filter { id in
                local.sessions[id].map { authority(of: $0.person, in: room) >= .op } ?? false
            }
            show(event(.invitation(other.nick, by: person.nick)), to: readers + ops, &effects)
        case .kicked(let out, let reason, let isClosed):
            tellOfKick(out, by: person, reason, ban: nil, in: room, at: time, origin, &effects)
            if isClosed { close(room, &effects) }
        case .masks(let change, let putOut, let isClosed):
            tellOps(of: event(.masks(by: person.nick, change)), in: room, besides: origin, &effects)
            for out in putOut {
                let ban = Hub.seconds(until: change.until, at: time).map { Event.BanSpan.seconds($0) } ?? .forGood
                tellOfKick(out, by: person, change.reason, ban: ban, in: room, at: time, origin, &effects)
            }
            if isClosed { close(room, &effects) }
        }
    }

    /// All who read the room are told, and who has to leave with them.
    private func tellOfKick(
        _ out: Moderated.PutOut, by op: Person, _ reason: Text?, ban: Event.BanSpan?, in room: Room, at time: Int64,
        _ origin: Session?, _ effects: inout [Effect]
    ) {
        let readers = local.audience(of: room.id)?.members.map(\.session) ?? []
        walked += readers.count
        unseat(out.person, from: room, at: out.position)
        let nick = out.person.nick
        for id in out.person.sessions where id != origin?.id {
            let current = currentRoom(of: id)
            let kicked = Event.Kind.kicked(nick, by: op.nick, reason: reason, current: current, ban: ban)
            show(Event(time: time, room: room.name, kicked, by: source(of: op)), to: [id], &effects)
        }
        let others = readers.filter { $0 != origin?.id && !out.person.sessions.contains($0) }
        let kick = Event.Kind.kick(nick, by: op.nick, reason: reason)
        let event = Event(time: time, room: room.name, kick, by: source(of: op))
        note(event, by: op, in: room)
        show(event, to: others, &effects)
    }

    private func tellOps(of event: Event, in room: Room, besides origin: Session?, _ effects: inout [Effect]) {
        let members = local.audience(of: room.id)?.members ?? []
        walked += members.count
        let ops = members.map(\.session).filter { id in
            guard id != origin?.id, let person = local.sessions[id]?.person else { return false }
            return authority(of: person, in: room) >= .op
        }
        show(event, to: ops, &effects)
    }
}

extension Command {
    /// For how long it sets a mask; nil: for good, or it sets none.
    fileprivate var maskSeconds: Int64? {
        guard case .moderate(_, .set(_, _, let seconds, _, _)) = self else { return nil }
        return seconds.map { min($0, Hub.longestMask) }
    }
}

extension MaskSubject {
    /// By what somebody is known again: their account, and where they come from. A nick alone is anybody's next, so it is taken only
    /// where nothing else is known.
    static func subjects(of person: Person) -> [MaskSubject] {
        let account = person.account.flatMap { MaskSubject(.account, $0.name.text) }
        let host = person.host.flatMap { MaskSubject(.host, $0.text) }
        let known = [account, host].compactMap { $0 }
        return known.isEmpty ? [MaskSubject(.nick, person.key)].compactMap { $0 } : known
    }
}
