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
    /// What came on its WebSocket was no frame of a client's. Some proxies send such a one where they end.
    case badFrame
    case outOfMemory
    case shuttingDown
    /// An operator wanted it, or a ban.
    case dismissed(Text?)
    /// It came and went within the grace of a newcomer, without a line: a load balancer's look, or a port scan.
    case unheard
    /// It goes on by another connection.
    case replaced
    /// An older process could not hand it over, or had not told of its end.
    case upgraded

    /// Without a peer's words, for the log and the figures.
    enum Cause: Int, CaseIterable, MetricLabel {
        case quit, closed, lost
        case slowReader, idle, pingTimeout, flood, wrongProtocol, outOfMemory
        case shuttingDown, unheard, dismissed, replaced

        static let names = [
            "quit", "closed", "lost", "slow_reader", "idle", "ping_timeout", "flood", "wrong_protocol", "out_of_memory",
            "shutting_down", "unheard", "dismissed", "replaced",
        ]
    }

    var cause: Cause {
        switch self {
        case .quit: .quit
        case .closed: .closed
        case .lost: .lost
        case .slowReader: .slowReader
        case .idle: .idle
        case .pingTimeout: .pingTimeout
        case .flood: .flood
        case .wrongProtocol, .badFrame: .wrongProtocol
        case .outOfMemory: .outOfMemory
        case .shuttingDown, .upgraded: .shuttingDown
        case .unheard: .unheard
        case .dismissed: .dismissed
        case .replaced: .replaced
        }
    }

    enum Kind {
        /// The peer, the server or an operator wanted it.
        case asked
        /// The peer's side is closed, by whomever: who has a token may come back.
        case closed
        /// The connection failed.
        case broken
    }

    var kind: Kind {
        switch self {
        case .lost, .slowReader, .pingTimeout, .outOfMemory, .upgraded: .broken
        case .closed, .badFrame: .closed
        case .quit, .idle, .flood, .wrongProtocol, .shuttingDown, .dismissed, .unheard, .replaced: .asked
        }
    }

    /// Nobody wanted the person to go, as an operator or a ban does: by `always_on` they stay.
    var leavesPerson: Bool {
        switch self {
        case .dismissed, .shuttingDown, .replaced, .unheard: false
        default: true
        }
    }

    /// For the log.
    var label: String { Cause.names[cause.index] }

    /// What others in its rooms are told.
    var reason: Text? {
        switch self {
        case .quit(let words), .dismissed(let words): words
        case .unheard, .replaced: nil
        case .closed: "connection closed"
        case .lost: "connection lost"
        case .slowReader: "too slow a reader"
        case .idle: "idle"
        case .pingTimeout: "ping timeout"
        case .flood: "flood"
        case .wrongProtocol, .badFrame: "wrong protocol"
        case .outOfMemory: "out of memory"
        case .shuttingDown: "the server is shutting down"
        case .upgraded: "the server was upgraded"
        }
    }
}
