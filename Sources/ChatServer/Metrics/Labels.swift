import ChatCore
import Glibc

/// How a connection came.
enum ListenerKind: Int, CaseIterable, MetricLabel {
    case plain, tls, unix

    init(of door: Door) {
        let isLocal = door.listeners.first?.address.family == AF_UNIX
        self = door.listen.tls ? .tls : isLocal ? .unix : .plain
    }
}

/// Why a connection was closed before it became a session.
enum ConnectionRefusal: Int, CaseIterable, MetricLabel {
    /// As many as there may be.
    case full
    /// As many as there may be from one address.
    case address
    /// Too many in a short time from one address.
    case rate
    /// No PROXY header in time, a broken one, or one from where none is believed.
    case proxy
    /// No TLS handshake in time, or a broken one.
    case handshake
    /// The system had no memory or descriptor for it.
    case resources

    init(_ cause: Admission.Cause) {
        self =
            switch cause {
            case .full: .full
            case .address: .address
            case .rate: .rate
            }
    }
}

/// What people say.
enum MessageKind: Int, CaseIterable, MetricLabel {
    case message, action
    case privateMessage

    static var names: [String] { ["message", "action", "private"] }
}

/// What others are told of people.
enum EventKind: Int, CaseIterable, MetricLabel {
    case join, part, quit, nick, topic, away, notice
}

/// What came of something that may fail.
enum Outcome: Int, CaseIterable, MetricLabel {
    case success, failure
}

extension Code: MetricLabel {
    private static let all = Array(allCases)

    static var names: [String] { all.map(\.rawValue) }
    var place: Int { Code.all.firstIndex(of: self) ?? 0 }
}
