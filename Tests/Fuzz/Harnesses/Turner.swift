import Glibc
import Libevent

/// A loop that turns when it is told to, and pairs of sockets: one end is the server's, the other a peer's, which this side reads and
/// writes without the loop.
final class Turner {
    let loop: EventLoop
    private var end: Libevent.Timer?
    /// Kept, as one of this size is dear to have under AddressSanitizer.
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)

    init() throws {
        loop = try EventLoop()
        end = try Libevent.Timer(on: loop) { [unowned self] in self.loop.stop() }
    }

    deinit {
        buffer.deallocate()
    }

    /// Turns once, without a wait.
    func turn() {
        end?.schedule(after: .zero)
        loop.run()
    }

    /// - Parameter time: as long as libFuzzer lets a run last, as others may have the processor.
    /// - Returns: whether the condition held before so much time was over.
    func turn(within time: Duration = .seconds(9), until condition: () throws(Violation) -> Bool) throws(Violation)
        -> Bool
    {
        let start = Instant.current()
        while true {
            if try condition() { return true }
            guard Instant.current() - start < time else { return false }
            turn()
        }
    }

    /// - Parameter sendBuffer: of the server's end, in bytes; nil: the system's own.
    static func pair(sendBuffer: Int32? = nil) throws(Violation) -> (server: Int32, peer: Int32) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0, &ends) == 0 else {
            throw Violation(description: "no pair of sockets: \(String(cString: strerror(errno)))")
        }
        if var sendBuffer {
            setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &sendBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        return (ends[0], ends[1])
    }

    /// Sends what the kernel takes.
    /// - Returns: how much that was.
    static func send(_ bytes: some Sequence<UInt8>, on descriptor: Int32) -> Int {
        let bytes = Array(bytes)
        return max(0, Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)))
    }

    /// Takes all that came.
    /// - Returns: whether more may come.
    func receive(on descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { return count < 0 && errno == EAGAIN }
            bytes += buffer[..<count]
        }
    }
}
