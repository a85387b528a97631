import ChatCore
import Dialects
import Framing
import Libevent

/// A session as it is handed over: all but its socket.
struct SessionState: Hashable {
    var id: SessionID
    /// Whose it is, for limits and the log; empty for a Unix socket's peer.
    var address = ""
    /// It is to be closed if it says nothing for long.
    var mustSpeak = false
    var isWire = false
    /// The telnet decoder's snapshot; nil: there is nothing to decode.
    var telnet: [UInt8]?
    /// What telnet asked for and is to be taken up when input is.
    var signals: [TelnetDecoder.Signal] = []
    /// Nanoseconds of the steady clock, as the next.
    var since: Int64 = 0
    var lastHeard: Int64 = 0
    var lines: UInt64 = 0
    var isPinged = false
    var hasSpoken = false
    var inputEnded = false
    /// Lines that wait for their turn.
    var waiting: [Intake.Entry] = []
    /// When its bucket of lines will be full, in microseconds of the steady clock.
    var fullAt: Int64 = .min
    /// nil: only the old process can go on with it, so its peer has to come again.
    var connection: LineConnection.Suspended?
    /// Which of the descriptors that come along is its socket.
    var descriptor = 0
}

extension HandoverWriter {
    mutating func put(_ session: SessionState) {
        record(.session) { record in
            record.put(session.id)
            record.put(session.address)
            record.put(session.mustSpeak)
            record.put(session.isWire)
            record.put(session.telnet) { $0.put($1) }
            record.put(session.since)
            record.put(session.lastHeard)
            record.put(session.lines)
            record.put(session.isPinged)
            record.put(session.hasSpoken)
            record.put(session.inputEnded)
            record.put(session.waiting) { $0.put($1) }
            record.put(session.fullAt)
            record.put(session.connection) { $0.put($1) }
            record.put(session.descriptor)
            // What came to the format later.
            record.put(session.signals) { $0.put($1.number) }
            record.put(session.connection?.undecoded ?? [])
            record.put(session.connection?.firstLineEnd?.number ?? 0)
        }
    }

    private mutating func put(_ entry: Intake.Entry) {
        switch entry {
        case .line(let line), .due(let line):
            put(0)
            put(line)
        case .tooLong: put(1)
        case .excess(let start):
            put(2)
            put(start)
        case .signal(let signal):
            put(3)
            put(signal.number)
        }
    }

    private mutating func put(_ connection: LineConnection.Suspended) {
        put(connection.input)
        put(connection.isDecoded)
        put(connection.discarded) { $0.put($1) }
        put(connection.isBeginningKnown)
        put(connection.isPaused)
        put(connection.isEnded)
        put(connection.output)
    }
}

extension HandoverReader {
    mutating func session() throws(HandoverError) -> SessionState {
        var session = SessionState(id: try sessionID())
        session.address = try string()
        session.mustSpeak = try flag()
        session.isWire = try flag()
        session.telnet = try optional { reader throws(HandoverError) in try reader.text() }
        session.since = try time()
        session.lastHeard = try time()
        session.lines = try number()
        session.isPinged = try flag()
        session.hasSpoken = try flag()
        session.inputEnded = try flag()
        session.waiting = try list { reader throws(HandoverError) in try reader.entry() }
        // The least stands for one that has always been full.
        session.fullAt = max(try signed(), HubSnapshot.bounds.lowerBound)
        guard session.fullAt <= HubSnapshot.bounds.upperBound else {
            throw HandoverError("a time is out of its bounds")
        }
        session.connection = try optional { reader throws(HandoverError) in try reader.connection() }
        session.descriptor = try integer(Int.self)
        guard !isAtEnd else { return session }
        session.signals = try list { reader throws(HandoverError) in try reader.signal() }
        let undecoded = try text()
        let end = try integer(Int.self)
        session.connection?.undecoded = undecoded
        session.connection?.firstLineEnd = LineConnection.LineEnd(number: end)
        return session
    }

    private mutating func entry() throws(HandoverError) -> Intake.Entry {
        switch try integer(Int.self) {
        case 0: .line(try text())
        case 1: .tooLong
        case 2: .excess(try text())
        case 3: .signal(try signal())
        default: throw HandoverError("a line that waits is of no kind")
        }
    }

    private mutating func signal() throws(HandoverError) -> TelnetDecoder.Signal {
        guard let signal = TelnetDecoder.Signal(number: try integer(Int.self)) else {
            throw HandoverError("a telnet signal is none")
        }
        return signal
    }

    private mutating func connection() throws(HandoverError) -> LineConnection.Suspended {
        var connection = LineConnection.Suspended()
        connection.input = try text()
        connection.isDecoded = try flag()
        connection.discarded = try optional { reader throws(HandoverError) in try reader.integer(Int.self) }
        connection.isBeginningKnown = try flag()
        connection.isPaused = try flag()
        connection.isEnded = try flag()
        connection.output = try text()
        return connection
    }
}

extension LineConnection.LineEnd {
    fileprivate var number: Int {
        switch self {
        case .feed: 1
        case .returnAndFeed: 2
        }
    }

    fileprivate init?(number: Int) {
        switch number {
        case 1: self = .feed
        case 2: self = .returnAndFeed
        default: return nil
        }
    }
}

/// Their numbers never get another meaning.
extension TelnetDecoder.Signal {
    fileprivate var number: Int {
        switch self {
        case .areYouThere: 0
        case .interrupt: 1
        case .timingMark: 2
        case .negotiation: 3
        }
    }

    fileprivate init?(number: Int) {
        switch number {
        case 0: self = .areYouThere
        case 1: self = .interrupt
        case 2: self = .timingMark
        case 3: self = .negotiation
        default: return nil
        }
    }
}
