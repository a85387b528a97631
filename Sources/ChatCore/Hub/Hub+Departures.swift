/// Going.
extension Hub {
    /// A session that is gone, and what others are told of why.
    public struct Leaver: Sendable {
        public let id: SessionID
        public let reason: Text?

        public init(id: SessionID, reason: Text?) {
            self.id = id
            self.reason = reason
        }
    }

    /// A session is gone, and is to be disconnected soon. Until then it is here for everybody; but nobody's going or new nick is told to it
    /// any more, so that thousands who leave are not told of each other.
    public func leave(_ id: SessionID) {
        if local.sessions[id] != nil { local.leaving.insert(Int(id.slot)) }
    }

    /// Forgets a session; those who shared a room with it are told once.
    public func disconnect(_ id: SessionID, reason: Text?, at now: Moment, _ effects: inout [Effect]) {
        disconnect([Leaver(id: id, reason: reason)], at: now, &effects)
    }

    /// Forgets sessions that are gone together. Who is here through no other goes with them: those who stay are told of each with whom
    /// they shared a room, once; none of those who go is told of another.
    ///
    /// Each room is gone through once for a thousand of its members who leave.
    public func disconnect(_ leavers: [Leaver], at now: Moment, _ effects: inout [Effect]) {
        for leaver in leavers where local.sessions[leaver.id] != nil { local.leaving.insert(Int(leaver.id.slot)) }
        var departures: [Record.Departure] = []
        var room = Record.departureBytes
        for leaver in leavers {
            guard let session = local.sessions[leaver.id] else { continue }
            let isLast = session.person.sessions.count == 1
            // Where there is a log, it says when others are told. Nothing is told to the session any more.
            if !isLast || onProposed != nil { end(session) }
            // Of a person who is here by another, too, others have to know that there is one session less.
            guard isLast || onProposed != nil else { continue }
            departures.append(Record.Departure(session.person.id, reason: leaver.reason))
            room -= leaver.reason?.utf8.count ?? 0
            guard departures.count == Record.mostDepartures || room < 0 else { continue }
            order(.quit(departures), at: now.wall, by: nil, &effects)
            departures = []
            room = Record.departureBytes
        }
        if !departures.isEmpty { order(.quit(departures), at: now.wall, by: nil, &effects) }
    }

    /// A session ends whose person is here through another.
    func end(_ session: Session) {
        unseat(session)
        forget(session)
        // Another is the first now, which stood elsewhere.
        for room in session.person.rooms { local.noteFirst(of: session.person, in: room) }
    }

    /// A session reads no room any more.
    func unseat(_ session: Session) {
        for room in session.person.rooms {
            guard let audience = local.audience(of: room),
                let position = local.position(of: session, in: room, audience)
            else { continue }
            audience.remove(at: position)
        }
    }

    private func forget(_ session: Session) {
        local.watches.removeAll(for: session.id)
        local.leaving.remove(Int(session.id.slot))
        local.sessions.remove(session)
    }

    /// People are gone: so are their sessions, and others are told.
    func tellOfQuits(
        _ leavers: [Applied.Leaver], outOf rooms: [Room], _ knowing: [PersonID: [SessionID]], at time: Int64,
        _ effects: inout [Effect]
    ) {
        var slots = SlotSet()
        for leaver in leavers {
            local.newcomers[leaver.person.id] = nil
            release(leaver.person)
            while let id = leaver.person.sessions.first, let session = local.sessions[id] {
                slots.insert(Int(id.slot))
                forget(session)
            }
        }
        for room in rooms {
            if let audience = local.audience(of: room.id) {
                walked += audience.members.count
                audience.remove(slots)
            }
            if shared.rooms[room.id] !== room { close(room, &effects) }
        }
        for leaver in leavers {
            let witnesses =
                leaver.person.isHidden
                ? knowing[leaver.person.id] ?? [] : neighbours(of: leaver.person, besides: nil)
            let event = Event(
                time: time, .quit(leaver.person.nick, reason: leaver.reason), by: source(of: leaver.person))
            noteEverywhere(event, by: leaver.person)
            show(event, to: witnesses, &effects)
            noteGoing(of: leaver.person, as: leaver.person.nick, at: time, &effects)
        }
    }
}
