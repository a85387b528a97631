import ChatCore
import Dialects

/// What a server counts while it runs.
///
/// The server adds plain numbers to fixed counters where things happen: a few for each line that comes, and none for a
/// line that is delivered, as `Delivery` counts those anyway. All else is looked up when somebody asks (`Gauges`).
public final class Metrics {
    /// When the process began to serve, in microseconds since 1970.
    let started: Int64

    // Coming and going.
    var acceptedConnections = Counts<ListenerKind>()
    var refusedConnections = Counts<ConnectionRefusal>()
    var endedSessions = Counts<SessionEnd.Cause>()
    var handshakes = Counts<Outcome>()
    var resumes = Counts<ResumeResult>()

    // The web.
    var webResponses = Counts<WebResponseKind>()
    var refusedFrames = Counts<FrameRefusal>()

    // Clients of IRC.
    var ircRegistrations = Counts<IRCRegistrationResult>()
    var saslLogins = Counts<SASLResult>()
    let ircRefusals = IRCTally()

    // Lines.
    var receivedLines: UInt64 = 0
    /// Bytes of lines, including their ends.
    var receivedBytes: UInt64 = 0
    /// Bytes handed to connections, including those that a peer did not read in the end.
    var sentBytes: UInt64 = 0
    var commands = Counts<CommandVerb>()
    var refusals = Counts<Code>()
    var messages = Counts<MessageKind>()
    var events = Counts<EventKind>()

    // Several servers that are one chat.
    /// What was asked for and of which nobody knows whether it has happened.
    var unavailable: UInt64 = 0
    /// The time from when something was decided to when it was read in the log.
    var orderDuration = DurationHistogram()

    // The loop.
    /// How late a timer came that was due each half second.
    var loopLag = DurationHistogram()
    /// The time from the first thing that a turn dealt with to the end of its output.
    var turnDuration = DurationHistogram()
    /// The same time, once for each line that was delivered in the turn.
    var deliveryLatency = DurationHistogram()

    // The service.
    var reloads = Counts<Outcome>()
    /// Lines that were not logged, as there were too many of their kind.
    public var suppressedLogLines: UInt64 = 0

    init(started: Int64) {
        self.started = started
    }

    /// Counts an event that others are told.
    func count(_ event: Event) {
        switch event.kind {
        case .message: messages.add(.message)
        case .action: messages.add(.action)
        // This is a copy of an event that is counted.
        case .privateMessage(_, _, _, let isCopy): if !isCopy { messages.add(.privateMessage) }
        case .join: events.add(.join)
        case .part, .parted: events.add(.part)
        case .quit, .merged: events.add(.quit)
        case .nick: events.add(.nick)
        case .topic: events.add(.topic)
        case .away: events.add(.away)
        case .notice, .broadcast, .report: events.add(.notice)
        case .kick, .kicked: events.add(.kick)
        case .rank, .voiceBeneath: events.add(.rank)
        case .modes, .masks: events.add(.mode)
        case .invitation: events.add(.invite)
        // What they did is counted; and what programs ask each other says nothing of people.
        case .online, .offline, .account, .realName, .signal, .aside, .takenBack, .roomRenamed:
            break
        }
    }

    /// Counts a turn that is over.
    /// - Parameter deliveries: lines that were delivered in it.
    func countTurn(nanoseconds: UInt64, deliveries: UInt64) {
        turnDuration.record(nanoseconds)
        if deliveries > 0 { deliveryLatency.record(nanoseconds, times: deliveries) }
    }
}

/// Figures of the moment in which somebody asks.
struct Gauges {
    /// Connections that are not closed yet, with or without a session.
    var connections = 0
    var sessions = 0
    /// People who are here through no session, and may come back.
    var held = 0
    /// Sessions that are sent frames, and connections that have not asked for anything yet.
    var webSockets = 0
    var webNewcomers = 0
    /// Clients of IRC that are here, those that are not welcomed yet, and the classes of what they read.
    var ircSessions = 0
    var ircNewcomers = 0
    var ircReaderClasses = 0
    var rooms = 0
    var historyBytes = 0
    /// Bytes that wait for peers to read them.
    var outboxBytes = 0
    /// Lines given to sessions since the start.
    var deliveries: UInt64 = 0
    /// When the certificate ends, in seconds since 1970; nil without one.
    var certificateExpiry: Int64?
    /// nil: there is no store.
    var store: StoreFigures?
    /// nil: this server is the whole chat.
    var cluster: ClusterFigures?
    var build = Build()
    var process = ProcessFigures()
}

/// How this node is among others.
struct ClusterFigures {
    /// It has read all that was written before it came, and takes part.
    var isHere = false
    /// Nodes that are alive for all who have read as far.
    var nodes = 0
    /// Up to where the log was read.
    var sequence: UInt64 = 0
    /// What sessions have asked for, and newcomers, that wait for the log.
    var waitingCommands = 0
    var waitingNewcomers = 0
    /// Messages of the log that did not count, and batches that were written again.
    var ignored = 0
    var resent = 0
    /// Another node knows something else.
    var hasDiverged = false
}

/// How the store is.
struct StoreFigures {
    var isFailing = false
    var commits: UInt64 = 0
    /// Bytes that wait to be written.
    var queueBytes = 0
    /// How long something has waited for a commit.
    var secondsBehind = 0.0
}
