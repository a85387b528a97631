/// What holds for guests alone (decision 23).
extension Hub {
    /// Whether a guest may say something in a room. If so, it counts as said.
    ///
    /// Apart, so that it is not among the instructions of lines for which it does not hold.
    @inline(never)
    func checkGuestSpeech(of person: Person, _ text: Text, in room: Room, at now: Moment) throws(Refusal) {
        guard limits.guests == .speak else { throw .account(.guestsOnlyRead) }
        if shared.serverBans.areOfGuests, person.sessions.contains(where: { comesFromBannedGuests?($0) ?? false }) {
            throw .account(.guestsBanned)
        }
        if let box = room.rules { try checkRules(of: person, in: room, box, at: now) }
        let line = line(text, of: person)
        let fault = fault(in: text, line, of: person, at: now)
        if let fault, !isFree(person, in: room, at: now) { throw .spam(fault) }
        if let box = room.rules { try checkPace(of: person, in: room, box, at: now) }
        noteLine(line, at: now)
    }

    /// Whether a guest may tell somebody something. If so, it counts as told.
    func checkGuest(_ asker: Session, tells text: Text, to other: Person, at now: Moment) throws(Refusal) {
        let person = asker.person
        guard person !== other else { return }
        let line = line(text, of: person)
        if let fault = fault(in: text, line, of: person, at: now) { throw .spam(fault) }
        try checkGuest(asker, turnsTo: other, at: now)
        noteLine(line, at: now)
    }

    /// Whether a guest may turn to somebody, be it with words or without. If so, they have met.
    func checkGuest(_ asker: Session, turnsTo other: Person, at now: Moment) throws(Refusal) {
        let person = asker.person
        // Who wrote first is to have an answer.
        guard limits.spam.newPeople > 0, person !== other, asker.lastCorrespondent != other.id,
            !local.spam.correspondents.knows(other.id, person.id)
        else { return }
        let wait = local.spam.correspondents.wait(for: person.id, most: limits.spam.newPeople, at: now.steady)
        guard wait == 0 else {
            throw .spam(.newPeople(most: limits.spam.newPeople, retry: Hub.seconds(forWait: wait)))
        }
        local.spam.correspondents.note(other.id, metBy: person.id, at: now.steady)
        local.spam.correspondents.prune(shared.people)
    }

    /// Whether a guest may set a topic, as far as its text goes.
    func checkGuest(_ person: Person, sets text: Text, in room: Room, at now: Moment) throws(Refusal) {
        guard let fault = linkFault(in: text, of: person, at: now), !isFree(person, in: room, at: now)
        else { return }
        throw .spam(fault)
    }

    /// Whether a guest may enter a room now, as others do who come from where they do. If so, it counts as entered.
    func checkGuest(_ person: Person, enters name: RoomName, _ room: Room?, at now: Moment) throws(Refusal) {
        guard limits.spam.joins > 0, let host = person.host else { return }
        var digest = Digest(of: .joining)
        digest.mix(host.text)
        digest.mix(name.key)
        let wait = local.spam.joins.wait(for: digest.value, most: limits.spam.joins, at: now.steady)
        if wait > 0 {
            let fault = SpamFault.joins(name, most: limits.spam.joins, retry: Hub.seconds(forWait: wait))
            guard let room, isFree(person, in: room, at: now) else { throw .spam(fault) }
        }
        local.spam.joins.note(digest.value, at: now.steady)
    }

    // MARK: - Parts of it

    /// - Parameter line: as `line(_:of:)` has it.
    private func fault(in text: Text, _ line: UInt64?, of person: Person, at now: Moment) -> SpamFault? {
        let most = limits.spam.repeatedLines
        if let line {
            let wait = local.spam.lines.wait(for: line, most: most, at: now.steady)
            if wait > 0 { return .repeated(most: most, retry: Hub.seconds(forWait: wait)) }
        }
        return linkFault(in: text, of: person, at: now)
    }

    /// Whether a guest may have others read something of themselves, as far as its text goes.
    func checkGuest(_ person: Person, shows text: Text, at now: Moment) throws(Refusal) {
        if let fault = linkFault(in: text, of: person, at: now) { throw .spam(fault) }
    }

    func linkFault(in text: Text, of person: Person, at now: Moment) -> SpamFault? {
        let quiet = limits.spam.quietSeconds
        guard quiet > 0 else { return nil }
        // Where the clock was put back nobody is quiet for longer than that.
        let wait = person.since + Int64(quiet) * 1_000_000 - now.wall
        guard wait > 0, wait <= Int64(quiet) * 1_000_000, text.hasLink else { return nil }
        return .link(quiet: quiet, retry: Hub.seconds(forWait: wait))
    }

    /// Whether some of several lines may be once too often, among themselves or with what was said before.
    func repeats(_ lines: [Text], by person: Person, at now: Moment) -> Bool {
        var seen: Set<UInt64> = []
        return lines.contains { text in
            guard let line = line(text, of: person) else { return false }
            return !seen.insert(line).inserted || local.spam.lines.wait(for: line, most: 1, at: now.steady) > 0
        }
    }

    private func noteLine(_ line: UInt64?, at now: Moment) {
        if let line { local.spam.lines.note(line, at: now.steady) }
    }

    /// What somebody's line comes to; nil: they may repeat it as often as they like.
    private func line(_ text: Text, of person: Person) -> UInt64? {
        guard limits.spam.repeatedLines > 0 else { return nil }
        var digest = Digest(of: .line)
        digest.mix(person.id)
        digest.mix(text.utf8)
        return digest.value
    }

    /// Whether somebody's standing in a room frees them. It is asked only where a rule would hold: few have a mask to be looked for.
    private func isFree(_ person: Person, in room: Room, at now: Moment) -> Bool {
        if person.rank(in: room.id) >= .op { return true }
        guard let rules = room.setRules, !rules.masks.isEmpty else { return false }
        return rules.has(.exempt, MaskIdentity(person), at: now.wall)
    }

    static func seconds(forWait wait: Int64) -> Int64 { (wait + 999_999) / 1_000_000 }
}
