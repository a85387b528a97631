import Configuration
import Glibc
import Libevent
import TestSupport
import Testing

@testable import ChatServer

/// A gate on a loop that the test turns, and connections whose other ends are the test's.
private final class Gate {
    let loop: EventLoop
    let gate: ProxyGate
    private(set) var arrivals: [(descriptor: Int32, address: IPAddress?)] = []
    private(set) var refusals: [ProxyGate.Cause] = []
    private(set) var turns = 0
    private let door = Door(Configuration.Listen(.host("127.0.0.1", port: 0)))
    private var ends: [Int32] = []
    /// Our side of the last connection.
    private(set) var lastTaken: Int32 = -1

    init(trusted: [String] = ["192.0.2.0/24", "2001:db8::/32"]) throws {
        loop = try EventLoop()
        gate = ProxyGate(on: loop, trusted: try trusted.map { try Network($0) })
        gate.onArrival = { [unowned self] descriptor, address, _, _ in self.arrivals.append((descriptor, address)) }
        gate.onRefusal = { [unowned self] cause, _, _ in self.refusals.append(cause) }
        loop.onTurnEnd = { [unowned self] in self.turns += 1 }
    }

    deinit {
        loop.onTurnEnd = nil
        for end in ends + arrivals.map(\.descriptor) { Glibc.close(end) }
    }

    func close(_ end: Int32) {
        ends.removeAll { $0 == end }
        Glibc.close(end)
    }

    /// A connection at the gate; its other end.
    func connect(from host: String = "192.0.2.7", sending first: [UInt8] = []) throws -> Int32 {
        var pair: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        ends.append(pair[0])
        lastTaken = pair[1]
        send(first, on: pair[0])
        gate.take(pair[1], from: try #require(try Endpoint.host(host, port: 40_000).resolve().first), at: door)
        return pair[0]
    }

    func send(_ bytes: [UInt8], on end: Int32) {
        guard !bytes.isEmpty else { return }
        #expect(Glibc.send(end, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
    }

    /// Turns the loop for all that is ready, and a little longer.
    func turn(for time: Duration = .milliseconds(20)) throws {
        let timer = try Libevent.Timer(on: loop) { [unowned self] in self.loop.stop() }
        timer.schedule(after: time)
        loop.run()
    }

    /// The same until the condition holds, for up to ten seconds.
    func turn(until condition: () -> Bool) throws {
        for _ in 0..<500 where !condition() { try turn() }
    }

    /// What is left to read of the only connection that went on.
    func rest() throws -> String {
        try #require(arrivals.count == 1)
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(arrivals[0].descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }

    /// Whether the other end was closed.
    func isClosed(_ end: Int32) -> Bool {
        var byte: UInt8 = 0
        let count = recv(end, &byte, 1, Int32(MSG_DONTWAIT))
        return count == 0 || (count < 0 && errno == ECONNRESET)
    }
}

private let header = Array("PROXY TCP4 203.0.113.9 198.51.100.1 40000 6000\r\n".utf8)
private let local: [UInt8] = Array("\r\n\r\n\0\r\nQUIT\n".utf8) + [0x20, 0, 0, 0]

@Suite struct ProxyGateTests {
    @Test func aHeaderThatIsHereAlready() throws {
        let gate = try Gate()
        _ = try gate.connect(sending: header + Array("hello\nand more".utf8))
        #expect(gate.arrivals.map(\.address) == [IPAddress("203.0.113.9")])
        #expect(try gate.rest() == "hello\nand more")
        #expect(gate.gate.count == 0)
    }

    @Test func aHeaderByteByByte() throws {
        let gate = try Gate()
        let end = try gate.connect()
        for byte in header {
            #expect(gate.arrivals.isEmpty && gate.gate.count == 1)
            gate.send([byte], on: end)
            try gate.turn(for: .milliseconds(1))
        }
        gate.send(Array("hello\n".utf8), on: end)
        #expect(gate.arrivals.map(\.address) == [IPAddress("203.0.113.9")])
        #expect(try gate.rest() == "hello\n")
    }

    /// Level-triggered readiness would report what is left unread for ever.
    @Test func halfAHeaderDoesNotKeepTheLoopTurning() throws {
        let gate = try Gate()
        _ = try gate.connect(sending: Array("PROXY".utf8))
        let end = try gate.connect()
        gate.send(Array("PROXY TCP4 203".utf8), on: end)
        try gate.turn(for: .milliseconds(200))
        #expect(gate.gate.count == 2)
        #expect(gate.turns < 10)
    }

    @Test(arguments: ["192.0.2.7", "2001:db8::1"])
    func oneOfWhomTheProxyKnowsNothing(_ host: String) throws {
        let gate = try Gate()
        _ = try gate.connect(from: host, sending: Array("PROXY UNKNOWN\r\nx".utf8))
        #expect(gate.arrivals.map(\.address) == [IPAddress(host)])
        #expect(try gate.rest() == "x")
    }

    /// Nobody hears of one that only looks: nothing is sent, or that it is the proxy's own, and then the end, be it a reset.
    @Test(arguments: [[]] + nameless, [false, true])
    func aLook(_ bytes: [UInt8], isReset: Bool) throws {
        let gate = try Gate()
        let end = try gate.connect(sending: bytes)
        // Of a Unix socket the other end is reset by a close with unread bytes.
        if isReset { _ = Glibc.send(gate.lastTaken, "?", 1, Int32(MSG_NOSIGNAL)) }
        try gate.turn()
        #expect(gate.gate.count == 1 && gate.arrivals.isEmpty)
        gate.close(end)
        try gate.turn { gate.gate.count == 0 }
        #expect(gate.gate.count == 0 && gate.arrivals.isEmpty && gate.refusals.isEmpty)
    }

    private static let nameless = [local, Array("PROXY UNKNOWN\r\n".utf8)]

    @Test(arguments: nameless)
    func oneThatIsNamelessGoesOnWhenItSaysSomething(header: [UInt8]) throws {
        let gate = try Gate()
        let end = try gate.connect(sending: header)
        try gate.turn()
        #expect(gate.arrivals.isEmpty)
        gate.send(Array("x".utf8), on: end)
        try gate.turn()
        #expect(gate.arrivals.map(\.address) == [IPAddress("192.0.2.7")])
        #expect(try gate.rest() == "x")
    }

    /// It is no session, however long it stays, until it is over without a word.
    @Test(arguments: nameless)
    func oneThatIsNamelessAndSilent(header: [UInt8]) throws {
        let gate = try Gate()
        let end = try gate.connect(sending: header)
        try gate.turn(for: .milliseconds(5))
        for silence in [.zero, .seconds(300)] as [Duration] {
            gate.gate.expire(after: .zero, silence: silence)
            #expect(gate.gate.count == 1 && gate.arrivals.isEmpty)
        }
        gate.gate.expire(after: .seconds(60), silence: .milliseconds(5))
        #expect(gate.gate.count == 0 && gate.arrivals.isEmpty && gate.refusals == [])
        #expect(gate.isClosed(end))
    }

    @Test(arguments: ["203.0.113.1", "::1"])
    func untrustedProxies(_ host: String) throws {
        let gate = try Gate()
        let end = try gate.connect(from: host, sending: header)
        #expect(gate.refusals == [.untrusted])
        #expect(gate.isClosed(end) && gate.arrivals.isEmpty && gate.gate.count == 0)
    }

    @Test func aUnixSocketsPeerIsTrusted() throws {
        let gate = try Gate(trusted: [])
        var pair: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        defer { close(pair[0]) }
        gate.send(header, on: pair[0])
        let path = try #require(SocketAddress(path: "/tmp/x"))
        gate.gate.take(pair[1], from: path, at: Door(Configuration.Listen(.path("/tmp/x"))))
        #expect(gate.arrivals.map(\.address) == [IPAddress("203.0.113.9")])
    }

    @Test(arguments: [
        "hello\n", "GET / HTTP/1.1\r\n\r\n", "proxy TCP4", "\u{16}\u{3}\u{1}", "PROXY TCP4 1.2.3.4 1.2.3.4 70000",
    ])
    func garbage(_ text: String) throws {
        let gate = try Gate()
        let now = try gate.connect(sending: Array(text.utf8))
        let later = try gate.connect()
        gate.send(Array(text.utf8), on: later)
        try gate.turn()
        #expect(gate.refusals == [.invalid, .invalid])
        #expect(gate.isClosed(now) && gate.isClosed(later) && gate.gate.count == 0)
    }

    /// An oversized one is not waited for.
    @Test func oversized() throws {
        let gate = try Gate()
        let end = try gate.connect()
        gate.send(Array("PROXY UNKNOWN ".utf8) + [UInt8](repeating: 0x41, count: 5_000), on: end)
        try gate.turn()
        #expect(gate.refusals == [.invalid])
        #expect(gate.isClosed(end))
    }

    @Test(arguments: [1, 30])
    func truncated(_ count: Int) throws {
        let gate = try Gate()
        let end = try gate.connect()
        gate.send(Array(header[..<count]), on: end)
        shutdown(end, Int32(SHUT_WR))
        try gate.turn()
        #expect(gate.refusals == [.closed])
        #expect(gate.gate.count == 0)
    }

    @Test func tooSlow() throws {
        let gate = try Gate()
        let end = try gate.connect(sending: Array("PROXY ".utf8))
        gate.gate.expire(after: .seconds(60), silence: .zero)
        #expect(gate.refusals == [])
        try gate.turn(for: .milliseconds(30))
        let late = try gate.connect()
        gate.gate.expire(after: .milliseconds(25), silence: .zero)
        #expect(gate.refusals == [.timeout])
        #expect(gate.isClosed(end) && gate.gate.count == 1)
        gate.send(header, on: late)
        try gate.turn()
        #expect(gate.arrivals.count == 1)
    }

    @Test func closingEndsThoseWhoWait() throws {
        let gate = try Gate()
        let end = try gate.connect()
        gate.gate.close()
        #expect(gate.isClosed(end) && gate.refusals.isEmpty && gate.gate.count == 0)
    }

    /// Many at once, in random pieces: each goes on once, with its own address and its own bytes.
    @Test func manyAtOnce() throws {
        var random = SplitMix64(seed: 0x6A7E)
        let gate = try Gate()
        var rest: [(end: Int32, bytes: [UInt8])] = []
        for number in 0..<100 {
            let text = "PROXY TCP4 203.0.113.\(number) 198.51.100.1 \(number) 6000\r\n<\(number)>"
            rest.append((try gate.connect(), Array(text.utf8)))
        }
        while !rest.isEmpty {
            let index = random.below(rest.count)
            let count = min(rest[index].bytes.count, 1 + random.below(30))
            gate.send(Array(rest[index].bytes.prefix(count)), on: rest[index].end)
            rest[index].bytes.removeFirst(count)
            if rest[index].bytes.isEmpty { rest.remove(at: index) }
            if random.chance(30) { try gate.turn(for: .zero) }
        }
        try gate.turn()
        #expect(gate.refusals == [] && gate.gate.count == 0)
        #expect(Set(gate.arrivals.map { "\($0.address.map { "\($0)" } ?? "")" }).count == 100)
        for (descriptor, address) in gate.arrivals {
            var buffer = [UInt8](repeating: 0, count: 64)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            let number = try #require(address.map { "\($0)" }?.split(separator: ".").last)
            #expect(String(decoding: buffer[..<max(0, count)], as: UTF8.self) == "<\(number)>")
        }
    }
}
