import ChatCore

/// Whose each token is. Only digests are kept, and each is good once.
struct ResumeTokens {
    enum Owner: Hashable {
        /// It is here, as far as is known.
        case session(SessionID)
        /// It was lost, the how manyth of those that were, and whose it was.
        case lost(number: UInt64, PersonID)
    }

    private var owners: [TokenDigest: Owner] = [:]
    private var digests: [SessionID: TokenDigest] = [:]

    var count: Int { owners.count }

    /// Those of sessions that are here, in no order.
    var ofSessions: [(session: SessionID, digest: TokenDigest)] { digests.map { ($0.key, $0.value) } }

    func has(_ session: SessionID) -> Bool { digests[session] != nil }

    func digest(of session: SessionID) -> TokenDigest? { digests[session] }

    /// The session that has a token; nil: none that is here.
    func session(with digest: TokenDigest) -> SessionID? {
        if case .session(let id)? = owners[digest] { id } else { nil }
    }

    /// A session has this token from now on, and no other.
    mutating func give(_ digest: TokenDigest, to session: SessionID) {
        if let old = digests.updateValue(digest, forKey: session) { owners[old] = nil }
        owners[digest] = .session(session)
    }

    /// A session was lost: its token, if it has one, is by then of the one who was there by it.
    mutating func lose(_ session: SessionID, of person: PersonID, number: UInt64) -> TokenDigest? {
        guard let digest = digests.removeValue(forKey: session) else { return nil }
        owners[digest] = .lost(number: number, person)
        return digest
    }

    /// The same where it was lost in another process.
    mutating func giveLost(_ digest: TokenDigest, to person: PersonID, number: UInt64) {
        owners[digest] = .lost(number: number, person)
    }

    /// Uses a token up.
    /// - Returns: whose it was; nil: nobody's.
    mutating func use(_ digest: TokenDigest) -> Owner? {
        guard let owner = owners.removeValue(forKey: digest) else { return nil }
        if case .session(let id) = owner { digests[id] = nil }
        return owner
    }

    /// A session is gone for good.
    mutating func forget(_ session: SessionID) {
        if let digest = digests.removeValue(forKey: session) { owners[digest] = nil }
    }

    /// The time of a token is over, if that session had it which was lost.
    mutating func forget(_ digest: TokenDigest, number: UInt64) {
        if case .lost(number, _)? = owners[digest] { owners[digest] = nil }
    }
}
