/// Newcomers, and those of whom others do not know yet.
///
/// A load balancer or a port scanner connects only to see whether somebody answers, and is gone at once. Others would read of each that
/// it came and went. So a newcomer may be hidden: it is in the lobby and reads what is said there, but no event tells of it until
/// `announce`, or until it does what others notice. Lists tell of it only who comes after it, or once it has asked for something; they
/// know of it then, and are told what becomes of it.
extension Hub {
    /// Takes in a newcomer, under a guest nick, into the lobby.
    /// - Parameters:
    ///   - reading: what its dialect wants.
    ///   - host: where it comes from; nil where that is not known.
    ///   - isHidden: others are not told before `announce`.
    ///   - mustLogIn: they come from where guests are banned.
    public func connect(
        as reading: Reading = Reading(), from host: Host? = nil, at now: Moment, isHidden: Bool = false,
        mustLogIn: Bool = false, _ effects: inout [Effect]
    ) -> SessionID {
        let arrival = arrival(from: host, isHidden: isHidden, mustLogIn: mustLogIn)
        guard case .arrived(let person, let room) = commit(arrival, at: now.wall) else {
            preconditionFailure("a newcomer did not arrive")
        }
        return takeIn(person, into: room, as: reading, at: now, &effects).id
    }

    func arrival(from host: Host?, isHidden: Bool, mustLogIn: Bool) -> Record {
        let isOutside = limits.guests == .none || mustLogIn
        // Nobody sees one who is in no room.
        return .arrive(isHidden: isHidden && !isOutside, from: host, isOutside: isOutside)
    }

    /// A newcomer is one of this node's.
    /// - Parameter returning: the number of the session that they had here before; nil: they are new.
    func takeIn(
        _ person: Person, into room: Room?, as reading: Reading, returning: SessionID? = nil, at now: Moment,
        _ effects: inout [Effect]
    ) -> Session {
        let session = local.sessions.add(of: person, reading: reading, at: now, as: returning)
        for room in person.rooms where returning != nil {
            if let room = shared.rooms[room] { seat(session, in: room, nil) }
        }
        noteArrival(of: person, at: shared.lastTime, &effects)
        if let room {
            seat(session, in: room, session)
            if !person.isHidden { appendJoin(of: person, to: room, at: shared.lastTime, by: session, &effects) }
            appendArrival(of: session, in: room, &effects)
        }
        dismissIfBanned(person, at: now.wall, &effects)
        return session
    }

    /// Somebody is here through one more session, which reads all of their rooms.
    func connect(to person: Person, as reading: Reading = Reading(), at now: Moment) -> SessionID {
        let session = local.sessions.add(of: person, reading: reading, at: now)
        for room in person.rooms { if let room = shared.rooms[room] { seat(session, in: room, nil) } }
        return session.id
    }

    func noteArrival(of person: Person, at time: Int64, _ effects: inout [Effect]) {
        noteComing(of: person, at: time, &effects)
        if person.isHidden { local.newcomers[person.id] = LocalState.Newcomer(order: shared.people.guests) }
    }

    /// Tells others that a hidden newcomer is here; does nothing for anybody else.
    public func announce(_ id: SessionID, at now: Moment, _ effects: inout [Effect]) {
        if let session = local.sessions[id], session.person.isHidden {
            order(.announce(session.person.id), at: now.wall, by: session, &effects)
        }
    }

    /// Sessions that others do not know of, by their slots.
    public var hiddenSessions: [SessionID] {
        local.sessions.all.filter(\.person.isHidden).map(\.id)
    }

    /// Whether others do not know of a session yet.
    public func isHidden(_ id: SessionID) -> Bool { local.sessions[id]?.person.isHidden == true }

    /// Somebody is asked for by name: who knows the name notices.
    func announceAskedFor(_ nick: Nick, by asker: Session, at now: Moment, _ effects: inout [Effect]) {
        guard let found = shared.people.find(nick), found.isHidden, found !== asker.person else { return }
        order(.announce(found.id), at: now.wall, by: asker, &effects)
    }

    // MARK: - Who was hidden

    /// Tells of those whom a record that was applied has made known.
    func tellOfNewcomers(announcedBy record: Record, at time: Int64, _ effects: inout [Effect]) {
        switch record {
        case .announce(let person), .say(let person, _, _, _, _, _), .post(let person, _, _, _, _, _),
            .setTopic(let person, _, _),
            .setAway(let person, _), .sayToRank(let person, _, _, _, _), .pass(let person, to: .room, _, _):
            tellOfNewcomer(person, at: time, &effects)
        case .enter(let person, let name):
            tellOfNewcomer(person, besides: shared.rooms.find(name), at: time, &effects)
        case .tell(let person, let other, _, _, _, _, _, _), .pass(let person, to: .person(let other), _, _):
            tellOfNewcomer(other, at: time, &effects)
            tellOfNewcomer(person, at: time, &effects)
        case .arrive, .introduce, .present, .rename, .leave, .quit, .moveLobby, .boundTopics, .moderate, .account,
            .operate, .returning, .takeBack, .takeBackPrivate:
            break
        }
    }

    private func tellOfNewcomer(
        _ id: PersonID, besides entered: Room? = nil, at time: Int64, _ effects: inout [Effect]
    ) {
        guard let person = shared.people[id], !person.isHidden, let newcomer = local.newcomers[id] else { return }
        for room in person.rooms.compactMap({ shared.rooms[$0] }) where room !== entered {
            // Mostly nobody came after it, and it has one session.
            let last = local.audience(of: room.id)?.members.last?.session
            if newcomer.knownTo.isEmpty, let last, person.sessions.count == 1, person.sessions.contains(last) {
                appendJoin(of: person, to: room, at: time, by: local.sessions[last], &effects)
            } else {
                appendLateJoin(of: person, to: room, at: time, &effects)
            }
        }
        local.newcomers[id] = nil
        noteComing(of: person, at: time, &effects)
    }

    private func appendLateJoin(of newcomer: Person, to room: Room, at time: Int64, _ effects: inout [Effect]) {
        let members = local.audience(of: room.id)?.members ?? []
        walked += members.count
        let others = members.filter { member in
            guard !member.view.filters.contains(.quiet), let session = local.sessions[member.session] else {
                return false
            }
            return session.person !== newcomer && !isTold(session, of: newcomer)
        }
        let event = Event(
            time: time, room: room.name, .join(newcomer.nick), of: newcomer.account?.name, by: source(of: newcomer))
        note(event, by: newcomer, in: room)
        show(event, to: others.map(\.session), &effects)
    }

    // MARK: - Who knows of whom

    /// Those who know of somebody and share a room with them, each once; for presence without those who hid it.
    func witnesses(of person: Person, besides origin: Session?, forPresence: Bool = true) -> [SessionID] {
        guard person.isHidden else { return neighbours(of: person, besides: origin, forPresence: forPresence) }
        var witnesses: [SessionID] = []
        // Hidden ones are in the lobby, or nowhere.
        guard let room = person.rooms.first, let audience = local.audience(of: room) else { return [] }
        func add(_ member: Member) {
            guard !(forPresence && member.view.filters.contains(.quiet)),
                !local.leaving.contains(Int(member.session.slot))
            else { return }
            witnesses.append(member.session)
        }
        for member in audience.members.reversed() {
            if member.session == person.sessions.first { break }
            if let other = local.sessions[member.session], isTold(other, of: person) { add(member) }
        }
        for id in local.newcomers[person.id]?.knownTo ?? [] where !witnesses.contains(id) {
            guard let session = local.sessions[id], let position = local.position(of: session, in: room, audience)
            else {
                continue
            }
            add(audience.members[position])
        }
        return witnesses
    }

    /// The witnesses of each hidden one that a record takes out of its room.
    func witnesses(ofNewcomersLeavingBy record: Record) -> [PersonID: [SessionID]] {
        var knowing: [PersonID: [SessionID]] = [:]
        func note(_ id: PersonID) {
            guard let person = shared.people[id], person.isHidden else { return }
            knowing[id] = witnesses(of: person, besides: nil)
        }
        switch record {
        case .leave(let person, _, _): note(person)
        case .quit(let departures): for departure in departures { note(departure.person) }
        case .account(.logIn(let person, _, _)), .returning(.resume(let person, _, _, _, _)): note(person)
        default: break
        }
        return knowing
    }

    /// Whether a session was told of one who is hidden, or was then.
    private func isTold(_ asker: Session, of other: Person) -> Bool {
        guard let newcomer = local.newcomers[other.id] else { return false }
        return newcomer.order <= asker.knowsUpTo || newcomer.knownTo.contains(asker.id)
    }

    /// Whether somebody knows of another.
    func shows(_ other: Person, to asker: Session) -> Bool {
        !other.isHidden || other === asker.person || isTold(asker, of: other)
    }

    /// Whether a list tells somebody of another, who is known from then on.
    func reveals(_ other: Person, to asker: Session) -> Bool {
        if shows(other, to: asker) { return true }
        guard other.sessions.contains(where: { local.sessions[$0]?.hasAsked == true }) else { return false }
        local.newcomers[other.id]?.knownTo.append(asker.id)
        return true
    }

    /// How many people in a room somebody knows of.
    func memberCount(of room: Room, for asker: Session) -> Int {
        guard room.hiddenCount > 0, asker.knowsUpTo < shared.people.guests else { return room.roster.count }
        walked += room.roster.count
        return room.roster.count { slot in shared.people.slots[Int(slot)].map { shows($0, to: asker) } ?? false }
    }
}
