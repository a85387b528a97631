import TestSupport
import Testing

/// More connections than there may be.
@Suite struct ConnectionLimitTests {
    /// With no descriptor left, those who are here talk on, and a new one gets in as soon as one has left.
    @Test func survivesWithoutDescriptors() throws {
        let child = try ChildProcess(
            "/bin/sh",
            [
                "-c",
                "ulimit -n 64; exec \"$0\" --listen 127.0.0.1:0 --messages-per-second 0 --connections-per-address 1000",
                Binaries.daemon,
            ])
        let daemon = try DaemonProcess(child)
        let conversation = try Conversation(in: daemon)
        // The kernel completes connections that the daemon can't accept: all of them connect, some are not greeted yet.
        let peers = try (0..<120).map { try daemon.connect("p\($0)") }
        try conversation.goesOn()
        try conversation.goesOn()
        for peer in peers.prefix(100) { peer.close() }
        for peer in peers.suffix(20) { try peer.expect("*** partyline/1 {*}") }
        try conversation.goesOn()
        // It waits rather than spins: accepting is tried again by a timer, ten times a second at most.
        #expect(child.log.text.split(separator: "\n").count < 500)
        try daemon.stop()
    }

    @Test func tooManyConnections() throws {
        try withDaemon(["--connections", "2"]) { daemon in
            let ann = try daemon.join("ann")
            let bob = try daemon.join("bob")
            let cy = try daemon.connect("cy")
            #expect(try cy.linesToEnd().last?.hasPrefix("!! server-full: ") == true)
            #expect(try daemon.connect("dee").linesToEnd().count == 1)
            // However many are turned away, the log says it once a minute.
            #expect(daemon.process.log.text.matches(of: /turning newcomers away" cause=full/).count == 1)
            try ann.skip(to: "*** bob joined #lobby")
            try bob.send("/quit")
            try ann.skip(to: "*** bob quit")
            _ = try daemon.join("eve")
        }
    }

    @Test(.enabled(if: Machine.hasIPv6, "needs IPv6 on the loopback interface"))
    func tooManyConnectionsFromAnAddress() throws {
        try withDaemon(["--connections-per-address", "1", "--listen", "127.0.0.1:0", "--listen", "[::1]:0"]) { daemon in
            let ann = try daemon.join("ann")
            defer { ann.close() }
            let bob = try daemon.connect("bob")
            #expect(try bob.linesToEnd().last?.hasPrefix("!! server-full: ") == true)
            try Peer("cy", at: daemon.addresses[1]).expect("*** partyline/1 {*}")
        }
    }

    /// Who comes and goes too fast has to wait, though there is place.
    @Test(.enabled(if: Machine.hasIPv6, "needs IPv6 on the loopback interface"))
    func tooFastFromAnAddress() throws {
        let text = """
            [[listen]]
            address = "127.0.0.1:0"
            [[listen]]
            address = "[::1]:0"
            [limits]
            connections_per_address = 2
            connects_per_second = 0.001
            """
        try withDaemon(configured: text, listeners: 2) { daemon in
            for name in ["ann", "bob"] {
                let peer = try daemon.join(name)
                try peer.send("/quit")
                _ = try peer.linesToEnd()
            }
            let refusal = "!! server-full: your address connects more than 0.001 times a second (retry=1000)"
            #expect(try daemon.connect("cy").linesToEnd() == [refusal])
            try Peer("dee", at: daemon.addresses[1]).expect("*** partyline/1 {*}")
        }
    }
}
