import Glibc
import Testing

/// A daemon behind a proxy: PROXY headers of both versions, good and bad ones.
@Suite struct ProxyTests {
    /// A listener for proxies of this machine, then a plain one.
    private static func configuration(trusted: String = "127.0.0.0/8", limits: String = "") -> String {
        """
        [[listen]]
        address = "127.0.0.1:0"
        proxy_protocol = true
        [[listen]]
        address = "127.0.0.1:0"
        [proxy]
        trusted = ["\(trusted)"]
        [limits]
        \(limits)
        """
    }

    private func withProxied(
        trusted: String = "127.0.0.0/8", limits: String = "", _ body: (DaemonProcess) throws -> Void
    ) throws {
        try withDaemon(
            configured: Self.configuration(trusted: trusted, limits: limits), listeners: 2, body)
    }

    private func text(_ host: String) -> [UInt8] {
        let family = host.contains(":") ? "TCP6 \(host) ::1" : "TCP4 \(host) 198.51.100.1"
        return Array("PROXY \(family) 40000 6000\r\n".utf8)
    }

    /// Version 2, of TCP over IPv6, with an extension after the addresses.
    private func binary(_ address: [UInt8]) -> [UInt8] {
        let body = address + [UInt8](repeating: 0, count: 15) + [1, 0x1C, 0x40, 0x17, 0x70, 4, 0, 2, 7, 7]
        return Array("\r\n\r\n\0\r\nQUIT\n".utf8) + [0x21, 0x21, 0, UInt8(body.count)] + body
    }

    private let local: [UInt8] = Array("\r\n\r\n\0\r\nQUIT\n".utf8) + [0x20, 0, 0, 0]

    private func connect(_ daemon: DaemonProcess, _ name: String, sending header: [UInt8]) throws -> Peer {
        let peer = try daemon.connect(name)
        try peer.send(bytes: header)
        return peer
    }

    private func expectServed(_ peer: Peer) throws {
        try peer.expect("*** partyline/1 {*}")
    }

    private func expectFull(_ peer: Peer) throws {
        #expect(try peer.linesToEnd().last?.hasPrefix("!! server-full: ") == true)
    }

    // MARK: - Who they are

    @Test func limitsAreOfTheAddressThatTheHeaderNames() throws {
        try withProxied(limits: "connections_per_address = 1") { daemon in
            let ann = try connect(daemon, "ann", sending: text("203.0.113.9"))
            try expectServed(ann)
            try expectFull(connect(daemon, "bob", sending: text("203.0.113.9")))
            let cy = try connect(daemon, "cy", sending: text("203.0.113.10"))
            try expectServed(cy)
            // One that comes without a proxy has the proxy's address, of which there is none yet.
            let dee = try Peer("dee", at: daemon.addresses[1])
            try expectServed(dee)
            try ann.send("/quit")
            try cy.skip(to: "*** guest1 quit")
            try expectServed(connect(daemon, "eve", sending: text("203.0.113.9")))
            #expect(daemon.process.log.text.contains("203.0.113.9"))
        }
    }

    @Test func addressesOfIPv6AreLimitedByTheir64Bits() throws {
        try withProxied(limits: "connections_per_address = 1") { daemon in
            let network: [UInt8] = [0x20, 0x01, 0x0D, 0xB8, 0, 1, 0, 2]
            let ann = try connect(daemon, "ann", sending: binary(network + [0, 0, 0, 0, 0, 0, 0, 1]))
            try expectServed(ann)
            try expectFull(connect(daemon, "bob", sending: text("2001:db8:1:2:3:4:5:6")))
            let cy = try connect(daemon, "cy", sending: text("2001:db8:1:3::1"))
            try expectServed(cy)
            try ann.send("/quit")
            try cy.skip(to: "*** guest1 quit")
            try expectServed(connect(daemon, "dee", sending: text("2001:db8:1:2:3:4:5:6")))
        }
    }

    @Test func exemptAddressesAreNotLimited() throws {
        let limits =
            "connections_per_address = 1\nconnects_per_second = 0.001\nexempt = [\"203.0.113.0/24\", \"127.0.0.1\"]"
        try withProxied(limits: limits) { daemon in
            let peers = try (0..<5).map { try connect(daemon, "p\($0)", sending: text("203.0.113.9")) }
            for peer in peers { try expectServed(peer) }
            let direct = try (0..<3).map { try Peer("d\($0)", at: daemon.addresses[1]) }
            for peer in direct { try expectServed(peer) }
            let ann = try connect(daemon, "ann", sending: text("192.0.2.1"))
            try expectServed(ann)
            try expectFull(connect(daemon, "bob", sending: text("192.0.2.1")))
        }
    }

    /// As haproxy looks whether we are here, and others do: nobody is told.
    @Test func healthChecks() throws {
        try withProxied { daemon in
            let ann = try connect(daemon, "ann", sending: text("203.0.113.9"))
            try ann.skip(to: "*** #lobby: nobody else is here")
            for _ in 0..<10 {
                try connect(daemon, "check", sending: local).close()
                try connect(daemon, "check", sending: Array("PROXY UNKNOWN\r\n".utf8)).close()
                try daemon.connect("look").close()
            }
            // One that stays is no session before it says something.
            let check = try connect(daemon, "check", sending: local)
            try ann.expectSilence()
            try check.send("hello")
            try expectServed(check)
            try ann.expect("*** {*} joined #lobby")
            try ann.expect("<guest{n}> hello")
            try ann.expectSilence()
            #expect(!daemon.process.log.text.contains("PROXY"))
        }
    }

    // MARK: - How it comes

    @Test func whatFollowsTheHeaderIsNotLost() throws {
        try withProxied { daemon in
            let ann = try connect(daemon, "ann", sending: text("203.0.113.9") + Array("/nick ann\nhello\n".utf8))
            try ann.skip(to: "-- you are now ann")
            let bob = try connect(daemon, "bob", sending: binary([0x20, 1] + [UInt8](repeating: 1, count: 14)))
            try bob.skip(to: "*** #lobby: ann (1 other here)")
            try bob.skip(to: "{*}<ann> hello")
        }
    }

    @Test func byteByByte() throws {
        try withProxied { daemon in
            for header in [text("203.0.113.9"), binary([0x20, 1] + [UInt8](repeating: 1, count: 14))] {
                let peer = try daemon.connect()
                for byte in header { try peer.send(bytes: [byte]) }
                try peer.send("/ping here")
                try peer.skip(to: "{*}here{*}")
            }
        }
    }

    // MARK: - Bad ones

    @Test func untrustedProxies() throws {
        try withProxied(trusted: "192.0.2.0/24") { daemon in
            try connect(daemon, "ann", sending: text("203.0.113.9")).expectEndWithoutAWord()
            try daemon.process.waitForLog("untrusted")
            try expectServed(Peer("bob", at: daemon.addresses[1]))
        }
    }

    @Test(arguments: [
        "hello\n", "GET / HTTP/1.1\r\n\r\n", "proxy TCP4 203.0.113.9 198.51.100.1 1 1\r\n",
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}",
        "PROXY TCP4 203.0.113.9 198.51.100.1 65536 1\r\n", "PROXY TCP4 203.0.113.9 198.51.100.1 1 1\n",
        "PROXY UDP4 203.0.113.9 198.51.100.1 1 1\r\n", "PROXY UNKNOWN " + String(repeating: "x", count: 200),
        "\r\n\r\n\0\r\nQUIT\n\u{21}\u{11}\0\u{4}abcd", "\r\n\r\n\0\r\nQUIT\n\u{21}\u{11}\u{10}\0",
    ])
    func badHeaders(_ text: String) throws {
        try withProxied { daemon in
            try connect(daemon, "ann", sending: Array(text.utf8)).expectEndWithoutAWord()
            try daemon.process.waitForLog("cause=invalid")
            try expectServed(connect(daemon, "bob", sending: self.text("203.0.113.9")))
        }
    }

    @Test func aTruncatedHeader() throws {
        try withProxied { daemon in
            let ann = try connect(daemon, "ann", sending: text("203.0.113.9").dropLast())
            ann.halfClose()
            try ann.expectEndWithoutAWord()
            try expectServed(connect(daemon, "bob", sending: text("203.0.113.9")))
        }
    }

    @Test func aHeaderThatIsTooSlow() throws {
        try withProxied(limits: "handshake_seconds = 1") { daemon in
            let ann = try connect(daemon, "ann", sending: Array("PROXY TCP4 203".utf8))
            let bob = try daemon.connect("bob")
            try ann.expectEndWithoutAWord()
            try bob.expectEndWithoutAWord()
            try daemon.process.waitForLog("cause=timeout")
        }
    }

    /// Noise costs no log.
    @Test func aFloodIsLoggedOnce() throws {
        try withProxied { daemon in
            for _ in 0..<100 { try connect(daemon, "x", sending: Array("x\n".utf8)).expectEndWithoutAWord() }
            try expectServed(connect(daemon, "ann", sending: text("203.0.113.9")))
            let lines = daemon.process.log.text.split(separator: "\n").filter { $0.contains("PROXY") }
            #expect(lines.count == 1, "\(lines)")
        }
    }

    @Test func aFirstLineThatDoesNotCome() throws {
        try withProxied(limits: "first_line_seconds = 1") { daemon in
            let direct = try Peer("direct", at: daemon.addresses[1])
            try expectServed(direct)
            let ann = try connect(daemon, "ann", sending: text("203.0.113.9"))
            #expect(try ann.linesToEnd().last == "!! idle: no line came from you in 1 seconds")
            try direct.skip(to: "*** guest2 quit (idle)")
        }
    }

    @Test func aProxyNeedsToBeTrusted() throws {
        let text = "[[listen]]\naddress = \"127.0.0.1:0\"\nproxy_protocol = true\n"
        let path = freshPath() + ".toml"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer { unlink(path) }
        try ByteChannel(descriptor).write(text.utf8)
        try expectFailure(["--config", path, "--check-config"], with: EX_CONFIG, naming: "trusted")
    }
}

extension Peer {
    /// It is closed, in whatever way, and was sent nothing.
    fileprivate func expectEndWithoutAWord() throws {
        let lines = try linesToEnd()
        guard lines.isEmpty else { throw HarnessFailure("\(name) expected nothing, but got \(lines)") }
    }
}
