/// People who are lost and come back, where several hubs are one chat: all of them know it, so whoever was lost at one comes back at any.
extension Hub {
    /// A session that was lost, and by which somebody may come back.
    package struct Loss: Hashable, Sendable {
        package let person: PersonID
        /// The node that it was at.
        package let node: NodeNumber
        /// Nobody is here by another.
        package let isHeld: Bool
        package let token: TokenDigest?
        /// What others are told once its time is over.
        package let reason: Text?
    }

    /// What was lost under a number; nil: that is over.
    package func loss(_ number: UInt64) -> Loss? {
        shared.losses.lost[number].map {
            Loss(person: $0.person, node: $0.node, isHeld: $0.isHeld, token: $0.token, reason: $0.reason)
        }
    }

    /// The numbers of all that were lost, the first of them first.
    package var losses: [UInt64] { shared.losses.lost.keys.sorted() }

    /// Whether somebody is here through no session of any node.
    func isHeld(_ person: Person) -> Bool { local.held[person.id] != nil || shared.losses.holds(person.id) }

    // MARK: - Tokens

    /// Asks for a token to be good for a session. Private messages to its person are kept from then on, at all nodes.
    /// - Parameter old: the token that it had.
    package func proposeToken(_ token: TokenDigest, for id: SessionID, insteadOf old: TokenDigest?) {
        guard let session = local.sessions[id] else { return }
        if let old { propose(.forgetTokens([old])) }
        propose(.token(session.person.id, token))
    }

    /// A session is going for good, and its token with it. It goes with its person, where that is the last.
    package func proposeForgetting(_ token: TokenDigest, of id: SessionID) {
        guard let session = local.sessions[id], !shared.presence.isLast(of: session.person.id) else { return }
        propose(.forgetTokens([token]))
    }

    private func propose(_ change: ReturnChange, _ purpose: Proposal.Purpose = .none) {
        onProposed?(Proposal(.returning(change), purpose))
    }

    // MARK: - Being lost

    /// A session ends, by which somebody may come back; who is here by no other is held. Nobody is told.
    /// - Parameters:
    ///   - token: that it has.
    ///   - finish: is given the number of the loss, and nil where nobody can come back by it.
    package func proposeHold(
        _ id: SessionID, _ token: TokenDigest?, reason: Text?, then finish: @escaping (UInt64?) -> Void
    ) {
        guard let session = local.sessions[id] else { return }
        let person = session.person
        end(session)
        if person.sessions.isEmpty {
            keepMail(of: person)
            local.held[person.id] = LocalState.HeldSession(session: session, lastID: lastID)
        }
        propose(.hold(person.id, token, after: lastID, reason: reason), .hold(finish))
    }

    /// The time of what was lost is over.
    /// - Parameter endings: a thousand at most.
    package func proposeLettingGo(_ endings: [ReturnChange.Ending]) {
        if !endings.isEmpty { propose(.letGo(endings)) }
    }

    /// All at a node are lost. Those who have an account or a token, and are at no other, are held; others of them quit. All hubs do so when
    /// they read that the node is down.
    package func lose(_ node: NodeNumber, reason: Text?, at time: Int64, _ effects: inout [Effect]) {
        writer = node
        defer { writer = nil }
        let (held, gone) = shared.lose(node, reason: reason)
        for person in held { keepMail(of: person) }
        for start in stride(from: 0, to: gone.count, by: Record.mostDepartures) {
            let some = gone[start..<min(start + Record.mostDepartures, gone.count)]
            apply(.quit(some.map { Record.Departure($0.id, reason: reason) }), at: time, by: nil, &effects)
        }
        tellOfLosses()
    }

    // MARK: - Coming back

    /// Asks for a session to be whose token that is. Of two that ask at once by one token, at whatever nodes, the first one is.
    /// - Parameters:
    ///   - next: the token that it has from then on.
    ///   - since: as `resume` has it.
    ///   - finish: is given what it is told, behind its rows; nil: the token was used up meanwhile.
    /// - Returns: by which it is known where the log does not tell what came of it; nil: the token is no good.
    package func proposeResuming(
        by token: TokenDigest, next: TokenDigest?, _ id: SessionID, since: EventID?, reason: (Nick) -> Text?,
        at now: Moment, then finish: @escaping (Return?) -> Void
    ) -> Order? {
        guard let session = local.sessions[id],
            let person = shared.losses.owner(of: token).flatMap({ shared.people[$0.person] })
        else { return nil }
        noteRequest(by: id, at: now)
        let order = makeOrder(by: session)
        let change = ReturnChange.resume(
            session.person.id, to: person.id, by: token, next: next, reason: reason(person.nick))
        propose(change, .resume(Proposal.Resuming(order: order, next: next, since: since, finish: finish)))
        return order
    }

    /// Applies what was asked for so.
    func settle(
        _ resuming: Proposal.Resuming, _ record: Record, at now: Moment, _ effects: inout [Effect]
    ) -> Settlement {
        let session = local.sessions[resuming.order.session]
        let applied = apply(record, at: now.wall, by: session, &effects)
        guard case .returned(.resumed(let resumption)) = applied else { return .notResumed }
        let person = resumption.person
        guard let session else {
            // It has ended meanwhile. What was said of its end named the guest.
            order(.quit([Record.Departure(person.id, reason: nil)]), at: now.wall, by: nil, &effects)
            if let next = resuming.next { propose(.forgetTokens([next])) }
            return .notResumed
        }
        if resumption.wasHeld { noteReturn(of: person, at: now.wall, by: session, &effects) }
        let unread = resuming.since ?? resumption.loss?.lastID ?? .max
        let missed = tellMissed(session, since: resuming.since, unread: unread, &effects)
        // What memory has no more waits on.
        if resumption.wasHeld, !missed.gap, !missed.more, let account = person.account {
            collect(for: account.id, at: now.wall, &effects)
        }
        return .resumed(
            Return(
                nick: person.nick, current: session.current.flatMap { shared.rooms[$0]?.name }, missed: missed,
                lastID: lastID))
    }

    // MARK: - What comes of it

    /// Tells this node's sessions of who was lost, or is back.
    func tell(
        of returned: Returned, _ knowing: [PersonID: [SessionID]], at time: Int64, _ origin: Session?,
        _ effects: inout [Effect]
    ) {
        switch returned {
        case .token(let person): keepMail(of: person)
        case .forgotten: break
        case .held(let person, let isHeld):
            if isHeld { keepMail(of: person) } else { local.held[person.id] = nil }
        case .resumed(let resumption): tell(of: resumption, knowing, at: time, origin, &effects)
        case .readmitted(let person): local.held[person.id] = nil
        case .letGo(let leavers, let rooms):
            if !leavers.isEmpty { tellOfQuits(leavers, outOf: rooms, knowing, at: time, &effects) }
        }
    }

    private func tell(
        of resumption: Returned.Resumption, _ knowing: [PersonID: [SessionID]], at time: Int64, _ origin: Session?,
        _ effects: inout [Effect]
    ) {
        let (guest, person) = (resumption.guest, resumption.person)
        let old = sessionWithToken?(resumption.token)
        let last = old.flatMap { local.sessions[$0] } ?? local.held[person.id]?.session
        if let origin, guest !== person { leaveGuest(by: origin) }
        if let gone = resumption.gone { tellOfQuits(gone.leavers, outOf: gone.rooms, knowing, at: time, &effects) }
        if let origin, guest !== person { goOn(as: person, by: origin, as: last) }
        local.held[person.id] = nil
        if let old, old != origin?.id { onReplaced?(old) }
    }

    /// Has whoever asks hear what is new of those who were lost.
    func tellOfLosses() {
        let changed = shared.losses.takeChanged()
        for number in changed where shared.losses.lost[number]?.isHeld == false {
            if let person = shared.losses.lost[number]?.person, !shared.losses.holds(person) {
                local.held[person] = nil
            }
        }
        if !changed.isEmpty { onLossesChanged?(changed) }
    }
}
