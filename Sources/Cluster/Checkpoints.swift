import ChatCore

/// What a node knew at some places of the log, to be compared with what others knew there: all that was read, and all that came of it.
struct Checkpoints {
    /// Every so many messages there is one.
    static let interval: UInt64 = 64
    /// So many are remembered.
    static let most = 64

    private var entries: [(sequence: UInt64, digest: UInt64)] = []

    var last: (sequence: UInt64, digest: UInt64)? { entries.last }

    /// Takes note of what is known, where that is to be compared.
    mutating func note(_ reader: LogReader, _ hub: Hub) {
        guard reader.sequence.isMultiple(of: Checkpoints.interval) else { return }
        var digest = Digest(of: .log)
        digest.mix(Int64(bitPattern: reader.digest))
        digest.mix(Int64(bitPattern: hub.digest))
        if entries.count == Checkpoints.most { entries.removeFirst() }
        entries.append((reader.sequence, digest.value))
    }

    /// Whether another node knew something else at the same place.
    func contradict(_ heartbeat: Heartbeat) -> Bool {
        entries.contains { $0.sequence == heartbeat.sequence && $0.digest != heartbeat.digest }
    }
}
