import ChatCore
import Dialects
import Libevent

/// Newcomers who wait for the log to let them in. They have no session yet, and nothing of theirs is read.
final class Entrances {
    private final class Entry {
        let connection: LineConnection
        let since: Instant
        /// Is called when they are in: by that session or, where the nick is somebody's, by none.
        let finish: (SessionID?) -> Void
        /// Is called where the log lets nobody in.
        let giveUp: () -> Void
        /// What became of the connection meanwhile.
        var events: [LineConnection.Event] = []
        /// They were told that they can't be let in. They leave as soon as they are.
        var isGivenUp = false

        init(
            _ connection: LineConnection, since: Instant, _ finish: @escaping (SessionID?) -> Void,
            _ giveUp: @escaping () -> Void
        ) {
            (self.connection, self.since, self.finish, self.giveUp) = (connection, since, finish, giveUp)
        }
    }

    /// How long somebody may wait.
    var patience = FixedLimits.orderTime
    private let loop: EventLoop
    private let driver: HubDriver
    private let sessions: SessionTable
    private var entries: [Int: Entry] = [:]
    private var lastTicket = 0

    init(on loop: EventLoop, _ driver: HubDriver, _ sessions: SessionTable) {
        self.loop = loop
        self.driver = driver
        self.sessions = sessions
    }

    var count: Int { entries.count }

    /// Has somebody wait.
    /// - Parameters:
    ///   - propose: asks the log to let them in, by that ticket.
    ///   - giveUp: is called where that takes too long: the connection is to be closed. `finish` is not called then.
    ///   - finish: is called with the session by which they are in, or with nil where the nick is somebody's by now.
    func wait(
        with connection: LineConnection, _ propose: (_ ticket: Int) throws(Refusal) -> Void,
        orGiveUp giveUp: @escaping () -> Void, then finish: @escaping (SessionID?) -> Void
    ) throws(Refusal) {
        lastTicket += 1
        try propose(lastTicket)
        let entry = Entry(connection, since: loop.now, finish, giveUp)
        entries[lastTicket] = entry
        connection.pauseInput()
        connection.onEvent = { [unowned entry] _, event in
            switch event {
            // They are read as soon as there is a session to read them.
            case .line, .lineTooLong, .bytes, .connected, .flooded: break
            case .endOfInput, .broken, .closed: entry.events.append(event)
            }
        }
    }

    /// The log has let somebody in.
    func arrived(_ session: SessionID, by ticket: Int) {
        // Until the hub forgets it, it delivers to it.
        sessions.open(session.slot)
        driver.delivery.outboxes.open(session.slot)
        guard let entry = entries.removeValue(forKey: ticket) else { return leave(session) }
        guard !entry.isGivenUp else { return leave(session) }
        end(entry, with: session)
    }

    /// Whom nobody waits for goes again.
    private func leave(_ session: SessionID) {
        driver.carryOut(for: .nobody) { driver.hub.disconnect(session, reason: nil, at: driver.moment, &$0) }
    }

    func notArrived(by ticket: Int) {
        guard let entry = entries.removeValue(forKey: ticket), !entry.isGivenUp else { return }
        end(entry, with: nil)
    }

    /// Has it read on by whoever reads it from now on.
    private func end(_ entry: Entry, with session: SessionID?) {
        entry.finish(session)
        let connection = entry.connection
        for event in entry.events { connection.onEvent?(connection, event) }
        connection.resumeInput()
    }

    /// Turns away those for whom it takes too long.
    func look(at now: Instant) {
        for entry in entries.values where !entry.isGivenUp && now - entry.since >= patience {
            giveUp(entry)
        }
    }

    /// Turns all away.
    func close() {
        for entry in entries.values where !entry.isGivenUp { giveUp(entry) }
    }

    /// The log has forgotten what it was asked for: nobody who waits gets in by it.
    func lose() {
        for entry in entries.values where !entry.isGivenUp { giveUp(entry) }
        entries = [:]
    }

    private func giveUp(_ entry: Entry) {
        entry.isGivenUp = true
        entry.giveUp()
    }
}
