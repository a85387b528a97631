/// How far somebody has read, by room or nick (`draft/read-marker`): a time for each, which only grows.
package struct IRCReadMarkers: Hashable, Sendable {
    /// Who has no account has so many; the oldest goes first.
    package static let most = 200

    /// By keys of rooms and nicks, in microseconds since 1970.
    package private(set) var times: [String: Int64] = [:]

    package init() {}

    package subscript(key: String) -> Int64? { times[key] }

    /// What has that key has another from now on.
    package mutating func move(_ old: String, to new: String) {
        if old != new, let time = times.removeValue(forKey: old) { _ = advance(new, to: time) }
    }

    /// - Returns: the time that holds from now on.
    package mutating func advance(_ key: String, to time: Int64) -> Int64 {
        let newest = max(times[key] ?? .min, time)
        times[key] = newest
        if times.count > IRCReadMarkers.most,
            let oldest = times.min(by: { ($0.value, $0.key) < ($1.value, $1.key) })
        {
            times[oldest.key] = nil
        }
        return newest
    }
}
