import Configuration
import Glibc
import Libevent
import Testing

@testable import ChatServer

@Suite struct ServerTests {
    // MARK: - Connections

    /// Connections that are being closed are connections still: who quits and does not read, again and again, is held.
    @Test func whoLeavesWithoutReadingIsCounted() throws {
        let served = try Served {
            $0.limits.connectionsPerAddress = 2
            $0.limits.messagesPerSecond = 0
        }
        // Each quits with input unread behind it, so that its connection lingers.
        var left: [RawPeer] = []
        var refused = 0
        for _ in 0..<8 {
            let peer = try served.connect()
            try served.run { peer.text.contains("#lobby") || peer.isAtEnd }
            if peer.text.contains("server-full") { refused += 1 }
            peer.send("/quit\n" + String(repeating: "x", count: 100_000))
            try served.run { peer.isAtEnd }
            left.append(peer)
        }
        #expect(refused >= 4)
        // When they are gone for good there is room again.
        left = []
        try served.run { served.server.connections == 0 }
        #expect(try served.join().text.contains("#lobby"))
    }

    @Test func allAreCountedInTheSameWay() throws {
        let served = try Served { $0.limits.connections = 1 }
        let ann = try served.join()
        let bob = try served.join()
        #expect(bob.text.contains("server-full"))
        #expect(bob.isAtEnd || served.server.connections == 1)
        ann.send("/quit\n")
        try served.run { ann.isAtEnd }
        #expect(try served.join().text.contains("#lobby"))
    }

    @Test func aStormOfConnections() throws {
        let served = try Served { $0.limits.connectionsPerAddress = 1_000 }
        for round in 0..<5 {
            var peers = try (0..<100).map { _ in try served.connect() }
            try served.run { peers.allSatisfy { $0.text.contains("#lobby") } }
            #expect(served.server.connections == 100, "round \(round)")
            peers = []
            try served.run { served.server.connections == 0 }
        }
    }

    /// Of a name's addresses those that this machine has are served, in whatever order they come.
    @Test func addressesThatThisMachineLacks() throws {
        let served = try Served()
        let lacking = try #require(try Endpoint.host("192.0.2.1", port: 0).resolve().first)
        let having = try #require(try Endpoint.host("127.0.0.1", port: 0).resolve().first)
        let doors = served.server.doors
        var none = LeavingListeners([])
        #expect(try doors.listeners(on: [lacking, having], sharingPort: true, insteadOf: &none).count == 1)
        #expect(try doors.listeners(on: [having, lacking], sharingPort: true, insteadOf: &none).count == 1)
        #expect(throws: LibeventError("bind", code: EADDRNOTAVAIL, subject: lacking.description)) {
            try doors.listeners(on: [lacking, lacking], sharingPort: true, insteadOf: &none)
        }
    }

    // MARK: - Input

    /// All that came before the end of the input is carried out, though most of it has to wait, and some in the kernel.
    @Test func linesThatWaitAreAnsweredAfterAHalfClose() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 500
            $0.limits.burst = 3
        }
        let peer = try served.join()
        peer.send("/wire 1\n" + (1...200).map { "@\($0) /ping\n" }.joined() + "@last /pi")
        peer.halfClose()
        try served.run { peer.isAtEnd }
        let answers = peer.lines.filter { $0.hasPrefix("OK ") || $0.hasPrefix("ERR ") }.dropFirst()
        #expect(answers.map { $0.split(separator: " ")[1] } == (1...200).map { "\($0)" })
        #expect(answers.contains { $0.hasPrefix("ERR ") })
        #expect(!peer.text.contains("last"))
        try served.run { served.server.connections == 0 }
    }

    /// Telnet's keys and the rate limit at once: what is paused was decoded already.
    @Test func telnetLinesWait() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 500
            $0.limits.burst = 1
        }
        let peer = try served.join()
        let areYouThere: [UInt8] = [0xFF, 0xF6]
        let bytes = areYouThere + Array((1...50).map { "/ping \($0)\r\n" }.joined().utf8)
        #expect(Glibc.send(peer.descriptor, bytes, bytes.count, 0) == bytes.count)
        peer.halfClose()
        try served.run { peer.isAtEnd }
        #expect(peer.text.contains("-- yes\r\n"))
        #expect(peer.lines.count { $0.contains("slow-down") || $0.contains("-- ") } == 51)
    }

    // MARK: - Output

    /// What one turn's lines ask for is bounded like all that waits, however little asks for it.
    @Test func muchAskedInOneTurnIsBounded() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 0
            $0.limits.sendQueueBytes = 100_000
        }
        let speaker = try served.join()
        let line = String(repeating: "x", count: 2_000) + "\n"
        for _ in 0..<1_000 { speaker.send(line) }
        speaker.send("/history 1\n")
        try served.run { speaker.text.contains("-- ") && speaker.text.contains("<guest1>") }
        let greedy = try served.connect(receiveBuffer: 4_096, reads: false)
        greedy.send(String(repeating: "/history 1000\n", count: 100))
        var most = 0
        let endTurn = served.loop.onTurnEnd
        served.loop.onTurnEnd = { [unowned served] in
            most = max(most, served.server.delivery.outboxes.ownCount(of: 1))
            endTurn?()
        }
        try served.run { speaker.text.contains("guest2 quit") }
        #expect(most > 0)
        // One answer may be over the bound; a hundred of them are not gathered.
        #expect(most < 10_000_000)
    }

    /// Many who do not read are dropped in one turn, and those who do are told of each.
    @Test func manySlowReadersAtOnce() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 0
            $0.limits.sendQueueBytes = 4_096
        }
        let speaker = try served.join()
        let lazy = try (0..<20).map { _ in try served.connect(receiveBuffer: 4_096, reads: false) }
        try served.run { served.server.connections == 21 }
        let line = String(repeating: "x", count: 2_000) + "\n"
        try served.run {
            speaker.send(line)
            return speaker.lines.count { $0.contains(" quit (too slow a reader)") } == 20
        }
        speaker.send("/who\n")
        try served.run { speaker.text.contains("-- guest1") }
        withExtendedLifetime(lazy) {}
    }

    /// One leaves and another comes in its place, within a turn: nothing of the one's reaches the other.
    @Test func aSlotIsUsedAgainAtOnce() throws {
        let served = try Served { $0.limits.messagesPerSecond = 0 }
        let speaker = try served.join()
        for round in 0..<50 {
            let leaver = try served.join()
            leaver.send("/join #\(round)\n/quit\n")
            let comer = try served.connect()
            speaker.send("round \(round)\n")
            try served.run { leaver.isAtEnd && comer.text.contains("#lobby") }
            #expect(!comer.text.contains("goodbye"))
            #expect(comer.text.hasPrefix("*** partyline/1"))
            comer.send("/quit\n")
            try served.run { comer.isAtEnd }
        }
    }
}
