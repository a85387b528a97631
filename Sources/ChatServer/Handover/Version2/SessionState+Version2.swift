import ChatCore
import Dialects
import Framing
import Handover
import Libevent

/// The record of a session, as versions 1 and 2 of a handover had it.
extension RecordReader {
    mutating func version2Session() throws(HandoverError) -> SessionState {
        var session = SessionState(id: try sessionID())
        session.address = try string()
        session.mustSpeak = try flag()
        session.form = try flag() ? .wire : []
        session.telnet = try optional { reader throws(HandoverError) in try reader.text() }
        session.since = try time()
        session.lastHeard = try time()
        session.lines = try number()
        session.isPinged = try flag()
        session.hasSpoken = try flag()
        session.inputEnded = try flag()
        session.waiting = try list { reader throws(HandoverError) in try reader.entry() }
        // Below all times stands a bucket that was never drawn from.
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
        case 3: .signal(.telnet(try signal()))
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
