import ChatCore
import Dialects
import Libevent

/// Has sessions come back whom the other nodes held for gone, as this one was silent for too long: under the nicks that they had, with their
/// accounts and into their rooms. Until then nothing of theirs is carried out, and what they say waits.
final class Homecoming {
    private struct Entry {
        let absentee: Hub.Absentee
        /// Has the session go on.
        let release: () -> Void
        /// The one by which the log was asked; nil: it was not yet.
        var ticket: Int?
    }

    /// Knows which session has which token.
    weak var tokens: Returns?
    /// Is told of each client of IRC that is back: it may be called otherwise.
    var onBack: ((Session) -> Void)?
    private let driver: HubDriver
    private let sessions: SessionTable
    private let orders: Orders
    private var entries: [SessionID: Entry] = [:]
    /// Negative ones, which no newcomer has.
    private var lastTicket = 0

    init(_ driver: HubDriver, _ sessions: SessionTable, _ orders: Orders) {
        self.driver = driver
        self.sessions = sessions
        self.orders = orders
    }

    private var hub: Hub { driver.hub }

    // MARK: - Away

    /// These are gone for all others, and their connections are here.
    func take(_ absentees: [Hub.Absentee]) {
        for absentee in absentees {
            guard sessions.session(absentee.id) != nil else {
                hub.forget(absentee)
                continue
            }
            entries[absentee.id] = Entry(absentee: absentee, release: orders.park(absentee.id))
        }
        // What was asked for in an earlier life never counts.
        for id in entries.keys { entries[id]?.ticket = nil }
    }

    // MARK: - Back

    /// The node is there again: all of them ask for being taken in.
    func begin() {
        for entry in entries.values.sorted(by: { $0.absentee.id.slot < $1.absentee.id.slot }) {
            if sessions.session(entry.absentee.id) != nil { propose(entry.absentee) } else { giveUp(entry.absentee) }
        }
    }

    private func propose(_ absentee: Hub.Absentee, asGuest: Bool = false) {
        lastTicket -= 1
        entries[absentee.id]?.ticket = lastTicket
        var effects: [Effect] = []
        do {
            if asGuest { throw Refusal.nickInUse(absentee.nick) }
            try hub.proposeReturn(of: absentee, ticket: lastTicket, at: driver.moment, &effects)
        } catch {
            hub.proposeReturnAsGuest(of: absentee, ticket: lastTicket)
        }
        _ = driver.delivery.tellOthers(effects)
    }

    /// Its session has ended meanwhile.
    private func giveUp(_ absentee: Hub.Absentee) {
        entries[absentee.id] = nil
        hub.forget(absentee)
    }

    /// Somebody has the nick by now.
    /// - Returns: false where it is nobody's who comes back.
    func notArrived(by ticket: Int) -> Bool {
        guard ticket < 0, let entry = entries.values.first(where: { $0.ticket == ticket }) else { return false }
        propose(entry.absentee, asGuest: true)
        return true
    }

    /// - Returns: false where it is nobody who comes back.
    func arrived(_ id: SessionID, by ticket: Int) -> Bool {
        guard let entry = entries[id], entry.ticket == ticket else { return false }
        entries[id] = nil
        guard let session = sessions.session(id) else {
            driver.carryOut(for: .nobody) { hub.disconnect(id, reason: nil, at: driver.moment, &$0) }
            return true
        }
        hub.restore(entry.absentee)
        defer { if entry.absentee.account == nil { tokens?.recoverToken(of: id) } }
        guard let account = entry.absentee.account else {
            enterRooms(entry, session)
            return true
        }
        orders.expectLast(by: id) { [unowned self] _ in
            tokens?.recoverToken(of: id)
            enterRooms(entry, session)
        }
        return true
    }

    private func enterRooms(_ entry: Entry, _ session: Session) {
        let absentee = entry.absentee
        // Before anybody's coming is told: what was known of who is there holds no more.
        tell(session, of: absentee)
        var missing: [RoomName] = []
        var left = absentee.rooms.count
        func conclude() {
            if !missing.isEmpty { tell(session, ofRooms: missing) }
            entry.release()
        }
        if left == 0 { conclude() }
        for room in absentee.rooms {
            driver.perform(.join(room, since: nil, key: nil), by: absentee.id) { answer in
                if answer.contains(where: { if case .refused = $0 { true } else { false } }) { missing.append(room) }
                left -= 1
                if left == 0 { conclude() }
            }
        }
    }

    /// Tells somebody that they were away, from where on they missed what was said, and what they are called.
    private func tell(_ session: Session, of absentee: Hub.Absentee) {
        var words = "this server had lost the others for a while, and they took you for gone; you are back"
        if let nick = hub.nick(of: session.id) {
            words += nick.text == absentee.nick.text ? " as \(nick)" : " as \(nick): \(absentee.nick) is somebody else"
        }
        tell(session, words + "; /history shows what was said meanwhile", since: absentee.lastID)
        if session.dialect.irc != nil { onBack?(session) }
    }

    private func tell(_ session: Session, ofRooms rooms: [RoomName]) {
        tell(session, "you are not in \(rooms.map(\.text).joined(separator: ", ")) any more; /join enters again")
    }

    private func tell(_ session: Session, _ words: String, since id: EventID = 0) {
        guard sessions.has(session) else { return }
        let event = Event(id: id, time: hub.lastTime, .notice(Text(cleaned: Array(words.utf8))))
        _ = driver.delivery.tellOthers([.show(event, to: [session.id])])
    }
}
