import ChatCore
import Store

/// How far a file has what a log says, of which it is the projection at one node. It is written with what was read last, so what is lost by a
/// crash is read again.
struct Followed {
    static let setting = "cluster"

    /// A place in the log, and the last id that was given up to there.
    struct Mark: Hashable {
        var sequence: UInt64
        var lastID: EventID

        init(sequence: UInt64, lastID: EventID) {
            self.sequence = sequence
            self.lastID = lastID
        }

        /// - Returns: nil where the file was altered.
        init?(_ bytes: [UInt8]) {
            guard bytes.count == 16 else { return nil }
            func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
            self.init(sequence: number(bytes[..<8]), lastID: EventID(bitPattern: number(bytes[8...])))
        }

        var fact: Fact {
            let numbers = [sequence, UInt64(bitPattern: lastID)]
            return .setting(
                Followed.setting,
                numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } })
        }
    }

    /// What the hub began with, where that was not the log's beginning.
    struct Place {
        var sequence: UInt64
        /// How accounts log in, and what waits for them, as `StoredLogins` has it.
        var logins: [UInt8]
    }

    /// Up to where the file had it when it was opened; nil: it is no node's file yet.
    let filled: Mark?
    /// What is read now.
    var read: UInt64
    /// Up to where the file was told.
    private var marked: UInt64

    init(_ bytes: [UInt8]?, from place: Place) {
        filled = bytes.flatMap { Mark($0) }
        read = place.sequence
        marked = filled?.sequence ?? 0
    }

    /// What comes of the log is in the file already.
    var isReplaying: Bool { filled.map { read <= $0.sequence } ?? false }

    /// The file lacks what happened before the hub began.
    var isOlder: Bool { filled.map { $0.sequence < read } ?? true }

    /// Is to be written behind what comes of the messages up to here; nil: that is known.
    mutating func mark(_ lastID: EventID) -> Fact? {
        guard read > marked || filled == nil && marked == 0 else { return nil }
        marked = read
        return Mark(sequence: read, lastID: lastID).fact
    }
}
