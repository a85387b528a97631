/// What is the same for all who applied the same records: people, rooms, rosters, topics, what was said, and what numbers come next.
///
/// `apply` alone changes it. Views, current rooms, ignore lists and whatever else is a session's own is not in it, nor is how much of what
/// was said is still in memory.
final class SharedState {
    let people: People
    let accounts: Accounts
    let rooms: RoomTable
    private(set) var privateNonces = PrivateNonces()
    var letters = Letters()
    var presence = Presence()
    var losses = Losses()
    private(set) var lobby: RoomName?
    private(set) var serverBans = ServerBans()
    /// What topics may take, in bytes.
    private(set) var topicBytes: Int
    /// What all comes to that was ever said in rooms, forgotten or not.
    var said: UInt64 = 0
    /// When the last happened of all that did, in microseconds since 1970. What comes later has no earlier time, also where the wall
    /// clock is put back: so the order of times is that of ids. What is over at some time goes by the wall clock.
    private(set) var lastTime: Int64 = 0

    init(lobby: RoomName?, topicBytes: Int) {
        self.lobby = lobby
        self.topicBytes = topicBytes
        accounts = Accounts()
        people = People()
        rooms = RoomTable(in: HistoryMemory())
        rooms.tellAccounts(accounts)
    }

    init(
        restoring snapshot: HubSnapshot, after backlog: Backlog?, lobby: RoomName?, topicBytes: Int
    ) throws(SnapshotError) {
        self.lobby = lobby
        self.topicBytes = topicBytes
        accounts = try Accounts(restoring: snapshot)
        people = try People(restoring: snapshot, accounts)
        rooms = try RoomTable(restoring: snapshot, after: backlog, people, accounts)
        rooms.tellAccounts(accounts)
        privateNonces = PrivateNonces(snapshot.privateNonces)
        letters = try Letters(snapshot.letters)
        presence = try Presence(snapshot.places, people)
        losses = try Losses(snapshot, people)
        serverBans = ServerBans(snapshot.serverBans)
        said = snapshot.saidDigest
        lastTime = snapshot.lastTime
        // Older formats do not have it.
        for room in snapshot.rooms { noteTimes(room.said.last?.time, room.topic?.time) }
        try checkRosters()
        // Of another lobby than the old hub's, say.
        for room in Array(rooms.all) { _ = closeIfEmpty(room) }
    }

    /// Takes over what outlasts people and rooms. Nobody is here yet.
    func recall(_ snapshot: HubSnapshot) throws(SnapshotError) {
        try accounts.restore(snapshot)
        serverBans = ServerBans(snapshot.serverBans)
    }

    /// Begins with what was kept of a room.
    func recall(_ room: Hub.Kept.Room, after lastID: EventID) throws(SnapshotError) {
        try rooms.recall(room, after: lastID)
        noteTimes(room.past.said.last?.time, room.topic?.topic.time)
    }

    private func noteTimes(_ times: Int64?...) {
        for case let time? in times { lastTime = max(lastTime, time) }
    }

    /// Whoever is in a room is in its roster, and the other way round.
    private func checkRosters() throws(SnapshotError) {
        var memberships = 0
        for person in people.all {
            memberships += person.roomCount
            guard Set(person.rooms).count == person.roomCount else {
                throw SnapshotError("\(person.nick) is in a room twice")
            }
            for id in person.rooms {
                guard rooms.has(id), rooms[id] != nil else { throw SnapshotError("\(person.nick) is in no room") }
            }
        }
        for room in rooms.all {
            memberships -= room.roster.count
            guard room.roster.allSatisfy({ people.slots[Int($0)]?.isIn(room.id) == true }) else {
                throw SnapshotError("\(room.name) has somebody who is not in it")
            }
        }
        guard memberships == 0 else { throw SnapshotError("a room does not know who is in it") }
    }

    // MARK: - Digests

    /// Equal for hubs that applied the same records; another one after whatever change.
    var digest: UInt64 {
        digest(
            people.digest &+ accounts.digest &+ rooms.digest &+ privateNonces.digest &+ letters.digest
                &+ presence.digest &+ losses.digest)
    }

    /// The same, from all there is.
    var fullDigest: UInt64 {
        digest(
            people.fullDigest &+ accounts.fullDigest &+ rooms.fullDigest &+ privateNonces.fullDigest
                &+ letters.fullDigest &+ presence.fullDigest &+ losses.fullDigest)
    }

    private func digest(_ sum: UInt64) -> UInt64 {
        var digest = Digest(of: .state)
        digest.mix(Int64(bitPattern: sum &+ said))
        digest.mix(people.guests)
        digest.mix(rooms.lastID)
        digest.mix(lastTime)
        digest.mix(Int64(bitPattern: losses.lastNumber))
        digest.mix(topicBytes)
        digest.mix(Int64(bitPattern: serverBans.digest))
        digest.mix(lobby?.text ?? "")
        return digest.value
    }
}

// MARK: - Applying

/// What applying a record led to, for those who are to be told.
enum Applied {
    /// Who or what the record is about is gone, or it is as the record says already. Nothing has changed.
    case nothing
    /// nil: there is no lobby.
    case arrived(Person, Room?)
    case announced(Person)
    case said(Event, Room)
    case told(Person, to: Person, id: EventID, time: Int64)
    /// It waits for who logs in to the account.
    case posted(Account, id: EventID, time: Int64)
    indirect case passed(Passage)
    case takenBack(Event, Room)
    /// `by` whom, and who has read it, if they are here.
    case takenBackPrivate(Event, by: Person, from: Person?)
    case renamed(Person, from: Nick)
    case entered(Person, Room)
    /// `position`: where its first session stood in the audience, or before.
    case left(Person, Room, position: Int, isClosed: Bool)
    case topicSet(Event, Room)
    case awaySet(Person)
    case presented(Person, PersonChange)
    /// `id`: of what was said to some of a room.
    case saidToRank(Person, Room, id: EventID)
    case gone([Leaver], rooms: [Room])
    case lobbyMoved(closed: Room?)
    case topicsBounded
    indirect case moderated(Room, by: Person, Moderated)
    indirect case accountChanged(AccountChanged)
    indirect case operated(by: Person, Operated)
    indirect case returned(Returned)

    struct Leaver {
        let person: Person
        let reason: Text?
    }
}

extension SharedState {
    /// The only way in which shared state changes. What comes of it depends on the record, the state and the time of the record alone.
    /// - Parameters:
    ///   - time: by the wall clock, in microseconds since 1970.
    ///   - node: which of several has written it; nil: there is one.
    func apply(_ record: Record, at time: Int64, from node: NodeNumber? = nil) -> Applied {
        let before = lastTime
        lastTime = max(before, time)
        let applied = carryOut(record, at: time, from: node)
        if case .nothing = applied { lastTime = before }
        return applied
    }

    private func carryOut(_ record: Record, at time: Int64, from node: NodeNumber?) -> Applied {
        switch record {
        case .say(let person, let room, let text, let manner, let nonce, let enclosure):
            return say(text, manner, nonce, enclosure, by: person, in: room, at: time)
        case .pass(let person, let destination, let enclosure, let isKept):
            return pass(enclosure, to: destination, isKept: isKept, by: person)
        case .takeBack(let person, let room, let id, let reason):
            return takeBack(id, in: room, reason: reason, by: person)
        case .takeBackPrivate(let person, let ids, let reason): return takeBack(ids, reason: reason, by: person)
        case .tell(let person, let other, let nick, _, let nonce, _, let isWaiting, let enclosure):
            return tell(
                other, as: nick, nonce, isWaiting: isWaiting, continues: enclosure?.continues ?? false, by: person)
        case .post(let person, let account, let nick, _, let nonce, let enclosure):
            return post(account, as: nick, nonce, continues: enclosure?.continues ?? false, by: person)
        case .arrive(let isHidden, let host, let isOutside):
            return arrive(isHidden: isHidden, from: host, isOutside, at: time, node)
        case .introduce(let nick, let introduction, let host):
            guard people.find(nick) == nil else { return .nothing }
            let person = people.add(as: nick, introduction, isHidden: false, from: host, at: time)
            if let node { presence.add(person.id, at: node) }
            return .arrived(person, nil)
        case .announce(let person): return people[person].map { announce($0) } ?? .nothing
        case .rename(let person, let nick): return rename(person, to: nick)
        case .enter(let person, let name): return enter(name, person)
        case .leave(let person, let room, _): return leave(room, person)
        case .setTopic(let person, let room, let text): return setTopic(text, of: room, by: person)
        case .setAway(let person, let note): return setAway(note, person)
        case .present(let person, let change): return present(change, person)
        case .sayToRank(let person, let room, _, _, _): return sayToRank(in: room, by: person)
        case .quit(let departures): return quit(departures, from: node)
        case .moveLobby(let name):
            let old = lobby.flatMap { rooms.find($0) }
            lobby = name
            return .lobbyMoved(closed: old.flatMap { closeIfEmpty($0) ? $0 : nil })
        case .boundTopics(let bytes):
            topicBytes = bytes
            return .topicsBounded
        case .moderate(let person, let room, let change): return moderate(room, change, by: person, at: time)
        case .account(let change): return apply(change, at: time)
        case .operate(let person, let change): return operate(change, by: person, at: time)
        case .returning(let change): return node.map { apply(change, from: $0) } ?? .nothing
        }
    }

    func changeServerBans(_ change: (inout ServerBans) -> Void) {
        change(&serverBans)
    }

    // MARK: - Coming and going

    private func arrive(
        isHidden: Bool, from host: Host?, _ isOutside: Bool, at time: Int64, _ node: NodeNumber?
    ) -> Applied {
        let person = people.add(isHidden: isHidden, from: host, at: time)
        if let node { presence.add(person.id, at: node) }
        return .arrived(person, isOutside ? nil : lobby.map { put(person, into: $0) })
    }

    @discardableResult
    func announce(_ person: Person) -> Applied {
        guard person.isHidden else { return .nothing }
        people.announce(person)
        for id in person.rooms { if let room = rooms[id] { rooms.announce(in: room) } }
        return .announced(person)
    }

    /// - Parameter node: whose sessions end, one of each who is named; who has another anywhere stays. nil: they are gone.
    private func quit(_ departures: [Record.Departure], from node: NodeNumber?) -> Applied {
        var leavers: [Applied.Leaver] = []
        var slots = SlotSet()
        for departure in departures {
            let slot = Int(departure.person.slot)
            guard let person = people[departure.person], !slots.contains(slot) else { continue }
            // Who is held is let go by another record.
            if let node, !presence.endSession(of: person.id, at: node) || losses.holds(person.id) { continue }
            slots.insert(slot)
            leavers.append(Applied.Leaver(person: person, reason: departure.reason))
        }
        return leavers.isEmpty ? .nothing : .gone(leavers, rooms: remove(leavers))
    }

    /// People are gone.
    /// - Returns: the rooms that they were in.
    func remove(_ leavers: [Applied.Leaver]) -> [Room] {
        var slots = SlotSet()
        var hidden: [RoomID: Int] = [:]
        for leaver in leavers where leaver.person.isHidden {
            for room in leaver.person.rooms { hidden[room, default: 0] += 1 }
        }
        for leaver in leavers {
            slots.insert(Int(leaver.person.id.slot))
            people.remove(leaver.person)
            presence.forget(leaver.person.id)
            losses.forget(leaver.person.id)
        }
        let left = rooms(of: leavers)
        for room in left {
            rooms.remove(slots, hidden: hidden[room.id] ?? 0, from: room)
            if let rules = room.rules { for leaver in leavers { rules.forget(leaver.person.id) } }
            _ = closeIfEmpty(room)
        }
        return left
    }

    /// The rooms that any of these are in, each once, in the order in which they are come upon.
    private func rooms(of leavers: [Applied.Leaver]) -> [Room] {
        var seen = SlotSet()
        var found: [Room] = []
        for leaver in leavers {
            for id in leaver.person.rooms where !seen.contains(Int(id.index)) {
                seen.insert(Int(id.index))
                if let room = rooms[id] { found.append(room) }
            }
        }
        return found
    }

    // MARK: - Rooms

    /// Puts somebody into a room, which is made if need be. Who makes it is its op, but for the lobby, which is the server's.
    private func put(_ person: Person, into name: RoomName) -> Room {
        let found = rooms.find(name)
        let room = found ?? rooms.open(name, at: lastTime)
        let standing = person.account.map { room.standing(of: $0) } ?? .none
        people.enter(person, room.id, as: found == nil && name != lobby ? .op : standing)
        rooms.append(person, to: room)
        return room
    }

    private func enter(_ name: RoomName, _ id: PersonID) -> Applied {
        guard let person = people[id] else { return .nothing }
        if let room = rooms.find(name), person.isIn(room.id) { return .nothing }
        announce(person)
        let room = put(person, into: name)
        if let rules = room.setRules, rules.invitations.contains(where: { $0.person == id }) {
            rooms.changeRules(of: room) { $0.useInvitation(of: id) }
        }
        return .entered(person, room)
    }

    private func leave(_ named: RoomReference, _ id: PersonID) -> Applied {
        guard let person = people[id], let room = rooms.find(named), person.isIn(room.id) else { return .nothing }
        rooms.remove(person, from: room)
        let position = people.leave(person, room.id)
        room.rules?.forget(id)
        return .left(person, room, position: position, isClosed: closeIfEmpty(room))
    }

    /// Forgets a room that nobody is in, the lobby excepted.
    func closeIfEmpty(_ room: Room) -> Bool {
        guard room.roster.isEmpty, room.name != lobby, !room.isKept else { return false }
        rooms.close(room)
        return true
    }

    private func setTopic(_ text: Text, of named: RoomReference, by id: PersonID) -> Applied {
        guard let person = people[id], let room = rooms.find(named), person.isIn(room.id) else { return .nothing }
        announce(person)
        let id = rooms.nextID(in: room, at: lastTime)
        rooms.setTopic(text.isEmpty ? nil : Topic(text: text, setBy: person.nick, time: lastTime), of: room, as: id)
        rooms.forgetTopics(toFit: topicBytes)
        let event = Event(
            id: id, time: lastTime, room: room.name, .topic(by: person.nick, text), by: people.source(of: person))
        return .topicSet(event, room)
    }

    // MARK: - Messages

    private func say(
        _ text: Text, _ manner: Manner, _ nonce: Nonce?, _ enclosure: Enclosure?, by id: PersonID,
        in named: RoomReference, at time: Int64
    ) -> Applied {
        guard let person = people[id], let room = rooms.find(named), person.isIn(room.id) || room.isOpenToOutside else {
            return .nothing
        }
        return .said(say(text, as: manner, nonce, with: enclosure, by: person, in: room, at: time), room)
    }

    /// Applies the record of what is said, of which person and room are looked up already.
    func say(
        _ text: Text, as manner: Manner, _ nonce: Nonce?, with enclosure: Enclosure?, by person: Person, in room: Room,
        at time: Int64
    ) -> Event {
        if person.isHidden { announce(person) }
        let account = person.account
        lastTime = max(lastTime, time)
        let event = Event(
            id: rooms.nextID(in: room, at: lastTime), time: lastTime, room: room.name, text, as: manner,
            by: person.nick, of: account?.name, people.source(of: person), with: enclosure)
        room.history.append(event, by: person.id, of: account?.id, under: nonce)
        var digest = Digest(of: .said)
        digest.mix(Int(room.id.index))
        digest.mix(event.id)
        digest.mix(event.time)
        digest.mix(person.id)
        digest.mix(Int(manner.rawValue))
        digest.mix(text.utf8)
        if let nonce { digest.mix(nonce.text) }
        if let enclosure { digest.mix(enclosure.bytes) }
        said &+= digest.value
        rooms.forgetTopics(toFit: topicBytes)
        return event
    }

    private func post(
        _ to: AccountID, as nick: Nick, _ nonce: Nonce?, continues: Bool, by id: PersonID
    ) -> Applied {
        guard let person = people[id], let account = accounts[to] else { return .nothing }
        announce(person)
        let id = rooms.nextID(in: nil, at: lastTime)
        if let nonce { privateNonces.remember(id, lastTime, to: nick, under: nonce) }
        accounts.change(account) { $0.waiting += 1 }
        note(id, to: nick, by: person) { letter in
            (letter.recipientAccount, letter.isWaiting) = (to, true)
            letter.continues = continues
        }
        return .posted(account, id: id, time: lastTime)
    }

    private func tell(
        _ to: PersonID, as nick: Nick, _ nonce: Nonce?, isWaiting: Bool, continues: Bool, by id: PersonID
    ) -> Applied {
        guard let person = people[id], let other = people[to] else { return .nothing }
        announce(other)
        announce(person)
        let id = rooms.nextID(in: nil, at: lastTime)
        if let nonce { privateNonces.remember(id, lastTime, to: nick, under: nonce) }
        note(id, to: nick, by: person) { letter in
            (letter.recipient, letter.recipientAccount) = (other.id, other.account?.id)
            letter.continues = continues
            letter.isWaiting = isWaiting && other.account != nil
        }
        if isWaiting, let account = other.account { accounts.change(account) { $0.waiting += 1 } }
        return .told(person, to: other, id: id, time: lastTime)
    }

    // MARK: - People

    private func rename(_ id: PersonID, to nick: Nick) -> Applied {
        guard let person = people[id], nick.text != person.nick.text else { return .nothing }
        if let owner = people.find(nick), owner !== person { return .nothing }
        let old = person.nick
        people.rename(person, to: nick)
        for room in person.rooms { rooms[room]?.rules?.forget(id) }
        return .renamed(person, from: old)
    }

    private func setAway(_ note: Text?, _ id: PersonID) -> Applied {
        guard let person = people[id], person.away != note else { return .nothing }
        announce(person)
        people.setAway(person, note)
        return .awaySet(person)
    }
}
