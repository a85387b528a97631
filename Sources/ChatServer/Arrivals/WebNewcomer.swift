import Libevent
import Web

/// Somebody who came to a listener for the web, and has asked for nothing yet, or is being answered.
final class WebNewcomer {
    let connection: LineConnection
    /// Who connected; nil: by a Unix socket.
    let peer: IPAddress?
    let door: Door
    /// When it came, TLS included.
    let since: Instant
    var head = HTTPHead()
    /// TLS is agreed on, or there is none.
    var isConnected: Bool
    /// It is answered, and is to be closed.
    var isAnswered = false

    init(_ connection: LineConnection, from peer: IPAddress?, at door: Door, since: Instant) {
        (self.connection, self.peer, self.door, self.since) = (connection, peer, door, since)
        isConnected = !connection.isHandshaking
    }
}
