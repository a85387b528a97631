/// The sessions of this node, by place.
final class SessionTable {
    private(set) var places: [Session?] = []
    private(set) var generations: [UInt32] = []
    /// The last is given next.
    private(set) var free: [UInt32] = []

    var count: Int { places.count - free.count }

    init() {}

    /// nil for a session that is gone.
    subscript(_ id: SessionID) -> Session? {
        guard Int(id.slot) < places.count, let session = places[Int(id.slot)], session.id == id else { return nil }
        return session
    }

    /// All of them, by place.
    var all: some Sequence<Session> {
        places.lazy.compactMap { $0 }
    }

    func add(of person: Person, reading: Reading, at now: Moment) -> Session {
        if free.isEmpty {
            free.append(UInt32(places.count))
            places.append(nil)
            generations.append(0)
        }
        let slot = free.removeLast()
        let id = SessionID(slot: slot, generation: generations[Int(slot)])
        let session = Session(id: id, of: person, reading: reading, lastActive: now.steady)
        places[Int(slot)] = session
        person.sessions.append(id)
        return session
    }

    func remove(_ session: Session) {
        let slot = session.id.slot
        session.person.sessions.remove(session.id)
        places[Int(slot)] = nil
        generations[Int(slot)] &+= 1
        free.append(slot)
    }
}

// MARK: - Snapshots

extension SessionTable {
    func write(to snapshot: inout HubSnapshot, _ people: People) {
        snapshot.sessionGenerations = generations
        snapshot.freeSessions = free
        snapshot.sessions = people.all.flatMap { $0.sessions.compactMap { self[$0] } }.map { session in
            var copy = HubSnapshot.Session(id: session.id, person: session.person.id, lastActive: session.lastActive)
            copy.current = session.current
            copy.reading = session.reading
            copy.filters = session.filters
            copy.ignored = session.ignored?.entries ?? []
            copy.lastCorrespondent = session.lastCorrespondent
            copy.knowsUpTo = session.knowsUpTo
            copy.hasAsked = session.hasAsked
            return copy
        }
    }

    convenience init(restoring snapshot: HubSnapshot, _ people: People) throws(SnapshotError) {
        self.init()
        generations = snapshot.sessionGenerations
        free = snapshot.freeSessions
        places = Array(repeating: nil, count: generations.count)
        for copy in snapshot.sessions {
            let slot = Int(copy.id.slot)
            guard slot < places.count, generations[slot] == copy.id.generation else {
                throw SnapshotError("session \(copy.id) has no place")
            }
            guard places[slot] == nil else { throw SnapshotError("session \(copy.id) is there twice") }
            guard let person = people[copy.person] else { throw SnapshotError("session \(copy.id) is nobody's") }
            places[slot] = try Session(restoring: copy, of: person)
            person.sessions.append(copy.id)
        }
        guard free.count + snapshot.sessions.count == places.count, Set(free).count == free.count,
            free.allSatisfy({ Int($0) < places.count && places[Int($0)] == nil })
        else { throw SnapshotError("the free places of sessions are not those that nobody has") }
    }
}
