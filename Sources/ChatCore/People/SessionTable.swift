/// The sessions of this node, by slot.
final class SessionTable {
    private(set) var slots: [Session?] = []
    private(set) var generations: [UInt32] = []
    /// The last is given next.
    private(set) var free: [UInt32] = []

    var count: Int { slots.count - free.count }

    init() {}

    /// nil for a session that is gone.
    subscript(_ id: SessionID) -> Session? {
        guard Int(id.slot) < slots.count, let session = slots[Int(id.slot)], session.id == id else { return nil }
        return session
    }

    /// All of them, by slot.
    var all: some Sequence<Session> {
        slots.lazy.compactMap { $0 }
    }

    /// - Parameter reserved: the number that was kept for it; nil: it is a new one.
    func add(of person: Person, reading: Reading, at now: Moment, as reserved: SessionID? = nil) -> Session {
        if let reserved {
            let session = Session(id: reserved, of: person, reading: reading, lastActive: now.steady)
            slots[Int(reserved.slot)] = session
            person.sessions.append(reserved)
            return session
        }
        if free.isEmpty {
            free.append(UInt32(slots.count))
            slots.appendSparingly(nil)
            generations.appendSparingly(0)
        }
        let slot = free.removeLast()
        let id = SessionID(slot: slot, generation: generations[Int(slot)])
        let session = Session(id: id, of: person, reading: reading, lastActive: now.steady)
        slots[Int(slot)] = session
        person.sessions.append(id)
        return session
    }

    func remove(_ session: Session) {
        let slot = session.id.slot
        session.person.sessions.remove(session.id)
        slots[Int(slot)] = nil
        generations[Int(slot)] &+= 1
        free.append(slot)
    }

    /// Keeps the number of a session that was removed, for it to come back by.
    func reserve(_ id: SessionID) {
        free.removeAll { $0 == id.slot }
        generations[Int(id.slot)] = id.generation
    }

    /// It does not come back.
    func release(_ id: SessionID) {
        guard slots[Int(id.slot)] == nil, generations[Int(id.slot)] == id.generation else { return }
        generations[Int(id.slot)] &+= 1
        free.append(id.slot)
    }
}

// MARK: - Snapshots

extension SessionTable {
    func write(to snapshot: inout HubSnapshot, _ people: People) {
        snapshot.sessionGenerations = generations
        snapshot.freeSessions = free
        snapshot.sessions = people.all.flatMap { $0.sessions.compactMap { self[$0]?.copy } }
    }

    convenience init(restoring snapshot: HubSnapshot, _ people: People) throws(SnapshotError) {
        self.init()
        generations = snapshot.sessionGenerations
        free = snapshot.freeSessions
        slots = Array(repeating: nil, count: generations.count)
        for copy in snapshot.sessions {
            let slot = Int(copy.id.slot)
            guard slot < slots.count, generations[slot] == copy.id.generation else {
                throw SnapshotError("session \(copy.id) has no slot")
            }
            guard slots[slot] == nil else { throw SnapshotError("session \(copy.id) is there twice") }
            guard let person = people[copy.person] else { throw SnapshotError("session \(copy.id) is nobody's") }
            slots[slot] = try Session(restoring: copy, of: person)
            person.sessions.append(copy.id)
        }
        guard free.count + snapshot.sessions.count == slots.count, Set(free).count == free.count,
            free.allSatisfy({ Int($0) < slots.count && slots[Int($0)] == nil })
        else { throw SnapshotError("the free slots of sessions are not those that nobody has") }
    }
}
