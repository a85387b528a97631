import CLibevent

/// A byte connection whose input is reported as it comes, for a protocol that frames it itself.
///
/// To the rules of `ByteConnection` comes one: input is reported in its order, each byte once, and only while `open` and not paused.
public final class StreamConnection: ByteConnection {
    /// What happened.
    public enum Event {
        /// An outgoing connection is made; with TLS the handshake is done. Nothing but `.closed` comes before it.
        case connected
        /// At least one, and at most `StreamConnection.reportedAtOnce`.
        case bytes([UInt8])
        /// The peer will send no more, and may still read.
        case endOfInput
        /// The connection broke: the peer sends no more, and what is sent to it is dropped.
        case broken(LibeventError)
        case closed(CloseCause)
    }

    /// So many bytes are reported at once at most.
    public static let reportedAtOnce = 64 << 10

    /// Called with each event; a closure that holds the connection strongly would keep it for ever.
    public var onEvent: ((Event) -> Void)?

    /// Begins to connect (`bufferevent_socket_connect`); `.connected` or `.closed` follows on the loop.
    /// - Parameters:
    ///   - tls: of a client; nil for none. The handshake comes before anything else.
    ///   - serverName: the host name or IP address that the server's certificate must be for; nil: the address itself.
    /// - Throws: `LibeventError` where not even the attempt could be made.
    public static func connect(
        on loop: EventLoop, to address: SocketAddress, tls: TLSContext? = nil, serverName: String? = nil
    ) throws(LibeventError) -> StreamConnection {
        try StreamConnection(on: loop, connectingTo: address, tls: tls, serverName: serverName)
    }

    override func inputArrived() {
        while let input {
            let count = min(evbuffer_get_length(input), StreamConnection.reportedAtOnce)
            guard count > 0 else { return }
            // Taken out before they are reported: the connection may be closed meanwhile.
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, written in
                written = max(0, Int(evbuffer_remove(input, bytes.baseAddress, count)))
            }
            onEvent?(.bytes(bytes))
        }
    }

    override public func close() {
        onEvent = nil
        super.close()
    }

    override func report(_ change: Change) {
        switch change {
        case .connected: onEvent?(.connected)
        case .endOfInput: onEvent?(.endOfInput)
        case .broken(let error): onEvent?(.broken(error))
        case .closed(let cause):
            let report = onEvent
            onEvent = nil
            report?(.closed(cause))
        }
    }
}
