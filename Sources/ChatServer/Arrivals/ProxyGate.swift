import Glibc
import Libevent

/// Where connections wait that come through a proxy, until its header has said whose they are.
///
/// 1. Of what came in, the header is read and nothing else: what follows it stays in the kernel, be it lines or a TLS handshake.
/// 2. It is read as it comes, so that half a header does not keep the loop turning.
/// 3. Each connection goes on, by `onArrival`, or is closed, told by `onRefusal`.
/// 4. One whose header names nobody (`LOCAL`, `UNKNOWN`) goes on when it says something: it is mostly the proxy itself, which looks
///    whether we are here. Nothing is told of one that ends before that, or before it has said anything at all.
final class ProxyGate {
    /// Why a connection was closed.
    enum Cause: String, Hashable, CaseIterable {
        /// It came from none of the networks whose word is taken.
        case untrusted
        /// It did not begin with a header.
        case invalid
        /// The header took too long.
        case timeout
        /// It ended before its header did.
        case closed
        /// The system had no memory for it, or the connection broke.
        case failed
    }

    /// Called with each connection that may go on, which is the callee's to close, whose it is, and when it came. One of which the
    /// header names nobody has the address that it came from; nil is a Unix socket's peer.
    var onArrival: ((Int32, IPAddress?, Door, Instant) -> Void)?
    /// Called with each connection that was closed: why, who connected, and what more there is to say.
    var onRefusal: ((Cause, SocketAddress, String) -> Void)?
    /// Whose word is taken. A Unix socket's peers are trusted: its file's mode says who may connect.
    var trusted: [Network]

    private final class Waiting {
        let peer: SocketAddress
        let door: Door
        let since: Instant
        var header = ProxyHeader()
        /// Nothing of it has come.
        var isSilent = true
        /// When its header came, if that named nobody.
        var namelessSince: Instant?
        var watch: DescriptorWatch?

        init(peer: SocketAddress, door: Door, since: Instant) {
            self.peer = peer
            self.door = door
            self.since = since
        }
    }

    private let loop: EventLoop
    /// By descriptor.
    private var waiting: [Int32: Waiting] = [:]

    init(on loop: EventLoop, trusted: [Network]) {
        self.loop = loop
        self.trusted = trusted
    }

    deinit {
        close()
    }

    /// Connections that wait.
    var count: Int { waiting.count }

    /// Takes an accepted socket, and goes on with it at once if its header is here already.
    func take(_ descriptor: Int32, from peer: SocketAddress, at door: Door) {
        let connection = Waiting(peer: peer, door: door, since: loop.now)
        if let address = peer.ip, !trusted.contain(address) {
            return refuse(descriptor, connection, .untrusted, "not in proxy.trusted")
        }
        waiting[descriptor] = connection
        read(descriptor, connection)
        guard waiting[descriptor] === connection else { return }
        do {
            connection.watch = try DescriptorWatch(on: loop, descriptor: descriptor) {
                [unowned self, unowned connection] in
                self.read(descriptor, connection)
            }
        } catch {
            refuse(descriptor, connection, .failed, "\(error)")
        }
    }

    /// Closes those that have waited for longer.
    /// - Parameters:
    ///   - time: for a header.
    ///   - silence: for a first byte of one that the header does not name; zero: any time.
    func expire(after time: Duration, silence: Duration) {
        for (descriptor, connection) in waiting {
            if let since = connection.namelessSince {
                if silence > .zero, loop.now - since >= silence {
                    forget(descriptor, connection)
                    Glibc.close(descriptor)
                }
                continue
            }
            guard loop.now - connection.since >= time else { continue }
            refuse(descriptor, connection, .timeout, "no whole PROXY header in \(time.components.seconds) s")
        }
    }

    /// Closes all that wait; nothing is called back for them.
    func close() {
        for (descriptor, connection) in waiting {
            connection.watch = nil
            Glibc.close(descriptor)
        }
        waiting = [:]
    }

    private func read(_ descriptor: Int32, _ connection: Waiting) {
        withUnsafeTemporaryAllocation(byteCount: ProxyHeader.maximumLength, alignment: 1) { buffer in
            let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            guard count > 0 else { return ended(descriptor, connection, count == 0 ? nil : LibeventError("recv")) }
            if connection.namelessSince != nil { return goOn(descriptor, connection, connection.peer.ip) }
            connection.isSilent = false
            switch connection.header.consume(UnsafeRawBufferPointer(rebasing: buffer[..<count])) {
            case .needsMore: discard(descriptor, buffer, count)
            case .complete(let client, let length):
                discard(descriptor, buffer, length)
                switch client {
                case .address(let address, _): goOn(descriptor, connection, address)
                case .unknown, .proxy:
                    if count > length { return goOn(descriptor, connection, connection.peer.ip) }
                    connection.namelessSince = loop.now
                }
            case .invalid(let words): refuse(descriptor, connection, .invalid, words)
            }
        }
    }

    private func ended(_ descriptor: Int32, _ connection: Waiting, _ error: LibeventError?) {
        if connection.isSilent || connection.namelessSince != nil {
            forget(descriptor, connection)
            Glibc.close(descriptor)
        } else if let error {
            refuse(descriptor, connection, .failed, "\(error)")
        } else {
            refuse(descriptor, connection, .closed, "it ended before its PROXY header did")
        }
    }

    /// Takes bytes out of the kernel that were only looked at before.
    private func discard(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, _ count: Int) {
        _ = recv(descriptor, buffer.baseAddress, count, Int32(MSG_DONTWAIT))
    }

    private func goOn(_ descriptor: Int32, _ connection: Waiting, _ address: IPAddress?) {
        forget(descriptor, connection)
        guard let onArrival else {
            Glibc.close(descriptor)
            return
        }
        onArrival(descriptor, address, connection.door, connection.since)
    }

    private func refuse(_ descriptor: Int32, _ connection: Waiting, _ cause: Cause, _ words: String) {
        forget(descriptor, connection)
        Glibc.close(descriptor)
        onRefusal?(cause, connection.peer, words)
    }

    private func forget(_ descriptor: Int32, _ connection: Waiting) {
        // Before the descriptor is closed or given on, and another may have its number.
        connection.watch = nil
        waiting[descriptor] = nil
    }
}
