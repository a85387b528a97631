import ChatCore

/// What a server counts while it runs.
///
/// The server adds where things happen: plain numbers at fixed places, a few a line that comes, none a line that is delivered
/// (`Delivery` counts those anyway). All else is asked for when somebody looks (`Gauges`).
public final class Metrics {
    /// When the process began to serve, in microseconds since 1970.
    let started: Int64

    // Coming and going.
    var acceptedConnections = Counts<ListenerKind>()
    var refusedConnections = Counts<ConnectionRefusal>()
    var endedSessions = Counts<SessionEnd.Cause>()
    var handshakes = Counts<Outcome>()

    // Lines.
    var receivedLines: UInt64 = 0
    /// Of lines, their ends included.
    var receivedBytes: UInt64 = 0
    /// Handed to connections; what a peer did not read in the end included.
    var sentBytes: UInt64 = 0
    var commands = Counts<CommandVerb>()
    var refusals = Counts<Code>()
    var messages = Counts<MessageKind>()
    var events = Counts<EventKind>()

    // The loop.
    /// How late a timer came that was due each half second.
    var loopLag = DurationHistogram()
    /// From the first thing that a turn dealt with to the end of its output.
    var turnDuration = DurationHistogram()
    /// The same, once for each line that was delivered in the turn.
    var deliveryLatency = DurationHistogram()

    // The service.
    var reloads = Counts<Outcome>()
    /// Lines that were not logged, as there were too many of their kind.
    public var suppressedLogLines: UInt64 = 0

    init(started: Int64) {
        self.started = started
    }

    /// Counts what is told to others.
    func count(_ event: Event) {
        switch event.kind {
        case .message: messages.add(.message)
        case .action: messages.add(.action)
        // The copy is of one that is counted.
        case .privateMessage(_, _, _, let isCopy): if !isCopy { messages.add(.privateMessage) }
        case .join: events.add(.join)
        case .part: events.add(.part)
        case .quit: events.add(.quit)
        case .nick: events.add(.nick)
        case .topic: events.add(.topic)
        case .away: events.add(.away)
        case .notice: events.add(.notice)
        }
    }

    /// Counts a turn that is over.
    /// - Parameter deliveries: lines that were delivered in it.
    func countTurn(nanoseconds: UInt64, deliveries: UInt64) {
        turnDuration.record(nanoseconds)
        if deliveries > 0 { deliveryLatency.record(nanoseconds, times: deliveries) }
    }
}

/// What is so at the moment when somebody looks.
struct Gauges {
    /// Connections that are not closed yet, with or without a session.
    var connections = 0
    var sessions = 0
    var rooms = 0
    var historyBytes = 0
    /// What waits for peers to read it.
    var outboxBytes = 0
    /// Lines given to sessions since the start.
    var deliveries: UInt64 = 0
    /// When the certificate ends, in seconds since 1970; nil without one.
    var certificateExpiry: Int64?
    var build = Build()
    var process = ProcessFigures()
}
