/// People whose connections are gone, and who may come back: nobody is told that they are not there.
extension Hub {
    /// A session ends without its person, who is held where it was the last. Nobody is told.
    /// - Returns: who is held; nil where they are here through others, or the session is gone.
    package func hold(_ id: SessionID) -> PersonID? {
        guard let session = local.sessions[id] else { return nil }
        end(session)
        return session.person.sessions.isEmpty ? session.person.id : nil
    }

    /// Somebody who was held, or is here, is here through one more session, which reads all of their rooms.
    /// - Returns: nil where they have quit.
    package func resume(_ id: PersonID, as reading: Reading = Reading(), at now: Moment) -> SessionID? {
        shared.people[id].map { connect(to: $0, as: reading, at: now) }
    }

    /// Somebody who was held has not come back: they quit as ever. Nothing is done where they have.
    package func letGo(_ id: PersonID, reason: Text?, at now: Moment, _ effects: inout [Effect]) {
        guard let person = shared.people[id], person.sessions.isEmpty else { return }
        apply(.quit([Record.Departure(id, reason: reason)]), at: now.wall, by: nil, &effects)
    }
}
