/// Somebody ignored: the session, under whatever nick, and the nick, whoever has it next.
struct Ignored {
    let nick: Nick
    var session: SessionID
}

/// Whom one ignores, in the order in which they came to be. However many that are, no message costs more for it.
struct IgnoreList {
    private(set) var entries: [Ignored]
    private var sessions: Set<SessionID>
    private var keys: Set<String>

    init(_ entries: [Ignored] = []) {
        self.entries = entries
        sessions = Set(entries.map(\.session))
        keys = Set(entries.map(\.nick.key))
    }

    var isEmpty: Bool { entries.isEmpty }

    var count: Int { entries.count }

    func contains(_ session: SessionID) -> Bool { sessions.contains(session) }

    /// - Parameter key: of a nick.
    func contains(_ session: SessionID, named key: @autoclosure () -> String) -> Bool {
        sessions.contains(session) || keys.contains(key())
    }

    mutating func append(_ entry: Ignored) {
        self = IgnoreList(entries + [entry])
    }

    /// Somebody has come back as another session.
    mutating func setSession(of entry: Int, to session: SessionID) {
        var changed = entries
        changed[entry].session = session
        self = IgnoreList(changed)
    }

    mutating func removeAll(where isRemoved: (Ignored) -> Bool) {
        self = IgnoreList(entries.filter { !isRemoved($0) })
    }
}
