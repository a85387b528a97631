import CLibevent
import Glibc

/// How bytes become lines, each of bounded length.
extension LineConnection {
    /// No lines are reported until `resumeInput`.
    public var isInputPaused: Bool { isPaused }

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
        guard state == .open, !isPaused else { return }
        if endsOnResume { return noticeEnd(BEV_EVENT_EOF | BEV_EVENT_READING, code: 0) }
        bufferevent_enable(bufferEvent, Int16(EV_READ))
    }

    func inputArrived() {
        guard let bufferEvent, let input = bufferevent_get_input(bufferEvent) else { return }
        guard state == .open, !isPaused else { return }
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
}
