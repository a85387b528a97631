/// Which sessions asked to be told when somebody of a nick comes and goes. It is this node's own.
struct Watches {
    /// By the nicks' keys, as they were asked for.
    private var nicks: [SessionID: [String: Nick]] = [:]
    private var watchers: [String: Set<SessionID>] = [:]

    /// Nobody asked: what each who comes and goes costs then is this look.
    var isEmpty: Bool { nicks.isEmpty }

    /// In the order of their keys.
    func nicks(of session: SessionID) -> [Nick] {
        (nicks[session] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    }

    func count(of session: SessionID) -> Int { nicks[session]?.count ?? 0 }

    func has(_ nick: Nick, of session: SessionID) -> Bool { nicks[session]?[nick.key] != nil }

    /// In the order of their slots.
    func watchers(of nick: Nick) -> [SessionID] {
        guard !isEmpty, let found = watchers[nick.key] else { return [] }
        return found.sorted { $0.slot < $1.slot }
    }

    mutating func add(_ nick: Nick, for session: SessionID) {
        let key = nick.key
        guard nicks[session]?[key] == nil else { return }
        nicks[session, default: [:]][key] = nick
        watchers[key, default: []].insert(session)
    }

    mutating func remove(_ nick: Nick, for session: SessionID) {
        let key = nick.key
        guard nicks[session]?.removeValue(forKey: key) != nil else { return }
        if nicks[session]?.isEmpty == true { nicks[session] = nil }
        forget(session, of: key)
    }

    mutating func removeAll(for session: SessionID) {
        guard !isEmpty, let gone = nicks.removeValue(forKey: session) else { return }
        for key in gone.keys { forget(session, of: key) }
    }

    private mutating func forget(_ session: SessionID, of key: String) {
        watchers[key]?.remove(session)
        if watchers[key]?.isEmpty == true { watchers[key] = nil }
    }
}
