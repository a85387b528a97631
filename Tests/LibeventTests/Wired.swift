import Glibc
import TestSupport
import Testing

@testable import Libevent

/// A loop with one accepted connection, and the raw socket of its peer.
final class Wired {
    let loop: EventLoop
    let connection: LineConnection
    private(set) var peer: Int32
    private(set) var log: [String] = []
    /// Also called with each event, before it stops the loop.
    var onEvent: ((LineConnection, LineConnection.Event) -> Void)?
    private var deadline: Libevent.Timer?

    init(maximumLineLength: Int = 64, overTCP: Bool = false) throws {
        loop = try EventLoop()
        let ends = try overTCP ? connectedTCP() : connectedPair()
        peer = ends.theirs
        connection = try LineConnection(on: loop, descriptor: ends.ours, maximumLineLength: maximumLineLength)
        connection.onEvent = { [unowned self] connection, event in
            self.onEvent?(connection, event)
            self.note(event)
        }
        deadline = try Libevent.Timer(on: loop) { [unowned self] in
            self.log.append("deadline")
            self.loop.stop()
        }
        deadline?.schedule(after: .seconds(10 * patience))
    }

    deinit {
        if peer >= 0 { Glibc.close(peer) }
    }

    /// The peer breaks the connection (over TCP).
    func resetPeer() {
        reset(peer)
        peer = -1
    }

    private func note(_ event: LineConnection.Event) {
        switch event {
        case .connected: log.append("connected")
        case .line(let bytes): log.append("line " + String(decoding: bytes, as: UTF8.self))
        case .bytes(let bytes): log.append("bytes " + String(decoding: bytes, as: UTF8.self))
        case .lineTooLong: log.append("too long")
        case .flooded: log.append("flooded")
        case .endOfInput:
            log.append("end")
            loop.stop()
        case .broken(let error):
            log.append("broken: \(error)")
            loop.stop()
        case .closed(let cause):
            log.append("closed \(cause)")
            loop.stop()
        }
    }

    func send(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        #expect(Glibc.send(peer, bytes, bytes.count, 0) == bytes.count)
    }

    /// Sends, ends the input, and runs to its end: what was reported before.
    func lines(of text: some Sequence<UInt8>) -> [String] {
        send(text)
        shutdown(peer, Int32(SHUT_WR))
        loop.run()
        #expect(log.last == "end")
        return log.dropLast()
    }

    /// Sends pieces, each of which is read in a turn of its own, and ends the input: what was reported.
    func reports(of pieces: [[UInt8]]) throws -> [String] {
        for piece in pieces {
            send(piece)
            try turn()
        }
        return lines(of: [])
    }

    /// Runs the loop until it has nothing to do.
    func turn() throws {
        let mark = try Libevent.Timer(on: loop) { [unowned loop] in loop.stop() }
        mark.schedule(after: .zero)
        loop.run()
    }

    /// All that the peer can read now, and then until the end.
    func readAll() -> String {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(peer, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += buffer[..<count]
        }
    }
}

/// A gate and its decoder that have nothing to do.
class PlainDecoder: InputGate, InputDecoder {
    var escape: UInt8 { UInt8(ascii: "!") }
    var holdsReturn: Bool { false }

    func look(atBeginning bytes: UnsafeRawBufferPointer) -> InputBeginning { .known }

    func makeDecoder() -> any InputDecoder { self }

    func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int {
        text += bytes
        return bytes.count
    }

    func unitsWereReported() {}

    func endLinesAtReturns(_ text: inout [UInt8]) {}
}

/// As the integration tests have it: instrumented programs are slow.
let patience = testPatience

/// Two ends of a Unix connection.
func connectedPair() throws -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    return (ends[0], ends[1])
}

/// Two ends of a TCP connection, which can be reset.
func connectedTCP() throws -> (ours: Int32, theirs: Int32) {
    let door = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let theirs = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(door) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Int32 in
            guard bind(door, address, length) == 0, listen(door, 1) == 0, getsockname(door, address, &length) == 0
            else { return -1 }
            return connect(theirs, address, length)
        }
    }
    try #require(status == 0)
    let ours = accept(door, nil, nil)
    try #require(ours >= 0)
    return (ours, theirs)
}

/// Closes with a reset.
func reset(_ descriptor: Int32) {
    var hard = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
    close(descriptor)
}

/// The address that a text says.
func resolved(_ text: String) throws -> SocketAddress {
    let endpoint = try #require(Endpoint(text))
    return try #require(try endpoint.resolve(passive: true).first)
}
