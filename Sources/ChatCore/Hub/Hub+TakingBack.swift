/// What was said and is taken back.
extension Hub {
    /// Who said it may take it back, and ops may. Who is not there is told nothing of what was said.
    func takeBack(
        _ id: EventID, in name: RoomName, reason: Text?, by asker: Session
    ) throws(Refusal) -> Decision {
        let room = try ownRoom(name, of: asker)
        walked += room.history.count
        let aside = room.happenings?.aside(id).map { ($0.author, $0.account) }
        guard let (author, account) = room.history.author(of: id) ?? aside else {
            throw .takingBack(room.name, .unknown(id))
        }
        let person = asker.person
        guard person.isAuthor(author, account) || authority(of: person, in: room) >= .op else {
            throw .takingBack(room.name, .notYours(id))
        }
        return .change(.takeBack(person.id, RoomReference(room), id, reason: reason))
    }

    // MARK: - In private

    /// Who wrote it may take it back. Who had no part in it is told nothing of it.
    func takeBack(_ id: EventID, to nick: Nick, reason: Text?, by asker: Session) throws(Refusal) -> Decision {
        let person = asker.person
        guard let letter = shared.letters[id] else { throw .takingBackPrivate(nick, .unknown(id)) }
        guard person.isAuthor(letter.author, letter.account) else {
            let isRecipient = person.isAuthor(letter.recipient, letter.recipientAccount)
            throw .takingBackPrivate(nick, isRecipient ? .notYours(id) : .unknown(id))
        }
        guard isMeant(nick, by: letter) else { throw .takingBackPrivate(nick, .unknown(id)) }
        return .change(.takeBackPrivate(person.id, shared.letters.whole(letter), reason: reason))
    }

    /// Whether a nick is of who a message was written to, then or now.
    private func isMeant(_ nick: Nick, by letter: HubSnapshot.Letter) -> Bool {
        if letter.nick == nick { return true }
        guard let other = shared.people.find(nick) else {
            return shared.accounts.owner(of: nick).map { $0.id == letter.recipientAccount } ?? false
        }
        return other.isAuthor(letter.recipient, letter.recipientAccount)
    }

    /// Tells who has read it, and the author's other sessions.
    func tellOfTakingBack(
        _ event: Event, by person: Person, from other: Person?, _ origin: Session?, _ effects: inout [Effect]
    ) {
        let readers = other === person ? [] : other?.sessions.filter { takes(from: person, $0) } ?? []
        let shown = (readers + person.sessions).filter { id in
            id != origin?.id && local.sessions[id]?.reading.interests.contains(.takenBack) == true
        }
        show(event, to: shown, &effects)
    }
}

extension Person {
    /// Whether it was them, or the account that they are logged in to.
    fileprivate func isAuthor(_ author: PersonID?, _ account: AccountID?) -> Bool {
        author == id || account.map { $0 == self.account?.id } == true
    }
}

extension SharedState {
    func takeBack(_ id: EventID, in named: RoomReference, reason: Text?, by person: PersonID) -> Applied {
        guard let person = people[person], let room = rooms.find(named) else { return .nothing }
        // Where memory has no such line any more it is told all the same: others may have kept it.
        let time = room.history.blank(id) ?? room.happenings?.takeBack(id) ?? id
        var digest = Digest(of: .said)
        digest.mix(Int(room.id.index))
        digest.mix(id)
        said &+= digest.value
        let event = Event(
            id: rooms.nextID(in: room, at: lastTime), time: lastTime, room: room.name,
            .takenBack(id, saidAt: time, to: nil, by: person.nick, reason: reason), of: person.account?.name,
            by: people.source(of: person))
        return .takenBack(event, room)
    }

    // MARK: - In private

    /// Takes note of a private message.
    func note(_ id: EventID, to nick: Nick, by person: Person, _ fill: (inout HubSnapshot.Letter) -> Void) {
        var letter = HubSnapshot.Letter(id: id, time: lastTime, author: person.id, to: nick)
        letter.account = person.account?.id
        fill(&letter)
        letters.add(letter)
    }

    /// An account's messages that waited were shown to it.
    func collect(_ account: Account) -> AccountChanged? {
        letters.noteShown(to: account.id)
        return changed(account) { $0.waiting = 0 }
    }

    func takeBack(_ ids: [EventID], reason: Text?, by id: PersonID) -> Applied {
        let taken = ids.compactMap { letters.remove($0) }
        guard let person = people[id], let first = taken.first else { return .nothing }
        for letter in taken {
            if letter.isWaiting, let account = letter.recipientAccount.flatMap({ accounts[$0] }), account.waiting > 0 {
                accounts.change(account) { $0.waiting -= 1 }
            }
        }
        let here = first.recipientAccount.flatMap { accounts[$0]?.person } ?? first.recipient
        let other = here.flatMap { people[$0] }
        other?.particulars?.mail?.remove(taken.map(\.id))
        let event = Event(
            id: rooms.nextID(in: nil, at: lastTime), time: lastTime,
            .takenBack(first.id, saidAt: first.time, to: other?.nick ?? first.nick, by: person.nick, reason: reason),
            of: person.account?.name, by: people.source(of: person))
        return .takenBackPrivate(event, by: person, from: first.isWaiting ? nil : other)
    }
}
