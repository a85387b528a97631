import ChatCore
import Dialects
import Store

/// What each record makes of facts.
extension Keeper {
    private static let day: Int64 = 86_400_000_000

    func keep(_ record: Record, at time: Int64) {
        if isReplaying { return }
        switch record {
        case .say(let person, let room, let text, let manner, _, let enclosure):
            guard let said = hub.latest(by: person, in: room),
                let number = rooms.number(of: room.name, at: said.room)
            else { return }
            var copy = HubSnapshot.Said(
                id: said.id, time: said.time, author: person, nick: said.nick, text: text, as: manner)
            copy.account = said.account
            (copy.userHost, copy.isBot, copy.enclosure) = (said.userHost, said.isBot, enclosure)
            put(copy, in: room.name, number)
        case .takeBack(_, let room, let id, _):
            if let number = number(of: room.name) { put(.redacted(room: number, id: id)) }
        case .takeBackPrivate(_, let ids, _):
            if isKeepingPrivate { for id in ids { put(.redacted(room: nil, id: id)) } }
        case .tell(let person, let other, let nick, let text, _, let isNotice, let isWaiting, let enclosure):
            putPrivate(
                text, isNotice ? .notice : .message, enclosure, from: person, to: nick, of: hub.account(of: other),
                isWaiting: isWaiting)
        case .pass(let person, to: .person(let other), let enclosure, isKept: true):
            guard let nick = hub.nick(of: other) else { break }
            putPrivate("", .tags, enclosure, from: person, to: nick, of: hub.account(of: other), isWaiting: false)
        case .post(let person, let account, let nick, let text, _, let enclosure):
            putPrivate(text, .message, enclosure, from: person, to: nick, of: account, isWaiting: true)
        case .setTopic(_, let room, _): putRoom(room.name, at: time)
        case .moveLobby(let name): follow(name)
        case .moderate(_, let room, let change): keep(change, in: room.name, at: time)
        case .account(let change): keep(change, at: time)
        case .operate(_, let change): keep(change, at: time)
        default: break
        }
    }

    /// A private message is kept where one of the two has an account.
    private func putPrivate(
        _ text: ChatCore.Text, _ kind: Message.Kind, _ enclosure: Enclosure?, from person: PersonID, to nick: Nick,
        of recipient: AccountID?,
        isWaiting: Bool
    ) {
        let account = hub.account(of: person)
        guard isKeepingPrivate, account != nil || recipient != nil, let author = hub.nick(of: person) else { return }
        var message = Message(
            id: hub.lastID, time: hub.lastTime, account: account.map { Int64($0.number) },
            kind: kind == .message && enclosure?.isAction == true ? .action : kind,
            nick: author.text,
            text: text.utf8)
        if let source = hub.source(of: person) {
            message.source = source.userHost
            if source.isBot { message.flags.insert(.bot) }
        }
        if let enclosure { (message.styled, message.tags) = enclosure.kept }
        var told = Fact.PrivateMessage(
            message, recipient: recipient.map { Int64($0.number) }, recipientNick: nick.text)
        told.isWaiting = isWaiting
        put(.privateMessage(told))
    }

    // MARK: - Rooms

    /// What is said in that room is kept from now on: it is the lobby.
    func follow(_ name: RoomName?) {
        guard let name, rooms[name] == nil else { return }
        _ = rooms.add(name)
        putRoom(name, at: loop.wallTime)
        queueAll(of: name)
    }

    func putRoom(_ name: RoomName, at time: Int64) {
        guard let number = number(of: name) else { return }
        let rules = hub.rules(of: name)
        var room = Fact.Room(
            number: number, name: name.text, founder: rules?.registration?.founder.map { Int64($0.number) },
            created: rules?.registration?.time ?? time)
        room.topic = hub.topic(of: name).map { Fact.Topic($0.topic, id: $0.id) }
        if let rules {
            room.modes = UInt64(rules.modes.rawValue)
            room.key = rules.key?.text
            (room.slow, room.memberLimit) = (Int64(rules.slow), Int64(rules.limit))
        } else {
            room.modes = UInt64(RoomModes.usual.rawValue)
        }
        if rules?.registration != nil { room.modes |= Fact.Room.registered }
        put(.room(room))
    }

    private func keep(_ change: RoomChange, in name: RoomName, at time: Int64) {
        switch change {
        case .register: return register(name, at: time)
        case .rename(let new, _): return rename(name, to: new, at: time)
        case .drop:
            if let number = rooms.remove(name) { put(.roomDropped(number)) }
            return
        default: break
        }
        guard let number = number(of: name) else { return }
        switch change {
        case .rank(let person, let rank):
            guard let account = hub.account(of: person) else { return }
            putRank(rank, of: account, in: name, number, at: time)
        case .standing(let account, let rank): putRank(rank, of: account, in: name, number, at: time)
        case .mask(let change, _):
            // What was over went with it.
            for subject in change.subjects {
                let mask = hub.rules(of: name)?.masks.first { $0.kind == change.kind && $0.subject == subject }
                if change.isSet, let mask {
                    put(.mask(room: number, kind: Int64(mask.kind.rawValue), Fact.Mask(mask)))
                } else {
                    put(.maskRemoved(room: number, kind: Int64(change.kind.rawValue), subject: subject.description))
                }
            }
        case .modes: putRoom(name, at: time)
        case .kick, .voiceBeneath, .invite, .register, .drop, .rename: break
        }
    }

    private func rename(_ old: RoomName, to new: RoomName, at time: Int64) {
        renameKept(old, to: new)
        putRoom(new, at: time)
        guard old != new else { return }
        for (account, time) in hub.markers(new.markerKey) {
            put(.marker(account: Int64(account.number), target: old.markerKey, time: 0))
            put(.marker(account: Int64(account.number), target: new.markerKey, time: time))
        }
    }

    private func register(_ name: RoomName, at time: Int64) {
        // What an earlier room of that name left is not this one's.
        if let old = rooms.remove(name) { put(.roomDropped(old)) }
        let number = rooms.add(name)
        putRoom(name, at: time)
        guard let rules = hub.rules(of: name) else { return }
        for standing in rules.registration?.standings ?? [] {
            putRank(standing.rank, of: standing.account, in: name, number, at: standing.since)
        }
        for mask in rules.masks { put(.mask(room: number, kind: Int64(mask.kind.rawValue), Fact.Mask(mask))) }
    }

    private func putRank(_ rank: Rank, of account: AccountID, in name: RoomName, _ number: Int64, at time: Int64) {
        // The lobby keeps nobody's.
        guard hub.rules(of: name)?.registration != nil else { return }
        put(.rank(room: number, account: Int64(account.number), Int64(rank.rawValue), since: time))
    }

    // MARK: - Accounts

    private func keep(_ change: AccountChange, at time: Int64) {
        switch change {
        case .register(let name, _):
            if let account = hub.account(owning: name) { putAccount(account.id, at: time) }
        case .logIn(_, let account, _):
            let day = UInt16(clamping: time / Keeper.day)
            if usedDay(of: account) != day { putAccount(account, at: time) }
        case .reserve(let account, let nick): put(.nick(nick.text, account: Int64(account.number)))
        case .release(_, let nick): put(.nickReleased(nick.text))
        case .suspend(let account, _), .makeOperator(let account, _), .messages(let account, _):
            putAccount(account, at: usedDay(of: account).map { Int64($0) * Keeper.day } ?? time)
        case .ignore(let account, let other, let isOn):
            put(.ignored(account: Int64(account.number), subject: other.ignoredSubject, isOn: isOn, at: time))
        case .mark(let account, let key, let time):
            put(.marker(account: Int64(account.number), target: key, time: time))
        case .collect(let account): put(.shown(account: Int64(account.number), upTo: hub.lastID))
        case .erase(let account): erase(account, at: time)
        case .logOut, .displace, .guestMessages: break
        }
    }

    /// - Parameter time: when it was last logged in to.
    func putAccount(_ id: AccountID, at time: Int64) {
        guard let copy = hub.keptAccount(id) else { return }
        let day = UInt16(clamping: time / Keeper.day)
        let index = Int(id.number) - 1
        if usedDays.count <= index {
            usedDays.append(contentsOf: repeatElement(0, count: index + 1 - usedDays.count))
        }
        usedDays[index] = day
        put(.account(Fact.Account(copy, used: Int64(day) * Keeper.day)))
    }

    /// When an account was last logged in to, as it is kept: the beginning of that day, in microseconds since 1970.
    func used(of id: AccountID) -> Int64? { usedDay(of: id).map { Int64($0) * Keeper.day } }

    private func usedDay(of id: AccountID) -> UInt16? {
        let index = Int(id.number) - 1
        return usedDays.indices.contains(index) && usedDays[index] > 0 ? usedDays[index] : nil
    }

    /// Its rooms have other founders now.
    private func erase(_ account: AccountID, at time: Int64) {
        put(.erased(account: Int64(account.number), nameFreeAt: Hub.nameFreeTime(erasedAt: time)))
        for name in hub.registeredRooms {
            guard let number = rooms[name], let registration = hub.rules(of: name)?.registration else { continue }
            let heir = registration.standings.first { $0.rank == .founder && $0.since == time }
            guard heir != nil || registration.founder == nil else { continue }
            putRoom(name, at: time)
            if let heir { putRank(.founder, of: heir.account, in: name, number, at: time) }
        }
    }

    // MARK: - The server

    private func keep(_ change: ServerChange, at time: Int64) {
        switch change {
        case .ban(let subjects, _, _):
            for ban in hub.serverBans where subjects.contains(ban.subject) { put(.serverBan(Fact.Mask(ban))) }
        case .unban(let subject): put(.serverBanRemoved(subject: subject.description))
        case .kill, .announce, .broadcast, .report, .reset: break
        }
    }

    func keep(_ entry: AuditEntry) {
        if isReplaying { return }
        lastAudit = max(lastAudit + 1, entry.time)
        var audit = Fact.Audit(id: lastAudit, time: entry.time, what: entry.what)
        audit.by = entry.account.map { Int64($0.number) }
        audit.byName = entry.by.text
        audit.room = entry.room.flatMap { number(of: $0) }
        audit.subject = entry.subject
        audit.reason = entry.reason?.description
        put(.audit(audit))
    }
}
