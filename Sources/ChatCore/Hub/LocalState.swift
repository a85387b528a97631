/// What is this node's own: its sessions, what each reads, and who of them was told of newcomers that are hidden yet.
final class LocalState {
    /// A hidden newcomer: who knows of it all the same (decision 10).
    struct Newcomer {
        /// The how manyth guest it is. Who was told of all up to there knows of it; `.max`: nobody does for that.
        var order: Int
        var knownTo: [SessionID] = []
    }

    /// The last session of somebody who is held: it has ended, and who comes back goes on with what it had chosen for itself.
    struct HeldSession {
        let session: Session
        /// What came later came to nobody.
        let lastID: EventID
    }

    private(set) var sessions = SessionTable()
    /// Who is here through no session, and may come back.
    var held: [PersonID: HeldSession] = [:]
    /// By the slots of their rooms.
    private var audiences: [Audience?] = []
    var newcomers: [PersonID: Newcomer] = [:]
    /// Slots of sessions that are gone, and are still to be disconnected.
    var leaving = SlotSet()
    /// Slots of sessions, for the time of a call.
    var gathered = SlotSet()
    /// When who spoke where each speaks once in so many seconds.
    var pace = SlowPace()
    /// What guests did lately, for rules that hold for them.
    var spam = SpamMemory()
    /// Who did what to whom, lately.
    var audit = Audit()
    var watches = Watches()
    /// Kept where sources are told.
    var formerNicks = FormerNicks()
    private let crowd: Int

    init(crowd: Int) {
        self.crowd = crowd
    }

    /// nil where none of this node's sessions ever was in the room.
    func audience(of room: RoomID) -> Audience? {
        let slot = Int(room.index)
        return slot < audiences.count ? audiences[slot] : nil
    }

    /// Where a session stands in the audience of a room, if it is in it: what was known of that is put right by the way.
    func position(of session: Session, in room: RoomID, _ audience: Audience) -> Int? {
        guard let position = position(of: session, in: audience, from: session.person.position(in: room)) else {
            return nil
        }
        if session.person.sessions.first == session.id { session.person.stands(in: room, at: position) }
        return position
    }

    /// - Parameter position: where the first of its person's sessions stood once; any other is searched for.
    func position(of session: Session, in audience: Audience, from position: Int) -> Int? {
        audience.index(of: session.id, from: session.person.sessions.first == session.id ? position : .max)
    }

    /// A session reads a room from now on.
    func add(_ session: Session, to room: RoomID) {
        let index = Int(room.index)
        if index >= audiences.count {
            audiences.append(contentsOf: repeatElement(nil, count: index + 1 - audiences.count))
        }
        let audience = audiences[index] ?? Audience(crowd: crowd)
        audiences[index] = audience
        let position = audience.append(Member(session: session.id, view: session.view(of: room)))
        if session.person.sessions.first == session.id { session.person.stands(in: room, at: position) }
    }

    /// Notes where the first session of a person stands: another has come to be it.
    func noteFirst(of person: Person, in room: RoomID) {
        guard let first = person.sessions.first, let position = audience(of: room)?.index(of: first, from: .max) else {
            return
        }
        person.stands(in: room, at: position)
    }

    /// A room is gone, and another may have its slot next.
    func forgetAudience(of room: RoomID) {
        if Int(room.index) < audiences.count { audiences[Int(room.index)] = nil }
    }
}

// MARK: - Snapshots

extension LocalState {
    func write(to snapshot: inout HubSnapshot, _ people: People) {
        sessions.write(to: &snapshot, people)
        for index in snapshot.sessions.indices where !watches.isEmpty {
            snapshot.sessions[index].watched = watches.nicks(of: snapshot.sessions[index].id)
        }
        snapshot.formerNicks = formerNicks.all
        snapshot.slowWaits = pace.waits
        snapshot.audit = Array(audit.last)
        for index in snapshot.rooms.indices {
            snapshot.rooms[index].members = audience(of: snapshot.rooms[index].id)?.members.map(\.session) ?? []
        }
        for person in people.all {
            if let held = held[person.id] {
                var session = held.session.copy
                session.reading = Reading()
                // They may have been put out of it since.
                if let current = session.current, !person.isIn(current) { session.current = nil }
                snapshot.held.append(HubSnapshot.Held(session: session, lastID: held.lastID))
            }
            if let mail = person.particulars?.mail { snapshot.mail.append(mail.copy(of: person.id)) }
        }
        snapshot.newcomers = snapshot.people.compactMap { person in
            newcomers[person.id].map {
                HubSnapshot.Newcomer(person: person.id, order: $0.order, knownTo: $0.knownTo)
            }
        }
    }

    convenience init(restoring snapshot: HubSnapshot, _ shared: SharedState, crowd: Int) throws(SnapshotError) {
        self.init(crowd: crowd)
        sessions = try SessionTable(restoring: snapshot, shared.people)
        pace = SlowPace(snapshot.slowWaits)
        audit = Audit(snapshot.audit)
        for former in snapshot.formerNicks { formerNicks.add(former) }
        for session in snapshot.sessions { for nick in session.watched { watches.add(nick, for: session.id) } }
        for copy in snapshot.newcomers {
            guard shared.people[copy.person]?.isHidden == true else {
                throw SnapshotError("nobody hides as a newcomer")
            }
            newcomers[copy.person] = Newcomer(order: copy.order, knownTo: copy.knownTo)
        }
        for person in shared.people.all where person.isHidden && newcomers[person.id] == nil {
            newcomers[person.id] = Newcomer(order: .max)
        }
        for copy in snapshot.rooms {
            guard Set(copy.members).count == copy.members.count else {
                throw SnapshotError("\(copy.name) has a member twice")
            }
            for id in copy.members {
                guard let session = sessions[id], session.person.isIn(copy.id) else {
                    throw SnapshotError("\(copy.name) has a member who is not in it")
                }
                add(session, to: copy.id)
            }
        }
        try checkAudiences(snapshot)
        try restoreHeld(snapshot, shared.people)
    }

    private func restoreHeld(_ snapshot: HubSnapshot, _ people: People) throws(SnapshotError) {
        for copy in snapshot.mail {
            guard let person = people[copy.person], person.particulars?.mail == nil else {
                throw SnapshotError("mail is nobody's, or somebody has it twice")
            }
            let mail = try Mail(copy)
            person.changeParticulars { $0.mail = mail }
        }
        for id in snapshot.tokens.map(\.person) + snapshot.losses.map(\.person) {
            // What came before was kept at other nodes.
            guard let person = people[id], person.particulars?.mail == nil else { continue }
            person.changeParticulars { $0.mail = Mail(after: snapshot.lastID) }
        }
        for copy in snapshot.held {
            guard let person = people[copy.session.person], person.sessions.isEmpty, held[person.id] == nil else {
                throw SnapshotError("who is held is nobody, or here")
            }
            let session = try Session(restoring: copy.session, of: person)
            if let current = session.current, !person.isIn(current) { session.current = nil }
            held[person.id] = HeldSession(session: session, lastID: copy.lastID)
        }
    }

    /// Whoever is in a room reads it by each session, and nobody's current room is another.
    private func checkAudiences(_ snapshot: HubSnapshot) throws(SnapshotError) {
        var memberships = 0
        for session in sessions.all {
            memberships += session.person.roomCount
            if let current = session.current, !session.person.isIn(current) {
                throw SnapshotError("\(session.person.nick) has a current room that they are not in")
            }
        }
        guard snapshot.rooms.reduce(0, { $0 + $1.members.count }) == memberships else {
            throw SnapshotError("a room lacks a member who is in it")
        }
    }
}
