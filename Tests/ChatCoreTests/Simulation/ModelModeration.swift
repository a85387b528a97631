import Dialects

@testable import ChatCore

/// What ops may do, and what it leads to.
extension Model {
    // MARK: - What holds

    /// What keeps somebody out of a room that there is.
    func obstacle(for person: Person, to place: Place, _ word: String?, at now: Moment) -> Code? {
        let standing = standing(of: person, in: place)
        if standing >= .op { return nil }
        if let until = place.invited[person.id], until > now.wall { return nil }
        if isUnder([.ban], person, place, at: now) { return .banned }
        if standing >= .voice { return nil }
        if place.modes.contains("accounts-only"), person.account == nil { return .needsAccount }
        if place.modes.contains("invite-only"), !has(.invited, person, place, at: now) { return .inviteOnly }
        if let key = place.key, key != word { return .needKey }
        if place.limit > 0, place.members.count >= place.limit { return .roomFull }
        return nil
    }

    /// What keeps somebody from speaking; if nothing does, they speak.
    mutating func silence(of person: Person, in key: String, at now: Moment) -> Code? {
        guard var place = places[key], place.rank(person.id) < .op else { return nil }
        if place.rank(person.id) < .voice {
            if place.modes.contains("moderated") { return .muted }
            if isUnder([.ban, .mute], person, place, at: now) { return .muted }
            if place.modes.contains("speak-accounts"), person.account == nil { return .needsAccount }
        }
        guard place.slow > 0 else { return nil }
        if let next = place.next[person.id], next > now.steady { return .slowDown }
        place.next[person.id] = now.steady + Int64(place.slow) * 1_000_000
        places[key] = place
        return nil
    }

    private func isUnder(_ kinds: [MaskKind], _ person: Person, _ place: Place, at now: Moment) -> Bool {
        kinds.contains { has($0, person, place, at: now) } && !has(.exempt, person, place, at: now)
    }

    private func has(_ kind: MaskKind, _ person: Person, _ place: Place, at now: Moment) -> Bool {
        entries(kind, place, at: now).contains { matches($0.subject, person) }
    }

    private func entries(_ kind: MaskKind, _ place: Place, at now: Moment) -> [Entry] {
        place.masks.filter { $0.kind == kind && $0.until.map { $0 > now.wall } ?? true }
    }

    private func matches(_ subject: String, _ person: Person) -> Bool {
        let parts = subject.split(separator: ":", maxSplits: 1).map { Array($0) }
        let nick = person.nick.asciiLowercased
        let text =
            switch String(parts[0]) {
            case "nick": nick
            case "host": person.host ?? ""
            case "account": account(of: person.id)?.name.asciiLowercased ?? " "
            case "mask": "\(nick)!\(person.user.asciiLowercased)@\(person.host ?? "")"
            default: "?"
            }
        return Model.matches(parts[1][...], Array(text)[...])
    }

    private static func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return matches(pattern.dropFirst(), text) || (!text.isEmpty && matches(pattern, text.dropFirst()))
        }
        guard let letter = text.first, first == "?" || first == letter else { return false }
        return matches(pattern.dropFirst(), text.dropFirst())
    }

    // MARK: - Commands

    mutating func moderate(
        _ name: RoomName?, _ moderation: Moderation, by id: SessionID, at now: Moment
    ) -> Expected {
        let (key, code) = own(name, self[id])
        guard let key, let place = places[key], let stored = RoomName(place.name) else {
            return .refused(code ?? .internal)
        }
        switch moderation {
        case .listRanks:
            return listRanks(place, stored)
        case .modes(let change) where change.isEmpty: return tellModes(place, to: id)
        case .invite(let nick): return invite(nick, to: key, by: id, at: now)
        case .rename(let name, let reason): return rename(key, place, to: name, reason, by: id)
        default: break
        }
        guard place.rank(id) >= .op else { return .refused(.notAllowed) }
        switch moderation {
        case .give(let rank, let nick): return setRank(of: nick, in: key, by: id, at: now) { max($0, rank) }
        case .take(let rank, let nick): return setRank(of: nick, in: key, by: id, at: now) { $0 == rank ? .none : $0 }
        case .kick(let nick, let reason): return kick(nick, reason, from: key, by: id)
        case .set(let kind, let target, let seconds, let reason, let putsOut):
            return set(kind, target, seconds, reason, putsOut: putsOut, in: key, by: id, at: now)
        case .unset(let kind, let reference): return unset(kind, reference, in: key, by: id, at: now)
        case .list(let kind):
            let rows = entries(kind, place, at: now).enumerated().map { index, entry in
                "\(kind.name) \(stored) \(index + 1) \(entry.subject) \(entry.by) \(entry.time) \(entry.until ?? 0)"
                    + " \(entry.reason ?? "-")"
            }
            return Expected(reply: .listed(stored, count: rows.count, total: nil), rows: rows)
        case .modes(let change): return setModes(change, in: key, by: id)
        case .voiceBeneath, .listRanks, .invite, .rename: return .refused(.internal)
        }
    }

    /// Somebody who is asked for by name, and is shown for it.
    private mutating func found(_ nick: Nick, by id: SessionID, _ expected: inout Expected) -> SessionID? {
        guard let other = named(nick.text)?.id else { return nil }
        if other != id { announce(other, &expected) }
        return other
    }

    private mutating func setRank(
        of nick: Nick, in key: String, by id: SessionID, at now: Moment, _ rank: (Rank) -> Rank
    ) -> Expected {
        var expected = Expected()
        var found = found(nick, by: id, &expected)
        guard let place = places[key], let stored = RoomName(place.name) else { return .refused(.internal) }
        // In a registered room accounts are something, whether they are there or not.
        let isThere = found.map { place.members.contains($0) } ?? false
        if !isThere, place.standings != nil, let account = owner(of: nick.text) {
            found = person(by: account.id)?.id
            guard let person = found, place.members.contains(person) else {
                return setStanding(of: account, in: key, by: id, at: now, after: expected, rank)
            }
        }
        guard let other = found else { return .refused(.noSuchNick) }
        guard place.members.contains(other), let nick = Nick(self[other].nick) else {
            return refused(.noSuchNick, after: expected)
        }
        guard place.rank(other) <= place.rank(id) else { return refused(.notAllowed, after: expected) }
        let new = rank(place.rank(other))
        expected.reply = .ranked(stored, nick, new)
        guard new != place.rank(other) else { return expected }
        places[key]?.ranks[other] = new
        if let account = self[other].account {
            places[key]?.standings?[account] =
                new == .none ? nil : Place.Standing(rank: new, since: now.wall)
        }
        let event = "\(place.name) \(nick) \(new.name) by \(self[id].nick)\(place.rank(other).asOld)"
        expected.heard.append(Heard(event, by: listeners(in: key, to: id)))
        return expected
    }

    private mutating func setStanding(
        of account: Account, in key: String, by id: SessionID, at now: Moment, after expected: Expected,
        _ rank: (Rank) -> Rank
    ) -> Expected {
        var expected = expected
        guard let place = places[key], let stored = RoomName(place.name), let name = Nick(account.name) else {
            return .refused(.internal)
        }
        let current = place.standings?[account.id]?.rank ?? .none
        guard current <= place.rank(id) else { return refused(.notAllowed, after: expected) }
        let new = rank(current)
        expected.reply = .ranked(stored, name, new)
        guard new != current else { return expected }
        places[key]?.standings?[account.id] =
            new == .none ? nil : Place.Standing(rank: new, since: now.wall)
        expected.heard.append(
            Heard(
                "\(place.name) \(name) \(new.name) by \(self[id].nick)\(current.asOld)",
                by: listeners(in: key, to: id)))
        return expected
    }

    private func listRanks(_ place: Place, _ stored: RoomName) -> Expected {
        var ranked = place.members.filter { place.rank($0) > .none }.map { (self[$0].nick, place.rank($0)) }
        for (account, standing) in place.standings ?? [:] {
            let person = person(by: account)
            if let person, place.members.contains(person.id) { continue }
            ranked.append((accounts.first { $0.id == account }?.name ?? "?", standing.rank))
        }
        ranked.sort { ($1.1, $0.0.asciiLowercased) < ($0.1, $1.0.asciiLowercased) }
        return Expected(
            reply: .listed(stored, count: ranked.count, total: nil),
            rows: ranked.map { "rank \(stored) \($0.0) \($0.1.name)" })
    }

    private func refused(_ code: Code, after expected: Expected) -> Expected {
        var refused = expected
        refused.code = code
        return refused
    }

    private mutating func kick(_ nick: Nick, _ reason: Text?, from key: String, by id: SessionID) -> Expected {
        var expected = Expected()
        guard let other = found(nick, by: id, &expected) else { return .refused(.noSuchNick) }
        guard let place = places[key], let stored = RoomName(place.name), let nick = Nick(self[other].nick) else {
            return .refused(.internal)
        }
        guard place.members.contains(other) else { return refused(.noSuchNick, after: expected) }
        guard place.rank(other) <= place.rank(id) else { return refused(.notAllowed, after: expected) }
        putOut(other, reason, of: key, by: id, &expected)
        expected.reply = .kicked(stored, nick)
        return expected
    }

    private mutating func putOut(
        _ other: SessionID, _ reason: Text?, isBanned: Bool = false, of key: String, by id: SessionID,
        _ expected: inout Expected
    ) {
        guard let place = places[key] else { return }
        let words = "by \(self[id].nick)" + (reason.map { " (\($0))" } ?? "")
        leave(key, other, &expected)
        let current = self[other].current.flatMap { places[$0]?.name } ?? "none"
        if other != id {
            expected.heard.append(
                Heard(
                    "\(place.name) you, \(self[other].nick), \(isBanned ? "banned" : "out") \(words), now in \(current)",
                    by: [other]))
        }
        let others = place.members.filter { $0 != id && $0 != other }
        expected.heard.append(Heard("\(place.name) \(self[other].nick) out \(words)", by: others))
    }

    // MARK: - Masks

    private mutating func prune(_ key: String, at now: Moment) {
        places[key]?.masks.removeAll { $0.until.map { $0 <= now.wall } ?? false }
        let invited = places[key]?.invited.filter { $0.value > now.wall } ?? [:]
        places[key]?.invited = invited
    }

    private mutating func set(
        _ kind: MaskKind, _ target: MaskTarget, _ seconds: Int64?, _ reason: Text?, putsOut: Bool, in key: String,
        by id: SessionID, at now: Moment
    ) -> Expected {
        guard let place = places[key], let stored = RoomName(place.name) else { return .refused(.internal) }
        var expected = Expected()
        let subjects: [String]
        switch target {
        case .subject(let given): subjects = [given.description]
        case .person(let nick):
            guard let other = found(nick, by: id, &expected) else { return .refused(.noSuchNick) }
            guard place.rank(other) <= place.rank(id) else { return refused(.notAllowed, after: expected) }
            if kind == .mute, place.rank(other) >= .voice { return refused(.notAllowed, after: expected) }
            subjects = known(self[other])
        }
        let there = entries(kind, place, at: now).map(\.subject)
        guard there.count + subjects.count(where: { !there.contains($0) }) <= limits.masksPerRoom else {
            return refused(.listFull, after: expected)
        }
        let until = seconds.map { now.wall + $0 * 1_000_000 }
        prune(key, at: now)
        places[key]?.masks.removeAll { $0.kind == kind && subjects.contains($0.subject) }
        let by = self[id].nick
        places[key]?.masks += subjects.map {
            Entry(kind: kind, subject: $0, by: by, time: now.wall, until: until, reason: reason?.description)
        }
        let words = subjects.map { "+\(kind.name)=\($0)" }.joined(separator: " ")
        let why = reason.map { " (\($0))" } ?? ""
        tellOps("\(place.name) \(self[id].nick) \(words) \(until ?? 0)" + why, key, id, &expected)
        var count = 0
        if putsOut, let now = places[key] {
            for other in now.members where other != id && now.rank(other) < .op {
                guard subjects.contains(where: { matches($0, self[other]) }) else { continue }
                if has(.exempt, self[other], now, at: Moment(wall: now.masks.last?.time ?? 0, steady: 0)) { continue }
                putOut(other, reason, isBanned: true, of: key, by: id, &expected)
                count += 1
            }
        }
        let change = MaskChange(
            kind, subjects.compactMap { MaskSubject($0) }, isSet: true, until: until, reason: reason)
        expected.reply = .masked(stored, change, seconds: seconds, putOut: count)
        return expected
    }

    /// By what somebody is known again.
    private func known(_ person: Person) -> [String] {
        let account = account(of: person.id).map { "account:\($0.name.asciiLowercased)" }
        let known = [account, person.host.map { "host:\($0)" }].compactMap { $0 }
        return known.isEmpty ? ["nick:\(person.nick.asciiLowercased)"] : known
    }

    private func tellOps(_ event: String, _ key: String, _ id: SessionID, _ expected: inout Expected) {
        let ops = places[key].map { place in place.members.filter { $0 != id && place.rank($0) >= .op } } ?? []
        expected.heard.append(Heard(event, by: ops))
    }

    private mutating func unset(
        _ kind: MaskKind, _ reference: MaskReference, in key: String, by id: SessionID, at now: Moment
    ) -> Expected {
        guard let place = places[key], let stored = RoomName(place.name) else { return .refused(.internal) }
        let there = entries(kind, place, at: now).map(\.subject)
        let gone: [String]
        switch reference {
        case .number(let number):
            let all = entries(kind, place, at: now)
            let meant = all.indices.contains(number - 1) ? all[number - 1] : nil
            gone = all.filter { ($0.time, $0.until, $0.by) == (meant?.time, meant?.until, meant?.by) }.map(\.subject)
        case .subject(let subject): gone = there.filter { $0 == subject.description }
        case .nick(let nick):
            gone = there.filter { subject in
                subject == "nick:\(nick.key)" || subject == "account:\(nick.key)"
                    || named(nick.text).map { matches(subject, $0) } ?? false
            }
        }
        guard !gone.isEmpty else { return .refused(.noSuchMask) }
        prune(key, at: now)
        places[key]?.masks.removeAll { $0.kind == kind && gone.contains($0.subject) }
        var expected = Expected()
        let words = gone.map { "-\(kind.name)=\($0)" }.joined(separator: " ")
        tellOps("\(place.name) \(self[id].nick) \(words) 0", key, id, &expected)
        let change = MaskChange(kind, gone.compactMap { MaskSubject($0) }, isSet: false)
        expected.reply = .masked(stored, change, seconds: nil, putOut: 0)
        return expected
    }

    // MARK: - Invitations and modes

    private mutating func invite(_ nick: Nick, to key: String, by id: SessionID, at now: Moment) -> Expected {
        guard let place = places[key], let stored = RoomName(place.name) else { return .refused(.internal) }
        let isOp = place.rank(id) >= .op
        if place.modes.contains("invite-only"), !isOp { return .refused(.notAllowed) }
        var expected = Expected()
        guard let other = found(nick, by: id, &expected), let known = Nick(self[other].nick) else {
            return .refused(.noSuchNick)
        }
        if place.members.contains(other) { return refused(.alreadyInRoom, after: expected) }
        if isOp {
            prune(key, at: now)
            places[key]?.invited[other] = now.wall + 24 * 3_600 * 1_000_000
        }
        if !ignores(self[other], id) {
            expected.heard.append(Heard("\(place.name) \(known) asked in by \(self[id].nick)", by: [other]))
        }
        expected.reply = .invited(stored, known)
        return expected
    }

    /// All that holds, as words.
    static func words(_ place: Place, withKey: Bool) -> [String] {
        RoomMode.all.compactMap { mode in
            switch mode.word {
            case "key": place.key.map { withKey ? "+key=\($0)" : "+key" }
            case "limit": place.limit > 0 ? "+limit=\(place.limit)" : nil
            case "slow": place.slow > 0 ? "+slow=\(place.slow)" : nil
            default: place.modes.contains(mode.word) ? "+\(mode.word)" : nil
            }
        }
    }

    private func tellModes(_ place: Place, to id: SessionID) -> Expected {
        guard let stored = RoomName(place.name) else { return .refused(.internal) }
        let words = Model.words(place, withKey: place.rank(id) >= .op)
        return Expected(reply: .modes(stored, nil), rows: ["modes \(stored) \(words)"])
    }

    private mutating func setModes(_ change: ModeChange, in key: String, by id: SessionID) -> Expected {
        guard let place = places[key], let stored = RoomName(place.name) else { return .refused(.internal) }
        let before = Model.words(place, withKey: true)
        var new = place
        for word in change.words {
            let parts = word.dropFirst().split(separator: "=", maxSplits: 1).map { String($0) }
            let isAdded = word.hasPrefix("+")
            switch parts[0] {
            case "key": new.key = isAdded ? parts[1] : nil
            case "limit": new.limit = isAdded ? Int(parts[1]) ?? 0 : 0
            case "slow": new.slow = isAdded ? Int(parts[1]) ?? 0 : 0
            default: if isAdded { new.modes.insert(parts[0]) } else { new.modes.remove(parts[0]) }
            }
        }
        let after = Model.words(new, withKey: true)
        guard before != after else { return tellModes(place, to: id) }
        let names = Set(after.map { $0.split(separator: "=")[0] })
        var done = after.filter { !before.contains($0) }
        done += before.map { String($0.split(separator: "=")[0]) }.filter { !names.contains($0[...]) }
            .map { "-" + $0.dropFirst() }
        if new.modes.contains("no-history"), !place.modes.contains("no-history") { new.forgetAll() }
        places[key] = new
        let told = done.map { $0.hasPrefix("+key=") ? "+key" : $0 }.joined(separator: " ")
        var expected = Expected(heard: [Heard("\(place.name) \(self[id].nick) \(told)", by: listeners(in: key, to: id))]
        )
        var changed = ModeChange()
        for word in done { _ = changed.add(word: word) }
        expected.reply = .modes(stored, changed)
        return expected
    }
}
