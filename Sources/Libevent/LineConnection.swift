import CLibevent
import Glibc

/// A byte connection whose input is cut into units: lines, which `evbuffer_readln` frames, and so many bytes where they are asked for.
///
/// 1. Units are reported in their order, each once, and only while `open` and not paused. A line is reported without its end (LF or CR LF).
/// 2. A line is at most `maximumLineLength` bytes; of a longer one only `.lineTooLong` is reported, once.
///
/// To those come the rules of `ByteConnection`.
public final class LineConnection: ByteConnection {
    /// What happened. Buffers are valid during the call only.
    public enum Event {
        /// An outgoing connection is made; with TLS, on either side: the handshake is done. Nothing but `.closed` comes before it.
        case connected
        case line(UnsafeRawBufferPointer)
        /// The bytes that `expect(bytes:)` asked for.
        case bytes(UnsafeRawBufferPointer)
        /// A line was over the limit, and is being discarded up to its end.
        case lineTooLong
        /// `mostWithoutEnd` bytes came without a line's end. They are discarded.
        case flooded
        /// The peer will send no more, and may still read (`shutdown(SHUT_WR)`, or a close not told from it yet).
        case endOfInput
        /// The connection broke: the peer sends no more, and what is sent to it is dropped. All lines that came before were reported.
        case broken(LibeventError)
        case closed(CloseCause)
    }

    /// How a peer ended its first line.
    public enum LineEnd: Hashable, Sendable {
        case feed, returnAndFeed
    }

    /// What is reported next.
    enum Next: Equatable {
        case line
        case bytes(Int32)
        /// Whatever the decoder makes of what is here: the bytes are not to be framed themselves.
        case decoded
    }

    /// Bytes without a line's end after which a peer has gone astray, unless its `mostWithoutEnd` is another number.
    public static let floodLimit = 65536

    /// Called with each event; a closure that holds the connection strongly would keep it for ever.
    public var onEvent: ((LineConnection, Event) -> Void)?
    /// Decides by what the peer sends how its bytes become lines; nil: they are lines. Not kept: it outlives the connection.
    public unowned var gate: (any InputGate)?
    /// All bytes pass it before they are framed; nil: none do.
    public internal(set) var decoder: (any InputDecoder)?

    /// Says where units end in what is sent, where that is no line: gets bytes that begin with a unit, and the offset of one of its bytes
    /// or of a later one's. nil: they are lines.
    public var outputUnitEnd: ((UnsafeRawBufferPointer, Int) -> Int)?

    /// Bytes of a line at most, without its end; for the lines to come.
    public var maximumLineLength: Int

    /// Bytes without a line's end after which `.flooded` is told; more than a line has.
    public var mostWithoutEnd: Int32 = Int32(LineConnection.floodLimit)

    // Not private, as the other files of this type need them; nobody else does.

    /// The decoder's output, from its first use on.
    var decoded: OpaquePointer?
    /// Runs while a CR waits for its LF.
    var returnTimer: Timer?
    /// Bytes of the present line that were thrown away; -1 while none are.
    var discarded: Int32 = -1
    var next = Next.line
    /// How the first line ended; nil: none has. It is known when that line is reported.
    public internal(set) var firstLineEnd: LineEnd?
    /// The gate knows what the peer began with.
    var isBeginningKnown = false

    var hasEndedLine: Bool { firstLineEnd != nil }

    /// Takes over a connected socket; on failure it is closed.
    /// - Parameters:
    ///   - keepAliveSeconds: silence after which the kernel asks whether the peer is there (TCP); 0: never.
    ///   - tls: of a server; nil for none. `.connected` follows when the handshake is done. It has no deadline of its own:
    ///     close a connection that `isHandshaking` for too long.
    /// - Throws: `LibeventError` of `bufferevent_socket_new` or `bufferevent_openssl_socket_new`.
    public init(
        on loop: EventLoop, descriptor: Int32, maximumLineLength: Int, keepAliveSeconds: Int = 0,
        tls: TLSContext? = nil
    ) throws(LibeventError) {
        self.maximumLineLength = maximumLineLength
        try super.init(on: loop, accepted: descriptor, tls: tls, keepAliveSeconds: keepAliveSeconds)
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
        try LineConnection(
            on: loop, connectingTo: address, maximumLineLength: maximumLineLength, tls: tls, serverName: serverName)
    }

    private init(
        on loop: EventLoop, connectingTo address: SocketAddress, maximumLineLength: Int, tls: TLSContext?,
        serverName: String?
    ) throws(LibeventError) {
        self.maximumLineLength = maximumLineLength
        try super.init(on: loop, connectingTo: address, tls: tls, serverName: serverName)
    }

    /// Takes over another process's socket; on failure it is closed. Nothing is read before `goOn`.
    init(
        on loop: EventLoop, resuming descriptor: Int32, maximumLineLength: Int, keepAliveSeconds: Int
    ) throws(LibeventError) {
        self.maximumLineLength = maximumLineLength
        try super.init(on: loop, resuming: descriptor, keepAliveSeconds: keepAliveSeconds)
    }

    deinit {
        freeUnits()
    }

    override func free() {
        freeUnits()
        super.free()
    }

    private func freeUnits() {
        returnTimer = nil
        if let decoded { evbuffer_free(decoded) }
        decoded = nil
    }

    // MARK: - What it adds to a byte connection

    override func inputArrived() {
        if let input { read(input) }
    }

    override public func close() {
        onEvent = nil
        super.close()
    }

    override func endOfUnit(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
        if let outputUnitEnd { return outputUnitEnd(bytes, offset) }
        guard let start = bytes.baseAddress, let feed = memchr(start + offset, 0x0A, bytes.count - offset) else {
            return bytes.count
        }
        return UnsafeRawPointer(feed) - start + 1
    }

    override func report(_ change: Change) {
        switch change {
        case .connected: onEvent?(self, .connected)
        case .endOfInput: onEvent?(self, .endOfInput)
        case .broken(let error): onEvent?(self, .broken(error))
        case .closed(let cause):
            let report = onEvent
            onEvent = nil
            report?(self, .closed(cause))
        }
    }
}
