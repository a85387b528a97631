/// What came of a loss, or of a return.
enum Returned {
    /// Nobody is told.
    case token(Person)
    case forgotten
    /// `isHeld`: nobody is here by another.
    case held(Person, isHeld: Bool)
    case resumed(Resumption)
    case readmitted(Person)
    case letGo([Applied.Leaver], rooms: [Room])

    struct Resumption {
        /// Whose the session was.
        let guest: Person
        let person: Person
        /// The guest has no other, and is gone.
        let gone: (leavers: [Applied.Leaver], rooms: [Room])?
        let token: TokenDigest
        /// By which they were lost; nil: the session that had it is here, as far as is known.
        let loss: Losses.Loss?
        /// They were held, and are not any more.
        let wasHeld: Bool
    }
}

extension SharedState {
    func apply(_ change: ReturnChange, from node: NodeNumber) -> Applied {
        returned(by: change, from: node).map { .returned($0) } ?? .nothing
    }

    private func returned(by change: ReturnChange, from node: NodeNumber) -> Returned? {
        switch change {
        case .token(let id, let token):
            guard let person = people[id],
                losses.give(token, to: id, at: node) || losses.recover(token, of: id, at: node)
            else { return nil }
            return .token(person)
        case .forgetTokens(let tokens):
            let known = tokens.filter { losses.use($0) != nil }
            return known.isEmpty ? nil : .forgotten
        case .hold(let id, let token, let lastID, let reason):
            return hold(id, token, after: lastID, reason: reason, from: node)
        case .resume(let guest, let id, let token, let next, let reason):
            return resume(id, by: guest, token, next: next, reason: reason, from: node)
        case .readmit(let id):
            guard let person = people[id], losses.release(id) != nil else { return nil }
            presence.add(id, at: node)
            return .readmitted(person)
        case .letGo(let endings): return letGo(endings)
        }
    }

    private func hold(
        _ id: PersonID, _ token: TokenDigest?, after lastID: EventID, reason: Text?, from node: NodeNumber
    ) -> Returned? {
        guard let person = people[id] else {
            // They have become one with somebody meanwhile, and so has the token. Its session is gone.
            return token.flatMap { losses.use($0) } == nil ? nil : .forgotten
        }
        let isLast = presence.endSession(of: id, at: node) && !losses.holds(id)
        _ = losses.lose(of: id, at: node, token, isHeld: isLast, after: lastID, reason: reason)
        return .held(person, isHeld: isLast)
    }

    private func resume(
        _ id: PersonID, by guestID: PersonID, _ token: TokenDigest, next: TokenDigest?, reason: Text?,
        from node: NodeNumber
    ) -> Returned? {
        guard let guest = people[guestID], let person = people[id], let owner = losses.owner(of: token),
            owner.person == id
        else { return nil }
        let loss = owner.loss.flatMap { losses.lost[$0] }
        losses.use(token)
        var gone: (leavers: [Applied.Leaver], rooms: [Room])?
        var wasHeld = false
        if guest !== person {
            wasHeld = losses.release(id) != nil
            presence.add(id, at: node)
            if presence.endSession(of: guestID, at: node) {
                let leavers = [Applied.Leaver(person: guest, reason: reason)]
                gone = (leavers, remove(leavers))
            }
        }
        if let next { _ = losses.give(next, to: id, at: node) }
        return .resumed(
            Returned.Resumption(
                guest: guest, person: person, gone: gone, token: token, loss: loss, wasHeld: wasHeld))
    }

    private func letGo(_ endings: [ReturnChange.Ending]) -> Returned? {
        var leavers: [Applied.Leaver] = []
        var hasEnded = false
        for ending in endings {
            guard let loss = losses.end(ending.number) else { continue }
            hasEnded = true
            guard loss.isHeld, let person = people[loss.person] else { continue }
            leavers.append(Applied.Leaver(person: person, reason: ending.reason))
        }
        guard hasEnded else { return nil }
        return .letGo(leavers, rooms: leavers.isEmpty ? [] : remove(leavers))
    }

    // MARK: - A node is down

    /// All sessions at a node are lost. Who may come back and is at no other is held.
    /// - Returns: those who are held, and those who can't come back, and are still to quit.
    func lose(_ node: NodeNumber, reason: Text?) -> (held: [Person], gone: [Person]) {
        var (held, gone): ([Person], [Person]) = ([], [])
        for (slot, isGone) in presence.lose(node) {
            guard let person = people.slots[Int(slot)] else { continue }
            let tokens = losses.tokens(of: person.id).filter { token in
                losses.owner(of: token).map { $0.node == node && $0.loss == nil } ?? false
            }
            let mayReturn = !person.isHidden && (person.account != nil || losses.hasToken(person.id))
            guard isGone, mayReturn else {
                for token in tokens {
                    _ = losses.lose(
                        of: person.id, at: node, token, isHeld: false, after: rooms.lastID, reason: reason)
                }
                if isGone { gone.append(person) }
                continue
            }
            held.append(person)
            for token in tokens.dropLast() {
                _ = losses.lose(of: person.id, at: node, token, isHeld: false, after: rooms.lastID, reason: reason)
            }
            _ = losses.lose(of: person.id, at: node, tokens.last, isHeld: true, after: rooms.lastID, reason: reason)
        }
        return (held, gone)
    }
}
