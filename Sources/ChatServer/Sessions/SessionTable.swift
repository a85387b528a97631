import ChatCore

/// The sessions by their slots. A slot is empty once its session has ended.
final class SessionTable: Sequence {
    private var slots: [Session?] = []

    /// The session of a slot that was opened.
    subscript(slot: Int) -> Session? { slots[slot] }

    func makeIterator() -> IndexingIterator<[Session?]> { slots.makeIterator() }

    /// Makes room for a slot, which stays for as long as the server.
    func open(_ slot: UInt32) {
        while slots.count <= Int(slot) { slots.append(nil) }
    }

    func add(_ session: Session) {
        open(session.id.slot)
        slots[Int(session.id.slot)] = session
    }

    func remove(_ session: Session) {
        slots[Int(session.id.slot)] = nil
    }

    /// The slots stay: lines that wait their turn ask for them.
    func removeAll() {
        for slot in slots.indices { slots[slot] = nil }
    }

    /// Whether a session has not ended. Inlined, as it is asked for each line.
    @inline(__always)
    func has(_ session: Session) -> Bool {
        slots[Int(session.id.slot)] === session
    }

    /// The session of an id; nil where it has ended.
    func session(_ id: SessionID) -> Session? {
        guard let session = slots[Int(id.slot)], session.id == id else { return nil }
        return session
    }

    /// Whether any of them reads in that form.
    func reads(_ rendering: RenderingID) -> Bool {
        slots.contains { $0?.dialect.reading.rendering == rendering }
    }

    /// Bytes that wait for peers to read them.
    var pendingOutput: Int { slots.reduce(0) { $0 + ($1?.connection.pendingOutput ?? 0) } }
}
