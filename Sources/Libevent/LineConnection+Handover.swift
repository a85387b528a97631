import CLibevent
import Glibc

/// How another process goes on with a connection.
extension LineConnection {
    /// What there is of a connection besides its socket.
    public struct Suspended: Hashable, Sendable {
        /// What came and is not framed yet: the start of a line, or whole lines where input is paused.
        public var input: [UInt8] = []
        /// The decoder is in use: `input` has been through it.
        public var isDecoded = false
        /// What comes behind `input`, and has not been through the decoder yet.
        public var undecoded: [UInt8] = []
        /// Of a line that was too long, how much was thrown away so far; nil: there is none.
        public var discarded: Int?
        /// The decoder knows what the peer began with.
        public var isBeginningKnown = false
        public var firstLineEnd: LineEnd?
        public var isPaused = false
        /// The peer sends no more.
        public var isEnded = false
        /// What waits for the peer to read.
        public var output: [UInt8] = []

        public init() {}
    }

    /// The socket, which stays this connection's; nil once it is closed.
    public var socket: Int32? { bufferEvent == nil ? nil : descriptor }

    /// What to go on with. It is true until the loop turns or something is sent.
    /// - Parameter withOutput: what waits for the peer is in it.
    /// - Returns: nil for a connection that only this process can go on with: over TLS, not made yet, or about to close.
    public func suspended(withOutput: Bool = true) -> Suspended? {
        guard let bufferEvent, ssl == nil, state == .open || state == .ended else { return nil }
        var suspended = Suspended()
        suspended.input = LineConnection.bytes(of: decoded ?? bufferevent_get_input(bufferEvent))
        suspended.isDecoded = decoded != nil
        if decoded != nil { suspended.undecoded = LineConnection.bytes(of: bufferevent_get_input(bufferEvent)) }
        suspended.discarded = discarded < 0 ? nil : discarded
        suspended.isBeginningKnown = isBeginningKnown
        suspended.firstLineEnd = firstLineEnd
        suspended.isPaused = isPaused
        suspended.isEnded = state == .ended
        guard withOutput else { return suspended }
        let output = bufferevent_get_output(bufferEvent)
        // A bufferevent freezes the end of its output that only it takes from; to look is to take, in this.
        evbuffer_unfreeze(output, 1)
        suspended.output = LineConnection.bytes(of: output)
        evbuffer_freeze(output, 1)
        return suspended
    }

    /// Takes over a socket with what was left of its connection. Nothing is read before `goOn`.
    /// - Throws: `LibeventError` of `bufferevent_socket_new`; the socket is closed then.
    public convenience init(
        on loop: EventLoop, resuming suspended: Suspended, descriptor: Int32, maximumLineLength: Int,
        keepAliveSeconds: Int = 0
    ) throws(LibeventError) {
        do {
            try self.init(
                loop: loop, descriptor: descriptor, maximumLineLength: maximumLineLength, state: .open, ssl: nil)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        // The socket has kept its options: only what may have changed is set anew, as nobody is served meanwhile.
        if keepAliveSeconds > 0, keepAliveTime(descriptor) != keepAliveSeconds {
            setKeepAlive(descriptor, after: Int32(clamping: keepAliveSeconds))
        }
        if suspended.isDecoded { decoded = evbuffer_new() }
        discarded = suspended.discarded.map { min(max(0, $0), LineConnection.floodLimit) } ?? -1
        isBeginningKnown = suspended.isBeginningKnown
        firstLineEnd = suspended.firstLineEnd
        isPaused = suspended.isPaused
        if suspended.isEnded { state = .ended }
        if let decoded { evbuffer_add(decoded, suspended.input, suspended.input.count) }
        if let input = bufferevent_get_input(bufferEvent) {
            let bytes = suspended.isDecoded ? suspended.undecoded : suspended.input
            // A bufferevent freezes the end of its input that only it adds to.
            evbuffer_unfreeze(input, 0)
            evbuffer_add(input, bytes, bytes.count)
            evbuffer_freeze(input, 0)
        }
        if !suspended.output.isEmpty { bufferevent_write(bufferEvent, suspended.output, suspended.output.count) }
    }

    /// Reads on, where it is not paused.
    public func goOn() {
        guard state == .open, !isPaused else { return }
        bufferevent_enable(bufferEvent, Int16(EV_READ))
        if let decoder, !hasEndedLine { awaitFeed(decoder) }
    }

    static func bytes(of buffer: OpaquePointer?) -> [UInt8] {
        let count = evbuffer_get_length(buffer)
        return [UInt8](unsafeUninitializedCapacity: count) { bytes, written in
            written = max(0, evbuffer_copyout(buffer, bytes.baseAddress, count))
        }
    }
}
