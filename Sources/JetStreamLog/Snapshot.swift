import NATS
import NATSClient

/// What all nodes knew at a place of the log, for who comes later.
package struct Snapshot: Hashable, Sendable {
    /// Chunks have so many bytes, but for the last one.
    package static let chunkBytes = 256 << 10
    /// Larger ones are not read.
    static let mostBytes = 4 << 30

    /// Of the last message of the log that is in it.
    package let sequence: UInt64
    package let bytes: [UInt8]
    /// When it was written, in microseconds since 1970.
    package let time: Int64

    /// What stands behind a snapshot's chunks, and tells that it is whole: `S1 CHUNKS BYTES DIGEST LEVEL`.
    struct End: Hashable, Sendable {
        let chunks: Int
        let bytes: Int
        /// SHA-256, in hexadecimal.
        let digest: String
        /// What a program has to know that reads it.
        let level: Int

        var text: String { "S1 \(chunks) \(bytes) \(digest) \(level)" }
    }
}

extension Snapshot.End {
    /// nil where it is none.
    init?(_ payload: [UInt8]) {
        let words = String(decoding: payload, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 5, words[0] == "S1", let chunks = Int(words[1]), let bytes = Int(words[2]),
            let level = Int(words[4]), (0...Snapshot.mostBytes).contains(bytes), words[3].utf8.count == 64,
            chunks == (bytes + Snapshot.chunkBytes - 1) / Snapshot.chunkBytes
        else { return nil }
        self.init(chunks: chunks, bytes: bytes, digest: String(words[3]), level: level)
    }
}

/// Which snapshots there are, by the subjects of their messages.
struct SnapshotList {
    /// The sequences of those that have an end, the newest first.
    let ended: [UInt64]
    /// Of those that have none: somebody is writing them, or has stopped.
    let unfinished: [UInt64]

    init(_ subjects: [Subject]) {
        var (all, ended) = (Set<UInt64>(), Set<UInt64>())
        for tokens in subjects.map(\.tokens) where tokens.count == 6 {
            guard let sequence = UInt64(tokens[4]) else { continue }
            all.insert(sequence)
            if tokens[5] == "end" { ended.insert(sequence) }
        }
        self.ended = ended.sorted(by: >)
        unfinished = all.subtracting(ended).sorted()
    }
}
