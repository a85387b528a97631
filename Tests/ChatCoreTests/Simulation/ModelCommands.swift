import Dialects

@testable import ChatCore

extension Model {
    /// What a command leads to.
    mutating func perform(_ command: Command, by id: SessionID, at now: Moment) -> Expected {
        change(id) {
            $0.lastActive = now.steady
            $0.hasAsked = true
        }
        revealListed(by: command, to: id)
        var announced = Expected()
        if let other = Model.nickAskedFor(command).flatMap({ named($0.text)?.id }), other != id {
            announce(other, &announced)
        }
        var expected = answer(command, by: id, at: now)
        expected.heard = announced.heard + expected.heard
        return expected
    }

    private mutating func revealListed(by command: Command, to id: SessionID) {
        switch command {
        case .names(let name, _):
            if let key = name?.key ?? self[id].current { reveal(places[key]?.members ?? [], to: id) }
        case .who(let name, _): reveal(name.map { places[$0.key]?.members ?? [] } ?? people.map(\.id), to: id)
        default: break
        }
    }

    private static func nickAskedFor(_ command: Command) -> Nick? {
        switch command {
        case .tell(let nick, _), .noticeTo(let nick, _), .whois(let nick), .ignore(let nick?): nick
        default: nil
        }
    }

    private mutating func answer(_ command: Command, by id: SessionID, at now: Moment) -> Expected {
        switch command {
        case .say(let text): return say(text, "<>", in: nil, by: id, at: now)
        case .sayIn(let room, let text): return say(text, "<>", in: room, by: id, at: now)
        case .act(let text): return say(text, "*", in: nil, by: id, at: now)
        case .actIn(let room, let text): return say(text, "*", in: room, by: id, at: now)
        case .tell(let nick, let text): return tell(called(nick.text)?.id, text, by: id, at: now)
        case .noticeIn(let room, let text): return say(text, "!", in: room, by: id, at: now)
        case .noticeTo(let nick, let text):
            return tell(called(nick.text)?.id, text, isNotice: true, by: id, at: now)
        case .sayOnce(let nonce, let saying): return sayOnce(nonce, saying, by: id, at: now)
        case .reply(let text): return tell(self[id].correspondent, text, by: id, at: now)
        case .nick(let nick): return takeNick(nick?.text ?? self[id].nick, by: id)
        case .join(let name, let since, let key): return join(name.text, since: since, key, by: id, at: now)
        case .part(let name, let reason): return part(name, reason, by: id)
        case .setTopic(let name, let text): return setTopic(name, text, by: id, at: now)
        case .away(let note): return setAway(note.description, by: id)
        case .back: return setAway(nil, by: id)
        case .ignore(let nick?): return ignore(nick.text, by: id)
        case .unignore(let nick): return unignore(nick, by: id)
        case .moderate(let name, let moderation): return moderate(name, moderation, by: id, at: now)
        case .account(let request): return perform(request, by: id, at: now)
        case .whowas(let nick, let count): return whowas(nick, count)
        case .watch(let request): return watch(request, by: id)
        case .set(let setting, let value):
            if let value {
                change(id) { if value { $0.settings.insert(setting) } else { $0.settings.remove(setting) } }
            }
            return Expected(reply: .setting(setting, self[id].settings.contains(setting)))
        default: return list(command, for: self[id], at: now)
        }
    }

    /// The room named, or the current one, where the person is in it.
    func own(_ name: RoomName?, _ person: Person) -> (key: String?, code: Code?) {
        guard let key = name?.key ?? person.current else { return (nil, .notInRoom) }
        if places[key] == nil || !tells(person, of: key) { return (nil, .noSuchRoom) }
        return person.rooms.contains(key) ? (key, nil) : (nil, .notInRoom)
    }

    // MARK: - Saying

    private mutating func say(
        _ text: Text, _ form: String, in name: RoomName?, under nonce: Nonce? = nil, by id: SessionID,
        at now: Moment
    ) -> Expected {
        let (own, code) = own(name, self[id])
        guard let key = own ?? name.map(\.key), var place = places[key] else { return .refused(code ?? .internal) }
        if own == nil, place.modes.contains("no-outside") { return .refused(code ?? .internal) }
        if name != nil, own != nil { change(id) { $0.current = key } }
        if let nonce, let said = place.said.first(where: { $0.nonce == nonce }) {
            return Expected(reply: .saidBefore(id: said.id, time: said.time))
        }
        if let code = silence(of: self[id], in: key, at: now) { return .refused(code) }
        place.next = places[key]?.next ?? [:]
        var expected = Expected()
        announce(id, &expected)
        let nick = self[id].nick
        let brief =
            "\(place.name) " + (form == "*" ? "* \(nick)" : "<\(nick)>") + " \(text)"
            + (form == "!" ? " (notice)" : "")
        lastID = max(lastID + 1, lastTime)
        place.lastID = lastID
        serial += 1
        place.said.append(
            Said(
                id: place.lastID, author: id, account: self[id].account, nick: nick, text: text.description,
                brief: brief, time: lastTime,
                bytes: nick.utf8.count + text.utf8.count + Model.overhead + (nonce?.text.utf8.count ?? 0)
                    + (self[id].account == nil ? 0 : Model.accountBytes) + (userHost(of: self[id])?.utf8.count ?? 0),
                nonce: nonce, serial: serial))
        if place.modes.contains("no-history") { place.forgetAll() }
        places[key] = place
        expected.reply = .said(id: place.lastID, time: lastTime)
        expected.heard.append(Heard(brief, by: listeners(in: key, to: id, said: true)))
        return expected
    }

    private mutating func sayOnce(
        _ nonce: Nonce, _ saying: Saying, by id: SessionID, at now: Moment
    ) -> Expected {
        switch saying {
        case .here(let text): return say(text, "<>", in: nil, under: nonce, by: id, at: now)
        case .action(let text): return say(text, "*", in: nil, under: nonce, by: id, at: now)
        case .inRoom(let room, let text): return say(text, "<>", in: room, under: nonce, by: id, at: now)
        case .to(let nick, let text):
            let key = "\(nick.key) \(nonce.text)"
            if let said = privateNonces[key] { return Expected(reply: .saidBefore(id: said.id, time: said.time)) }
            var announced = Expected()
            if let other = named(nick.text)?.id, other != id { announce(other, &announced) }
            var expected = tell(called(nick.text)?.id, text, by: id, at: now)
            if case .said(let id, let time) = expected.reply { privateNonces[key] = (id, time) }
            expected.heard = announced.heard + expected.heard
            return expected
        }
    }

    /// Who has a nick, or is here by the account that it belongs to.
    private func called(_ nick: String) -> Person? { named(nick) ?? owner(of: nick).flatMap { person(by: $0.id) } }

    private mutating func tell(
        _ to: SessionID?, _ text: Text, isNotice: Bool = false, by id: SessionID, at now: Moment
    ) -> Expected {
        guard let to, isHere(to) else { return .refused(.noSuchNick) }
        var expected = Expected()
        announce(to, &expected)
        announce(id, &expected)
        let (sender, other) = (self[id], self[to])
        lastID = max(lastID + 1, lastTime)
        expected.reply = .said(id: lastID, time: lastTime)
        let brief = "[\(sender.nick) -> \(other.nick)] \(text)" + (isNotice ? " (notice)" : "")
        if !ignores(other, id) {
            change(to) { $0.correspondent = id }
            keep(
                Letter(
                    id: lastID, row: "\(lastID) \(lastTime) \(brief)", bytes: text.utf8.count,
                    nickBytes: sender.nick.utf8.count), for: to)
            expected.heard.append(Heard(brief, by: [to]))
        }
        if sender.settings.contains(.echo), to != id { expected.heard.append(Heard(brief + " (copy)", by: [id])) }
        if let note = other.away, !isNotice { expected.rows.append("away \(other.nick) \(note)") }
        return expected
    }

    // MARK: - Rooms

    private mutating func join(
        _ name: String, since: EventID?, _ word: RoomKey?, by id: SessionID, at now: Moment
    ) -> Expected {
        let key = name.asciiLowercased
        var expected = Expected()
        if self[id].rooms.contains(key) {
            change(id) { $0.current = key }
        } else if self[id].rooms.count >= limits.roomsPerSession {
            return .refused(.tooManyRooms)
        } else if let place = places[key], let code = obstacle(for: self[id], to: place, word?.text, at: now) {
            return .refused(code)
        } else {
            announce(id, &expected)
            let isNew = places[key] == nil
            enter(name, id, &expected)
            if isNew, key != lobby?.asciiLowercased { places[key]?.ranks[id] = .op }
            if let place = places[key], place.standings != nil {
                let standing = standing(of: self[id], in: place)
                places[key]?.ranks[id] = standing
            }
            places[key]?.invited[id] = nil
        }
        guard let place = places[key], let stored = RoomName(place.name) else { return .refused(.internal) }
        let missed = since.map { replay(of: place, nil, .since($0), for: self[id]) }
        expected.rows = missed?.rows ?? []
        expected.reply = .joined(
            stored, members: known(in: place, to: self[id]).count, last: place.lastID, missed: missed?.replay)
        if self[id].reading.isShownRooms { reveal(place.members, to: id) }
        expected.entry = entry(in: key, withHistory: missed == nil, for: self[id])
        return expected
    }

    private mutating func part(_ name: RoomName?, _ reason: Text?, by id: SessionID) -> Expected {
        guard let key = name?.key ?? self[id].current, self[id].rooms.contains(key), let place = places[key],
            let stored = RoomName(place.name)
        else { return .refused(.notInRoom) }
        let witnesses = witnesses(of: self[id]).filter { $0.rooms.contains(key) && !$0.settings.contains(.quiet) }
        var expected = Expected()
        leave(key, id, &expected)
        expected.reply = .parted(stored, current: self[id].current.flatMap { RoomName($0) })
        if places[key] != nil {
            let event = "\(place.name) -\(self[id].nick)" + (reason.map { " (\($0))" } ?? "")
            expected.heard.append(Heard(event, by: witnesses.map(\.id)))
        }
        if self[id].isHidden { change(id) { $0.knownTo = [] } }
        return expected
    }

    private mutating func setTopic(_ name: RoomName?, _ text: Text, by id: SessionID, at now: Moment) -> Expected {
        let (key, code) = own(name, self[id])
        guard let key, var place = places[key], let stored = RoomName(place.name), let nick = Nick(self[id].nick)
        else { return .refused(code ?? .internal) }
        if place.modes.contains("topic-locked"), place.rank(id) < .op { return .refused(.notAllowed) }
        var expected = Expected()
        announce(id, &expected)
        lastID = max(lastID + 1, lastTime)
        place.lastID = lastID
        place.topic = text.isEmpty ? nil : Topic(text: text, setBy: nick, time: lastTime)
        serial += 1
        place.topicSerial = serial
        places[key] = place
        expected.reply = .topicSet(stored, text, id: place.lastID, time: lastTime)
        expected.heard.append(Heard("\(place.name) \(nick) set: \(text)", by: listeners(in: key, to: id)))
        return expected
    }

    // MARK: - People

    private mutating func takeNick(_ wanted: String, by id: SessionID) -> Expected {
        let old = self[id].nick
        guard let nick = Nick(wanted) else { return .refused(.internal) }
        if wanted == old { return Expected(reply: .nick(nick, isNew: false)) }
        if let code = obstacle(to: wanted, of: id, self[id].account) { return .refused(code) }
        var expected = Expected(reply: .nick(nick, isNew: true))
        if let other = named(wanted), other.id != id { callAsGuest(other.id, besides: nil, &expected) }
        change(id) { $0.nick = wanted }
        expected.heard.append(Heard("\(old) is \(wanted)", by: witnesses(of: self[id]).map(\.id)))
        noteRenaming(of: id, from: old, &expected)
        return expected
    }

    private mutating func setAway(_ note: String?, by id: SessionID) -> Expected {
        var expected = Expected(reply: note == nil ? .back : .away)
        let person = self[id]
        if person.away == note { return expected }
        announce(id, &expected)
        change(id) { $0.away = note }
        let witnesses = neighbours(of: person).filter { !$0.settings.contains(.quiet) }.map(\.id)
        if !witnesses.isEmpty {
            let event = "\(person.nick) " + (note.map { "away: \($0)" } ?? "back")
            expected.heard.append(Heard(event, by: witnesses))
        }
        return expected
    }
}
