import ChatCore
import Configuration
import Libevent
import Testing

@testable import ChatServer

/// Limits and PROXY headers in a whole server.
@Suite struct AdmissionServedTests {
    private func behindProxy(_ change: (inout Configuration) throws -> Void = { _ in }) throws -> Served {
        try Served {
            $0.listen[0].proxyProtocol = true
            $0.proxy.trusted = [try Network("127.0.0.0/8")]
            try change(&$0)
        }
    }

    private func header(_ host: String) -> String { "PROXY TCP4 \(host) 198.51.100.1 40000 6000\r\n" }

    /// A newcomer through the proxy, which has read what the server said first, or was turned away.
    private func join(_ served: Served, from host: String) throws -> RawPeer {
        let peer = try served.connect()
        peer.send(header(host))
        try served.run { peer.text.contains("*** #lobby") || peer.isAtEnd }
        return peer
    }

    @Test func linesAfterTheHeaderAreCarriedOut() throws {
        let served = try behindProxy()
        let peer = try served.connect()
        peer.send(header("203.0.113.9") + "/nick ann\n")
        try served.run { peer.text.contains("-- you are now ann") }
    }

    @Test func limitsHoldForTheAddressThatTheHeaderNames() throws {
        let served = try behindProxy { $0.limits.connectionsPerAddress = 1 }
        let ann = try join(served, from: "203.0.113.9")
        let bob = try join(served, from: "203.0.113.9")
        #expect(bob.text == "!! server-full: there are 1 connections from your address already (retry=30)\n")
        let cy = try join(served, from: "203.0.113.10")
        #expect(cy.text.hasPrefix("*** partyline/1 "))
        ann.send("/quit\n")
        try served.run { ann.isAtEnd && served.server.connections == 1 }
    }

    @Test func connectsArePacedByTheAddressThatTheHeaderNames() throws {
        let served = try behindProxy {
            $0.limits.connectsPerSecond = 0.01
            $0.limits.connectionsPerAddress = 2
        }
        for _ in 0..<2 {
            let peer = try join(served, from: "203.0.113.9")
            peer.send("/quit\n")
            try served.run { peer.isAtEnd && served.server.connections == 0 }
        }
        let late = try join(served, from: "203.0.113.9")
        #expect(late.text == "!! server-full: your address connects more than 0.01 times a second (retry=100)\n")
        let other = try join(served, from: "203.0.113.10")
        #expect(other.text.hasPrefix("*** partyline/1 "))
    }

    @Test func thoseAtTheGateTakeUpPlaces() throws {
        let served = try behindProxy { $0.limits.connections = 2 }
        let waiting = try (0..<2).map { _ in try served.connect() }
        try served.run { served.server.arrivals.gate.count == 2 }
        let peer = try served.connect()
        try served.run { peer.isAtEnd }
        #expect(peer.text.hasPrefix("!! server-full: there are 2 connections"))
        waiting[0].send(header("203.0.113.9"))
        try served.run { waiting[0].text.contains("*** #lobby") }
    }

    @Test func aHeaderThatDoesNotCome() throws {
        let served = try behindProxy { $0.limits.handshakeSeconds = 1 }
        let peer = try served.connect()
        peer.send("PROXY TCP4 203")
        try served.run { peer.isAtEnd }
        #expect(peer.text == "")
        #expect(served.server.arrivals.gate.count == 0)
    }

    @Test func aFirstLineThatDoesNotCome() throws {
        let served = try behindProxy { $0.limits.firstLineSeconds = 1 }
        let silent = try join(served, from: "203.0.113.9")
        let speaking = try join(served, from: "203.0.113.9")
        speaking.send("hello\n")
        try served.run { silent.isAtEnd }
        #expect(silent.text.hasSuffix("!! idle: no line came from you in 1 seconds\n"))
        // Once it has spoken it may be as silent as it likes.
        speaking.send("/ping x\n")
        try served.run { speaking.text.contains("x") }
        #expect(!speaking.isAtEnd)
    }

    @Test func plainListenersWaitForAFirstLine() throws {
        let served = try Served { $0.limits.firstLineSeconds = 1 }
        let peer = try served.join()
        let started = Instant.current()
        try served.run { Instant.current() - started > .milliseconds(1_700) }
        #expect(!peer.isAtEnd)
    }

    @Test func aReloadChangesWhoIsTrustedAndHowManyMayCome() throws {
        let served = try behindProxy()
        let ann = try join(served, from: "203.0.113.9")
        var changed = served.server.configuration
        changed.limits.connectionsPerAddress = 1
        try served.server.reload(changed)
        #expect(try join(served, from: "203.0.113.9").text.hasPrefix("!! server-full: "))
        changed.proxy.trusted = [try Network("192.0.2.0/24")]
        try served.server.reload(changed)
        let peer = try join(served, from: "203.0.113.10")
        #expect(peer.isAtEnd && peer.text == "")
        #expect(!ann.isAtEnd)
    }

    /// Who waits at the gate when a server ends is not waited for.
    @Test func drainingClosesTheGate() throws {
        let served = try behindProxy()
        let peer = try served.connect()
        try served.run { served.server.arrivals.gate.count == 1 }
        try served.drain()
        #expect(served.server.arrivals.gate.count == 0)
        withExtendedLifetime(peer) {}
    }

    @Test func bannedNetworksAreTurnedAway() throws {
        let served = try Served()
        let ann = try served.join()
        let driver = served.server.driver
        var effects: [Effect] = []
        let ban = ServerChange.ban([.net("127.0.0.0/8")], until: nil, reason: nil)
        driver.hub.apply(
            .operate(by: PersonID(slot: 0, generation: 0), ban), at: driver.moment.wall, &effects)
        let late = try served.connect()
        try served.run { late.isAtEnd }
        #expect(late.text == "!! banned: you are banned from this server\n")
        // One that ends tells for how long, and why.
        let until = driver.moment.wall + 7_200_000_000
        driver.hub.apply(
            .operate(
                by: PersonID(slot: 0, generation: 0), .ban([.net("127.0.0.0/8")], until: until, reason: "pills")),
            at: driver.moment.wall, &effects)
        let later = try served.connect()
        try served.run { later.isAtEnd }
        let told = later.text
        #expect(told.hasPrefix("!! banned: you are banned from this server for ") && told.contains(" (pills) (retry="))
        #expect(!ann.isAtEnd)
    }

    // MARK: - Telnet

    @Test func silentTelnetPeersGetANop() throws {
        let served = try Served { $0.limits.pingSeconds = 1 }
        let plain = try served.join()
        let telnet = try served.join()
        // IAC DO ECHO, which is refused.
        telnet.send(bytes: [0xFF, 0xFD, 1])
        try served.run { telnet.bytes.count(of: [0xFF, 0xF1]) == 2 }
        #expect(telnet.bytes.count(of: [0xFF, 0xFC, 1]) == 1)
        #expect(!plain.bytes.contains(0xFF))
    }
}

extension [UInt8] {
    fileprivate func count(of part: [UInt8]) -> Int {
        indices.count { self[$0...].starts(with: part) }
    }
}
