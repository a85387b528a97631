import ChatCore
import Dialects
import Libevent

/// Requests whose answers come later. Who waits longest comes first.
struct WaitingRequests {
    struct Entry {
        let ticket: Ticket
        let tag: Tag
        /// When it is refused if it was not answered.
        let due: Instant
    }

    // A plain array: a session has one entry at most, and answers come in about the order of the requests.
    private var entries: [Entry] = []
    private var tickets: UInt64 = 0

    var count: Int { entries.count }

    var nextDue: Instant? { entries.first?.due }

    mutating func makeTicket(for session: SessionID) -> Ticket {
        tickets += 1
        return Ticket(session: session, number: tickets)
    }

    /// - Parameter due: not before that of others.
    mutating func add(_ ticket: Ticket, _ tag: Tag, due: Instant) {
        entries.append(Entry(ticket: ticket, tag: tag, due: due))
    }

    func contains(_ ticket: Ticket) -> Bool { entries.contains { $0.ticket == ticket } }

    /// - Returns: whether it still waited.
    mutating func remove(_ ticket: Ticket) -> Bool {
        guard let index = entries.firstIndex(where: { $0.ticket == ticket }) else { return false }
        entries.remove(at: index)
        return true
    }

    mutating func removeDue(at now: Instant) -> ArraySlice<Entry> {
        let due = entries.prefix { $0.due <= now }
        entries.removeFirst(due.count)
        return due
    }

    mutating func removeAll() -> [Entry] {
        defer { entries = [] }
        return entries
    }
}
