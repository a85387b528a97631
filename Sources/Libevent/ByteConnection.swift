import CLibevent
import Glibc

/// A stream of bytes over a socket, with TLS or without: a `bufferevent`. What its bytes mean is a subclass's, see `LineConnection`.
///
/// 1. The subclass is told of input (`inputArrived`) only while `open` and not paused.
/// 2. Bytes sent are delivered in their order or not at all; what is sent at once consists of whole units, so that what waits can be
///    dropped between two of them.
/// 3. Nothing follows `.closed`, nor `close()`. After either, the connection may be dropped, in its own callback too.
/// 4. Nothing is reported from within `send`, so a fan-out may send to many without one of them going away.
/// 5. Where a send fails, what the peer sent before is still read and reported.
///
/// Whoever made it holds the one strong reference; C has an unretained one until `bufferevent_free`. It is a superclass, and no object
/// of its own, as a connection is to be one allocation (decision 13).
///
/// Output, TLS and how it ends stand in files of their own.
public class ByteConnection {
    /// What happened to it, its input aside.
    enum Change {
        case connected
        case endOfInput
        case broken(LibeventError)
        case closed(CloseCause)
    }

    /// Why a connection ended by itself.
    public enum CloseCause: Equatable, Sendable {
        /// `closeAfterDrain`: all was sent.
        case drained
        /// `closeAfterDrain`: not all was sent in the time given.
        case drainTimeout
        /// The connection was never made, or broke while it was about to close. Where TLS is why, the error says so (`LibeventError.tls`).
        case failed(LibeventError)
    }

    enum State {
        /// Until the connection is made, and the TLS handshake done.
        case connecting
        case open, ended, draining, lingering, closed
    }

    // Not private, as the other files need them; nobody else's.

    /// Strong, here as in every object on a loop: its base must outlive their events.
    final let loop: EventLoop
    final var bufferEvent: OpaquePointer?
    /// The bufferevent's socket, as asking it costs as much as all else that a `send` does before the kernel's part.
    final var descriptor: Int32
    final var state: State
    final var isPaused = false
    /// With TLS: the end of the connection was noticed, and is handled after what was read before it.
    final var isEndNoticed = false
    /// With TLS: the peer's end came while input waited for `resumeInput`.
    final var endsOnResume = false
    /// The bufferevent's, where it speaks TLS (`SSL`).
    final var ssl: OpaquePointer?
    /// Where units end in the output that waits; nil where none does.
    final var unitEnds: UnitEnds?
    final var closeTimer: Timer?
    final var lingerWatch: DescriptorWatch?
    /// How long the peer may take to close its side once all is sent; nil: it is not waited for.
    final var peerTime: Duration?
    /// Why it broke. Nothing is sent any more, but what came before is still read.
    final var failure: LibeventError? {
        didSet { isBroken = failure != nil }
    }
    /// Whether it broke, and is still to be read to its end. (Apart, as each `send` asks, and to ask the error itself costs more than all
    /// else that it does.)
    public final private(set) var isBroken = false

    /// Takes over a connected socket; on failure it is closed.
    /// - Parameters:
    ///   - tls: of a server; nil for none.
    ///   - keepAliveSeconds: silence after which the kernel asks whether the peer is there (TCP); 0: never.
    /// - Throws: `LibeventError` of `bufferevent_socket_new` or `bufferevent_openssl_socket_new`.
    init(
        on loop: EventLoop, accepted descriptor: Int32, tls: TLSContext?, keepAliveSeconds: Int
    ) throws(LibeventError) {
        self.loop = loop
        self.descriptor = descriptor
        state = tls == nil ? .open : .connecting
        evutil_make_socket_nonblocking(descriptor)
        ByteConnection.setNoDelay(descriptor)
        if keepAliveSeconds > 0 { setKeepAlive(descriptor, after: Int32(clamping: keepAliveSeconds)) }
        do {
            try makeBufferEvent(tls?.acceptingSession())
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        if tls == nil { bufferevent_enable(bufferEvent, Int16(EV_READ)) }
    }

    /// Begins to connect (`bufferevent_socket_connect`); `.connected` or `.closed` follows on the loop.
    /// - Parameter tls: of a client; nil for none.
    /// - Throws: `LibeventError` where not even the attempt could be made.
    init(
        on loop: EventLoop, connectingTo address: SocketAddress, tls: TLSContext?, serverName: String?
    ) throws(LibeventError) {
        self.loop = loop
        descriptor = -1
        state = .connecting
        try makeBufferEvent(tls?.connectingSession(to: serverName ?? address.host))
        let status = address.withSockaddr {
            bufferevent_socket_connect(bufferEvent, UnsafeMutablePointer(mutating: $0), Int32($1))
        }
        guard status == 0 else { throw LibeventError("connect", subject: address.description) }
        descriptor = bufferevent_getfd(bufferEvent)
        // libevent made it without.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Takes over a socket that another process served, with its options; on failure it is closed. Nothing is read before `goOn`.
    /// - Throws: `LibeventError` of `bufferevent_socket_new`.
    init(on loop: EventLoop, resuming descriptor: Int32, keepAliveSeconds: Int) throws(LibeventError) {
        self.loop = loop
        self.descriptor = descriptor
        state = .open
        do {
            try makeBufferEvent(nil)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        // Only what may have changed is set anew, as nobody is served meanwhile.
        if keepAliveSeconds > 0, keepAliveTime(descriptor) != keepAliveSeconds {
            setKeepAlive(descriptor, after: Int32(clamping: keepAliveSeconds))
        }
    }

    /// - Parameter ssl: taken over, on failure too.
    private func makeBufferEvent(_ ssl: OpaquePointer?) throws(LibeventError) {
        if let ssl { return try makeBufferEvent(descriptor, ssl) }
        bufferEvent = bufferevent_socket_new(loop.base, descriptor, Int32(BEV_OPT_CLOSE_ON_FREE.rawValue))
        guard bufferEvent != nil else { throw LibeventError("bufferevent_socket_new") }
        bufferevent_setcb(
            bufferEvent, bytesArrived, bytesLeft, conditionChanged, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        freeSocket()
    }

    /// Without it a lone line waits up to 40 ms for the acknowledgement of the one before (Nagle). Not for Unix sockets, where it fails.
    static func setNoDelay(_ descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    // MARK: - What a subclass adds

    /// There may be input to report: bytes came, or what waited is to be reported. It is called while not open or paused, too.
    func inputArrived() {}

    /// Says where the unit ends that has the byte at an offset, in bytes that are sent: they begin with a unit. It is asked only where the
    /// kernel did not take all.
    func endOfUnit(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int { bytes.count }

    /// Reports what happened to the connection.
    func report(_ change: Change) {}

    /// Closes at once. Output that waits is lost, and no event follows.
    public func close() {
        sendCloseNotify()
        state = .closed
        free()
    }

    /// Frees what the connection needs no more once it is closed; the subclass's part first.
    func free() {
        freeSocket()
    }

    private final func freeSocket() {
        closeTimer = nil
        lingerWatch = nil
        if let bufferEvent { bufferevent_free(bufferEvent) }
        bufferEvent = nil
        descriptor = -1
        ssl = nil
    }

    /// The time at its loop (`EventLoop.now`). Who asks the loop itself holds on to it meanwhile, which costs more than the answer.
    package final var now: Instant { loop.now }

    // MARK: - Input

    /// Nothing is reported until `resumeInput`.
    public final var isInputPaused: Bool { isPaused }

    /// Reports no more input until `resumeInput`; what the peer sends waits in the kernel.
    public final func pauseInput() {
        guard state == .open, !isPaused else { return }
        isPaused = true
        bufferevent_disable(bufferEvent, Int16(EV_READ))
    }

    /// Reports the input that waited, at once, and what is to come.
    public final func resumeInput() {
        guard isPaused else { return }
        isPaused = false
        inputArrived()
        guard state == .open, !isPaused else { return }
        if endsOnResume { return noticeEnd(BEV_EVENT_EOF | BEV_EVENT_READING, code: 0) }
        bufferevent_enable(bufferEvent, Int16(EV_READ))
    }

    /// Bytes that came and were not taken by anybody yet; nil where nothing is to be reported now.
    final var input: OpaquePointer? {
        guard state == .open, !isPaused, let bufferEvent else { return nil }
        return bufferevent_get_input(bufferEvent)
    }
}

// `takeUnretainedValue` keeps the connection alive for the call, so a callback may drop the last other reference.

func bytesArrived(_ bufferEvent: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<ByteConnection>.fromOpaque(context).takeUnretainedValue().inputArrived()
}

func bytesLeft(_ bufferEvent: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<ByteConnection>.fromOpaque(context).takeUnretainedValue().outputDrained()
}

private func conditionChanged(_ bufferEvent: OpaquePointer?, _ what: Int16, _ context: UnsafeMutableRawPointer?) {
    let code = errno
    guard let context else { return }
    Unmanaged<ByteConnection>.fromOpaque(context).takeUnretainedValue().conditionBecame(Int32(what), code: code)
}
