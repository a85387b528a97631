/// The kinds of records that a handover is made of. A number never gets another meaning.
enum HandoverRecord: UInt8 {
    /// From the new process: what it is, and which versions of the format it reads.
    case hello = 1
    /// Of the server as a whole.
    case server = 2
    case hub = 3
    case room = 4
    /// A participant of the hub's.
    case person = 5
    /// A connection, and what it takes to go on with it.
    case session = 6
    /// A listening socket.
    case listener = 7
    /// Nothing comes after it: what comes before it is whole.
    case end = 8
    /// What a room kept at some moment; by itself, before the state.
    case past = 9
    /// A file of the daemon's own, by its path.
    case file = 10
}
