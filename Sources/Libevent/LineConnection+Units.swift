import CLibevent
import Glibc

/// How bytes become units: lines of bounded length, and so many bytes where they are asked for.
extension LineConnection {
    /// The next bytes are one unit, whatever they are, and lines come behind them again. To be called before there is input, or from
    /// within a unit's event: as of a head that tells how long what follows is.
    /// - Parameter count: at least 1. So many bytes are gathered, so the caller bounds them.
    public func expect(bytes count: Int) {
        precondition(count > 0, "a unit of no bytes")
        next = .bytes(Int32(count))
    }

    func readUnits(from source: OpaquePointer) {
        var count = 0
        if !hasEndedLine { noteFirstEnd(in: source) }
        while state == .open, !isPaused {
            guard case .line = next else {
                if readBytes(from: source) { continue }
                return
            }
            guard let line = evbuffer_readln(source, &count, EVBUFFER_EOL_CRLF) else { break }
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

    /// Reports the bytes that are expected.
    /// - Returns: false where they are not all here, or are to be decoded first.
    private func readBytes(from source: OpaquePointer) -> Bool {
        guard case .bytes(let expected) = next, decoder == nil || source == decoded else { return false }
        let count = Int(expected)
        guard evbuffer_get_length(source) >= count else { return false }
        // Taken out before they are reported, as a line is: the connection may be closed meanwhile.
        withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { bytes in
            evbuffer_remove(source, bytes.baseAddress, count)
            next = .line
            onEvent?(self, .bytes(UnsafeRawBufferPointer(bytes)))
        }
        if !hasEndedLine, state == .open { noteFirstEnd(in: source) }
        return true
    }

    private func noteFirstEnd(in source: OpaquePointer) {
        guard case .line = next else { return }
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
        let before = max(0, Int(discarded))
        let isFirst = discarded < 0
        // No further: a peer may go on for ever.
        let most = Int(mostWithoutEnd)
        let now = min(before + waiting, most)
        discarded = Int32(now)
        if isFirst { onEvent?(self, .lineTooLong) }
        guard state == .open, before < most, now >= most else { return }
        onEvent?(self, .flooded)
    }
}
