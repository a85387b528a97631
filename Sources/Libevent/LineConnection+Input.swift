import CLibevent
import Glibc

/// How bytes become lines, each of bounded length.
extension LineConnection {
    /// How a peer ended its first line.
    public enum LineEnd: Hashable, Sendable {
        case feed, returnAndFeed
    }

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
        inputArrived()
        guard state == .open, !isPaused else { return }
        if endsOnResume { return noticeEnd(BEV_EVENT_EOF | BEV_EVENT_READING, code: 0) }
        bufferevent_enable(bufferEvent, Int16(EV_READ))
    }

    func inputArrived() {
        guard state == .open, !isPaused, let bufferEvent, let input = bufferevent_get_input(bufferEvent) else { return }
        guard let decoder else { return readLines(from: input) }
        if !isBeginningKnown, !lookAtBeginning(of: input, with: decoder) { return }
        if decoded == nil, contains(input, decoder.escape) { decoded = evbuffer_new() }
        if let decoded { readLines(from: decoded, fedBy: input, decoder) } else { readLines(from: input) }
        if !hasEndedLine { awaitFeed(decoder) }
    }

    /// - Returns: whether what is here may be framed.
    private func lookAtBeginning(of input: OpaquePointer, with decoder: any InputDecoder) -> Bool {
        let count = evbuffer_get_length(input)
        guard count > 0, let start = evbuffer_pullup(input, -1) else { return true }
        switch decoder.look(atBeginning: UnsafeRawBufferPointer(start: start, count: count)) {
        case .known: isBeginningKnown = true
        case .open: break
        case .undecided: return false
        }
        return state == .open
    }

    private func contains(_ input: OpaquePointer, _ byte: UInt8) -> Bool {
        withUnsafePointer(to: byte) {
            $0.withMemoryRebound(to: CChar.self, capacity: 1) { evbuffer_search(input, $0, 1, nil).pos >= 0 }
        }
    }

    // MARK: - Decoding

    /// Reports lines that are decoded, and decodes on, until nothing is left or input is paused.
    private func readLines(from decoded: OpaquePointer, fedBy input: OpaquePointer, _ decoder: any InputDecoder) {
        while true {
            readLines(from: decoded)
            guard state == .open, !isPaused else { return }
            decoder.linesWereReported()
            guard state == .open, !isPaused, evbuffer_get_length(input) > 0 else { return }
            decode(input, with: decoder, into: decoded)
        }
    }

    private func decode(_ input: OpaquePointer, with decoder: any InputDecoder, into decoded: OpaquePointer) {
        let count = evbuffer_get_length(input)
        guard let start = evbuffer_pullup(input, -1) else { return }
        var lines: [UInt8] = []
        lines.reserveCapacity(count)
        let taken = decoder.decode(UnsafeRawBufferPointer(start: start, count: count), into: &lines)
        // The decoder may have ended the connection.
        guard bufferEvent != nil else { return }
        evbuffer_add(decoded, lines, lines.count)
        evbuffer_drain(input, max(1, taken))
    }

    // MARK: - A CR that nothing follows

    /// How long a CR waits for its LF while no line has ended yet. Where one comes later it is not a line of its own.
    static let feedTime = Duration.milliseconds(200)

    /// Where a CR came last it may be all that the peer's Return sends.
    func awaitFeed(_ decoder: any InputDecoder) {
        guard state == .open, !isPaused, decoded == nil ? inputEndsInReturn : decoder.holdsReturn else {
            returnTimer?.cancel()
            return
        }
        if returnTimer == nil { returnTimer = try? Timer(on: loop) { [unowned self] in self.noFeedCame() } }
        returnTimer?.schedule(after: LineConnection.feedTime)
    }

    /// Whether what came last is a CR, or CR NUL, which terminals send for it.
    private var inputEndsInReturn: Bool {
        let input = bufferevent_get_input(bufferEvent)
        let count = evbuffer_get_length(input)
        guard count > 0, let start = evbuffer_pullup(input, -1) else { return false }
        if start[count - 1] == 0 { return count > 1 && start[count - 2] == UInt8(ascii: "\r") }
        return start[count - 1] == UInt8(ascii: "\r")
    }

    private func noFeedCame() {
        guard state == .open, !isPaused, !hasEndedLine, let decoder else { return }
        var end: [UInt8] = []
        decoder.endLinesAtReturns(&end)
        if let decoded {
            // What was decoded before has CRs that have become ends.
            let line = LineConnection.bytes(of: decoded).map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
            evbuffer_drain(decoded, line.count)
            evbuffer_add(decoded, line + end, line.count + end.count)
        } else {
            decoded = evbuffer_new()
        }
        inputArrived()
    }

    // MARK: - Framing

    private func readLines(from source: OpaquePointer) {
        var count = 0
        if !hasEndedLine { noteFirstEnd(in: source) }
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

    private func noteFirstEnd(in source: OpaquePointer) {
        var length = 0
        guard evbuffer_search_eol(source, nil, &length, EVBUFFER_EOL_CRLF).pos >= 0 else { return }
        firstLineEnd = length == 2 ? .returnAndFeed : .feed
        returnTimer = nil
    }

    /// `evbuffer_readln` has no limit, and scans an unended line from its start at each call: so it must stay short.
    private func boundUnendedLine(of source: OpaquePointer) {
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
