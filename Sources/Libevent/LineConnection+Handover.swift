import CLibevent
import Glibc

/// How another process goes on with a connection.
extension LineConnection {
    /// What there is of a connection besides its socket.
    public struct Suspended: Hashable, Sendable {
        /// What came and is not framed yet: the start of a line, or whole lines where input is paused.
        public var input: [UInt8] = []
        /// A decoder is in use: `input` has been through it.
        public var isDecoded = false
        /// What comes behind `input`, and has not been through the decoder yet.
        public var undecoded: [UInt8] = []
        /// Of a line that was too long, how much was thrown away so far; nil: there is none.
        public var discarded: Int?
        /// The gate knows what the peer began with.
        public var isBeginningKnown = false
        public var firstLineEnd: LineEnd?
        public var isPaused = false
        /// The peer sends no more.
        public var isEnded = false
        /// What waits for the peer to read.
        public var output: [UInt8] = []
        /// Where a unit of it ends, in bytes: the peer may have a part of the first. nil: as bytes tell, which are lines.
        public var outputEnd: Int?

        public init() {}
    }

    /// Whether `suspended` has something.
    public var canBeHandedOver: Bool {
        guard isSuspendable, case .line = next else { return false }
        return true
    }

    /// What to go on with. It is true until the loop turns or something is sent.
    /// - Parameter withOutput: what waits for the peer is in it.
    /// - Returns: nil for a connection that only this process can go on with: over TLS, not made yet, about to close, or in the midst of
    ///   a unit that is no line.
    public func suspended(withOutput: Bool = true) -> Suspended? {
        guard canBeHandedOver else { return nil }
        var suspended = Suspended()
        suspended.isDecoded = decoder != nil || decoded != nil
        if suspended.isDecoded {
            suspended.input = decoded.map { LineConnection.bytes(of: $0) } ?? []
            suspended.undecoded = waitingInput
        } else {
            suspended.input = waitingInput
        }
        suspended.discarded = discarded < 0 ? nil : Int(discarded)
        suspended.isBeginningKnown = isBeginningKnown
        suspended.firstLineEnd = firstLineEnd
        suspended.isPaused = isPaused
        suspended.isEnded = state == .ended
        if withOutput {
            suspended.output = waitingOutput
            if outputUnitEnd != nil { suspended.outputEnd = unitEnds?.kept(of: suspended.output.count, promised: 0) }
        }
        return suspended
    }

    /// Takes over a socket with what was left of its connection. Nothing is read before `goOn`.
    /// - Parameter outputUnitEnd: see there.
    /// - Throws: `LibeventError` of `bufferevent_socket_new`; the socket is closed then.
    public convenience init(
        on loop: EventLoop, resuming suspended: Suspended, descriptor: Int32, maximumLineLength: Int,
        keepAliveSeconds: Int = 0, outputUnitEnd: ((UnsafeRawBufferPointer, Int) -> Int)? = nil
    ) throws(LibeventError) {
        try self.init(
            on: loop, resuming: descriptor, maximumLineLength: maximumLineLength, keepAliveSeconds: keepAliveSeconds)
        self.outputUnitEnd = outputUnitEnd
        discarded = suspended.discarded.map { Int32(min(max(0, $0), LineConnection.floodLimit)) } ?? -1
        isBeginningKnown = suspended.isBeginningKnown
        firstLineEnd = suspended.firstLineEnd
        if suspended.isDecoded {
            decoded = evbuffer_new()
            evbuffer_add(decoded, suspended.input, suspended.input.count)
        }
        resume(
            input: suspended.isDecoded ? suspended.undecoded : suspended.input, output: suspended.output,
            outputEnd: outputUnitEnd == nil ? nil : suspended.outputEnd ?? suspended.output.count,
            isPaused: suspended.isPaused, isEnded: suspended.isEnded)
    }

    /// The bytes of the connection that was taken over have passed a decoder: it needs one before it goes on.
    public var needsDecoder: Bool { decoded != nil && decoder == nil }

    /// Reads on, where it is not paused.
    public func goOn() {
        guard readOn() else { return }
        if gate != nil, !hasEndedLine { awaitFeed() }
    }
}
