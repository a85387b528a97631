/// People whose connections are gone, and who may come back: nobody is told that they are not there (decision 25).
extension Hub {
    /// Who a session is; nil where it is gone.
    package func person(of id: SessionID) -> PersonID? { local.sessions[id]?.person.id }

    /// Who goes by a nick.
    package func person(of nick: Nick) -> PersonID? { shared.people.find(nick)?.id }

    /// Why whom a session is of is away; nil: they are not.
    package func away(of id: SessionID) -> Text? { local.sessions[id]?.person.away }

    /// Whether somebody is here through a session, or held.
    package func isHere(_ id: PersonID) -> Bool { shared.people[id] != nil }

    package func nick(of id: PersonID) -> Nick? { shared.people[id]?.nick }

    package func hasAccount(_ id: PersonID) -> Bool { shared.people[id]?.account != nil }

    /// The last id that was given: who has read all up to it has missed nothing.
    package var lastID: EventID { shared.rooms.lastID }

    /// When the last happened of all that did, in microseconds since 1970. It never goes back.
    package var lastTime: Int64 { shared.lastTime }

    // MARK: - Holding

    /// Private messages to the person of a session are kept from now on, as it may be lost without notice.
    package func keepMail(of id: SessionID) {
        if let person = local.sessions[id]?.person { keepMail(of: person) }
    }

    func keepMail(of person: Person) {
        if person.particulars?.mail == nil { person.changeParticulars { $0.mail = Mail() } }
    }

    /// A session ends without its person, who is held where it was the last. Nobody is told. Where there is a log it says so
    /// (`proposeHold`).
    /// - Returns: who is held; nil where they are here through others, or the session is gone.
    package func hold(_ id: SessionID) -> PersonID? {
        guard let session = local.sessions[id] else { return nil }
        let person = session.person
        end(session)
        guard person.sessions.isEmpty else { return nil }
        keepMail(of: person)
        local.held[person.id] = LocalState.HeldSession(session: session, lastID: lastID)
        return person.id
    }

    /// Somebody who is held is away until they are back, where nothing else was said of that.
    package func noteAbsence(of id: PersonID, at now: Moment, _ effects: inout [Effect]) {
        guard let note = limits.absenceNote, let person = shared.people[id], isHeld(person), person.account != nil,
            person.away == nil
        else { return }
        order(.setAway(id, note), at: now.wall, by: nil, &effects)
    }

    /// They are back. The session by which they are never knew that they were away.
    func noteReturn(of person: Person, at time: Int64, by origin: Session?, _ effects: inout [Effect]) {
        guard let note = limits.absenceNote, person.away == note else { return }
        order(.setAway(person.id, nil), at: time, by: origin, &effects)
    }

    /// People who were held have not come back: they quit as ever, together. Nothing is done of those who have.
    /// - Parameter people: a thousand at most.
    package func letGo(_ people: [Record.Departure], at now: Moment, _ effects: inout [Effect]) {
        let leavers = people.filter { local.held[$0.person] != nil }
        if !leavers.isEmpty { order(.quit(leavers), at: now.wall, by: nil, &effects) }
    }

    /// Somebody is held no more: they are back, or have quit.
    func release(_ person: Person) {
        if local.held.removeValue(forKey: person.id) != nil { onReleased?(person.id) }
    }

    // MARK: - Coming back

    /// What somebody who is back is told.
    package struct Return: Hashable, Sendable {
        package var nick: Nick
        package var current: RoomName?
        /// Of the messages that were missed; nil where it was not said which was read last, and none came to nobody.
        package var missed: Replay
        /// All up to here is told.
        package var lastID: EventID
    }

    /// A session turns out to be somebody's who is held, or here by a connection that is broken. It goes on with their rooms and with what
    /// the other session had chosen for itself. Who it was until now quits.
    /// - Parameters:
    ///   - old: the other session, which ends soon; nil where it has.
    ///   - since: the last message that it has read. What was said later in their rooms is told, and private messages. Without it, what
    ///     came to nobody is told of those.
    ///   - reason: why who it was quits, for those who know of them.
    /// - Returns: nil where there is no such person, or session.
    package func resume(
        _ id: PersonID, by newcomer: SessionID, after old: SessionID?, since: EventID?, reason: Text?, at now: Moment,
        _ effects: inout [Effect]
    ) -> Return? {
        guard let session = local.sessions[newcomer], let person = shared.people[id] else { return nil }
        noteRequest(by: newcomer, at: now)
        let last = old.flatMap { local.sessions[$0] } ?? local.held[id]?.session
        let unread = since ?? local.held[id]?.lastID ?? .max
        move(session, to: person, as: last, reason, at: now, &effects)
        let isBack = local.held[person.id] != nil
        release(person)
        if isBack { noteReturn(of: person, at: now.wall, by: session, &effects) }
        let missed = tellMissed(session, since: since, unread: unread, &effects)
        // What memory has no more waits on.
        if isBack, !missed.gap, !missed.more, let account = person.account {
            collect(for: account.id, at: now.wall, &effects)
        }
        return Return(
            nick: person.nick, current: session.current.flatMap { shared.rooms[$0]?.name }, missed: missed,
            lastID: lastID)
    }

    /// - Parameter last: whose choices it goes on with.
    private func move(
        _ session: Session, to person: Person, as last: Session?, _ reason: Text?, at now: Moment,
        _ effects: inout [Effect]
    ) {
        let guest = session.person
        guard guest !== person else { return }
        leaveGuest(by: session)
        // Nobody hears of it who does not know of the guest, and the session itself does not.
        if guest.sessions.isEmpty {
            apply(.quit([Record.Departure(guest.id, reason: reason)]), at: now.wall, by: nil, &effects)
        }
        goOn(as: person, by: session, as: last)
    }

    /// A session is no guest's any more.
    func leaveGuest(by session: Session) {
        unseat(session)
        let guest = session.person
        guest.sessions.remove(session.id)
        for room in guest.rooms { local.noteFirst(of: guest, in: room) }
    }

    /// It is somebody's from now on, and reads their rooms.
    /// - Parameter last: whose choices it goes on with; nil: with its own, as nobody here knows those of a session of another node.
    func goOn(as person: Person, by session: Session, as last: Session?) {
        session.person = person
        person.sessions.append(session.id)
        session.current = last?.current.flatMap { person.isIn($0) ? $0 : nil } ?? person.rooms.last
        if let last {
            session.filters = last.filters
            session.ignored = last.ignored
            session.lastCorrespondent = last.lastCorrespondent
        }
        for room in person.rooms { if let room = shared.rooms[room] { seat(session, in: room, nil) } }
        if let account = person.account { ignoreAll(of: account, by: session.id) }
        onNamed?(session.id)
    }

    /// Tells somebody who is back of their rooms, and of what was said since.
    func tellMissed(
        _ session: Session, since: EventID?, unread: EventID, _ effects: inout [Effect]
    ) -> Replay {
        let rooms = session.person.rooms.compactMap { shared.rooms[$0] }
        for room in rooms {
            effects.append(
                .row(.room(room.name, members: memberCount(of: room, for: session), topic: room.topic?.text)))
        }
        let mail = session.person.particulars?.mail ?? Mail()
        var replay = Replay(count: 0, gap: unread < mail.floor)
        var missed = mail.messages.filter { $0.id > unread }
        if let since {
            for room in rooms {
                walked += session.ignored == nil ? 0 : room.history.count
                let found = room.history.after(
                    since, limits.historyEvents, bytes: limits.answerBytes, where: wants(session))
                // A room that is younger than what was read last has lost nothing.
                replay.gap = replay.gap || found.gap && room.history.hasForgotten
                replay.more = replay.more || found.more
                missed += found.events
            }
        }
        missed.sort { $0.id < $1.id }
        var left = limits.answerBytes
        for event in missed {
            left -= event.rowBytes
            guard left >= 0 || replay.count == 0 else {
                replay.more = true
                break
            }
            effects.append(.row(.history(event)))
            replay.count += 1
        }
        return replay
    }

    /// Whether somebody may be held here without a session of theirs, as they were at another node.
    func isElsewhere(_ person: Person) -> Bool {
        onProposed != nil && person.sessions.isEmpty && local.held[person.id] == nil
    }

    /// Whether somebody who is held does not ignore who writes to them, whom they can answer then.
    func heldTakes(from writer: Person, _ person: Person) -> Bool {
        guard let session = local.held[person.id]?.session, !session.ignores(writer) else { return false }
        session.lastCorrespondent = writer.id
        return true
    }
}

extension Event {
    /// What it takes as a row of an answer, at most.
    fileprivate var rowBytes: Int {
        switch kind {
        case .message(let nick, let text), .action(let nick, let text), .privateMessage(let nick, _, let text, _):
            nick.text.utf8.count + text.utf8.count + History.rowBytes
        default: History.rowBytes
        }
    }
}
