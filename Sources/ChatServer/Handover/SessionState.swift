import ChatCore
import Dialects
import Framing
import Handover
import Libevent

/// A session as it is handed over: all but its socket.
struct SessionState: Hashable {
    var id: SessionID
    /// The peer's address, for limits and the log; empty for a Unix socket's peer.
    var address = ""
    /// It is to be closed if it says nothing for long.
    var mustSpeak = false
    /// How it is written to, where it speaks lines.
    var form: LineForm = []
    /// What it speaks instead, where that is IRC.
    var irc: IRCDialect.State?
    /// What came of a message of SASL, among the secrets that go along; nil: nothing did.
    var saslPending: SecretFile.Place?
    /// The telnet decoder's snapshot; nil: there is nothing to decode.
    var telnet: [UInt8]?
    /// What it reads frames by; nil: it reads lines.
    var webSocket: WebSocketState?
    /// What telnet asked for, and is to be answered before more is read.
    var signals: [TelnetDecoder.Signal] = []
    /// Nanoseconds of the steady clock, as the next.
    var since: Int64 = 0
    var lastHeard: Int64 = 0
    var lines: UInt64 = 0
    var isPinged = false
    /// What a person was asked for. Its first question is asked anew: what was typed before is not handed over.
    var prompt: SecretPrompt?
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

extension LineConnection.LineEnd {
    var number: Int {
        switch self {
        case .feed: 1
        case .returnAndFeed: 2
        }
    }

    init?(number: Int) {
        switch number {
        case 1: self = .feed
        case 2: self = .returnAndFeed
        default: return nil
        }
    }
}

/// Their numbers never get another meaning.
extension TelnetDecoder.Signal {
    var number: Int {
        switch self {
        case .areYouThere: 0
        case .interrupt: 1
        case .timingMark: 2
        case .negotiation: 3
        }
    }

    init?(number: Int) {
        switch number {
        case 0: self = .areYouThere
        case 1: self = .interrupt
        case 2: self = .timingMark
        case 3: self = .negotiation
        default: return nil
        }
    }
}

extension Intake.Signal {
    var number: Int {
        switch self {
        case .telnet(let signal): signal.number
        case .ping: 4
        case .idleFrames: 5
        }
    }

    init?(number: Int) {
        switch number {
        case 4: self = .ping
        case 5: self = .idleFrames
        default:
            guard let signal = TelnetDecoder.Signal(number: number) else { return nil }
            self = .telnet(signal)
        }
    }
}
