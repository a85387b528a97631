import Configuration
import Glibc
import Libevent
import Testing

@testable import ChatServer

/// The administrator's pages, and what the figures say after something has happened.
@Suite struct AdminTests {
    private func served(_ change: (inout Configuration) throws -> Void = { _ in }) throws -> Served {
        try Served {
            $0.admin.address = .host("127.0.0.1", port: 0)
            try change(&$0)
        }
    }

    /// A page's whole answer.
    private func get(_ path: String, from served: Served) throws -> String {
        let address = try #require(served.server.adminAddresses.first)
        let peer = try RawPeer(on: served.loop, to: address, receiveBuffer: nil, reads: true)
        peer.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
        try served.run { peer.isAtEnd }
        return peer.text
    }

    private func samples(of served: Served) throws -> [String: Double] {
        let lines = try get("/metrics", from: served).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        let pairs = lines.compactMap { line -> (String, Double)? in
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                return nil
            }
            return (String(line[..<space]), value)
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// A peer that has not read all that waits for it.
    private func slowReader(of served: Served) throws -> RawPeer {
        let peer = try served.connect(receiveBuffer: 4_096, reads: false)
        let questions = String(repeating: "/help\n", count: 10)
        var before = 0
        try served.run {
            let waiting = served.server.sessions.pendingOutput
            defer { before = waiting }
            // The kernel still takes some while the amount changes.
            if waiting > 100_000 { return waiting == before }
            peer.send(questions)
            return false
        }
        return peer
    }

    @Test func pages() throws {
        let served = try served()
        #expect(try get("/healthz", from: served).hasSuffix("\r\n\r\nok\n"))
        let ready = try get("/readyz", from: served)
        #expect(ready.hasPrefix("HTTP/1.1 200 ") && ready.hasSuffix("\r\n\r\nready\n"))
        for page in ["/metrics", "/healthz", "/readyz"] { #expect(try get("/", from: served).contains(page)) }
        #expect(try get("/admin", from: served).hasPrefix("HTTP/1.1 404 "))
        let metrics = try get("/metrics", from: served)
        #expect(metrics.contains("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
    }

    @Test func noneUnlessAskedFor() throws {
        #expect(try Served().server.adminAddresses.isEmpty)
    }

    @Test func figuresOfATalk() throws {
        let served = try served()
        let peers = try (0..<3).map { _ in try served.join() }
        peers[0].send("hello\n/me waves\n/nick ann\n")
        try served.run { peers[0].text.contains("you are now ann") }
        peers[1].send("/msg ann psst\n/frob\n/nick ann\n/who\n")
        try served.run { peers[1].text.contains("nick-in-use") && peers[0].text.contains("psst") }
        peers[2].send("/quit\n")
        try served.run { peers[2].isAtEnd && peers[1].text.contains("quit") }
        let figures = try samples(of: served)
        let expected: [String: Double] = [
            "partyline_connections": 2, "partyline_sessions": 2, "partyline_rooms": 1,
            "partyline_accepted_connections_total{listener=\"plain\"}": 3,
            "partyline_ended_sessions_total{cause=\"quit\"}": 1,
            "partyline_messages_total{kind=\"message\"}": 1, "partyline_messages_total{kind=\"action\"}": 1,
            "partyline_messages_total{kind=\"private\"}": 1,
            "partyline_events_total{kind=\"join\"}": 2, "partyline_events_total{kind=\"quit\"}": 1,
            "partyline_events_total{kind=\"nick\"}": 1,
            // Joins to 1 and 2 others, what was said to 2 others each, the new nick to 2, psst to 1, the quit to 2.
            "partyline_deliveries_total": 3 + 4 + 2 + 1 + 2,
            "partyline_received_lines_total": 8, "partyline_received_bytes_total": 67,
            "partyline_commands_total{verb=\"nick\"}": 2, "partyline_commands_total{verb=\"msg\"}": 1,
            "partyline_commands_total{verb=\"me\"}": 1, "partyline_commands_total{verb=\"quit\"}": 1,
            "partyline_refusals_total{code=\"unknown-command\"}": 1,
            "partyline_refusals_total{code=\"nick-in-use\"}": 1, "partyline_refusals_total{code=\"usage\"}": 0,
            "partyline_outbox_bytes": 0,
        ]
        for (name, value) in expected { #expect(figures[name] == value, "\(name)") }
        let deliveries = try #require(figures["partyline_deliveries_total"])
        #expect(figures["partyline_delivery_latency_seconds_count"] == deliveries)
        #expect(try #require(figures["partyline_turn_duration_seconds_count"]) > 3)
        #expect(try #require(figures["partyline_history_bytes"]) > 0)
        let sent = peers.reduce(0) { $0 + $1.bytes.count }
        #expect(figures["partyline_sent_bytes_total"] == Double(sent))
    }

    @Test func refusedConnectionsByCause() throws {
        let served = try served { $0.limits.connectionsPerAddress = 1 }
        let first = try served.join()
        let second = try served.connect()
        try served.run { second.isAtEnd }
        #expect(try samples(of: served)["partyline_refused_connections_total{cause=\"address\"}"] == 1)
        #expect(!first.isAtEnd)
    }

    @Test func connectionsByListener() throws {
        let path = "/tmp/partyline-figures-\(getpid())"
        let served = try served {
            $0.proxy.trusted = [try Network("192.0.2.0/24")]
            $0.listen = [Configuration.Listen(.path(path)), Configuration.Listen(.host("127.0.0.1", port: 0))]
            $0.listen[1].proxyProtocol = true
        }
        let places = served.server.addresses
        let local = try LineConnection.connect(on: served.loop, to: places[0], maximumLineLength: 2_048)
        try served.run { served.server.sessionCount == 1 }
        let untrusted = try RawPeer(on: served.loop, to: places[1], receiveBuffer: nil, reads: true)
        try served.run { untrusted.isAtEnd }
        let figures = try samples(of: served)
        #expect(figures["partyline_accepted_connections_total{listener=\"unix\"}"] == 1)
        #expect(figures["partyline_accepted_connections_total{listener=\"plain\"}"] == 0)
        #expect(figures["partyline_refused_connections_total{cause=\"proxy\"}"] == 1)
        #expect(figures["partyline_connections"] == 1)
        local.close()
    }

    @Test func theLagIsCounted() throws {
        let served = try served()
        try served.run { served.server.metrics.loopLag.total == 2 }
    }

    @Test func whatWaitsIsToldApart() throws {
        let served = try served { $0.limits.messagesPerSecond = 0 }
        let lazy = try slowReader(of: served)
        #expect(try #require(samples(of: served)["partyline_outbox_bytes"]) > 100_000)
        withExtendedLifetime(lazy) {}
    }

    // MARK: - Reload and drain

    @Test func aReloadMayMoveIt() throws {
        let served = try served()
        let before = served.server.adminAddresses.map(\.description)
        try served.server.reload(served.server.configuration)
        #expect(served.server.adminAddresses.map(\.description) == before)
        var changed = served.server.configuration
        changed.admin.address = .host("127.0.0.2", port: 0)
        try served.server.reload(changed)
        #expect(served.server.adminAddresses.map(\.host) == ["127.0.0.2"])
        changed.admin.address = nil
        try served.server.reload(changed)
        #expect(served.server.adminAddresses.isEmpty)
        changed.admin.address = .host("127.0.0.1", port: 0)
        try served.server.reload(changed)
        #expect(try samples(of: served)["partyline_reloads_total{result=\"success\"}"] == 4)
    }

    @Test func aPlaceThatCantBeHadChangesNothing() throws {
        let served = try served()
        let before = served.server.adminAddresses.map(\.description)
        var changed = served.server.configuration
        changed.name = "other"
        changed.admin.address = .host("127.0.0.1", port: try #require(served.server.addresses.first).port)
        do {
            try served.server.reload(changed)
            Issue.record("the port is taken")
        } catch {
            served.server.reloadFailed(error)
        }
        #expect(served.server.adminAddresses.map(\.description) == before)
        #expect(served.server.configuration.name == "localhost")
        // Nor where the doors can't be had.
        changed.admin.address = .host("127.0.0.2", port: 0)
        changed.listen = [Configuration.Listen(.host("192.0.2.1", port: 6000))]
        #expect(throws: LibeventError.self) { try served.server.reload(changed) }
        #expect(served.server.adminAddresses.map(\.description) == before)
        #expect(try samples(of: served)["partyline_reloads_total{result=\"failure\"}"] == 1)
    }

    /// While the last readers are given time, it says that it takes no newcomers.
    @Test func notReadyWhileDraining() throws {
        let served = try served {
            $0.limits.messagesPerSecond = 0
            $0.limits.sendQueueBytes = 1 << 30
        }
        let lazy = try slowReader(of: served)
        let place = try #require(served.server.adminAddresses.first)
        let probe = try RawPeer(on: served.loop, to: place, receiveBuffer: nil, reads: true)
        let drain = try Libevent.Timer(on: served.loop) {
            served.server.drain()
            probe.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
        }
        drain.schedule(after: .zero)
        try served.run { probe.isAtEnd }
        #expect(probe.text.hasPrefix("HTTP/1.1 503 "))
        #expect(probe.text.hasSuffix("\r\n\r\ndraining\n"))
        try lazy.read(on: served.loop)
        try served.runToEnd()
    }
}
