import ChatCore
import Framing

/// The form of the protocol that one session speaks: how its lines are read, and how all that it is sent is written.
///
/// It is an enum and no protocol: a session holds it without memory of its own, and calls on the way of a line are plain calls.
public enum Dialect: Hashable {
    case line(LineDialect)
    case irc(IRCDialect)

    /// Goes on with the dialect of a session that reads this rendering.
    public init(resuming rendering: RenderingID) {
        self = .line(LineDialect(LineForm(rendering)))
    }

    // MARK: - Reading

    /// Understands one line, without its end.
    public func request(in line: UnsafeRawBufferPointer) -> Request {
        switch self {
        case .line(let dialect): dialect.request(in: line)
        case .irc(let dialect): dialect.request(in: line)
        }
    }

    /// Whether the peer asked for this dialect: it is no other protocol's then.
    public var isChosen: Bool {
        switch self {
        case .line(let dialect): dialect.form.contains(.wire)
        case .irc: true
        }
    }

    /// The dialect of a client of IRC.
    package var irc: IRCDialect? {
        if case .irc(let dialect) = self { dialect } else { nil }
    }

    /// Whether a person reads it, who may do so by telnet.
    public var isForPeople: Bool { !isChosen }

    /// What messages its lines are to be made of, once they are written (`ByteBuffer.frameLines`); nil: they stay lines.
    package var opcode: WebSocketFrame.Opcode? {
        switch self {
        case .line(let dialect): dialect.form.contains(.framed) ? .text : nil
        case .irc(let dialect): dialect.opcode
        }
    }

    /// Whether lines are refused that come too fast. Where a client can't tell which of its lines was refused they wait instead, unread.
    public var refusesHaste: Bool {
        switch self {
        case .line: true
        case .irc: false
        }
    }

    /// Whether lines to it end in CR LF.
    public var endsLinesInCRLF: Bool {
        switch self {
        case .line(let dialect): dialect.form.contains(.crlf)
        case .irc: true
        }
    }

    // MARK: - What changes it

    /// Lines to it end in CR LF from now on, or in LF.
    public mutating func endLines(inCRLF: Bool) {
        switch self {
        case .line(var dialect):
            dialect.set(.crlf, to: inCRLF)
            self = .line(dialect)
        case .irc: break
        }
    }

    /// Carries out a command that is about the dialect.
    /// - Parameter facts: yields what a program is told of its session.
    public mutating func perform(
        _ command: DialectCommand, _ facts: () -> ServerReply.Session
    ) -> ServerAnswer.Ending {
        switch self {
        case .line(var dialect):
            defer { self = .line(dialect) }
            return dialect.perform(command, facts)
        // Its lines ask for none of them.
        case .irc: return .refused(.unknownCommand(""))
        }
    }

    // MARK: - Writing

    /// What the hub is told of it.
    public var reading: Reading {
        switch self {
        case .line(let dialect): dialect.form.reading
        case .irc(let dialect): dialect.reading
        }
    }

    /// Whether nothing is to be written for an answer.
    public func isSilent(on answer: Answer, tag: Tag) -> Bool {
        switch self {
        case .line: LineDialect.isSilent(on: answer, tag: tag)
        case .irc: false
        }
    }

    /// Whether nothing is to be written for the answer to a line that was said.
    public func isSilentOnSaid(tag: Tag) -> Bool {
        switch self {
        case .line: LineDialect.isSilentOnSaid(tag: tag)
        case .irc: true
        }
    }

    /// Appends the answer to a line that was said.
    /// - Parameter event: what others read.
    public func putSaid(_ event: Event, tag: Tag, into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.put(.said(id: event.id, time: event.time), tag: tag, into: lines)
        case .irc: break
        }
    }

    /// Appends an answer.
    public func put(_ answer: Answer, tag: Tag, at time: LocalTime, into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.put(answer, tag: tag, at: time, into: lines)
        case .irc(let dialect): dialect.put(answer, into: lines)
        }
    }

    /// Appends what is written already and ends with an answer, which is to say that what it confirms is not stored.
    public func putUnstored(_ bytes: [UInt8], into lines: ByteBuffer) {
        guard let opcode else { return putUnstored(lines: bytes, into: lines) }
        putUnstored(framed: bytes, as: opcode, into: lines)
    }

    func putUnstored(lines bytes: [UInt8], into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.putUnstored(bytes, into: lines)
        case .irc(let dialect): dialect.putUnstored(bytes, into: lines)
        }
    }

    /// Appends the answer to a server command.
    public func put(_ answer: ServerAnswer, tag: Tag, into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.put(answer, tag: tag, into: lines)
        case .irc(let dialect): dialect.put(answer, into: lines)
        }
    }

    /// Appends what a newcomer reads first.
    public func putGreeting(server: String, nick: Nick, motd: [Text], into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.putGreeting(server: server, nick: nick, motd: motd, into: lines)
        // It is welcomed with more than this has.
        case .irc: break
        }
    }

    public func put(_ hint: Hint, into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.put(hint, into: lines)
        case .irc(let dialect): dialect.put(hint, into: lines)
        }
    }

    /// What is done where nothing came for a while.
    /// - Parameter isTelnet: the peer has spoken telnet.
    public func pulse(isTelnet: Bool) -> Pulse {
        switch self {
        case .line(let dialect):
            if dialect.form.contains(.wire) {
                .ping
            } else {
                isTelnet || dialect.form.contains(.framed) ? .noOperation : .none
            }
        case .irc: .ping
        }
    }

    /// How a silent peer is looked after.
    public enum Pulse: Hashable, Sendable {
        /// It is asked for a sign of life, and has to give one.
        case ping
        /// It is sent what it reads over: telnet's NOP (RFC 854), or a ping of a WebSocket. Its kernel has to acknowledge it, and what stands
        /// between us sees that the connection is in use.
        case noOperation
        case none
    }

    /// Asks for a sign of life.
    public func putPing(token: String, into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.putPing(token: token, into: lines)
        case .irc(let dialect): dialect.answers(into: lines).putPing()
        }
    }

    /// Appends why a newcomer is turned away, for which there is no session.
    public func putTurningAway(_ refusal: ServerRefusal, into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.putTurningAway(refusal, into: lines)
        case .irc(let dialect): dialect.answers(into: lines).putEnding(refusal)
        }
    }

    /// Appends why the session ends, which did not ask for it.
    /// - Parameter now: microseconds since 1970.
    public func putEnding(_ refusal: ServerRefusal, now: Int64, into lines: ByteBuffer) {
        switch self {
        case .line(let dialect): dialect.putEnding(refusal, now: now, into: lines)
        case .irc(let dialect): dialect.answers(into: lines).putEnding(refusal)
        }
    }
}

/// A command that is about the dialect of the session, and changes it or tells of it.
public enum DialectCommand: Hashable, Sendable {
    /// `resumes`: it wants a token, by which it can come back.
    case wire(version: String, resumes: Bool = false)
    /// Whether lines start with the time; nil: tells.
    case time(Bool?)

    /// Whether a token is asked for to come back by.
    public var resumes: Bool {
        if case .wire(_, let resumes) = self { resumes } else { false }
    }

    /// Whether somebody is active who asks for it.
    public var isActivity: Bool {
        if case .time = self { true } else { false }
    }
}
