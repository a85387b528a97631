import CLibevent
import Glibc

/// What is sent: at once where the kernel takes it.
extension ByteConnection {
    /// Sends bytes: at once what the kernel takes when nothing waits (`writev`, or `SSL_write`), the rest, and everything while
    /// something waits, by `bufferevent_write`. A failure is reported later, by an event.
    ///
    /// While it is connecting, and when it is broken, bytes are dropped.
    /// - Parameters:
    ///   - head: sent first; whole units, or nothing.
    ///   - tail: sent after it; whole units, or nothing.
    /// - Returns: whether something waits now.
    @discardableResult
    public func send(
        _ head: UnsafeRawBufferPointer, _ tail: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
    ) -> Bool {
        guard let bufferEvent, state == .open || state == .ended, !isBroken else { return false }
        if let ssl { return sendRecords(bufferEvent, ssl, head, tail) }
        var taken = 0
        let waits = evbuffer_get_length(bufferevent_get_output(bufferEvent)) > 0
        if !waits { taken = writeNow(head, tail) }
        guard taken < head.count + tail.count else { return waits }
        noteUnits(head, tail, behind: taken, isFirst: !waits)
        if taken < head.count {
            bufferevent_write(bufferEvent, head.baseAddress! + taken, head.count - taken)
            taken = head.count
        }
        if taken < head.count + tail.count {
            let rest = taken - head.count
            bufferevent_write(bufferEvent, tail.baseAddress! + rest, tail.count - rest)
        }
        return true
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

    /// Drops the output that waits, but for the rest of a unit of which the peer may have a part, and some short ones behind it
    /// (`UnitEnds.spacing`).
    public func dropPendingOutput() {
        guard let bufferEvent, let output = bufferevent_get_output(bufferEvent), let unitEnds else { return }
        let waiting = evbuffer_get_length(output)
        // What OpenSSL was given it wants to be given again, so that stays, and the rest of its last unit.
        let promised = ssl == nil ? 0 : min(waiting, firstChainLength(of: output))
        let count = unitEnds.kept(of: waiting, promised: promised)
        guard count < waiting, let kept = evbuffer_new() else { return }
        unitEnds.drop(from: count, of: waiting)
        // A plain bufferevent freezes the end of its output that only it takes from; one with TLS never does.
        evbuffer_unfreeze(output, 1)
        evbuffer_remove_buffer(output, kept, count)
        evbuffer_drain(output, evbuffer_get_length(output))
        if ssl == nil { evbuffer_freeze(output, 1) }
        evbuffer_add_buffer(output, kept)
        evbuffer_free(kept)
    }

    /// Notes where units end of what comes to wait. Apart, as nearly nothing does.
    /// - Parameter isFirst: nothing waits before it.
    @inline(never)
    func noteUnits(
        _ head: UnsafeRawBufferPointer, _ tail: UnsafeRawBufferPointer, behind taken: Int, isFirst: Bool
    ) {
        if isFirst { unitEnds = nil }
        let ends = unitEnds ?? makeUnitEnds()
        unitEnds = ends
        ends.prune(waiting: pendingOutput)
        ends.append(head, behind: taken)
        ends.append(tail, behind: max(0, taken - head.count))
    }

    private func makeUnitEnds() -> UnitEnds {
        UnitEnds { [unowned self] in self.endOfUnit(in: $0, at: $1) }
    }

    /// Notes where units end of what waited in another process.
    /// - Parameter end: of one of them; nil: as the bytes tell.
    func noteUnits(ofResumed output: [UInt8], endingAt end: Int?) {
        let ends = makeUnitEnds()
        output.withUnsafeBytes { ends.append(beginningWithin: $0, endingAt: end) }
        unitEnds = ends
    }

    /// Drops all output that waits: nobody will read it.
    func discardOutput() {
        guard let bufferEvent, let output = bufferevent_get_output(bufferEvent) else { return }
        bufferevent_disable(bufferEvent, Int16(EV_WRITE))
        evbuffer_unfreeze(output, 1)
        evbuffer_drain(output, evbuffer_get_length(output))
        if ssl == nil { evbuffer_freeze(output, 1) }
    }

    private func writeNow(_ head: UnsafeRawBufferPointer, _ tail: UnsafeRawBufferPointer) -> Int {
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
}
