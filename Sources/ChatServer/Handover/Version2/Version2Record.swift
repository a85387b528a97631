import Handover

/// The kinds of records that the first two versions of a handover were made of. It is read for ever: a program of any age is to be
/// replaced by a new one.
///
/// In version 1 everything comes at once. In version 2 what rooms kept comes first, and then a rehearsal.
enum Version2Record: UInt8 {
    /// The server as a whole.
    case server = 2
    case hub = 3
    case room = 4
    /// Somebody in the hub.
    case person = 5
    /// A connection, with all that is needed to go on with it.
    case session = 6
    /// A listening socket.
    case listener = 7
    /// The last record: all others have come before it.
    case end = 8
    /// What a room kept at some moment. It comes by itself, before the state.
    case past = 9
    /// A file of the daemon's own, by its path.
    case file = 10
}

extension RecordReader {
    /// The next record. Its kind is nil if no program of these versions that we know wrote it.
    mutating func version2Record() throws(HandoverError) -> (kind: Version2Record?, payload: RecordReader) {
        let kind = try byte()
        return (Version2Record(rawValue: kind), RecordReader(try slice()))
    }
}
