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
        if !hasEndedLine { noteFirstEnd(in: source) }
        while state == .open, !isPaused {
            guard case .line = next else {
                if readBytes(from: source) { continue }
                return
            }
            guard readLine(from: source) else { break }
        }
        guard state == .open, !isPaused else { return }
        boundUnendedLine(of: source)
    }

    /// Reports the line that is there.
    /// - Returns: false where its end has not come.
    private func readLine(from source: OpaquePointer) -> Bool {
        guard let start = evbuffer_pullup(source, -1), let feed = memchr(start, 0x0A, evbuffer_get_length(source))
        else { return false }
        let end = UnsafeRawPointer(feed) - UnsafeRawPointer(start)
        let count = end > 0 && start[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
        guard discarded < 0, count <= maximumLineLength else {
            evbuffer_drain(source, end + 1)
            // It may be the end of a line that was too long.
            let isReported = discarded >= 0
            discarded = -1
            if !isReported { onEvent?(self, .lineTooLong) }
            return true
        }
        // Taken out before it is reported, as the connection may be closed meanwhile.
        withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { line in
            line.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count))
            evbuffer_drain(source, end + 1)
            onEvent?(self, .line(UnsafeRawBufferPointer(line)))
        }
        return true
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

    /// An unended line is scanned from its start whenever more comes: so it must stay short.
    private func boundUnendedLine(of source: OpaquePointer) {
        let waiting = evbuffer_get_length(source)
        // One more than the line: the CR of an end that is not all here.
        guard waiting > maximumLineLength + 1 || (discarded >= 0 && waiting > 0) else { return }
        evbuffer_drain(source, waiting)
        let before = max(0, Int(discarded))
        let isFirst = discarded < 0
        // No further: a peer may go on for ever.
        let now = min(before + waiting, LineConnection.floodLimit)
        discarded = Int32(now)
        if isFirst { onEvent?(self, .lineTooLong) }
        guard state == .open, before < LineConnection.floodLimit, now >= LineConnection.floodLimit else { return }
        onEvent?(self, .flooded)
    }
}
