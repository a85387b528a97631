extension Hub {
    /// Says a text in the current room, where nothing but the line itself comes of it: what `perform` does with `.say`, on a shorter way, as
    /// nearly every line is of this kind.
    /// - Returns: nil where more may come of it. Nothing has changed then, and it is `perform` that has to be asked.
    public func say(_ text: Text, by id: SessionID, at now: Moment) -> (event: Event, room: RoomID)? {
        guard local.newcomers.isEmpty, limits.topicBytes == shared.topicBytes, onProposed == nil,
            let asker = local.sessions[id], let room = asker.current.flatMap({ shared.rooms[$0] })
        else { return nil }
        return say(text, in: room, by: asker, at: now)
    }

    /// The same in a room that they are in, which is the current one from then on.
    public func say(_ text: Text, in name: RoomName, by id: SessionID, at now: Moment) -> (event: Event, room: RoomID)?
    {
        guard local.newcomers.isEmpty, limits.topicBytes == shared.topicBytes, onProposed == nil,
            let asker = local.sessions[id],
            let room = roomOfOwn(name, asker), let said = say(text, in: room, by: asker, at: now)
        else { return nil }
        makeCurrent(room, of: asker)
        return said
    }

    /// Mostly it is the one in which they spoke before: that is found without a look at all names.
    private func roomOfOwn(_ name: RoomName, _ asker: Session) -> Room? {
        if let room = asker.current.flatMap({ shared.rooms[$0] }), room.name.text == name.text { return room }
        return shared.rooms.find(name).flatMap { asker.person.isIn($0.id) ? $0 : nil }
    }

    @inline(__always)
    private func say(_ text: Text, in room: Room, by asker: Session, at now: Moment) -> (event: Event, room: RoomID)? {
        if holdsGuests, asker.person.account == nil {
            guard (try? checkGuestSpeech(of: asker.person, text, in: room, at: now)) != nil else { return nil }
        } else if let rules = room.rules, (try? checkSpeech(of: asker.person, in: room, rules, at: now)) == nil {
            return nil
        }
        noteRequest(by: asker, at: now)
        let event = commit(text, as: .message, nil, by: asker.person, in: room, at: now.wall)
        forgetHistory(of: room)
        return (event, room.id)
    }

    func say(
        _ text: Text, in name: RoomName?, as manner: Manner = .message, nonce: Nonce? = nil,
        with enclosure: Enclosure? = nil, by asker: Session, at now: Moment
    ) throws(Refusal) -> Decision {
        let room = try roomToSpeak(in: name, by: asker)
        if let nonce, let before = room.history.said(under: nonce) {
            return .answered(.saidBefore(id: before.id, time: before.time))
        }
        try checkSpeaker(text, in: room, by: asker, at: now)
        return .say(
            Utterance(person: asker.person, room: room, text: text, manner: manner, nonce: nonce, enclosure: enclosure))
    }

    /// The room named, which is the current one from then on, or one that who is outside may speak in.
    func roomToSpeak(in name: RoomName?, by asker: Session) throws(Refusal) -> Room {
        do {
            let room = try ownRoom(name, of: asker)
            if name != nil { makeCurrent(room, of: asker) }
            return room
        } catch {
            guard let open = openRoom(name) else { throw error }
            return open
        }
    }

    /// Whether somebody may say that there, now.
    func checkSpeaker(_ text: Text, in room: Room, by asker: Session, at now: Moment) throws(Refusal) {
        if holdsGuests, asker.person.account == nil {
            try checkGuestSpeech(of: asker.person, text, in: room, at: now)
        } else if let rules = room.rules {
            try checkSpeech(of: asker.person, in: room, rules, at: now)
        }
    }

    /// Applies what was decided to be said, and tells it to all in the room: as `apply` does it with its record.
    func say(_ utterance: Utterance, by asker: Session, at time: Int64, _ effects: inout [Effect]) -> Reply {
        guard local.newcomers.isEmpty else {
            guard case .said(let event, _) = apply(utterance.record, at: time, by: asker, &effects) else {
                preconditionFailure("what was decided was not applied")
            }
            return .said(id: event.id, time: event.time)
        }
        let (person, room) = (utterance.person, utterance.room)
        let event = commit(
            utterance.text, as: utterance.manner, utterance.nonce, with: utterance.enclosure, by: person, in: room,
            at: time)
        deliver(event, said: room, by: asker, &effects)
        return .said(id: event.id, time: event.time)
    }

    func deliver(_ event: Event, said room: Room, by origin: Session?, _ effects: inout [Effect]) {
        forgetHistory(of: room)
        effects.append(.deliver(event, to: room.id, from: origin?.id ?? .none))
    }

    /// Something was said in a room. How much of that stays in memory is this node's own.
    private func forgetHistory(of room: Room) {
        room.history.forget(over: room.modes.contains(.noHistory) ? 0 : limits.historyEvents)
        if shared.rooms.memoryBytes > limits.historyBytes { shared.rooms.forgetHistory(toFit: limits.historyBytes) }
    }

    /// A room of that name in which who is outside may speak.
    private func openRoom(_ name: RoomName?) -> Room? {
        guard let room = name.flatMap({ shared.rooms.find($0) }), room.isOpenToOutside else { return nil }
        return room
    }

    /// Whether what holds in a room lets somebody speak. Ops speak whatever holds.
    func checkSpeech(
        of person: Person, in room: Room, _ box: RulesBox, at now: Moment
    ) throws(Refusal) {
        try checkRules(of: person, in: room, box, at: now)
        try checkPace(of: person, in: room, box, at: now)
    }

    func checkRules(of person: Person, in room: Room, _ box: RulesBox, at now: Moment) throws(Refusal) {
        let rank = authority(of: person, in: room)
        guard rank < .op else { return }
        if rank < .voice {
            if box.rules.modes.contains(.moderated) { throw .speech(room.name, .moderated) }
            if let until = box.isSilenced(person, at: now.wall) {
                throw .speech(room.name, .muted(seconds: Hub.seconds(until: until, at: now.wall)))
            }
            if box.rules.modes.contains(.speakAccounts), person.account == nil {
                throw .speech(room.name, .needsAccount)
            }
        }
    }

    /// Whether it is their turn where each speaks once in so many seconds. If so, it is used up.
    func checkPace(of person: Person, in room: Room, _ box: RulesBox, at now: Moment) throws(Refusal) {
        guard box.rules.slow > 0, authority(of: person, in: room) < .op else { return }
        let wait = local.pace.wait(for: person.id, in: room.id, seconds: box.rules.slow, at: now.steady)
        guard wait > 0 else { return }
        throw .speech(room.name, .tooSoon(slow: box.rules.slow, retry: (wait + 999_999) / 1_000_000))
    }

    /// - Parameter until: in microseconds since 1970; nil or `.max`: for good.
    static func seconds(until: Int64?, at now: Int64) -> Int64? {
        guard let until, until != .max else { return nil }
        return max(1, (until - now + 999_999) / 1_000_000)
    }

    func tell(
        _ nick: Nick, _ text: Text, nonce: Nonce? = nil, with enclosure: Enclosure? = nil, isNotice: Bool = false,
        by asker: Session, at now: Moment
    ) throws(Refusal) -> Decision {
        guard let other = shared.people.find(nick) ?? here(as: nick) else {
            if isNotice { throw .noSuchNick(nick) }
            return .change(try post(nick, text, nonce, enclosure, by: asker))
        }
        try checkPolicy(of: other, for: asker.person)
        if holdsGuests, asker.person.account == nil { try checkGuest(asker, tells: text, to: other, at: now) }
        return .change(
            .tell(
                asker.person.id, to: other.id, nick, text, nonce, isNotice: isNotice,
                isWaiting: try waits(for: other, from: asker), with: enclosure))
    }

    /// Who is here, and takes what who asks has to tell them.
    func whoIsTold(_ nick: Nick, by asker: Session) throws(Refusal) -> Person {
        guard let other = shared.people.find(nick) ?? here(as: nick) else { throw .noSuchNick(nick) }
        try checkPolicy(of: other, for: asker.person)
        return other
    }

    /// Who is logged in to the account that a nick belongs to, under whatever nick.
    private func here(as nick: Nick) -> Person? {
        shared.accounts.owner(of: nick)?.person.flatMap { shared.people[$0] }
    }

    /// A message to somebody who is not here waits, if they have an account.
    private func post(
        _ nick: Nick, _ text: Text, _ nonce: Nonce?, _ enclosure: Enclosure?, by asker: Session
    ) throws(Refusal) -> Record {
        guard limits.waitingPerAccount > 0, let account = shared.accounts.owner(of: nick) else {
            throw .noSuchNick(nick)
        }
        guard asker.person.account != nil else { throw .account(.absent(account.name)) }
        guard account.messages != .nobody || asker.person.isOperator else {
            throw .account(.takesNoMessages(account.name, needsLogin: false))
        }
        try checkMailbox(of: account)
        return .post(asker.person.id, to: account.id, nick, text, nonce, with: enclosure)
    }

    private func checkMailbox(of account: Account) throws(Refusal) {
        guard account.waiting < limits.waitingPerAccount else { throw .account(.mailboxFull(account.name)) }
    }

    /// Whether what somebody is told waits for their account: they are held, and may not come back before they are let go, or the server
    /// ends.
    private func waits(for other: Person, from asker: Session) throws(Refusal) -> Bool {
        guard limits.waitingPerAccount > 0, let account = other.account, isHeld(other),
            local.held[other.id]?.session.ignores(asker.person) != true
        else { return false }
        try checkMailbox(of: account)
        return true
    }

    func reply(_ text: Text, by asker: Session, at now: Moment) throws(Refusal) -> Decision {
        guard let last = asker.lastCorrespondent else { throw .noCorrespondent }
        guard let other = shared.people[last] else { throw .correspondentLeft }
        try checkPolicy(of: other, for: asker.person)
        if holdsGuests, asker.person.account == nil { try checkGuest(asker, tells: text, to: other, at: now) }
        return .change(
            .tell(asker.person.id, to: last, other.nick, text, nil, isWaiting: try waits(for: other, from: asker)))
    }

    /// Whether somebody takes private messages of who asks.
    func checkPolicy(of other: Person, for person: Person) throws(Refusal) {
        guard other !== person, let particulars = other.particulars, !person.isOperator else { return }
        switch particulars.account?.messages ?? particulars.messages {
        case .everybody: break
        case .accounts:
            if person.account == nil { throw .account(.takesNoMessages(other.nick, needsLogin: true)) }
        case .nobody: throw .account(.takesNoMessages(other.nick, needsLogin: false))
        }
    }

    /// Says something that may be said already: a program that lost its connection can't know.
    func sayOnce(
        _ nonce: Nonce, _ saying: Saying, by asker: Session, at now: Moment
    ) throws(Refusal) -> Decision {
        switch saying {
        case .here(let text): return try say(text, in: nil, nonce: nonce, by: asker, at: now)
        case .action(let text): return try say(text, in: nil, as: .action, nonce: nonce, by: asker, at: now)
        case .inRoom(let room, let text): return try say(text, in: room, nonce: nonce, by: asker, at: now)
        case .to(let nick, let text):
            if let said = shared.privateNonces.said(to: nick, under: nonce) {
                return .answered(.saidBefore(id: said.id, time: said.time))
            }
            return try tell(nick, text, nonce: nonce, by: asker, at: now)
        }
    }
}
