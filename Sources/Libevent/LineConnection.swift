import CLibevent
import Glibc

/// A stream of lines over a socket: a `bufferevent` whose input `evbuffer_readln` frames.
///
/// 1. Lines are reported in their order, without their end (LF or CR LF), each once, and only while `open` and not paused.
/// 2. A line is at most `maximumLineLength` bytes; of a longer one only `.lineTooLong` is reported, once.
/// 3. Bytes sent are delivered in their order or not at all.
/// 4. No event follows `.closed`, nor `close()`. After either, the connection may be dropped, in its own callback too.
/// 5. Nothing is reported from within `send`, so a fan-out may send to many without one of them going away.
/// 6. Where a send fails, what the peer sent before is still read and reported.
///
/// Whoever made it holds the one strong reference; C has an unretained one until `bufferevent_free`.
///
/// Its three subjects stand in files of their own: input, output and how it ends.
public final class LineConnection {
    /// What happened. Buffers are valid during the call only.
    public enum Event {
        /// An outgoing connection is made; with TLS, on either side: the handshake is done. Nothing but `.closed` comes before it.
        case connected
        case line(UnsafeRawBufferPointer)
        /// A line was over the limit, and is being discarded up to its end.
        case lineTooLong
        /// `LineConnection.floodLimit` bytes came without a line's end. They are discarded.
        case flooded
        /// The peer will send no more, and may still read (`shutdown(SHUT_WR)`, or a close not told from it yet).
        case endOfInput
        /// The connection broke: the peer sends no more, and what is sent to it is dropped. All lines that came before were reported.
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

    /// Bytes without a line's end after which a peer has gone astray.
    public static let floodLimit = 65536

    /// Called with each event; a closure that holds the connection strongly would keep it for ever.
    public var onEvent: ((LineConnection, Event) -> Void)?
    /// Looks at what the input begins with, and takes escapes out of it; see `InputDecoder`. Not kept: it outlives the connection.
    public unowned var decoder: (any InputDecoder)?

    /// Bytes of a line at most, without its end; for the lines to come.
    public var maximumLineLength: Int

    /// How the first line ended; nil: none has. It is known when that line is reported.
    public internal(set) var firstLineEnd: LineEnd?

    // Not private, as the other files need them; nobody else's.

    /// Strong, here as in every object on a loop: its base must outlive their events.
    let loop: EventLoop
    var bufferEvent: OpaquePointer?
    /// The bufferevent's socket, as asking it costs as much as all else that a `send` does before the kernel's part.
    var descriptor: Int32
    /// The bufferevent's, where it speaks TLS (`SSL`).
    var ssl: OpaquePointer?
    /// The decoder's output, from its first use on.
    var decoded: OpaquePointer?
    var closeTimer: Timer?
    var lingerWatch: DescriptorWatch?
    /// Runs while a CR waits for its LF.
    var returnTimer: Timer?
    /// Bytes of the present line that were thrown away; -1 while none are.
    var discarded = -1
    var state: State
    /// The decoder knows what the peer began with.
    var isBeginningKnown = false
    var isPaused = false
    /// With TLS: the end of the connection was noticed, and is handled after what was read before it.
    var isEndNoticed = false
    /// With TLS: the peer's end came while lines waited for `resumeInput`.
    var endsOnResume = false
    /// Why it broke. Nothing is sent any more, but what came before is still read.
    var failure: LibeventError? {
        didSet { isBroken = failure != nil }
    }
    /// Whether it broke, and is still to be read to its end. (Apart, as each `send` asks, and to ask the error itself costs more than all
    /// else that it does.)
    public private(set) var isBroken = false

    var hasEndedLine: Bool { firstLineEnd != nil }

    /// Takes over a connected socket; on failure it is closed.
    /// - Parameters:
    ///   - keepAliveSeconds: silence after which the kernel asks whether the peer is there (TCP); 0: never.
    ///   - tls: of a server; nil for none. `.connected` follows when the handshake is done. It has no deadline of its own:
    ///     close a connection that `isHandshaking` for too long.
    /// - Throws: `LibeventError` of `bufferevent_socket_new` or `bufferevent_openssl_socket_new`.
    public convenience init(
        on loop: EventLoop, descriptor: Int32, maximumLineLength: Int, keepAliveSeconds: Int = 0,
        tls: TLSContext? = nil
    ) throws(LibeventError) {
        evutil_make_socket_nonblocking(descriptor)
        LineConnection.setNoDelay(descriptor)
        if keepAliveSeconds > 0 { setKeepAlive(descriptor, after: Int32(clamping: keepAliveSeconds)) }
        do {
            try self.init(
                loop: loop, descriptor: descriptor, maximumLineLength: maximumLineLength,
                state: tls == nil ? .open : .connecting, ssl: tls?.acceptingSession())
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        if tls == nil { bufferevent_enable(bufferEvent, Int16(EV_READ)) }
    }

    /// Begins to connect (`bufferevent_socket_connect`); `.connected` or `.closed` follows on the loop.
    /// - Parameters:
    ///   - tls: of a client; nil for none.
    ///   - serverName: the host name or IP address that the server's certificate must be for; nil: the address itself.
    /// - Throws: `LibeventError` where not even the attempt could be made.
    public static func connect(
        on loop: EventLoop, to address: SocketAddress, maximumLineLength: Int, tls: TLSContext? = nil,
        serverName: String? = nil
    ) throws(LibeventError) -> LineConnection {
        let connection = try LineConnection(
            loop: loop, descriptor: -1, maximumLineLength: maximumLineLength, state: .connecting,
            ssl: tls?.connectingSession(to: serverName ?? address.host))
        let status = address.withSockaddr {
            bufferevent_socket_connect(connection.bufferEvent, UnsafeMutablePointer(mutating: $0), Int32($1))
        }
        guard status == 0 else { throw LibeventError("connect", subject: address.description) }
        connection.descriptor = bufferevent_getfd(connection.bufferEvent)
        // libevent made it without.
        _ = fcntl(connection.descriptor, F_SETFD, FD_CLOEXEC)
        return connection
    }

    /// - Parameter ssl: taken over, on failure too.
    init(
        loop: EventLoop, descriptor: Int32, maximumLineLength: Int, state: State, ssl: OpaquePointer?
    ) throws(LibeventError) {
        self.loop = loop
        self.descriptor = descriptor
        self.maximumLineLength = maximumLineLength
        self.state = state
        if let ssl {
            try makeBufferEvent(descriptor, ssl)
        } else {
            bufferEvent = bufferevent_socket_new(loop.base, descriptor, Int32(BEV_OPT_CLOSE_ON_FREE.rawValue))
            guard bufferEvent != nil else { throw LibeventError("bufferevent_socket_new") }
            bufferevent_setcb(
                bufferEvent, bytesArrived, bytesLeft, conditionChanged, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    deinit {
        free()
    }

    /// Without it a lone line waits up to 40 ms for the acknowledgement of the one before (Nagle). Not for Unix sockets, where it fails.
    static func setNoDelay(_ descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }
}

// `takeUnretainedValue` keeps the connection alive for the call, so a callback may drop the last other reference.

func bytesArrived(_ bufferEvent: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<LineConnection>.fromOpaque(context).takeUnretainedValue().inputArrived()
}

func bytesLeft(_ bufferEvent: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<LineConnection>.fromOpaque(context).takeUnretainedValue().outputDrained()
}

private func conditionChanged(_ bufferEvent: OpaquePointer?, _ what: Int16, _ context: UnsafeMutableRawPointer?) {
    let code = errno
    guard let context else { return }
    Unmanaged<LineConnection>.fromOpaque(context).takeUnretainedValue().conditionBecame(Int32(what), code: code)
}
