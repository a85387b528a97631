extension Hub {
    func say(
        _ text: Text, in name: RoomName?, isAction: Bool = false, nonce: Nonce? = nil, by asker: Session
    ) throws(Refusal) -> Decision {
        let room = try ownRoom(name, of: asker)
        if name != nil { makeCurrent(room, of: asker) }
        if let nonce, let before = room.history.said(under: nonce) {
            return .answered(.saidBefore(id: before.id, time: before.time))
        }
        return .change(.say(asker.person.id, RoomReference(room), text, isAction: isAction, nonce))
    }

    func tell(
        _ nick: Nick, _ text: Text, nonce: Nonce? = nil, by asker: Session
    ) throws(Refusal) -> Decision {
        guard let other = shared.people.find(nick) else { throw .noSuchNick(nick) }
        return .change(.tell(asker.person.id, to: other.id, nick, text, nonce))
    }

    func reply(_ text: Text, by asker: Session) throws(Refusal) -> Decision {
        guard let last = asker.lastCorrespondent else { throw .noCorrespondent }
        guard let other = shared.people[last] else { throw .correspondentLeft }
        return .change(.tell(asker.person.id, to: last, other.nick, text, nil))
    }

    /// Says something that may be said already: a program that lost its connection can't know.
    func sayOnce(_ nonce: Nonce, _ saying: Saying, by asker: Session) throws(Refusal) -> Decision {
        switch saying {
        case .here(let text): return try say(text, in: nil, nonce: nonce, by: asker)
        case .action(let text): return try say(text, in: nil, isAction: true, nonce: nonce, by: asker)
        case .inRoom(let room, let text): return try say(text, in: room, nonce: nonce, by: asker)
        case .to(let nick, let text):
            if let said = shared.privateNonces.said(to: nick, under: nonce) {
                return .answered(.saidBefore(id: said.id, time: said.time))
            }
            return try tell(nick, text, nonce: nonce, by: asker)
        }
    }
}
