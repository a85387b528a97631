extension Hub {
    func say(
        _ text: Text, in name: RoomName?, isAction: Bool = false, nonce: Nonce? = nil, by asker: Session, at now: Moment
    ) throws(Refusal) -> Decision {
        let room: Room
        do {
            room = try ownRoom(name, of: asker)
            if name != nil { makeCurrent(room, of: asker) }
        } catch {
            guard let open = openRoom(name) else { throw error }
            room = open
        }
        if let nonce, let before = room.history.said(under: nonce) {
            return .answered(.saidBefore(id: before.id, time: before.time))
        }
        if let rules = room.rules { try checkSpeech(of: asker.person, in: room, rules, at: now) }
        return .change(.say(asker.person.id, RoomReference(room), text, isAction: isAction, nonce))
    }

    /// A room of that name in which who is outside may speak.
    private func openRoom(_ name: RoomName?) -> Room? {
        guard let room = name.flatMap({ shared.rooms.find($0) }), room.isOpenToOutside else { return nil }
        return room
    }

    /// Whether what holds in a room lets somebody speak. Ops speak whatever holds.
    private func checkSpeech(
        of person: Person, in room: Room, _ box: RulesBox, at now: Moment
    ) throws(Refusal) {
        let rank = authority(of: person, in: room)
        guard rank < .op else { return }
        if rank < .voice {
            if box.rules.modes.contains(.moderated) { throw .speech(room.name, .moderated) }
            if let until = box.isSilenced(person, at: now.wall) {
                throw .speech(room.name, .muted(seconds: Hub.seconds(until: until, at: now.wall)))
            }
        }
        if box.rules.modes.contains(.speakAccounts), person.account == nil { throw .speech(room.name, .needsAccount) }
        guard box.rules.slow > 0 else { return }
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
        _ nick: Nick, _ text: Text, nonce: Nonce? = nil, by asker: Session
    ) throws(Refusal) -> Decision {
        guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
        try checkPolicy(of: other, for: asker)
        return .change(.tell(asker.person.id, to: other.id, nick, text, nonce))
    }

    func reply(_ text: Text, by asker: Session) throws(Refusal) -> Decision {
        guard let last = asker.lastCorrespondent else { throw .noCorrespondent }
        guard let other = shared.people[last] else { throw .correspondentLeft }
        try checkPolicy(of: other, for: asker)
        return .change(.tell(asker.person.id, to: last, other.nick, text, nil))
    }

    /// Whether somebody takes private messages of who asks.
    private func checkPolicy(of other: Person, for asker: Session) throws(Refusal) {
        guard other !== asker.person, let particulars = other.particulars, !asker.person.isOperator else { return }
        switch particulars.account?.messages ?? particulars.messages {
        case .everybody: break
        case .accounts:
            if asker.person.account == nil { throw .account(.takesNoMessages(other.nick, needsLogin: true)) }
        case .nobody: throw .account(.takesNoMessages(other.nick, needsLogin: false))
        }
    }

    /// Says something that may be said already: a program that lost its connection can't know.
    func sayOnce(
        _ nonce: Nonce, _ saying: Saying, by asker: Session, at now: Moment
    ) throws(Refusal) -> Decision {
        switch saying {
        case .here(let text): return try say(text, in: nil, nonce: nonce, by: asker, at: now)
        case .action(let text): return try say(text, in: nil, isAction: true, nonce: nonce, by: asker, at: now)
        case .inRoom(let room, let text): return try say(text, in: room, nonce: nonce, by: asker, at: now)
        case .to(let nick, let text):
            if let said = shared.privateNonces.said(to: nick, under: nonce) {
                return .answered(.saidBefore(id: said.id, time: said.time))
            }
            return try tell(nick, text, nonce: nonce, by: asker)
        }
    }
}
