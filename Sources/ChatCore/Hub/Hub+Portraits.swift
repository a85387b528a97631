/// Somebody who is here, with all that some dialect shows of them.
public struct Portrait: Hashable, Sendable {
    public let source: Source
    public let profile: Profile
    /// What they are in the rooms of `profile`, in that order.
    public let ranks: [Rank]
    public let isOperator: Bool
    /// Those that they have here.
    public let sessions: [SessionID]
}

/// Somebody in a room, and what they are there.
public struct Occupant: Hashable, Sendable {
    public let source: Source
    public let rank: Rank
    /// Besides their rank, which is a higher one.
    public let hasVoiceBeneath: Bool

    package init(_ source: Source, _ rank: Rank, hasVoiceBeneath: Bool = false) {
        (self.source, self.rank, self.hasVoiceBeneath) = (source, rank, hasVoiceBeneath)
    }
}

/// A room as lists of it show it. Times are in microseconds since 1970.
public struct RoomPortrait: Hashable, Sendable {
    public let name: RoomName
    public let members: Int
    /// 0: that is not known.
    public let created: Int64
    public let topic: Topic?
}

/// What dialects ask for that tell more of people than rows have, or in lists of another form. Nobody learns more of who is where than
/// by `names`, `who` and `whois`.
extension Hub {
    /// Who a session is of, as events tell it; nil for one that is gone.
    public func source(of id: SessionID) -> Source? { local.sessions[id].map { known(as: $0.person) } }

    /// Who goes by a nick.
    public func source(of nick: Nick) -> Source? { shared.people.find(nick).map(known) }

    /// Who is in a room, in the order in which they came; nil where there is no such room, or it is none of theirs who ask.
    public func occupants(of name: RoomName, for id: SessionID) -> [Occupant]? {
        guard let asker = local.sessions[id], let room = shared.rooms.find(name), tells(asker, of: room) else {
            return nil
        }
        walked += room.roster.count
        var occupants: [Occupant] = []
        occupants.reserveCapacity(room.roster.count)
        // One after the other, without lists in between: whoever enters a large room asks for all of it.
        for slot in room.roster {
            guard let person = shared.people.slots[Int(slot)], reveals(person, to: asker) else { continue }
            let membership = person.membership(in: room.id)
            occupants.append(
                Occupant(
                    known(as: person), membership?.rank ?? .none, hasVoiceBeneath: membership?.hasVoiceBeneath ?? false)
            )
        }
        return occupants
    }

    /// The same with all that is told of them, but for the rooms in which they are: all of one room are asked for at once, by many.
    /// - Parameter most: so many at most.
    public func portraits(in name: RoomName, for id: SessionID, most: Int, at now: Moment) -> [(Portrait, Occupant)]? {
        guard let asker = local.sessions[id], let room = shared.rooms.find(name), tells(asker, of: room) else {
            return nil
        }
        walked += room.roster.count
        return people(in: room, for: asker).prefix(most).map { person in
            let portrait = portrait(of: person, for: asker, at: now, rooms: 0)
            return (
                portrait,
                Occupant(
                    portrait.source, person.rank(in: room.id), hasVoiceBeneath: person.hasVoiceBeneath(in: room.id))
            )
        }
    }

    /// All who are here and whom somebody wants, which is asked for each of them.
    /// - Parameter most: so many at most.
    public func portraits(
        for id: SessionID, most: Int, at now: Moment, where isWanted: (Portrait) -> Bool
    ) -> [Portrait] {
        guard let asker = local.sessions[id] else { return [] }
        walked += shared.people.count
        var found: [Portrait] = []
        for person in shared.people.all where found.count < most && shows(person, to: asker) {
            let portrait = portrait(of: person, for: asker, at: now)
            if isWanted(portrait) { found.append(portrait) }
        }
        return found
    }

    /// Who goes by a nick; nil where nobody does.
    public func portrait(of nick: Nick, for id: SessionID, at now: Moment) -> Portrait? {
        guard let asker = local.sessions[id], let person = shared.people.find(nick) else { return nil }
        return portrait(of: person, for: asker, at: now)
    }

    /// The rooms that somebody is told of and wants, which is asked for each of them: the largest first.
    public func rooms(for id: SessionID, where isWanted: (RoomPortrait) -> Bool) -> [RoomPortrait] {
        guard let asker = local.sessions[id] else { return [] }
        walked += shared.rooms.count
        var found: [RoomPortrait] = []
        for room in shared.rooms.all where tells(asker, of: room) {
            let members = memberCount(of: room, for: asker)
            guard members > 0 else { continue }
            let portrait = RoomPortrait(name: room.name, members: members, created: room.created, topic: room.topic)
            if isWanted(portrait) { found.append(portrait) }
        }
        return found.sorted { $0.members != $1.members ? $0.members > $1.members : $0.name.key < $1.name.key }
    }

    /// The sessions of others who share a room with somebody, each once.
    public func neighbours(of id: SessionID) -> [SessionID] {
        guard let asker = local.sessions[id] else { return [] }
        return neighbours(of: asker.person, besides: asker, forPresence: false)
    }

    /// The sessions that are in a room, but for that one.
    public func sessions(in name: RoomName, besides id: SessionID) -> [SessionID] {
        guard let audience = shared.rooms.find(name).flatMap({ local.audience(of: $0.id) }) else { return [] }
        walked += audience.members.count
        return audience.members.map(\.session).filter { $0 != id }
    }

    /// A room's name as it is written; nil where there is no such room, or it is none of theirs who ask.
    public func name(of name: RoomName, for id: SessionID) -> RoomName? {
        guard let asker = local.sessions[id], let room = shared.rooms.find(name), tells(asker, of: room) else {
            return nil
        }
        return room.name
    }

    /// Whether somebody is in a room.
    public func isIn(_ name: RoomName, _ id: SessionID) -> Bool {
        guard let asker = local.sessions[id], let room = shared.rooms.find(name) else { return false }
        return asker.person.isIn(room.id)
    }

    /// Whether somebody may do in a room what ops do.
    public func mayModerate(_ name: RoomName, _ id: SessionID) -> Bool {
        guard let asker = local.sessions[id], let room = shared.rooms.find(name) else { return false }
        return authority(of: asker.person, in: room) >= .op
    }

    /// What somebody is in a room; none where they are not in it.
    public func rank(of nick: Nick, in name: RoomName) -> Rank {
        guard let person = shared.people.find(nick), let room = shared.rooms.find(name) else { return .none }
        return person.rank(in: room.id)
    }

    /// Whether somebody has voice in a room besides a higher rank.
    public func hasVoiceBeneath(_ nick: Nick, in name: RoomName) -> Bool {
        guard let person = shared.people.find(nick), let room = shared.rooms.find(name) else { return false }
        return person.hasVoiceBeneath(in: room.id)
    }

    /// Operators of the server who are here.
    public var operatorCount: Int { shared.people.all.count(where: \.isOperator) }

    /// People who are here.
    public var personCount: Int { shared.people.count }

    /// When a room was made, and its topic was set, in microseconds since 1970; 0 and nil where that is not known, or it has none.
    public func times(of name: RoomName) -> (created: Int64, topic: Int64?) {
        shared.rooms.find(name).map { ($0.created, $0.topic?.time) } ?? (0, nil)
    }

    /// The topic of a room; nil where it has none, there is no such room, or it is none of theirs who ask.
    public func topic(of name: RoomName, for id: SessionID) -> Topic? {
        guard let asker = local.sessions[id], let room = shared.rooms.find(name), tells(asker, of: room) else {
            return nil
        }
        return room.topic
    }

    /// The rooms in which an op's invitation waits for somebody, sorted.
    public func invitations(of id: SessionID, at now: Moment) -> [RoomName] {
        guard let asker = local.sessions[id] else { return [] }
        walked += shared.rooms.count
        let rooms = shared.rooms.all.filter { room in
            room.setRules?.isInvited(asker.person.id, at: now.wall) == true && !asker.person.isIn(room.id)
        }
        return rooms.map(\.name).sorted { $0.key < $1.key }
    }

    /// The masks of a room that hold now, in the order in which they were set; nil where there is no such room, or it is none of theirs
    /// who ask. That of invitations and exemptions is among them: no address is.
    public func masks(of name: RoomName, for id: SessionID, at now: Moment) -> [Mask]? {
        guard let asker = local.sessions[id], let room = shared.rooms.find(name), tells(asker, of: room) else {
            return nil
        }
        let masks = room.setRules?.masks ?? []
        walked += masks.count
        return masks.filter { !$0.isOver(at: now.wall) }
    }

    /// What holds in a room; nothing where there is none.
    public func modes(of name: RoomName) -> RoomModes { shared.rooms.find(name)?.modes ?? [] }

    /// Whether a room is told of to who is in it alone.
    public func isSecret(_ name: RoomName) -> Bool { modes(of: name).contains(.secret) }

    private func people(in room: Room, for asker: Session) -> [Person] {
        room.roster.compactMap { shared.people.slots[Int($0)] }.filter { reveals($0, to: asker) }
    }

    private func portrait(
        of person: Person, for asker: Session, at now: Moment, rooms: Int = Hub.profileRooms
    ) -> Portrait {
        let profile = profile(of: person, for: asker, at: now, rooms: rooms)
        let ranks = profile.rooms.map { name in shared.rooms.find(name).map { person.rank(in: $0.id) } ?? .none }
        return Portrait(
            source: known(as: person), profile: profile, ranks: ranks, isOperator: person.isOperator,
            sessions: Array(person.sessions))
    }

    private func known(as person: Person) -> Source { source(of: person) ?? Source(of: person) }
}
