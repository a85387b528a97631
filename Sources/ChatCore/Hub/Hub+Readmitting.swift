/// A node that others held for dead comes back. For all others its people have quit, or are held; here are their connections still.
extension Hub {
    /// Sessions whose node was held for dead, until they are back. They read no room, and what they ask for is refused.
    package var strandedSessions: [SessionID] {
        local.stranded.keys.sorted { ($0.slot, $0.generation) < ($1.slot, $1.generation) }
    }

    /// All at a node are lost. Those who have an account or a token, and are at no other, are held; others of them quit. All hubs do so when
    /// they read that the node is down.
    /// - Parameter isOwn: this one was held for dead, or is leaving.
    package func lose(
        _ node: NodeNumber, isOwn: Bool = false, reason: Text?, at time: Int64, _ effects: inout [Effect]
    ) {
        writer = node
        defer { writer = nil }
        if isOwn { strand() }
        let (held, gone) = shared.lose(node, reason: reason)
        for person in held { keepMail(of: person) }
        for start in stride(from: 0, to: gone.count, by: Record.mostDepartures) {
            let some = gone[start..<min(start + Record.mostDepartures, gone.count)]
            apply(.quit(some.map { Record.Departure($0.id, reason: reason) }), at: time, by: nil, &effects)
        }
        tellOfLosses()
    }

    private func strand() {
        for session in local.sessions.all where local.stranded[session.id] == nil {
            let person = session.person
            unseat(session)
            person.sessions.remove(session.id)
            let current = session.current.flatMap { shared.rooms[$0]?.name }
            let rooms = person.rooms.compactMap { shared.rooms[$0]?.name }
            local.stranded[session.id] = LocalState.Stranded(
                person: person.id, nick: person.nick, account: person.account?.id,
                introduction: person.particulars?.introduction, host: person.host,
                // The one that they talk in is entered first, and is it again by that.
                rooms: (current.map { [$0] } ?? []) + rooms.filter { $0 != current })
            session.current = nil
        }
    }

    /// Asks for a stranded session to be taken in again, in this node's next life: as who it was if they are still held, or under the nick
    /// that they had, or under a guest's if somebody has that by now. They enter their rooms, as far as these let them.
    /// - Parameter token: that it has.
    package func proposeReadmission(of id: SessionID, _ token: TokenDigest?, at now: Moment, _ effects: inout [Effect]) {
        proposeReadmission(of: id, token, attempt: 1, at: now, &effects)
    }

    private func proposeReadmission(
        of id: SessionID, _ token: TokenDigest?, attempt: Int, at now: Moment, _ effects: inout [Effect]
    ) {
        guard let stranded = local.stranded[id] else { return }
        let record: Record
        if shared.people[stranded.person] != nil {
            record = .returning(.readmit(stranded.person, token))
        } else {
            let account = stranded.account.flatMap { shared.accounts[$0] }
            let introduction = stranded.introduction ?? Introduction(user: .line, realName: "")
            let isFree =
                shared.people.find(stranded.nick) == nil && attempt < Hub.mostAttempts
                && (try? checkNick(stranded.nick, of: nil, account, at: now)) != nil
            record =
                isFree
                ? .introduce(stranded.nick, introduction, from: stranded.host)
                : .arrive(isHidden: false, from: stranded.host, isOutside: true)
        }
        onProposed?(
            Proposal(record, .readmission(Proposal.Readmission(session: id, token: token, attempt: attempt))))
    }

    /// Applies what was asked for so.
    func settle(
        _ readmission: Proposal.Readmission, _ record: Record, _ isPermitted: Bool, at now: Moment,
        _ effects: inout [Effect]
    ) -> Settlement {
        let applied = isPermitted ? apply(record, at: now.wall, by: nil, &effects) : .nothing
        let id = readmission.session
        guard let person = applied.whoIsBack else {
            proposeReadmission(of: id, readmission.token, attempt: readmission.attempt + 1, at: now, &effects)
            return .proposedAgain
        }
        guard let session = local.sessions[id], let stranded = local.stranded.removeValue(forKey: id) else {
            order(.quit([Record.Departure(person.id, reason: nil)]), at: now.wall, by: nil, &effects)
            return .done
        }
        goOn(as: person, by: session, as: nil)
        if case .returned(.readmitted(_, let loss)) = applied {
            if loss != nil { noteReturn(of: person, at: now.wall, by: session, &effects) }
        } else {
            if let account = stranded.account {
                order(
                    .account(.logIn(person.id, account, keepsNick: true)), at: now.wall, by: session, &effects)
            }
            for room in stranded.rooms { order(.enter(person.id, room), at: now.wall, by: session, &effects) }
        }
        return .readmitted(id, was: stranded.nick)
    }
}

extension Applied {
    fileprivate var whoIsBack: Person? {
        switch self {
        case .arrived(let person, _), .returned(.readmitted(let person, _)): person
        default: nil
        }
    }
}
