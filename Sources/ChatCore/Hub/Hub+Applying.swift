extension Hub {
    /// Applies a record that was decided elsewhere, and tells this node's sessions what came of it.
    package func apply(_ record: Record, at time: Int64, _ effects: inout [Effect]) {
        apply(record, at: time, by: nil, &effects)
    }

    /// Applies a record, and tells this node's sessions what came of it.
    /// - Parameters:
    ///   - wall: when, by the wall clock.
    ///   - origin: the session that asked for it, if it is one of this node's.
    @discardableResult
    func apply(_ record: Record, at wall: Int64, by origin: Session?, _ effects: inout [Effect]) -> Applied {
        // Who knows of a hidden one is told by where both stand, before it goes.
        let knowing = local.newcomers.isEmpty ? [:] : witnesses(ofNewcomersLeavingBy: record)
        let applied = commit(record, at: wall)
        let time = shared.lastTime
        if !local.newcomers.isEmpty { tellOfNewcomers(announcedBy: record, at: time, &effects) }
        switch applied {
        case .said(let event, let room):
            deliver(event, said: room, by: origin, &effects)
        case .told(let person, let other, let id, let time):
            guard case .tell(_, _, _, let text, _, let isNotice, _, let enclosure) = record else { break }
            show(text, isNotice, enclosure, from: person, to: other, as: id, at: time, by: origin, &effects)
        case .passed(let passage): tell(of: passage, by: origin, &effects)
        case .takenBack(let event, let room):
            show(event, to: readers(of: room, besides: origin, wanting: .takenBack), &effects)
        case .takenBackPrivate(let event, let person, let other):
            tellOfTakingBack(event, by: person, from: other, origin, &effects)
        case .renamed(let person, let old):
            tellOfNick(of: person, old, at: time, origin, &effects)
            noteName(of: person)
        case .entered(let person, let room):
            for id in person.sessions { if let session = local.sessions[id] { seat(session, in: room, origin) } }
            if !person.isHidden {
                appendJoin(of: person, to: room, at: time, by: origin, &effects)
                share(.room(room.name), with: others(of: person, besides: origin), &effects)
                if person.away != nil { tellOfAbsence(of: person, in: room, at: time, by: origin, &effects) }
            }
        case .left(let person, let room, let position, let isClosed):
            guard case .leave(_, _, let reason) = record else { break }
            unseat(person, from: room, at: position)
            if isClosed { close(room, &effects) }
            let event = Event(
                time: time, room: room.name, .part(person.nick, reason: reason), by: source(of: person))
            if !isClosed, !person.isHidden { note(event, by: person, in: room) }
            tellOfPart(event, of: person, from: room, knowing[person.id] ?? [], by: origin, &effects)
            tellOthers(of: person, theyLeft: room, reason, at: time, besides: origin, &effects)
        case .topicSet(let event, let room):
            shared.rooms.forgetHistory(toFit: limits.historyBytes)
            if let origin { note(event, by: origin.person, in: room) }
            effects.append(.deliver(event, to: room.id, from: origin?.id ?? .none))
        case .awaySet(let person):
            let witnesses = witnesses(of: person, besides: origin, wanting: .away)
            let event = Event(time: time, .away(person.nick, note: person.away), by: source(of: person))
            show(event, to: witnesses, &effects)
            share(.away(note: person.away), with: others(of: person, besides: origin), &effects)
        case .presented(let person, let change):
            tell(of: change, by: person, at: time, origin, &effects)
        case .saidToRank(let person, let room, let id):
            tellRank(record, of: room, by: person, as: id, at: time, origin, &effects)
        case .gone(let leavers, let rooms): tellOfQuits(leavers, outOf: rooms, knowing, at: time, &effects)
        case .arrived(let person, let room):
            noteArrival(of: person, at: time, &effects)
            if let room, !person.isHidden { appendJoin(of: person, to: room, at: time, by: origin, &effects) }
        case .lobbyMoved(let closed):
            if let closed { close(closed, &effects) }
        case .moderated(let room, let person, let moderated):
            audit(record, applied, at: wall, by: origin)
            tell(of: moderated, in: room, by: person, at: time, origin, &effects)
        case .accountChanged(let changed):
            audit(record, applied, at: wall, by: origin)
            tell(of: changed, knowing, at: time, origin, &effects)
        case .operated(let person, let operated):
            audit(record, applied, at: wall, by: origin)
            tell(of: operated, by: person, at: wall, origin, &effects)
        case .returned(let returned): tell(of: returned, knowing, at: time, origin, &effects)
        // Nobody is here who would read it.
        case .nothing, .announced, .topicsBounded, .posted: break
        }
        return applied
    }

    /// Applies a record, and hands it on to who keeps records. All changes of what all know pass here, or through the next one.
    @discardableResult
    func commit(_ record: Record, at time: Int64) -> Applied {
        // Where there is a log, it alone changes what all know.
        assert(onProposed == nil || writer != nil)
        let applied = shared.apply(record, at: time, from: writer)
        if case .operate = record { noteWhatHoldsGuests() }
        if let onApplied {
            if case .nothing = applied { return applied }
            onApplied(record, time)
        }
        return applied
    }

    /// The same for what is said: its record is made only where somebody keeps records.
    func commit(
        _ text: Text, as manner: Manner, _ nonce: Nonce?, with enclosure: Enclosure? = nil, by person: Person,
        in room: Room, at time: Int64
    ) -> Event {
        assert(onProposed == nil)
        let event = shared.say(text, as: manner, nonce, with: enclosure, by: person, in: room, at: time)
        if let onApplied {
            onApplied(.say(person.id, RoomReference(room), text, as: manner, nonce, with: enclosure), time)
        }
        return event
    }

    /// Who somebody is, as events tell it.
    func source(of person: Person) -> Source? { shared.people.source(of: person) }

    func show(_ event: @autoclosure () -> Event, to sessions: [SessionID], _ effects: inout [Effect]) {
        if !sessions.isEmpty { effects.append(.show(event(), to: sessions)) }
    }

    /// A room is gone.
    func close(_ room: Room, _ effects: inout [Effect]) {
        local.forgetAudience(of: room.id)
        local.pace.forget(room.id)
        effects.append(.roomClosed(room.id))
    }

    // MARK: - Private messages

    private func show(
        _ text: Text, _ isNotice: Bool, _ enclosure: Enclosure?, from person: Person, to other: Person, as id: EventID,
        at time: Int64, by origin: Session?, _ effects: inout [Effect]
    ) {
        func event(isCopy: Bool) -> Event {
            Event(
                id: id, time: time, .privateMessage(from: person.nick, to: other.nick, text, isCopy: isCopy),
                of: person.account?.name, by: source(of: person), isNotice: isNotice, with: enclosure)
        }
        // One who is ignored learns nothing of it.
        let readers = other.sessions.filter { local.sessions[$0].map { !$0.ignores(person) } ?? false }
        for reader in readers { local.sessions[reader]?.lastCorrespondent = person.id }
        if other.particulars?.mail != nil, !readers.isEmpty || heldTakes(from: person, other) || isElsewhere(other) {
            other.particulars?.mail?.add(event(isCopy: false))
        }
        show(event(isCopy: false), to: readers, &effects)
        guard person !== other else { return }
        // The session that sent it has its answer.
        let copies = person.sessions.filter { $0 != origin?.id || origin?.filters.contains(.echo) == true }
        show(event(isCopy: true), to: copies, &effects)
    }

    // MARK: - Who sits where

    /// A session reads a room that its person has entered.
    func seat(_ session: Session, in room: Room, _ origin: Session?) {
        if session === origin || session.current == nil { makeCurrent(room, of: session) }
        local.add(session, to: room.id)
        // It is told of all who are there.
        if room.hiddenCount > (session.person.isHidden ? 1 : 0), session.reading.isShownRooms {
            session.knowsUpTo = shared.people.guests
        }
    }

    /// - Parameter position: where its first session stood once.
    func unseat(_ person: Person, from room: Room, at position: Int) {
        for id in person.sessions {
            guard let session = local.sessions[id], let audience = local.audience(of: room.id) else { continue }
            if let position = local.position(of: session, in: audience, from: position) {
                audience.remove(at: position)
            }
            guard session.current == room.id else { continue }
            session.current = nil
            if let last = person.rooms.last.flatMap({ shared.rooms[$0] }) { makeCurrent(last, of: session) }
        }
    }

    private func tellOfPart(
        _ event: Event, of person: Person, from room: Room, _ knowing: [SessionID], by origin: Session?,
        _ effects: inout [Effect]
    ) {
        if person.isHidden {
            local.newcomers[person.id] = LocalState.Newcomer(order: .max)
            show(event, to: knowing, &effects)
        } else if local.audience(of: room.id)?.members.isEmpty == false {
            effects.append(.deliver(event, to: room.id, from: origin?.id ?? .none))
        }
    }
}
