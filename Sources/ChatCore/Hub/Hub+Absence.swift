/// Sessions of a node that the others hold for dead: their people are gone for everybody, and their connections are not. When the node is
/// there again they come back.
extension Hub {
    /// A session whose person is gone, as it was: what it takes to have it back.
    package struct Absentee: Hashable, Sendable {
        package let id: SessionID
        package let nick: Nick
        let person: PersonID
        package let account: AccountID?
        /// Where they were; the last is that in which they spoke.
        package let rooms: [RoomName]
        /// What happened up to here they were told.
        package let lastID: EventID
        let introduction: Introduction
        let host: Host?
        let copy: HubSnapshot.Session
    }

    /// Has all sessions of this node be none of the hub's any more, before the hub is told that their people are gone. Nobody is told anything.
    /// Each keeps its number: it comes back as the same (`proposeReturn`), or is given up (`forget`).
    package func takeAbsentees() -> [Absentee] {
        let absentees = local.sessions.all.map { session in
            let person = session.person
            var rooms = person.rooms.filter { $0 != session.current }
            if let current = session.current { rooms.append(current) }
            return Absentee(
                id: session.id, nick: person.nick, person: person.id, account: person.account?.id,
                rooms: rooms.compactMap { shared.rooms[$0]?.name }, lastID: lastID,
                introduction: person.particulars?.introduction ?? Introduction(user: .line, realName: ""),
                host: person.host, copy: session.copy)
        }
        for session in Array(local.sessions.all) {
            end(session)
            local.sessions.reserve(session.id)
        }
        return absentees
    }

    /// Asks for somebody to be taken in again, under the nick that they had. Their login follows when they are here; rooms they enter as
    /// others do.
    /// - Parameter ticket: comes back with the session.
    /// - Throws: `Refusal` where the nick is somebody else's by now.
    package func proposeReturn(
        of absentee: Absentee, ticket: Int, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) {
        // Who had a token is held under it. Others are by their account, and are again by their login.
        if absentee.account == nil, shared.losses.holds(absentee.person) {
            onProposed?(Proposal(.returning(.readmit(absentee.person)), arrival(of: absentee, ticket)))
            return
        }
        let entrance = Entrance(absentee.nick, absentee.introduction, account: absentee.account)
        let record = try decideEntrance(entrance, from: absentee.host, at: now, &effects)
        onProposed?(Proposal(record, arrival(of: absentee, ticket)))
    }

    /// The same under a guest's nick.
    package func proposeReturnAsGuest(of absentee: Absentee, ticket: Int) {
        let record = Record.arrive(isHidden: false, from: absentee.host, isOutside: true)
        onProposed?(Proposal(record, arrival(of: absentee, ticket)))
    }

    private func arrival(of absentee: Absentee, _ ticket: Int) -> Proposal.Purpose {
        .arrival(
            ticket: ticket, reading: absentee.copy.reading, account: absentee.account, returning: absentee.id)
    }

    /// A session that was to come back has ended.
    package func forget(_ absentee: Absentee) {
        local.sessions.release(absentee.id)
    }

    /// Who is back reads as they did.
    package func restore(_ absentee: Absentee) {
        guard let session = local.sessions[absentee.id] else { return }
        session.filters = absentee.copy.filters
        session.ignored = absentee.copy.ignored.isEmpty ? nil : IgnoreList(absentee.copy.ignored)
        session.hasAsked = absentee.copy.hasAsked
        if let current = absentee.copy.current.flatMap({ shared.rooms[$0] }), session.person.isIn(current.id) {
            makeCurrent(current, of: session)
        }
        refreshViews(of: session)
    }
}
