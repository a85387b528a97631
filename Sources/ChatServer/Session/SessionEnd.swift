import ChatCore

/// Why a session ends.
enum SessionEnd: Hashable {
    /// `/quit`, with the peer's own words.
    case quit(Text?)
    /// The peer closed its side.
    case closed
    /// The connection broke.
    case lost
    case slowReader
    /// Nothing came for too long.
    case idle
    case pingTimeout
    /// Too much came without the end of a line.
    case flood
    case wrongProtocol
    case outOfMemory
    case shuttingDown

    /// For the log and the figures.
    var label: String {
        switch self {
        case .quit: "quit"
        case .closed: "closed"
        case .lost: "lost"
        case .slowReader: "slow_reader"
        case .idle: "idle"
        case .pingTimeout: "ping_timeout"
        case .flood: "flood"
        case .wrongProtocol: "wrong_protocol"
        case .outOfMemory: "out_of_memory"
        case .shuttingDown: "shutting_down"
        }
    }

    /// What others in its rooms are told.
    var reason: Text? {
        switch self {
        case .quit(let words): words
        case .closed: "connection closed"
        case .lost: "connection lost"
        case .slowReader: "too slow a reader"
        case .idle: "idle"
        case .pingTimeout: "ping timeout"
        case .flood: "flood"
        case .wrongProtocol: "wrong protocol"
        case .outOfMemory: "out of memory"
        case .shuttingDown: "the server is shutting down"
        }
    }
}
