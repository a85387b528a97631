import Glibc
import Testing

@testable import Libevent

/// An `HTTPListener` on a loop that the test turns, with three pages.
final class HTTPServed {
    let loop: EventLoop
    private(set) var listener: HTTPListener
    private let timeout: Duration

    init(timeout: Duration) throws {
        loop = try EventLoop()
        self.timeout = timeout
        listener = try HTTPListener(on: loop, address: resolved("127.0.0.1:0"), timeout: timeout, handler: page)
    }

    func listen(on address: SocketAddress) throws {
        listener = try HTTPListener(on: loop, address: address, timeout: timeout, handler: page)
    }

    func connect(receiveBuffer: Int32? = nil, reads: Bool = true) throws -> HTTPClient {
        try HTTPClient(on: loop, to: listener.address, receiveBuffer: receiveBuffer, reads: reads)
    }

    /// All that comes back, up to the end.
    func answer(to bytes: String, ends: Bool = false) throws -> String {
        let client = try connect()
        try client.send(Array(bytes.utf8))
        if ends { client.halfClose() }
        try run { client.isAtEnd }
        return client.text
    }

    func stillAnswers(_ location: SourceLocation = #_sourceLocation) throws {
        let answer = try answer(to: "GET /page HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.hasSuffix("\r\n\r\nhello\n"), sourceLocation: location)
    }

    /// Turns the loop until the condition holds.
    func run(_ location: SourceLocation = #_sourceLocation, until condition: @escaping () -> Bool) throws {
        var isInTime = true
        let pulse = try Libevent.Timer(on: loop) { [loop] in
            if condition() { loop.stop() }
        }
        let deadline = try Libevent.Timer(on: loop) { [loop] in
            isInTime = false
            loop.stop()
        }
        pulse.schedule(every: .milliseconds(1))
        deadline.schedule(after: .seconds(20 * patience))
        loop.run()
        try #require(isInTime, "it did not come in time", sourceLocation: location)
    }

    /// Turns the loop a little.
    func turn() throws {
        let pulse = try Libevent.Timer(on: loop) { [loop] in loop.stop() }
        pulse.schedule(after: .milliseconds(1))
        loop.run()
    }
}

private func page(_ path: String) -> HTTPListener.Response? {
    switch path {
    case "/page": .init(body: Array("hello\n".utf8))
    case "/busy": .init(status: 503, body: Array("busy\n".utf8))
    case "/large": .init(body: [UInt8](repeating: UInt8(ascii: "x"), count: 8 << 20))
    default: nil
    }
}

/// The other end: a socket that is read when the loop turns, or never.
final class HTTPClient {
    private(set) var bytes: [UInt8] = []
    private(set) var isAtEnd = false
    private let descriptor: Int32
    private var watch: DescriptorWatch?

    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(on loop: EventLoop, to address: SocketAddress, receiveBuffer: Int32?, reads: Bool) throws {
        descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        let status = address.withSockaddr { Glibc.connect(descriptor, $0, $1) }
        try #require(status == 0, "connect: \(String(cString: strerror(errno)))")
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        guard reads else { return }
        watch = try DescriptorWatch(on: loop, descriptor: descriptor) { [unowned self] in self.take() }
    }

    deinit {
        watch = nil
        Glibc.close(descriptor)
    }

    private func take() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 {
            bytes += buffer[..<count]
        } else if count == 0 || errno != EAGAIN {
            isAtEnd = true
            watch?.disable()
        }
    }

    func send(_ bytes: [UInt8]) throws {
        let count = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        try #require(count == bytes.count)
    }

    /// Sends of so many bytes what the kernel takes.
    func sendSome(_ count: Int) -> Int {
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: count)
        return max(0, Glibc.send(descriptor, bytes, count, Int32(MSG_NOSIGNAL)))
    }

    func halfClose() {
        shutdown(descriptor, Int32(SHUT_WR))
    }
}
