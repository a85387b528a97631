import Glibc

/// A way from one client to a daemon that can be cut, or hold back what the daemon says. Nothing moves but in `pump`.
final class Relay {
    let port: UInt16
    private let listener: Int32
    private let server: Address
    private var client: ByteChannel?
    private var daemon: ByteChannel?
    /// What the daemon says stays here.
    var holdsAnswers = false

    init(to server: Address) throws {
        self.server = server
        (listener, port) = try ClientLineTests.listener(backlog: 5)
    }

    deinit { close(listener) }

    /// Moves what there is, both ways, and takes a client that comes while there is none.
    func pump() throws {
        guard let client, let daemon else { return try accept() }
        var watched = [client, daemon].map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        guard poll(&watched, 2, 0) > 0 else { return }
        if watched[0].revents != 0 { try Self.move(client, daemon) }
        if watched[1].revents != 0, !holdsAnswers { try Self.move(daemon, client) }
        if client.atEnd || daemon.atEnd { cut() }
    }

    private func accept() throws {
        var watched = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        guard poll(&watched, 1, 0) > 0 else { return }
        client = ByteChannel(Glibc.accept(listener, nil, nil))
        daemon = ByteChannel(try server.connect())
    }

    private static func move(_ source: ByteChannel, _ target: ByteChannel) throws {
        _ = try source.waitForMore(by: Deadline(seconds: 0.01))
        try target.write(source.take(source.unread.count))
    }

    /// Breaks the connection at both ends.
    func cut() {
        for channel in [client, daemon].compactMap({ $0 }) {
            // A child of another test may have the descriptor, too.
            shutdown(channel.descriptor, Int32(SHUT_RDWR))
            channel.close()
        }
        (client, daemon) = (nil, nil)
    }
}
