import Glibc
import Libevent
import NATS
import Secrets
import TestSupport
import Testing

@testable import NATSClient

@Suite(
    "With a nats-server", .serialized,
    .enabled(if: RealServer.program != nil, "NATS_SERVER in the environment names none"))
struct RealServerTests {
    /// A client that is connected to it.
    private func stage(
        _ server: RealServer, _ change: (inout ClientOptions) -> Void = { _ in }
    ) throws -> (Stage, Client) {
        let stage = try Stage()
        let client = try stage.connect {
            $0.servers = [server.endpoint]
            change(&$0)
        }
        return (stage, client)
    }

    private func outcome<Value>(
        _ stage: Stage, of ask: (Streams, @escaping (Streams.Answer<Value>) -> Void) throws -> Void
    ) throws -> Streams.Answer<Value> {
        var outcome: Streams.Answer<Value>?
        try ask(Streams(by: try #require(stage.client))) { outcome = $0 }
        try stage.run { outcome != nil }
        return try #require(outcome)
    }

    @Test("passwords, and subjects that somebody may not have")
    func passwords() throws {
        let server = try RealServer(
            """
            authorization { users: [ {
              user: a, password: "b c", permissions: { publish: ["x.>"], subscribe: ["_INBOX.>"] }
            } ] }
            """
        )
        let (stage, client) = try stage(server) { $0.credentials = .password(user: "a", Secret("b c".utf8)) }
        try client.publish(to: try subject("y"), [])
        try stage.run { stage.events.count == 2 }
        guard case .denied(let words) = stage.events[1] else {
            Issue.record("\(stage.events)")
            return
        }
        #expect(words.contains("Permissions Violation") && client.server != nil)
        let other = try Stage()
        try other.start {
            $0.servers = [server.endpoint]
            $0.credentials = .password(user: "a", Secret("wrong".utf8))
        }
        try other.run { !other.events.isEmpty }
        #expect(other.events.first?.fault == .refused("Authorization Violation"))
    }

    @Test("keys")
    func keys() throws {
        let raw = NKeyTests.userSeed + [UInt8](repeating: 9, count: 32)
        let key = try NKey(seed: Secret(Base32.text(of: CheckSum.adding(to: raw)).utf8))
        let server = try RealServer("authorization { users: [ { nkey: \(key.publicText) } ] }")
        let (stage, client) = try stage(server) { $0.credentials = .key(key) }
        #expect(client.server != nil && stage.events.count == 1)
    }

    @Test("TLS first")
    func tls() throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let server = try RealServer(
            "tls { cert_file: \"\(pair.certificate)\", key_file: \"\(pair.key)\", handshake_first: true }")
        let trusted = try TLSContext(clientTrusting: pair.certificate)
        let (stage, client) = try stage(server) { $0.tls = trusted }
        #expect(client.server?.needsTLS == true && stage.events.count == 1)
    }

    @Test("a stream: made, appended to, got from, and republished")
    func streams() throws {
        let server = try RealServer()
        let (stage, client) = try stage(server)
        var wanted = try StreamsTests.configuration()
        let log = wanted.subjects[0]
        var live: [StoredMessage] = []
        _ = client.subscribe(to: try subject("pl.c.live.0")) { delivery in
            if let message = StoredMessage(described: delivery) { live.append(message) }
        }
        guard case .failure(let unknown) = try outcome(stage, of: { $0.look(at: wanted, $1) }) else {
            Issue.record("a stream that nobody has made")
            return
        }
        #expect(unknown.isUnknownStream)
        for _ in 0..<2 { #expect(try outcome(stage) { $0.make(wanted, $1) } == .success(.init(first: 0, last: 0))) }
        #expect(try outcome(stage) { $0.append(Array("one\n".utf8), to: log, $1) } == .success(1))
        #expect(try outcome(stage) { $0.append(Array("two".utf8), to: log, after: 1, $1) } == .success(2))
        guard case .failure(let late) = try outcome(stage, of: { $0.append([], to: log, after: 1, $1) }) else {
            Issue.record("behind a message that is not the last")
            return
        }
        #expect(late.isLate)
        #expect(try outcome(stage) { $0.look(at: wanted, $1) } == .success(.init(first: 1, last: 2)))
        let first = try outcome(stage) { $0.message(1, of: wanted.name, $1) }.get()
        #expect(first?.payload == Array("one\n".utf8) && first?.subject == log)
        #expect(try outcome(stage) { $0.message(9, of: wanted.name, $1) } == .success(nil))
        try stage.run { live.count == 2 }
        #expect(live.first == first && live.map(\.sequence) == [1, 2])
        wanted.mostBytes += 1
        #expect(try outcome(stage) { $0.look(at: wanted, $1) } == .failure(.differs(["max_bytes"])))
    }

    @Test("a stream is read in its order, over the death of its server")
    func reading() throws { try withWatchdog { try read() } }

    private func read() throws {
        let server = try RealServer()
        let (stage, client) = try stage(server)
        var wanted = try StreamsTests.configuration()
        wanted.mostBytes = 16 << 20
        _ = try outcome(stage) { $0.make(wanted, $1) }
        var streams = Streams(by: client)
        // All are asked for at once, of a machine that may have much else to do.
        streams.patience = .seconds(20 * testPatience)
        let count = 2_000
        var taken = 0
        for number in 0..<count {
            let payload = Array("\(number) ".utf8) + [UInt8](repeating: 0x0A, count: 1_000)
            streams.append(payload, to: wanted.subjects[0]) { if case .success = $0 { taken += 1 } }
        }
        try stage.run { taken == count }
        var read: [UInt64] = []
        var isEnd = false
        let consumer = try OrderedConsumer(of: wanted.name, after: 10, by: streams, heartbeat: .milliseconds(200)) {
            event in
            guard case .message(let message, let isLast) = event else { return }
            read.append(message.sequence)
            isEnd = isLast
        }
        try stage.run { read.count == count - 10 }
        #expect(read == Array(11...UInt64(count)) && isEnd)
        server.stop(by: SIGKILL)
        try stage.run { client.server == nil }
        try server.start()
        try stage.run { client.server != nil }
        // Its stream comes back a moment after it does.
        while true {
            if case .success = try outcome(stage, of: { $0.look(at: wanted, $1) }) { break }
            try stage.pass(.milliseconds(10))
        }
        #expect(try outcome(stage) { $0.append([1], to: wanted.subjects[0], $1) } == .success(UInt64(count) + 1))
        try stage.run { read.last == UInt64(count) + 1 }
        #expect(read == Array(11...UInt64(count) + 1))
        consumer.stop()
    }
}
