import Glibc
import TestSupport
import Testing

@testable import Libevent

/// A server's connection and a client's, both with TLS and on one loop, and between them a relay for the bytes of each way.
final class TLSWired {
    let loop: EventLoop
    private(set) var server: LineConnection?
    private(set) var client: LineConnection?
    let toServer: TLSRelay
    let toClient: TLSRelay
    /// What each reported, in order, as `server line hello`.
    private(set) var log: [String] = []
    /// Also called with each event.
    var onEvent: ((LineConnection, LineConnection.Event) -> Void)?
    private let front: Int32
    private let back: Int32

    /// - Parameter overTCP: for what only TCP can do: a reset.
    init(
        server serverContext: TLSContext, client clientContext: TLSContext, serverName: String? = "localhost",
        maximumLineLength: Int = 2048, overTCP: Bool = false
    ) throws {
        loop = try EventLoop()
        let ends = try overTCP ? connectedTCP() : connectedPair()
        back = ends.theirs
        let (door, address) = try door()
        defer { close(door) }
        client = try LineConnection.connect(
            on: loop, to: address, maximumLineLength: maximumLineLength, tls: clientContext, serverName: serverName)
        front = accept(door, nil, nil)
        try #require(front >= 0)
        toServer = TLSRelay(from: front, to: back)
        toClient = TLSRelay(from: back, to: front)
        server = try LineConnection(
            on: loop, descriptor: ends.ours, maximumLineLength: maximumLineLength, tls: serverContext)
        client?.onEvent = { [unowned self] in self.note("client", $0, $1) }
        server?.onEvent = { [unowned self] in self.note("server", $0, $1) }
        loop.onTurnEnd = { [unowned self] in
            self.toServer.pump()
            self.toClient.pump()
        }
    }

    /// One server's certificate, trusted by the client, with the handshake done.
    convenience init(maximumLineLength: Int = 2048, overTCP: Bool = false) throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        try self.init(
            server: TLSContext(server: pair.certificate, key: pair.key),
            client: TLSContext(clientTrusting: pair.certificate), maximumLineLength: maximumLineLength, overTCP: overTCP
        )
        try run { self.log.count == 2 }
        #expect(log.sorted() == ["client connected", "server connected"])
        log = []
        try settle()
    }

    deinit {
        loop.onTurnEnd = nil
        close(front)
        close(back)
    }

    /// Begins a new log.
    func forget() { log = [] }
    func dropServer() { server = nil }
    func dropClient() { client = nil }

    /// Breaks the connection to the server (over TCP).
    func resetServer() throws {
        var hard = linger(l_onoff: 1, l_linger: 0)
        setsockopt(back, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
        // The descriptor stays ours, so that its number is nobody else's.
        let other = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try #require(dup2(other, back) == back)
        close(other)
    }

    private func note(_ who: String, _ connection: LineConnection, _ event: LineConnection.Event) {
        log.append("\(who) \(word(for: event))")
        onEvent?(connection, event)
    }

    /// Turns the loop until the condition holds.
    func run(_ location: SourceLocation = #_sourceLocation, until condition: @escaping () -> Bool) throws {
        try turn(loop, location, until: condition)
    }

    /// Turns until nothing moves any more: session tickets have arrived, say.
    func settle() throws {
        var moved = -1
        try run { [unowned self] in
            let before = moved
            moved = self.toClient.captured.count + self.toServer.captured.count
            return moved == before
        }
    }

    /// Turns until so much was reported.
    func run(to count: Int, _ location: SourceLocation = #_sourceLocation) throws {
        try turn(loop, location) { [unowned self] in self.log.count >= count }
    }
}

/// An event in a word or two.
func word(for event: LineConnection.Event) -> String {
    switch event {
    case .connected: "connected"
    case .line(let bytes): "line " + String(decoding: bytes, as: UTF8.self)
    case .bytes(let bytes): "bytes " + String(decoding: bytes, as: UTF8.self)
    case .lineTooLong: "too long"
    case .flooded: "flooded"
    case .endOfInput: "end"
    case .broken(let error): "broken: \(error)"
    case .closed(.failed(let error)): "failed: \(error)"
    case .closed(let cause): "closed \(cause)"
    }
}

/// Turns a loop until the condition holds, which is asked each time; within 20 s.
func turn(_ loop: EventLoop, _ location: SourceLocation, until condition: @escaping () -> Bool) throws {
    var isInTime = true
    let pulse = try Libevent.Timer(on: loop) { if condition() { loop.stop() } }
    let deadline = try Libevent.Timer(on: loop) {
        isInTime = false
        loop.stop()
    }
    pulse.schedule(every: .microseconds(50))
    deadline.schedule(after: .seconds(20 * patience))
    loop.run()
    try #require(isInTime, "it did not come in time", sourceLocation: location)
}

/// A listening socket, and where it listens.
func door() throws -> (descriptor: Int32, address: SocketAddress) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let wanted = try resolved("127.0.0.1:0")
    try #require(wanted.withSockaddr { bind(descriptor, $0, $1) } == 0)
    try #require(listen(descriptor, 8) == 0)
    return (descriptor, try SocketAddress.local(of: descriptor))
}
