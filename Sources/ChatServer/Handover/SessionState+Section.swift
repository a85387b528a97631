import ChatCore
import Dialects
import Framing
import Handover
import Libevent

extension SessionState {
    static func section(of sessions: [SessionState]) -> Section {
        Section("sessions.line", version: 1) { section in
            section.records(sessions.filter { $0.irc == nil }) { $1.write(to: &$0) }
        }
    }

    func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(descriptor)
        record.put(address)
        record.put(since)
        record.put(lastHeard)
        record.put(lines)
        record.put(mustSpeak)
        record.put(hasSpoken)
        record.put(isPinged)
        record.put(inputEnded)
        record.put(byte: form.rawValue)
        record.put(telnet) { $0.put($1) }
        record.put(signals) { $0.put($1.number) }
        record.put(fullAt)
        record.records(waiting) { $1.write(to: &$0) }
        record.put(connection) { writer, connection in writer.record { connection.write(to: &$0) } }
        guard let prompt else { return }
        record.put(prompt.number)
        record.put(prompt.name)
    }

    /// - Throws: `HandoverError` if the record is no session's.
    init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(id: try record.sessionID())
        descriptor = try record.integer(Int.self)
        address = try record.string()
        since = try record.time()
        lastHeard = try record.time()
        lines = try record.number()
        mustSpeak = try record.flag()
        hasSpoken = try record.flag()
        isPinged = try record.flag()
        inputEnded = try record.flag()
        let bits = try record.byte()
        form = LineForm(LineForm(rawValue: bits).rendering)
        guard form.rawValue == bits else { throw HandoverError("a form of lines is none") }
        telnet = try record.optional { reader throws(HandoverError) in try reader.text() }
        signals = try record.list { reader throws(HandoverError) in try TelnetDecoder.Signal(&reader) }
        // Below all times stands a bucket that was never drawn from.
        fullAt = max(try record.signed(), HubSnapshot.bounds.lowerBound)
        guard fullAt <= HubSnapshot.bounds.upperBound else { throw HandoverError("a time is out of its bounds") }
        waiting = try record.records { record throws(HandoverError) in try Intake.Entry(&record) }
        connection = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in try LineConnection.Suspended(&record) }
        }
        // Versions before there were secrets end here.
        if !record.isAtEnd { prompt = try SecretPrompt(&record) }
    }
}

/// Their numbers never get another meaning.
extension SecretPrompt {
    fileprivate var number: Int {
        switch self {
        case .login: 0
        case .newAccount, .newAccountAgain: 1
        case .oldPassword, .newPassword, .newPasswordAgain: 2
        case .forget: 3
        }
    }

    /// Of the account; empty for the own nick's.
    fileprivate var name: String {
        if case .login(let name?) = self { name.text } else { "" }
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        let (number, name) = (try record.integer(Int.self), try record.string())
        guard name.isEmpty || (number == 0 && Nick(name) != nil) else {
            throw HandoverError("a prompt has no such name")
        }
        switch number {
        case 0: self = .login(Nick(name))
        case 1: self = .newAccount
        case 2: self = .oldPassword
        case 3: self = .forget
        default: throw HandoverError("a prompt is none")
        }
    }
}

extension Intake.Entry {
    fileprivate func write(to record: inout RecordWriter) {
        switch self {
        case .line(let line), .due(let line):
            record.put(0)
            record.put(line)
        case .tooLong: record.put(1)
        case .excess(let start):
            record.put(2)
            record.put(start)
        case .signal(let signal):
            record.put(3)
            record.put(signal.number)
        }
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        switch try record.integer(Int.self) {
        case 0: self = .line(try record.text())
        case 1: self = .tooLong
        case 2: self = .excess(try record.text())
        case 3:
            guard let signal = Intake.Signal(number: try record.integer(Int.self)) else {
                throw HandoverError("what waits to be answered is nothing")
            }
            self = .signal(signal)
        default: throw HandoverError("a line that waits is of no kind")
        }
    }
}

extension TelnetDecoder.Signal {
    fileprivate init(_ reader: inout RecordReader) throws(HandoverError) {
        guard let signal = TelnetDecoder.Signal(number: try reader.integer(Int.self)) else {
            throw HandoverError("a telnet signal is none")
        }
        self = signal
    }
}

extension LineConnection.Suspended {
    func write(to record: inout RecordWriter) {
        record.put(input)
        record.put(isDecoded)
        record.put(undecoded)
        record.put(discarded) { $0.put($1) }
        record.put(isBeginningKnown)
        record.put(isPaused)
        record.put(isEnded)
        record.put(firstLineEnd?.number ?? 0)
        record.put(output)
        // Where lines are sent, their bytes tell.
        if let outputEnd { record.put(outputEnd) }
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        self.init()
        input = try record.text()
        isDecoded = try record.flag()
        undecoded = try record.text()
        discarded = try record.optional { reader throws(HandoverError) in try reader.integer(Int.self) }
        isBeginningKnown = try record.flag()
        isPaused = try record.flag()
        isEnded = try record.flag()
        firstLineEnd = LineConnection.LineEnd(number: try record.integer(Int.self))
        output = try record.text()
        if !record.isAtEnd { outputEnd = try record.integer(Int.self) }
    }
}
