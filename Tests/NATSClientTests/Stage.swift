import Libevent
import NATS
import TestSupport
import Testing

@testable import NATSClient

/// A loop with a client, and the servers that a test plays.
final class Stage {
    let loop: EventLoop
    let servers: [FakeServer]
    private(set) var client: Client?
    private(set) var events: [Client.Event] = []

    init(servers count: Int = 1) throws {
        let loop = try EventLoop()
        self.loop = loop
        servers = try (0..<count).map { _ in try FakeServer(on: loop) }
    }

    deinit {
        client?.close()
        for server in servers { server.stop() }
    }

    var server: FakeServer { servers[0] }
    /// The last that has come to the first server.
    var peer: FakeServer.Peer { get throws { try #require(server.peers.last) } }

    /// Makes the client, and starts it.
    @discardableResult
    func start(_ change: (inout ClientOptions) -> Void = { _ in }) throws -> Client {
        let inbox = try #require(Subject("_INBOX.pl.1"))
        var options = ClientOptions(servers: try servers.map { try $0.endpoint }, name: "node 1", inbox: inbox)
        options.timing.firstPause = .milliseconds(10)
        options.timing.longestPause = .milliseconds(50)
        change(&options)
        let client = try Client(on: loop, options)
        client.onEvent = { [unowned self] in self.events.append($0) }
        self.client = client
        client.start()
        return client
    }

    /// Makes the client, and turns until it is connected.
    @discardableResult
    func connect(_ change: (inout ClientOptions) -> Void = { _ in }) throws -> Client {
        let client = try start(change)
        try run { client.server != nil }
        return client
    }

    func dropClient() {
        client?.close()
        client = nil
    }

    /// Turns the loop until the condition holds.
    func run(_ location: SourceLocation = #_sourceLocation, until condition: @escaping () -> Bool) throws {
        try turn(loop, location, until: condition)
    }

    /// Turns the loop for a time: to see that something does not come.
    func pass(_ time: Duration) throws {
        let timer = try Libevent.Timer(on: loop) { [unowned loop] in loop.stop() }
        timer.schedule(after: time)
        loop.run()
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
    pulse.schedule(every: .microseconds(200))
    deadline.schedule(after: .seconds(20 * testPatience))
    loop.run()
    try #require(isInTime, "it did not come in time", sourceLocation: location)
}

func subject(_ text: String) throws -> Subject { try #require(Subject(text)) }

extension Client.Event {
    /// Why there is no connection.
    var fault: ConnectionFault? {
        switch self {
        case .disconnected(let fault), .failed(let fault, _): fault
        case .connected, .denied: nil
        }
    }
}

extension Delivery {
    var text: String { String(decoding: payload, as: UTF8.self) }
}
