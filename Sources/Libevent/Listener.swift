import CLibevent
import Glibc

/// Accepts connections on one address (`evconnlistener`): TCP over IPv4 or IPv6, or a Unix socket.
///
/// When descriptors run out (`EMFILE`) it rests for 100 ms instead of spinning; who wants in meanwhile waits in the backlog. So do those
/// who come by the thousand at once: it takes some in each turn, and the others of the loop have theirs in between.
public final class Listener {
    /// Accepted in one turn at most.
    public static let acceptedAtOnce = 64

    /// Where it listens; with the port that the kernel chose where 0 was asked for.
    public let address: SocketAddress
    /// Called with each accepted socket, which is the callee's to close, and the peer's address.
    public var onAccept: ((Int32, SocketAddress) -> Void)?
    /// Called when accepting failed and rests.
    public var onError: ((LibeventError) -> Void)?

    private let loop: EventLoop
    private var listener: OpaquePointer?
    private var rest: Timer?
    /// Accepted in the present turn, which is known by its time.
    private var accepted = (count: 0, turn: Instant(nanoseconds: 0))
    /// Of a Unix socket; ours to remove.
    private var file: SocketFile?

    /// Binds and listens. A Unix socket's file is replaced where nobody listens on it, and removed at the end.
    /// - Parameters:
    ///   - mode: permissions of a Unix socket's file; to connect, one needs the right to write.
    ///   - sharesPort: see `sharePort`; it is so from the start.
    ///   - backlog: connections that may wait to be accepted; the kernel caps it at `net.core.somaxconn`.
    /// - Throws: `LibeventError` of `socket`, `bind` or `listen`, with the address.
    public convenience init(
        on loop: EventLoop, address: SocketAddress, mode: UInt16 = 0o660, sharesPort: Bool = false,
        backlog: Int32 = 4096
    ) throws(LibeventError) {
        let descriptor = try Listener.bound(to: address, mode: mode, sharesPort: sharesPort, backlog: backlog)
        try self.init(loop: loop, descriptor: descriptor, file: SocketFile(of: address))
    }

    /// Takes over a socket that listens already, as a service manager or an older process hands it on; its file stays. On failure it
    /// is closed.
    /// - Throws: `LibeventError` where it is no socket of a kind that we know.
    public convenience init(on loop: EventLoop, adopting descriptor: Int32) throws(LibeventError) {
        evutil_make_socket_nonblocking(descriptor)
        try self.init(loop: loop, descriptor: descriptor, file: nil)
    }

    /// The socket, which stays the listener's.
    public var descriptor: Int32 { evconnlistener_get_fd(listener) }

    /// A Unix socket's file is ours from now on, to be removed at the end; or somebody else's.
    public func ownFile(_ isOurs: Bool) {
        file = isOurs ? SocketFile(of: address) : nil
    }

    private init(loop: EventLoop, descriptor: Int32, file: SocketFile?) throws(LibeventError) {
        self.loop = loop
        self.file = file
        Listener.keepUrgentData(descriptor)
        do {
            address = try SocketAddress.local(of: descriptor)
            rest = try Timer(on: loop) { [unowned self] in _ = evconnlistener_enable(self.listener) }
        } catch {
            file?.remove()
            Glibc.close(descriptor)
            throw error
        }
        listener = evconnlistener_new(
            loop.base, connectionAccepted, Unmanaged.passUnretained(self).toOpaque(),
            UInt32(LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC), 0, descriptor)
        guard listener != nil else {
            file?.remove()
            Glibc.close(descriptor)
            throw LibeventError("evconnlistener_new", subject: address.description)
        }
        evconnlistener_set_error_cb(listener, acceptFailed)
    }

    deinit {
        close()
    }

    /// Whether another socket of this user's, for which it is set too, may be bound to the same port of an address that takes this one
    /// in, as 0.0.0.0 does all others (`SO_REUSEPORT`). Else such a `bind` fails with `EADDRINUSE`.
    public func sharePort(_ isShared: Bool) {
        Listener.sharePort(of: evconnlistener_get_fd(listener), isShared)
    }

    private static func sharePort(of descriptor: Int32, _ isShared: Bool) {
        var value: Int32 = isShared ? 1 : 0
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Leaves urgent data where it stands in the stream (`SO_OOBINLINE`), in all connections that will be accepted: of telnet's Synch, IAC DM,
    /// the kernel would else take the second byte out, and the byte that follows would be lost to the IAC.
    private static func keepUrgentData(_ descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_OOBINLINE, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Gives a Unix socket's file other permissions (`chmod`).
    public func change(mode: UInt16) throws(LibeventError) {
        guard chmod(address.host, mode_t(mode)) == 0 else {
            throw LibeventError("chmod", subject: address.description)
        }
    }

    /// Stops listening at once; who waits in the backlog is refused by the kernel.
    public func close() {
        rest?.cancel()
        file?.remove()
        file = nil
        if let listener { evconnlistener_free(listener) }
        listener = nil
    }

    static func bound(
        to address: SocketAddress, mode: UInt16, sharesPort: Bool = false, backlog: Int32
    ) throws(LibeventError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family, type, 0)
        guard descriptor >= 0 else { throw LibeventError("socket", subject: address.description) }
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        if address.family != AF_UNIX { setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size) }
        if sharesPort { sharePort(of: descriptor, true) }
        // [::] means IPv6 alone, so that it and 0.0.0.0 can both be named.
        if address.family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
        do {
            // So that the file never has more rights than it is to have; umask(2) may take some away, and chmod gives them back.
            if address.family == AF_UNIX { fchmod(descriptor, mode_t(mode)) }
            try bind(descriptor, to: address)
            if address.family == AF_UNIX { chmod(address.host, mode_t(mode)) }
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        guard listen(descriptor, backlog) == 0 else {
            let error = LibeventError("listen", subject: address.description)
            SocketFile(of: address)?.remove()
            Glibc.close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func bind(_ descriptor: Int32, to address: SocketAddress) throws(LibeventError) {
        if address.withSockaddr({ Glibc.bind(descriptor, $0, $1) }) == 0 { return }
        guard errno == EADDRINUSE, address.family == AF_UNIX else {
            throw LibeventError("bind", subject: address.description)
        }
        try SocketFile.removeStale(at: address)
        guard address.withSockaddr({ Glibc.bind(descriptor, $0, $1) }) == 0 else {
            throw LibeventError("bind", subject: address.description)
        }
    }

    fileprivate func accept(_ descriptor: Int32, _ peer: SocketAddress) {
        guard let onAccept else {
            Glibc.close(descriptor)
            return
        }
        accepted = accepted.turn == loop.now ? (accepted.count + 1, loop.now) : (1, loop.now)
        if accepted.count >= Listener.acceptedAtOnce {
            // libevent looks at this before it accepts the next one.
            evconnlistener_disable(listener)
            rest?.schedule(after: .zero)
        }
        onAccept(descriptor, peer)
    }

    fileprivate func fail(_ error: LibeventError) {
        evconnlistener_disable(listener)
        rest?.schedule(after: .milliseconds(100))
        onError?(error)
    }
}

private func connectionAccepted(
    _ listener: OpaquePointer?, _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>?, _ length: Int32,
    _ context: UnsafeMutableRawPointer?
) {
    guard let context, let address else { return }
    let peer = SocketAddress(address, length: socklen_t(length))
    Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().accept(descriptor, peer)
}

private func acceptFailed(_ listener: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    let error = LibeventError("accept")
    guard let context else { return }
    Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().fail(error)
}
