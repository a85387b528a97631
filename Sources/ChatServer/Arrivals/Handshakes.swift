import Libevent

/// Newcomers whose TLS handshake is under way: each has a connection, and no session yet.
final class Handshakes {
    /// Called when TLS is agreed on: the connection is the callee's.
    var onDone: ((Arrivals.Newcomer) -> Void)?
    /// Called with each that failed, or took too long, and why. It is closed.
    var onFailure: ((Arrivals.Newcomer, String) -> Void)?

    private var underWay: [ObjectIdentifier: (newcomer: Arrivals.Newcomer, since: Instant)] = [:]

    /// Handshakes under way.
    var count: Int { underWay.count }

    /// - Parameter since: when the newcomer came.
    func begin(_ newcomer: Arrivals.Newcomer, since: Instant) {
        underWay[ObjectIdentifier(newcomer.connection)] = (newcomer, since)
        newcomer.connection.onEvent = { [unowned self] connection, event in self.take(event, of: connection) }
    }

    /// Closes those that take longer.
    func expire(after time: Duration, now: Instant) {
        for (newcomer, since) in underWay.values where now - since >= time {
            newcomer.connection.close()
            fail(newcomer, "the TLS handshake took too long")
        }
    }

    /// Closes all of them.
    func close() {
        for (newcomer, _) in underWay.values { newcomer.connection.close() }
        underWay.removeAll()
    }

    private func take(_ event: LineConnection.Event, of connection: LineConnection) {
        guard let (newcomer, _) = underWay[ObjectIdentifier(connection)] else { return }
        switch event {
        case .connected:
            underWay[ObjectIdentifier(connection)] = nil
            connection.onEvent = nil
            onDone?(newcomer)
        case .closed(.failed(let error)): fail(newcomer, error.reason)
        case .closed: fail(newcomer, "closed")
        default: break
        }
    }

    private func fail(_ newcomer: Arrivals.Newcomer, _ why: String) {
        underWay[ObjectIdentifier(newcomer.connection)] = nil
        onFailure?(newcomer, why)
    }
}
