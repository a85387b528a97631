import Libevent

/// Newcomers whose TLS handshake is under way: each has a connection, and no session yet.
final class Handshakes {
    /// A connection, whose it is, by which door it came, and when.
    struct Newcomer {
        let connection: LineConnection
        /// nil for a Unix socket's peer.
        let address: IPAddress?
        let door: Door
        let since: Instant
    }

    /// Called when TLS is agreed on: the connection is the callee's.
    var onDone: ((Newcomer) -> Void)?
    /// Called with each that failed, or took too long, and why. It is closed.
    var onFailure: ((Newcomer, String) -> Void)?

    private var newcomers: [ObjectIdentifier: Newcomer] = [:]

    /// Handshakes under way.
    var count: Int { newcomers.count }

    func begin(_ newcomer: Newcomer) {
        newcomers[ObjectIdentifier(newcomer.connection)] = newcomer
        newcomer.connection.onEvent = { [unowned self] connection, event in self.take(event, of: connection) }
    }

    /// Closes those that take longer.
    func expire(after time: Duration, now: Instant) {
        for newcomer in newcomers.values where now - newcomer.since >= time {
            newcomer.connection.close()
            fail(newcomer, "the TLS handshake took too long")
        }
    }

    /// Closes all of them.
    func close() {
        for newcomer in newcomers.values { newcomer.connection.close() }
        newcomers.removeAll()
    }

    private func take(_ event: LineConnection.Event, of connection: LineConnection) {
        guard let newcomer = newcomers[ObjectIdentifier(connection)] else { return }
        switch event {
        case .connected:
            newcomers[ObjectIdentifier(connection)] = nil
            connection.onEvent = nil
            onDone?(newcomer)
        case .closed(.failed(let error)): fail(newcomer, error.reason)
        case .closed: fail(newcomer, "closed")
        default: break
        }
    }

    private func fail(_ newcomer: Newcomer, _ why: String) {
        newcomers[ObjectIdentifier(newcomer.connection)] = nil
        onFailure?(newcomer, why)
    }
}
