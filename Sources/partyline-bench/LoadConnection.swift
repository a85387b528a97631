import BenchSupport
import Glibc
import Libevent

/// One client of the load: a socket that is read in big pieces, which are split into lines in place.
///
/// It is no `LineConnection`. That reads at most 4 KB at a time, and a delivery would cost the load two to three times
/// what it costs the server, so the server would wait most of the time.
final class LoadConnection {
    /// The size of the read buffer, which all connections of a crowd share: each uses up what it has read before the
    /// next one reads.
    static let readSize = 128 << 10
    static let maximumLineLength = 8192

    /// Whether anything has come yet.
    private(set) var hasReceived = false

    private let descriptor: Int32
    /// nil for a connection without TLS.
    private let session: LoadTLS.Session?
    private var watch: DescriptorWatch?
    /// The beginning of a line, or of a frame, whose end has not come yet.
    private var rest: [UInt8] = []
    /// nil: it speaks lines.
    private let frames: LoadFrames?

    /// Connects, and waits until it is connected; with TLS, until the handshake is done.
    /// - Parameter isFramed: it speaks by WebSocket, see `begin`.
    init(to address: SocketAddress, tls: LoadTLS?, isFramed: Bool) throws {
        frames = isFramed ? LoadFrames() : nil
        descriptor = try LoadConnection.connectedSocket(to: address)
        do {
            session = try tls?.connect(descriptor)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        watch = nil
        close(descriptor)
    }

    private static func connectedSocket(to address: SocketAddress) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchError("socket: \(String(cString: strerror(errno)))") }
        var (on, patience) = (Int32(1), timeval(tv_sec: 10, tv_usec: 0))
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = address.port.bigEndian
        target.sin_addr.s_addr = inet_addr(address.host)
        let status = withUnsafePointer(to: target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw BenchError("connect \(address): \(reason)")
        }
        return descriptor
    }

    /// Calls `ready` while there is something to read.
    func watch(on loop: EventLoop, _ ready: @escaping () -> Void) throws {
        watch = try DescriptorWatch(on: loop, descriptor: descriptor, ready)
    }

    /// Asks for a WebSocket, where it is to be one. What is sent from then on goes out in frames, and the server may read those behind the
    /// request.
    func begin() {
        guard frames != nil else { return }
        Array(LoadFrames.request.utf8).withUnsafeBytes { _ = write($0) }
    }

    /// Sends everything: whole lines. There is always room for the little that a client says.
    /// - Returns: false if the server no longer reads.
    func send(_ lines: UnsafeRawBufferPointer) -> Bool {
        frames == nil ? write(lines) : LoadFrames.framed(lines).withUnsafeBytes(write)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if let session { return session.send(bytes) }
        return Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            == bytes.count
    }

    /// Reads once, and hands on the lines without their ends. With TLS it decrypts everything that one read of the
    /// kernel brought.
    /// - Parameter buffer: at least `readSize` and `maximumLineLength` bytes.
    /// - Returns: false if the server has closed the connection.
    func receive(with buffer: UnsafeMutableRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Void) -> Bool {
        guard let start = buffer.baseAddress else { return false }
        var count = 0
        repeat {
            let kept = rest.count
            if kept > 0 {
                buffer.copyBytes(from: rest)
                rest.removeAll(keepingCapacity: true)
            }
            count = read(into: start + kept)
            guard count != 0 else { return false }
            if count > 0 { hasReceived = true }
            let end = start + kept + max(0, count)
            guard let frames else {
                guard frame(start, to: end, searched: start + kept, take) else { return false }
                continue
            }
            let all = UnsafeRawBufferPointer(start: start, count: end - start)
            guard let taken = frames.take(all, take), all.count - taken <= LoadConnection.maximumLineLength else {
                return false
            }
            rest.append(contentsOf: all[taken...])
        } while count > 0 && session?.hasMore == true
        return true
    }

    /// - Returns: 0 if the connection is closed, -1 if nothing is complete.
    private func read(into buffer: UnsafeMutableRawPointer) -> Int {
        if let session { return session.read(into: buffer, atMost: LoadConnection.readSize) }
        return max(0, recv(descriptor, buffer, LoadConnection.readSize, Int32(MSG_DONTWAIT)))
    }

    /// Hands on the lines, and keeps what follows the last one.
    /// - Returns: false if that is too long for a line.
    private func frame(
        _ start: UnsafeMutableRawPointer, to end: UnsafeMutableRawPointer, searched: UnsafeMutableRawPointer,
        _ take: (UnsafeRawBufferPointer) -> Void
    ) -> Bool {
        var (line, searched) = (start, searched)
        while let newline = memchr(searched, 0x0a, end - searched) {
            take(UnsafeRawBufferPointer(start: line, count: newline - line))
            line = newline + 1
            searched = line
        }
        guard end - line <= LoadConnection.maximumLineLength else { return false }
        if end > line { rest.append(contentsOf: UnsafeRawBufferPointer(start: line, count: end - line)) }
        return true
    }

    /// Stops reading.
    func ignore() { watch = nil }
}
