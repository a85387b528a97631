import ChatCore
import Dialects
import Framing
import Glibc
import Web

/// The kind of listener that a connection came to.
enum ListenerKind: Int, CaseIterable, MetricLabel {
    case plain, tls, unix
    /// A WebSocket, by whatever listener.
    case web

    init(of door: Door) {
        let isLocal = door.listeners.first?.address.family == AF_UNIX
        self = door.listen.tls ? .tls : isLocal ? .unix : .plain
    }
}

/// What came of a token by which somebody wanted to come back.
enum ResumeResult: Int, CaseIterable, MetricLabel {
    /// Their connection was known to be lost.
    case held
    /// The new connection takes the place of one that was thought to be there.
    case replaced
    case refused
}

/// Why a connection was closed before it became a session.
enum ConnectionRefusal: Int, CaseIterable, MetricLabel {
    /// The limit of connections was reached.
    case full
    /// The limit of connections from one address was reached.
    case address
    /// Too many came from one address in a short time.
    case rate
    /// Its network is banned.
    case banned
    /// No PROXY header came in time, or a broken one, or one from an address that is not trusted.
    case proxy
    /// No TLS handshake was done in time, or it was broken.
    case handshake
    /// The system had no memory or descriptor for it.
    case resources
    /// Its request had a fault, or asked for what there is not (`path`, `method`), by another name than the server's (`host`), or for a page
    /// of a foreign site (`origin`).
    case head, host, origin, path, method
    /// It did not ask in time.
    case deadline

    init(_ cause: WebRefusal.Cause) {
        self =
            switch cause {
            case .head: .head
            case .host: .host
            case .origin: .origin
            case .path: .path
            case .method: .method
            case .full: .full
            }
    }

    init(_ cause: Admission.Cause) {
        self =
            switch cause {
            case .full: .full
            case .address: .address
            case .rate: .rate
            case .banned: .banned
            }
    }
}

/// How a request for a file was answered.
enum WebResponseKind: Int, CaseIterable, MetricLabel {
    /// By the file, or its head.
    case whole
    /// The client had it already.
    case notModified

    static var names: [String] { ["200", "304"] }
}

/// Why a WebSocket was closed for what its frames were (RFC 6455, section 7.4.1).
enum FrameRefusal: Int, CaseIterable, MetricLabel {
    case protocolError, unsupportedData, invalidText, tooBig

    static var names: [String] { ["1002", "1003", "1007", "1009"] }

    init(_ code: UInt16) {
        self =
            switch code {
            case WebSocketDecoder.Code.unsupportedData: .unsupportedData
            case WebSocketDecoder.Code.invalidText: .invalidText
            case WebSocketDecoder.Code.tooBig: .tooBig
            default: .protocolError
            }
    }
}

/// What became of a client of IRC that came.
enum IRCRegistrationResult: Int, CaseIterable, MetricLabel {
    case welcomed
    /// It went by itself.
    case left
    /// It spoke another protocol.
    case foreign
    /// It sent too much, or took too long.
    case excess, slow
    /// What it sent by PASS is not the password.
    case password
    /// The server is ending, or its network is banned.
    case refused

    init(_ end: IRCNewcomers.End) {
        self =
            switch end {
            case .quit, .closed: .left
            case .foreign: .foreign
            case .tooMuch: .excess
            case .tooSlow: .slow
            case .wrongPassword: .password
            case .refused, .banned, .bannedAccount: .refused
            }
    }
}

/// Logins by SASL, by mechanism.
enum SASLResult: Int, CaseIterable, MetricLabel {
    case plain, external, scram
    /// By whatever mechanism.
    case failed

    static var names: [String] { ["PLAIN", "EXTERNAL", "SCRAM-SHA-256", "failed"] }

    init(_ proof: SASLProof) {
        self =
            switch proof {
            case .plain: .plain
            case .external: .external
            case .scramFirst, .scramLast, .scramDone: .scram
            }
    }
}

/// The kinds of messages.
enum MessageKind: Int, CaseIterable, MetricLabel {
    case message, action
    case privateMessage

    static var names: [String] { ["message", "action", "private"] }
}

/// The kinds of events that others are told of people.
enum EventKind: Int, CaseIterable, MetricLabel {
    case join, part, quit, nick, topic, away, notice, kick, rank, mode, invite
}

/// The result of something that may fail.
enum Outcome: Int, CaseIterable, MetricLabel {
    case success, failure
}

extension CommandVerb: MetricLabel {}

extension Code: MetricLabel {
    private static let all = Array(allCases)

    static var names: [String] { all.map(\.rawValue) }
    var index: Int { Code.all.firstIndex(of: self) ?? 0 }
}
