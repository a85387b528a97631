import Libevent
import Web

/// Somebody who came to a listener for the web, and has no session: a request is to come, or is being answered.
final class WebNewcomer {
    enum Phase: Hashable {
        /// A request is to come, or the rest of it.
        case asking
        /// An answer waits for the peer to read it. The next request is not looked at before.
        case reading
        /// The last answer is on its way, behind which the connection closes.
        case leaving
    }

    let connection: LineConnection
    /// Who connected; nil: by a Unix socket.
    let peer: IPAddress?
    let door: Door
    /// When it came, TLS included.
    let since: Instant
    /// Whatever it does, it is not here longer.
    let end: Instant
    var phase = Phase.asking
    /// When the present phase is over, unless `end` comes first.
    var deadline: Instant
    var head = HTTPHead()
    /// TLS is agreed on, or there is none.
    var isConnected: Bool
    /// Requests that were answered.
    var answers = 0

    /// - Parameters:
    ///   - time: for the first request.
    init(_ connection: LineConnection, from peer: IPAddress?, at door: Door, since: Instant, within time: Duration) {
        (self.connection, self.peer, self.door) = (connection, peer, door)
        self.since = since
        (deadline, end) = (since + time, since + max(time, FixedLimits.webTime))
        isConnected = !connection.isHandshaking
    }

    /// It has been answered, and asks for nothing more yet. It may be closed at any time, and will come again (RFC 9112, section 9.5).
    var isIdle: Bool { phase == .asking && answers > 0 && !head.hasBegun }

    /// It has not asked for anything yet.
    var isSilent: Bool { phase == .asking && answers == 0 && !head.hasBegun }
}
