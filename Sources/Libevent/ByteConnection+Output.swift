import CLibevent
import Glibc

/// What is sent: at once where the kernel takes it.
extension ByteConnection {
    /// Sends bytes: at once what the kernel takes when nothing waits (`writev`, or `SSL_write`), the rest, and everything while
    /// something waits, by `bufferevent_write`. A failure is reported later, by an event.
    ///
    /// While it is connecting, and when it is broken, bytes are dropped.
    /// - Parameters:
    ///   - head: sent first; may be empty.
    ///   - tail: sent after it; may be empty.
    /// - Returns: whether something waits now.
    @discardableResult
    public func send(
        _ head: UnsafeRawBufferPointer, _ tail: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
    ) -> Bool {
        guard let bufferEvent, state == .open || state == .ended, !isBroken else { return false }
        if let ssl { return sendRecords(bufferEvent, ssl, head, tail) }
        var taken = 0
        var waits = false
        if evbuffer_get_length(bufferevent_get_output(bufferEvent)) == 0 {
            taken = writeNow(head, tail)
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
        // What OpenSSL was given it wants to be given again, so that stays, and the rest of its last line.
        let promised = ssl == nil ? 0 : firstChainLength(of: output)
        var start = evbuffer_ptr()
        var line = 0
        evbuffer_ptr_set(output, &start, max(0, promised - 1), EVBUFFER_PTR_SET)
        let end = evbuffer_search_eol(output, &start, &line, EVBUFFER_EOL_LF)
        guard end.pos >= 0, let kept = evbuffer_new() else { return }
        // A plain bufferevent freezes the end of its output that only it takes from; one with TLS never does.
        evbuffer_unfreeze(output, 1)
        evbuffer_remove_buffer(output, kept, Int(end.pos) + line)
        evbuffer_drain(output, evbuffer_get_length(output))
        if ssl == nil { evbuffer_freeze(output, 1) }
        evbuffer_add_buffer(output, kept)
        evbuffer_free(kept)
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
