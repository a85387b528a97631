/// How far somebody has read, in rooms and of what people write to them: a time for each, which only grows.
public struct ReadMarkers: Hashable, Sendable {
    /// More are not kept; the one of the earliest time goes first.
    public static let most = 1_000
    /// Bytes of a key at most: that of a room, or of a nick.
    static let keyBytes = 64

    /// In microseconds since 1970, by keys of rooms and nicks.
    public private(set) var times: [String: Int64] = [:]
    /// Of all of them, in whatever order they came.
    private(set) var digest: UInt64 = 0

    public init() {}

    public subscript(key: String) -> Int64? { times[key] }

    /// Somebody has read up to there.
    /// - Returns: whether that is further than before.
    @discardableResult
    public mutating func advance(_ key: String, to time: Int64) -> Bool {
        guard time > times[key] ?? .min, (1...ReadMarkers.keyBytes).contains(key.utf8.count) else { return false }
        set(key, time)
        if times.count > ReadMarkers.most, let oldest = times.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            set(oldest.key, nil)
        }
        return true
    }

    /// What has that key has another from now on; how far was read is the same, or further.
    mutating func move(_ old: String, to new: String) {
        guard let time = times[old] else { return }
        set(old, nil)
        if time > times[new] ?? .min { set(new, time) }
    }

    private mutating func set(_ key: String, _ time: Int64?) {
        if let old = times[key] { digest &-= ReadMarkers.digest(key, old) }
        times[key] = time
        if let time { digest &+= ReadMarkers.digest(key, time) }
    }

    private static func digest(_ key: String, _ time: Int64) -> UInt64 {
        var digest = Digest(of: .marker)
        digest.mix(key)
        digest.mix(time)
        return digest.value
    }
}

extension Hub {
    /// How far somebody has read; nil: that is not known, or they have no account.
    package func marker(_ key: String, of id: SessionID) -> Int64? {
        local.sessions[id]?.person.account?.markers[key]
    }

    /// Somebody has read up to there: their account knows it from now on.
    /// - Returns: how far they have read; nil: they have no account.
    package func mark(_ key: String, upTo time: Int64, by id: SessionID, at now: Moment) -> Int64? {
        guard let account = local.sessions[id]?.person.account, HubSnapshot.bounds.contains(time) else { return nil }
        if time > account.markers[key] ?? .min { _ = commit(.account(.mark(account.id, key, time)), at: now.wall) }
        return account.markers[key]
    }

    /// When something was said last in a room that somebody is in, in microseconds since 1970; nil: memory has nothing.
    package func timeOfLast(in room: RoomName, for id: SessionID) -> Int64? {
        guard let asker = local.sessions[id], let room = try? ownRoom(room, of: asker) else { return nil }
        return room.history.last(1, where: wants(asker)).events.last?.time
    }
}
