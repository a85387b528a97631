@testable import ChatCore

/// Those whose connections are gone, and who come back.
extension Model {
    /// A private message to one who may come back.
    struct Letter {
        let id: EventID
        let row: String
        /// Of its text; and of the nick of who wrote it.
        let bytes: Int
        let nickBytes: Int

        /// Without its id and its time.
        var brief: String { row.split(separator: " ", maxSplits: 2).last.map(String.init) ?? "" }
    }

    /// Who is here through a session.
    var present: [Person] { people.filter { $0.session != nil } }

    func isHeld(_ id: SessionID) -> Bool { people.contains { $0.id == id && $0.session == nil } }

    mutating func keepMail(_ id: SessionID) {
        change(id) { $0.mail = $0.mail ?? [] }
    }

    mutating func keep(_ letter: Letter, for id: SessionID) {
        change(id) { person in
            guard person.mail != nil else { return }
            person.mail?.append(letter)
            while let mail = person.mail, mail.count > Mail.most || mail.reduce(0, { $0 + $1.bytes }) > Mail.mostBytes {
                person.mailFloor = mail[0].id
                person.mail?.removeFirst()
            }
        }
    }

    mutating func hold(_ id: SessionID) {
        keepMail(id)
        let last = lastID
        change(id) {
            $0.session = nil
            $0.heldAfter = last
            $0.watched = [:]
        }
        for key in places.keys { places[key]?.audience.removeAll { $0 == id } }
        for other in people where other.isHidden { change(other.id) { $0.knownTo.remove(id) } }
    }

    /// Who did not come back quits.
    mutating func letGo(_ ids: [SessionID], reason: String?) -> Expected {
        disconnect(ids.filter { isHeld($0) }, reason: reason)
    }

    /// A newcomer's session is another's from now on.
    mutating func resume(
        _ id: SessionID, by newcomer: SessionID, since: EventID?, reason: String?, at now: Moment
    ) -> (expected: Expected, missed: Replay) {
        let guest = self[newcomer]
        let known = people.filter { $0.knownTo.contains(newcomer) }.map(\.id)
        var expected = disconnect([newcomer], reason: reason)
        // It is told before they are back.
        expected.heard = expected.heard.map { heard in Heard(heard.event, by: heard.by.filter { !isHeld($0) }) }
        if !guest.isHidden, guest.watched[guest.nick.asciiLowercased] != nil {
            // The session that is theirs from now on watched itself.
            let event = "\(guest.nick) is gone"
            let others = expected.heard.last.flatMap { $0.event == event ? $0.by : nil }
            if others != nil { expected.heard.removeLast() }
            expected.heard.append(Heard(event, by: (others ?? []) + [id]))
        }
        let unread = since ?? self[id].heldAfter ?? .max
        change(id) {
            $0.session = guest.session
            $0.heldAfter = nil
            $0.watched = guest.watched
            $0.reading = guest.reading
            $0.lastActive = now.steady
            $0.hasAsked = true
            if $0.current == nil { $0.current = $0.rooms.last }
        }
        for other in people where other.isHidden { change(other.id) { $0.knownTo.remove(id) } }
        for other in known { change(other) { $0.knownTo.insert(id) } }
        ignoreAll(by: id)
        for key in self[id].rooms {
            places[key]?.audience.removeAll { $0 == id }
            places[key]?.audience.append(id)
            reveal(key, to: id)
        }
        let person = self[id]
        let places = person.rooms.compactMap { self.places[$0] }
        expected.rows = places.map {
            "room \($0.name) \(self.known(in: $0, to: person).count) \($0.topic?.text.description ?? "-")"
        }
        var missed = Replay(count: 0, gap: unread < person.mailFloor)
        var rows = (person.mail ?? []).filter { $0.id > unread }
        for place in since == nil ? [] : places {
            let all = visible(in: place, to: person).filter { $0.id > since ?? 0 }
            let said = fitting(all.prefix(limits.historyEvents))
            missed.gap = missed.gap || (place.hasForgotten && since ?? 0 < place.floor)
            missed.more = missed.more || said.count < all.count
            rows += said.map {
                Letter(
                    id: $0.id, row: "\($0.id) \($0.time) \($0.brief)", bytes: $0.text.utf8.count,
                    nickBytes: $0.nick.utf8.count)
            }
        }
        rows.sort { $0.id < $1.id }
        var left = limits.answerBytes
        for letter in rows {
            left -= letter.bytes + letter.nickBytes + History.rowBytes
            guard left >= 0 || missed.count == 0 else {
                missed.more = true
                break
            }
            missed.count += 1
            expected.rows.append(letter.row)
        }
        return (expected, missed)
    }
}
