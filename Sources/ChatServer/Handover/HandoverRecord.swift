/// The kinds of records that a handover is made of. A number never gets another meaning.
enum HandoverRecord: UInt8 {
    /// From the new process: its version, and which versions of the format it reads.
    case hello = 1
    /// The server as a whole.
    case server = 2
    case hub = 3
    case room = 4
    /// A participant of the hub's.
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
