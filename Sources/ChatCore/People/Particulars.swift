/// What most people have not, apart from what all have: so a guest has no memory for it.
final class Particulars {
    var away: Text?
    /// To which they are logged in.
    var account: Account?
    /// From whom private messages come through, where no account says it.
    var messages = MessagePolicy.everybody
    /// This node's own, as the next. nil: they do not come back, so none of it is kept.
    var mail: Mail?
    /// Nobody is here through any session: what the last one had chosen for itself.
    var held: HeldSession?

    /// It is as if there were none.
    var isEmpty: Bool { away == nil && account == nil && messages == .everybody && mail == nil && held == nil }
}

/// The last session of somebody who is held. It has ended; who comes back goes on with what was its own.
final class HeldSession {
    let session: Session
    /// What came later came to nobody.
    let lastID: EventID

    init(_ session: Session, lastID: EventID) {
        self.session = session
        self.lastID = lastID
    }
}
