import Glibc

/// A non-blocking descriptor that is read and written with deadlines: a socket, a child's standard streams, a terminal.
///
/// What has arrived and was not yet taken waits in `unread`. The descriptor is the channel's own, and closed with it.
final class ByteChannel {
    private(set) var descriptor: Int32
    private(set) var unread: ArraySlice<UInt8> = []
    /// The other side will send no more. A broken connection counts as that; `brokenBy` then tells it apart.
    private(set) var atEnd = false
    private(set) var brokenBy: Int32 = 0
    /// What is written goes out in frames, and what frames hold arrives; nil: bytes are bytes.
    private(set) var frames: WebFrames?
    /// Sees all bytes as they arrive.
    var onArrival: ((ArraySlice<UInt8>) throws -> Void)?

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    deinit { close() }

    func close() {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        descriptor = -1
    }

    /// Writes it all. What arrives meanwhile is read, so that two sides that both write can't wait for each other.
    func write(_ bytes: some Sequence<UInt8>, by deadline: Deadline = .usual) throws {
        var rest = (frames?.written(Array(bytes)) ?? Array(bytes))[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Self.write(descriptor, $0) }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            let code = errno
            guard code == EAGAIN || code == EINTR else { throw HarnessFailure.call("write", code) }
            var watched = [pollfd(fd: descriptor, events: Int16(POLLOUT | (atEnd ? 0 : POLLIN)), revents: 0)]
            guard deadline.poll(&watched) else {
                throw HarnessFailure("\(rest.count) bytes could not be written in time")
            }
            if watched[0].revents & Int16(POLLIN) != 0 { try readOnce() }
        }
    }

    // A plain write would raise SIGPIPE, which is not ours to ignore for the whole test process.
    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        let sent = send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        return sent < 0 && errno == ENOTSOCK ? Glibc.write(descriptor, bytes.baseAddress, bytes.count) : sent
    }

    /// Waits until something more has arrived, or the end; false when the deadline passed first.
    func waitForMore(by deadline: Deadline) throws -> Bool {
        guard !atEnd else { return true }
        let before = unread.count
        repeat {
            var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            guard deadline.poll(&watched) else { return false }
            try readOnce()
        } while unread.count == before && !atEnd
        return true
    }

    private func readOnce() throws {
        let arrived = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
            count = max(-1, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
            if count < 0 {
                if errno != EAGAIN && errno != EINTR {
                    atEnd = true
                    // A terminal whose last program has ended reads as EIO: that is its end of file.
                    brokenBy = errno == EIO ? 0 : errno
                }
                count = 0
            } else if count == 0 {
                atEnd = true
            }
        }
        let decoded = try frames?.read(arrived) ?? arrived
        unread += decoded
        try onArrival?(decoded[...])
    }

    /// Speaks in frames from here on.
    func speak(_ frames: WebFrames) throws {
        self.frames = frames
        unread = try frames.read(Array(unread))[...]
        try onArrival?(unread)
    }

    /// Writes bytes as they are, be they no frames.
    func write(unframed bytes: [UInt8], by deadline: Deadline = .usual) throws {
        let kept = frames
        frames = nil
        defer { frames = kept }
        try write(bytes, by: deadline)
    }

    /// Takes the next line, without its LF; nil at the end, where an unfinished line stays in `unread`.
    func line(by deadline: Deadline = .usual) throws -> [UInt8]? {
        while true {
            if let end = firstIndex(of: UInt8(ascii: "\n"), in: unread) {
                defer { unread = unread[(end + 1)...] }
                return Array(unread[..<end])
            }
            if atEnd { return nil }
            guard try waitForMore(by: deadline) else {
                throw HarnessFailure("no line came in time" + (unread.isEmpty ? "" : "; only: \(shown(unread))"))
            }
        }
    }

    /// Takes exactly so many bytes; fewer at the end or when the deadline passed.
    func take(_ count: Int, by deadline: Deadline = .usual) throws -> [UInt8] {
        while unread.count < count && !atEnd {
            guard try waitForMore(by: deadline) else { break }
        }
        defer { unread.removeFirst(min(count, unread.count)) }
        return Array(unread.prefix(count))
    }

    /// Takes everything up to and with the text, which must come in time.
    @discardableResult
    func take(through text: String, by deadline: Deadline = .usual) throws -> [UInt8] {
        let needle = Array(text.utf8)
        while true {
            if let range = unread.firstRange(of: needle) {
                defer { unread = unread[range.upperBound...] }
                return Array(unread[..<range.upperBound])
            }
            guard !atEnd, try waitForMore(by: deadline) else {
                throw HarnessFailure(
                    "\"\(text)\" did not come\(atEnd ? " before the end" : " in time"); only: \(shown(unread))")
            }
        }
    }

    /// Takes all there is up to the end, which must come in time.
    func takeToEnd(by deadline: Deadline = .usual) throws -> [UInt8] {
        while !atEnd {
            guard try waitForMore(by: deadline) else {
                throw HarnessFailure("the end did not come in time; so far: \(shown(unread.suffix(500)))")
            }
        }
        defer { unread = [] }
        return Array(unread)
    }
}
