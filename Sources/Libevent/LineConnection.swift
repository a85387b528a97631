import CLibevent
import Glibc

/// A stream of lines over a socket: a `bufferevent` whose input `evbuffer_readln` frames.
///
/// 1. Lines are reported in their order, without their end (LF or CR LF), each once, and only while `open` and not paused.
/// 2. A line is at most `maximumLineLength` bytes; of a longer one only `.lineTooLong` is reported, once.
/// 3. Bytes sent are delivered in their order or not at all.
/// 4. No event follows `.closed`, nor `close()`. After either, the connection may be dropped, in its own callback too.
/// 5. Nothing is reported from within `send`, so a fan-out may send to many without one of them going away.
///
/// Whoever made it holds the one strong reference; C has an unretained one until `bufferevent_free`.
public final class LineConnection {
    /// What happened. Buffers are valid during the call only.
    public enum Event {
        /// An outgoing connection is made.
        case connected
        /// The first bytes that the peer sent, before they are framed, once: for telling other protocols apart.
        case firstInput(UnsafeRawBufferPointer)
        case line(UnsafeRawBufferPointer)
        /// A line was over the limit, and is being discarded up to its end.
        case lineTooLong
        /// `LineConnection.floodLimit` bytes came without a line's end. They are discarded.
        case flooded
        /// The peer will send no more, and may still read (`shutdown(SHUT_WR)`, or a close not told from it yet).
        case endOfInput
        case closed(CloseCause)
    }

    /// Why a connection ended by itself.
    public enum CloseCause: Equatable, Sendable {
        /// `closeAfterDrain`: all was sent.
        case drained
        /// `closeAfterDrain`: not all was sent in the time given.
        case drainTimeout
        /// The connection broke, or was never made.
        case failed(LibeventError)
    }

    private enum State {
        case connecting, open, ended, draining, lingering, closed
    }

    /// Bytes without a line's end after which a peer has gone astray.
    public static let floodLimit = 65536
    /// How long, after our end is closed, what a peer still sends is read: a close with unread input would reset the
    /// connection, and the reset may overtake our last lines.
    private static let lingerTime = Duration.seconds(1)

    /// Called with each event; a closure that holds the connection strongly would keep it for ever.
    public var onEvent: ((LineConnection, Event) -> Void)?
    /// Takes escapes out of the input from the first escape byte on; see `InputDecoder`. Not kept: it outlives the connection.
    public unowned var decoder: (any InputDecoder)?

    /// Strong, here as in every object on a loop: its base must outlive their events.
    /// Bytes of a line at most, without its end; for the lines to come.
    public var maximumLineLength: Int

    private let loop: EventLoop
    private var bufferEvent: OpaquePointer?
    /// The decoder's output, from its first use on.
    private var decoded: OpaquePointer?
    private var closeTimer: Timer?
    /// Bytes of the present line that were thrown away; -1 while none are.
    private var discarded = -1
    private var state: State
    private var hasSeenInput = false
    private var isPaused = false

    /// Takes over a connected socket; on failure it is closed.
    /// - Parameter keepAliveSeconds: silence after which the kernel asks whether the peer is there (TCP); 0: never.
    /// - Throws: `LibeventError` of `bufferevent_socket_new`.
    public convenience init(
        on loop: EventLoop, descriptor: Int32, maximumLineLength: Int, keepAliveSeconds: Int = 0
    ) throws(LibeventError) {
        evutil_make_socket_nonblocking(descriptor)
        LineConnection.setNoDelay(descriptor)
        if keepAliveSeconds > 0 { setKeepAlive(descriptor, after: Int32(clamping: keepAliveSeconds)) }
        do {
            try self.init(loop: loop, descriptor: descriptor, maximumLineLength: maximumLineLength, state: .open)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        bufferevent_enable(bufferEvent, Int16(EV_READ))
    }

    /// Begins to connect (`bufferevent_socket_connect`); `.connected` or `.closed` follows on the loop.
    /// - Throws: `LibeventError` where not even the attempt could be made.
    public static func connect(
        on loop: EventLoop, to address: SocketAddress, maximumLineLength: Int
    ) throws(LibeventError) -> LineConnection {
        let connection = try LineConnection(
            loop: loop, descriptor: -1, maximumLineLength: maximumLineLength, state: .connecting)
        let status = address.withSockaddr {
            bufferevent_socket_connect(connection.bufferEvent, UnsafeMutablePointer(mutating: $0), Int32($1))
        }
        guard status == 0 else { throw LibeventError("connect", subject: address.description) }
        return connection
    }

    private init(
        loop: EventLoop, descriptor: Int32, maximumLineLength: Int, state: State
    ) throws(LibeventError) {
        self.loop = loop
        self.maximumLineLength = maximumLineLength
        self.state = state
        bufferEvent = bufferevent_socket_new(loop.base, descriptor, Int32(BEV_OPT_CLOSE_ON_FREE.rawValue))
        guard bufferEvent != nil else { throw LibeventError("bufferevent_socket_new") }
        bufferevent_setcb(
            bufferEvent, bytesArrived, bytesLeft, conditionChanged, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        free()
    }

    // MARK: - Output

    /// Sends bytes: at once what the kernel takes when nothing waits (`writev`), the rest, and everything while something
    /// waits, by `bufferevent_write`. A failure is reported later, by an event.
    /// - Parameters:
    ///   - head: sent first; may be empty.
    ///   - tail: sent after it; may be empty.
    /// - Returns: whether something waits now.
    @discardableResult
    public func send(
        _ head: UnsafeRawBufferPointer, _ tail: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
    ) -> Bool {
        guard let bufferEvent, state == .open || state == .ended else { return false }
        var taken = 0
        var waits = false
        if evbuffer_get_length(bufferevent_get_output(bufferEvent)) == 0 {
            taken = writeNow(bufferevent_getfd(bufferEvent), head, tail)
        }
        if taken < head.count {
            bufferevent_write(bufferEvent, head.baseAddress! + taken, head.count - taken)
            taken = head.count
            waits = true
        }
        if taken < head.count + tail.count {
            let rest = taken - head.count
            bufferevent_write(bufferEvent, tail.baseAddress! + rest, tail.count - rest)
            return true
        }
        return waits
    }

    /// Sends the bytes of a collection.
    public func write(_ bytes: some Collection<UInt8>) {
        let done: Bool? = bytes.withContiguousStorageIfAvailable { send(UnsafeRawBufferPointer($0)) }
        if done == nil { Array(bytes).withUnsafeBytes { _ = send($0) } }
    }

    /// Bytes that wait for the peer to read.
    public var pendingOutput: Int {
        guard let bufferEvent else { return 0 }
        return evbuffer_get_length(bufferevent_get_output(bufferEvent))
    }

    /// Drops the output that waits, but for the rest of a line of which the peer may have a part.
    public func dropPendingOutput() {
        guard let bufferEvent, let output = bufferevent_get_output(bufferEvent) else { return }
        var line = 0
        let end = evbuffer_search_eol(output, nil, &line, EVBUFFER_EOL_LF)
        guard end.pos >= 0, let kept = evbuffer_new() else { return }
        // A bufferevent freezes the end of its output that only it takes from.
        evbuffer_unfreeze(output, 1)
        evbuffer_remove_buffer(output, kept, Int(end.pos) + line)
        evbuffer_drain(output, evbuffer_get_length(output))
        evbuffer_freeze(output, 1)
        evbuffer_add_buffer(output, kept)
        evbuffer_free(kept)
    }

    private func writeNow(
        _ descriptor: Int32, _ head: UnsafeRawBufferPointer, _ tail: UnsafeRawBufferPointer
    ) -> Int {
        if head.isEmpty || tail.isEmpty {
            let whole = tail.isEmpty ? head : tail
            guard let start = whole.baseAddress, !whole.isEmpty else { return 0 }
            return max(0, Glibc.send(descriptor, start, whole.count, Int32(MSG_NOSIGNAL)))
        }
        var parts = (
            iovec(iov_base: UnsafeMutableRawPointer(mutating: head.baseAddress), iov_len: head.count),
            iovec(iov_base: UnsafeMutableRawPointer(mutating: tail.baseAddress), iov_len: tail.count)
        )
        return withUnsafeMutablePointer(to: &parts) {
            $0.withMemoryRebound(to: iovec.self, capacity: 2) { max(0, writev(descriptor, $0, 2)) }
        }
    }

    // MARK: - Input

    /// Reports no more lines until `resumeInput`; what the peer sends waits in the kernel.
    public func pauseInput() {
        guard state == .open, !isPaused else { return }
        isPaused = true
        bufferevent_disable(bufferEvent, Int16(EV_READ))
    }

    /// Reports the lines that waited, at once, and those to come.
    public func resumeInput() {
        guard isPaused else { return }
        isPaused = false
        guard state == .open, let bufferEvent else { return }
        readLines(from: decoded ?? bufferevent_get_input(bufferEvent))
        if state == .open, !isPaused { bufferevent_enable(bufferEvent, Int16(EV_READ)) }
    }

    fileprivate func inputArrived() {
        guard let bufferEvent, let input = bufferevent_get_input(bufferEvent) else { return }
        guard state == .open, !isPaused else {
            if state != .open { evbuffer_drain(input, evbuffer_get_length(input)) }
            return
        }
        if !hasSeenInput { reportFirstInput(input) }
        guard state == .open else { return }
        if let decoder {
            if decoded == nil, contains(input, decoder.escape) { decoded = evbuffer_new() }
            if let decoded {
                decode(input, with: decoder, into: decoded)
                guard state == .open else { return }
                return readLines(from: decoded)
            }
        }
        readLines(from: input)
    }

    private func reportFirstInput(_ input: OpaquePointer) {
        hasSeenInput = true
        var chunk = iovec()
        guard evbuffer_peek(input, -1, nil, &chunk, 1) > 0 else { return }
        onEvent?(self, .firstInput(UnsafeRawBufferPointer(start: chunk.iov_base, count: chunk.iov_len)))
    }

    private func contains(_ input: OpaquePointer, _ byte: UInt8) -> Bool {
        withUnsafePointer(to: byte) {
            $0.withMemoryRebound(to: CChar.self, capacity: 1) { evbuffer_search(input, $0, 1, nil).pos >= 0 }
        }
    }

    private func decode(_ input: OpaquePointer, with decoder: any InputDecoder, into decoded: OpaquePointer) {
        let count = evbuffer_get_length(input)
        guard count > 0, let start = evbuffer_pullup(input, -1) else { return }
        var lines: [UInt8] = []
        lines.reserveCapacity(count)
        decoder.decode(UnsafeRawBufferPointer(start: start, count: count), into: &lines)
        // The decoder may have ended the connection.
        guard bufferEvent != nil else { return }
        evbuffer_add(decoded, lines, lines.count)
        evbuffer_drain(input, count)
    }

    private func readLines(from source: OpaquePointer?) {
        var count = 0
        while state == .open, !isPaused, let line = evbuffer_readln(source, &count, EVBUFFER_EOL_CRLF) {
            defer { Glibc.free(line) }
            if discarded >= 0 {
                // The end of a line that was too long.
                discarded = -1
            } else if count > maximumLineLength {
                onEvent?(self, .lineTooLong)
            } else {
                onEvent?(self, .line(UnsafeRawBufferPointer(start: line, count: count)))
            }
        }
        guard state == .open, !isPaused else { return }
        boundUnendedLine(of: source)
    }

    /// `evbuffer_readln` has no limit, and scans an unended line from its start at each call: so it must stay short.
    private func boundUnendedLine(of source: OpaquePointer?) {
        let waiting = evbuffer_get_length(source)
        // One more than the line: the CR of an end that is not all here.
        guard waiting > maximumLineLength + 1 || (discarded >= 0 && waiting > 0) else { return }
        evbuffer_drain(source, waiting)
        let wasWithin = discarded < LineConnection.floodLimit
        if discarded < 0 {
            discarded = 0
            onEvent?(self, .lineTooLong)
        }
        // No further: a peer may go on for ever.
        discarded = min(discarded + waiting, LineConnection.floodLimit)
        guard state == .open, wasWithin, discarded >= LineConnection.floodLimit else { return }
        onEvent?(self, .flooded)
    }

    // MARK: - The end

    /// Closes at once. Output that waits is lost, and no event follows.
    public func close() {
        state = .closed
        onEvent = nil
        free()
    }

    /// Reads no more, sends what waits, then closes; `.closed` follows, never from within this call.
    public func closeAfterDrain(within time: Duration) {
        guard state == .open || state == .ended || state == .connecting else { return }
        state = .draining
        bufferevent_disable(bufferEvent, Int16(EV_READ))
        do {
            let timer = try Timer(on: loop) { [unowned self] in self.closeTimeUp() }
            closeTimer = timer
            // With nothing to send no write callback would come.
            timer.schedule(after: pendingOutput == 0 ? .zero : time)
        } catch {
            finish(.failed(error))
        }
    }

    private func closeTimeUp() {
        switch state {
        case .draining: pendingOutput == 0 ? outputDrained() : finish(.drainTimeout)
        case .lingering: finish(.drained)
        default: break
        }
    }

    fileprivate func outputDrained() {
        guard state == .draining, let bufferEvent else { return }
        let descriptor = bufferevent_getfd(bufferEvent)
        var unread: Int32 = 0
        guard ioctl(descriptor, UInt(FIONREAD), &unread) == 0, unread > 0 else { return finish(.drained) }
        state = .lingering
        shutdown(descriptor, Int32(SHUT_WR))
        bufferevent_enable(bufferEvent, Int16(EV_READ))
        closeTimer?.schedule(after: LineConnection.lingerTime)
    }

    fileprivate func conditionBecame(_ what: Int32, code: Int32) {
        if what & BEV_EVENT_CONNECTED != 0 {
            guard state == .connecting, let bufferEvent else { return }
            state = .open
            LineConnection.setNoDelay(bufferevent_getfd(bufferEvent))
            bufferevent_enable(bufferEvent, Int16(EV_READ))
            onEvent?(self, .connected)
        } else if what & BEV_EVENT_EOF != 0 {
            switch state {
            case .open:
                state = .ended
                onEvent?(self, .endOfInput)
            case .lingering: finish(.drained)
            default: break
            }
        } else if what & BEV_EVENT_ERROR != 0 {
            let call = state == .connecting ? "connect" : what & BEV_EVENT_READING != 0 ? "read" : "write"
            finish(state == .lingering ? .drained : .failed(LibeventError(call, code: code)))
        }
    }

    private func finish(_ cause: CloseCause) {
        guard state != .closed else { return }
        state = .closed
        free()
        let report = onEvent
        onEvent = nil
        report?(self, .closed(cause))
    }

    private func free() {
        closeTimer = nil
        if let bufferEvent { bufferevent_free(bufferEvent) }
        if let decoded { evbuffer_free(decoded) }
        bufferEvent = nil
        decoded = nil
    }

    /// Without it a lone line waits up to 40 ms for the acknowledgement of the one before (Nagle). Not for Unix sockets, where it fails.
    private static func setNoDelay(_ descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }
}

// `takeUnretainedValue` keeps the connection alive for the call, so a callback may drop the last other reference.

private func bytesArrived(_ bufferEvent: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<LineConnection>.fromOpaque(context).takeUnretainedValue().inputArrived()
}

private func bytesLeft(_ bufferEvent: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<LineConnection>.fromOpaque(context).takeUnretainedValue().outputDrained()
}

private func conditionChanged(_ bufferEvent: OpaquePointer?, _ what: Int16, _ context: UnsafeMutableRawPointer?) {
    let code = errno
    guard let context else { return }
    Unmanaged<LineConnection>.fromOpaque(context).takeUnretainedValue().conditionBecame(Int32(what), code: code)
}
