import ChatCore
import Configuration
import Glibc
import Libevent
import Logging
import TestSupport
import Testing

@testable import ChatServer

/// A server in this process, on a loop that the test turns, and peers that are sockets of the same loop.
final class Served {
    let loop: EventLoop
    let server: Server
    private var pulse: Libevent.Timer?
    private var check: () -> Bool = { false }
    private var isInTime = true
    private var deadline: Libevent.Timer?

    init(
        _ change: (inout Configuration) throws -> Void = { _ in },
        resolving resolve: @escaping @Sendable (Endpoint) throws(ResolveError) -> [SocketAddress] = Server.resolve
    ) throws {
        loop = try EventLoop()
        var configuration = Configuration()
        configuration.listen = [Configuration.Listen(.host("127.0.0.1", port: 0))]
        // The peers of a test come as fast as they can.
        configuration.limits.connectsPerSecond = 0
        // Others are told of them at once; NewcomerTests are of what happens else.
        configuration.limits.arrivalGraceMilliseconds = 0
        try change(&configuration)
        server = try Server(
            configuration, on: loop, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, resolving: resolve)
        try server.start()
        pulse = try Libevent.Timer(on: loop) { [unowned self] in
            if self.check() { self.loop.stop() }
        }
        deadline = try Libevent.Timer(on: loop) { [unowned self] in
            self.isInTime = false
            self.loop.stop()
        }
    }

    deinit {
        // Its closure has the server, which is gone before the loop.
        loop.onTurnEnd = nil
    }

    /// Turns the loop until the condition holds, or the server stops it.
    func run(until condition: @escaping () -> Bool, _ location: SourceLocation = #_sourceLocation) throws {
        check = condition
        defer { check = { false } }
        pulse?.schedule(every: .milliseconds(1))
        try runToEnd(location)
        pulse?.cancel()
    }

    /// Turns the loop until the server stops it.
    func runToEnd(_ location: SourceLocation = #_sourceLocation) throws {
        isInTime = true
        deadline?.schedule(after: .seconds(10 * patience))
        loop.run()
        deadline?.cancel()
        try #require(isInTime, "it did not come in time", sourceLocation: location)
    }

    /// Drains from within a turn, as a signal does.
    func drain() throws {
        let server = server
        let timer = try Libevent.Timer(on: loop) { server.drain() }
        timer.schedule(after: .zero)
        try runToEnd()
    }

    func connect(receiveBuffer: Int32? = nil, reads: Bool = true) throws -> RawPeer {
        let address = try #require(server.addresses.first)
        return try RawPeer(on: loop, to: address, receiveBuffer: receiveBuffer, reads: reads)
    }

    /// A new connection that has read what the server said first.
    func join() throws -> RawPeer {
        let peer = try connect()
        try run { peer.text.contains("*** #lobby") || peer.isAtEnd }
        return peer
    }
}

/// As the integration tests have it: instrumented programs are slow.
let patience = testPatience

/// The other end of a connection: a socket that is read when the loop turns, or never.
final class RawPeer {
    let descriptor: Int32
    private(set) var bytes: [UInt8] = []
    private(set) var isAtEnd = false
    private var watch: DescriptorWatch?

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var lines: [Substring] { text.split(whereSeparator: \.isNewline) }

    init(on loop: EventLoop, to address: SocketAddress, receiveBuffer: Int32?, reads: Bool) throws {
        descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = address.port.bigEndian
        target.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0, "connect: \(String(cString: strerror(errno)))")
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        if reads { try read(on: loop) }
    }

    /// Begins to read.
    func read(on loop: EventLoop) throws {
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

    /// Sends what the kernel takes.
    @discardableResult
    func send(_ text: String) -> Int { send(bytes: Array(text.utf8)) }

    @discardableResult
    func send(bytes: [UInt8]) -> Int {
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    func halfClose() {
        shutdown(descriptor, Int32(SHUT_WR))
    }
}

extension Server {
    /// Another server, which has taken over from this one as after SIGUSR2.
    /// - Parameter prepare: called with it before it goes on.
    func handOver(_ prepare: (Server) -> Void = { _ in }) throws -> Server {
        let handover = handover()
        let descriptors = handover.descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        let next = try Server(
            configuration, on: loop,
            continuing: Inheritance(state: HandoverState(handover.state.bytes), descriptors: descriptors),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        requests.suspend()
        handedOver()
        prepare(next)
        next.goOn()
        loop.onTurnEnd = { [unowned next] in next.endTurn() }
        return next
    }

    /// A reload, and what it takes to look up names for it.
    func reload(_ changed: Configuration) throws {
        var outcome: (any Error)??
        reload(changed) { [loop] error in
            outcome = .some(error)
            loop.stop()
        }
        if outcome == nil {
            let deadline = try Libevent.Timer(on: loop) { [loop] in loop.stop() }
            deadline.schedule(after: .seconds(10 * patience))
            loop.run()
        }
        if let error = try #require(outcome) { throw error }
    }
}
