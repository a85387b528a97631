import Glibc
import TestSupport
import Testing

/// A listener of the web, as programs and pages meet it: what is refused, and how sockets are closed.
@Suite struct WebSocketTests {
    /// Runs the body against a daemon that also listens for the web.
    private func withWeb(
        _ flags: String..., body: (_ daemon: DaemonProcess, _ web: Address) throws -> Void
    ) throws {
        let all = ["--listen", "127.0.0.1:0", "--listen-web", "127.0.0.1:0", "--messages-per-second", "0"] + flags
        try withDaemon(all) { try body($0, try #require($0.addresses.last)) }
    }

    /// What is answered to bytes, up to the end.
    private func answer(_ bytes: some Sequence<UInt8>, at web: Address) throws -> String {
        let channel = ByteChannel(try web.connect())
        try channel.write(bytes)
        return String(decoding: try channel.takeToEnd(), as: UTF8.self)
    }

    private func status(_ head: String, at web: Address) throws -> String {
        String(try answer(head.utf8, at: web).prefix { $0 != "\r\n" }.dropFirst("HTTP/1.1 ".count).prefix(3))
    }

    // MARK: - Heads

    @Test func headsThatAreRefused() throws {
        try withWeb("--web-origin", "https://www.example.org") { daemon, web in
            let good = WebFrames.request()
            func changed(_ old: String, _ new: String) -> String {
                guard let range = good.firstRange(of: old) else { return "" }
                return good.replacingCharacters(range, with: new)
            }
            let cases: [(head: String, status: String)] = [
                ("GET /about.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "200"),
                ("HEAD /about.json HTTP/1.0\r\nHost: localhost\r\n\r\n", "200"),
                ("GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n", "426"),
                ("GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "404"),
                ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi", "405"),
                (changed("GET", "POST"), "405"), (changed("HTTP/1.1", "HTTP/1.0"), "400"),
                (changed("HTTP/1.1", "HTTP/2.0"), "505"), (changed("Host: localhost", "Host: evil.example.org"), "421"),
                (changed("Host: localhost\r\n", ""), "400"), (changed("Host:", "Host: a\r\nHost:"), "400"),
                (changed("Host:", "Host :"), "400"), (changed("Host:", "X: a\r\n b\r\nHost:"), "400"),
                (changed("Version: 13", "Version: 8"), "426"), (changed("dGhl", "dGh!"), "400"),
                (changed("Connection: keep-alive, Upgrade", "Connection: keep-alive"), "400"),
                (WebFrames.request(["Origin: https://evil.org"]), "403"), (WebFrames.request(["Origin: null"]), "403"),
                (WebFrames.request(["Content-Length: 3"]), "400"),
                (WebFrames.request(["X: " + String(repeating: "x", count: 9_000)]), "431"),
                (WebFrames.request((0..<100).map { "X\($0): y" }), "431"), ("NICK ann\r\nUSER a 0 * :a\r\n", "400"),
                ("\u{16}\u{03}\u{01}\u{02}\n\n", "400"),
                ("GET /../etc/passwd HTTP/1.0\r\nHost: localhost\r\n\r\n", "404"),
            ]
            for (head, expected) in cases { #expect(try status(head, at: web) == expected, "\(head.prefix(200))") }
            // Pages of the server's own site, and of one that is named, may.
            for origin in ["http://localhost", "https://www.example.org"] {
                try ByteChannel(try web.connect()).shakeHands(["Origin: \(origin)"])
            }
            // Who reads as people read sees how to join.
            #expect(try answer("GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8, at: web).contains("WebSocket"))
        }
    }

    /// A frame that is glued to the request is carried out, and the subprotocol that was chosen is told.
    @Test func framesBehindTheHead() throws {
        try withWeb { daemon, web in
            let channel = ByteChannel(try web.connect())
            let head = WebFrames.request(path: "/", ["Sec-WebSocket-Protocol: mqtt, line.partyline"])
            try channel.write(Array(head.utf8) + WebFrames.frame(1, Array("/nick ann".utf8)))
            let answer = String(decoding: try channel.take(through: "\r\n\r\n"), as: UTF8.self)
            #expect(answer.contains("\r\nSec-WebSocket-Protocol: line.partyline\r\n"))
            try channel.speak(WebFrames())
            try Peer("ann", over: channel).skip(to: "-- you are now ann")
        }
    }

    /// A head that comes too slowly is given up, and so is one that never comes; whoever is here meanwhile is served.
    @Test func slowHeads() throws {
        try withWeb("--handshake-seconds", "1") { daemon, web in
            let silent = ByteChannel(try web.connect())
            let slow = ByteChannel(try web.connect())
            try slow.write("GET / HTTP/1.1\r\nHost: lo".utf8)
            let peer = try Peer("ann", byWebAt: web)
            for channel in [silent, slow] { #expect(try channel.takeToEnd().isEmpty) }
            try peer.send("/nick ann")
            try peer.skip(to: "-- you are now ann")
        }
    }

    /// So many of an address may be without a session, and no more; sessions do not count.
    @Test func manyHeads() throws {
        try withWeb { daemon, web in
            let waiting = try (0..<64).map { _ in ByteChannel(try web.connect()) }
            for channel in waiting { try channel.write("GET / HTTP/1.1\r\n".utf8) }
            // Each has been looked at by then.
            try ByteChannel(try daemon.addresses[0].connect()).take(through: "***")
            #expect(try answer([], at: web).isEmpty)
            try waiting[0].write("Host: localhost\r\nConnection: close\r\n\r\n".utf8)
            #expect(!(try waiting[0].takeToEnd().isEmpty))
            _ = try Peer("ann", byWebAt: web)
        }
    }

    /// One who is let in no more is told by a code, as a page's script sees no status.
    @Test func isFull() throws {
        try withWeb("--connections", "2") { daemon, web in
            let ann = try Peer("ann", byWebAt: web)
            let bob = try Peer("bob", byWebAt: web)
            try ann.skip(to: "*** partyline/1 {*}")
            try bob.skip(to: "*** partyline/1 {*}")
            try Peer("carl", byWebAt: web).expectClose("1013 server-full")
            try ann.settle()
        }
    }

    /// Over TLS the protocol is HTTP's: who offers only others is refused in the handshake, and who offers none is let in.
    @Test func overTLS() throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let files = ["--tls-certificate", pair.certificate, "--tls-key", pair.key]
        try withDaemon(["--listen", "127.0.0.1:0", "--listen-web-tls", "127.0.0.1:0"] + files) { daemon in
            let web = try #require(daemon.addresses.last)
            func client(_ offer: String) throws -> ChildProcess {
                try ChildProcess(
                    shell: #"exec openssl s_client -quiet -connect "$0" -CAfile "$1" $2 2>&1"#,
                    [web.description, pair.certificate, offer])
            }
            for offer in ["", "-alpn http/1.1", "-alpn h2,http/1.1"] {
                let peer = try client(offer)
                try peer.input.write(Array(WebFrames.request().utf8) + WebFrames.frame(1, Array("/quit".utf8)))
                try peer.output.take(through: "HTTP/1.1 101 ")
                try peer.output.take(through: "goodbye")
                try peer.kill()
            }
            let other = try client("-alpn h2")
            try other.output.take(through: "no application protocol")
            try other.kill()
        }
    }

    /// Whose a connection is, a proxy says that is trusted, and nobody else.
    @Test func forwarded() throws {
        let text = """
            [[listen]]
            address = "127.0.0.1:0"
            web = true
            forwarded = true
            [proxy]
            trusted = ["127.0.0.1", "10.0.0.0/8"]
            [web]
            hosts = ["localhost"]
            """
        try withDaemon(configured: text, listeners: 1) { daemon in
            for (said, address) in [
                ("192.0.2.7", "192.0.2.7"), ("6.6.6.6, 192.0.2.8, 10.1.2.3", "192.0.2.8"),
                ("[2001:db8::1]:5", "2001:db8::1"),
            ] {
                let channel = ByteChannel(try daemon.address.connect())
                try channel.shakeHands(["X-Forwarded-For: \(said)"])
                let peer = Peer("peer", over: channel)
                try peer.send("/ping x")
                try peer.skip(to: "-- pong x")
                try daemon.process.waitForLog("peer=\(address) ")
            }
            #expect(
                try status(WebFrames.request(["X-Forwarded-For: 192.0.2.7, unknown"]), at: daemon.address) == "400")
        }
    }

    // MARK: - Frames

    @Test func framesThatAreRefused() throws {
        try withWeb { daemon, web in
            let cases: [(frame: [UInt8], code: String)] = [
                ([0x81, 0x01, 0x41], "1002"), ([0xC1, 0x80, 0, 0, 0, 0], "1002"), (WebFrames.frame(3, []), "1002"),
                (WebFrames.frame(0, []), "1002"), (WebFrames.frame(9, [], isFinal: false), "1002"),
                (WebFrames.frame(2, [1, 2]), "1003"), (WebFrames.frame(1, [0xC0, 0xAF]), "1007"),
                (WebFrames.frame(1, [UInt8](repeating: 65, count: 65_536)), "1009"),
                (WebFrames.frame(8, [0x03, 0xED]), "1002"), (WebFrames.frame(8, [0x03, 0xE8]), "1000"),
                (WebFrames.frame(8, []), "1000"), (WebFrames.frame(8, [0x0F, 0xA0, 65]), "4000"),
            ]
            for (frame, code) in cases {
                let peer = try Peer("peer", byWebAt: web)
                try peer.skip(to: "*** #lobby: {*}")
                try peer.send(unframed: frame)
                try peer.expectClose(code)
            }
        }
    }

    /// Some proxies send a close without a mask where they end: it is refused, but the person behind it comes back.
    @Test func whoseProxySentABadFrameComesBack() throws {
        try withWeb { _, web in
            let page = try Peer("page", byWebAt: web)
            try page.send("/wire 1 resume")
            try page.skip(to: "*** #lobby: {*}")
            let token = try #require(try page.expect("OK - {*} nick={word=nick} {*} resume={word=token}")["token"])
            try page.send("@1 /nick mira")
            try page.expect("OK 1 nick=mira")
            try page.send("@2 hello")
            try page.expect("OK 2 {*}")
            try page.send(unframed: [0x88, 0x02, 0x03, 0xE9])
            try page.expectClose("1002")
            let back = try Peer("back", byWebAt: web)
            try back.send("/wire 1 resume")
            try back.send("@1 /resume \(String(decoding: token, as: UTF8.self))")
            try back.skip(to: "OK 1 nick=mira {*}")
        }
    }

    /// Pings are answered by what they held, among lines in their order, and cost what a line does.
    @Test func pings() throws {
        try withDaemon(["--listen", "127.0.0.1:0", "--listen-web", "127.0.0.1:0"]) { daemon in
            let peer = try Peer("ann", byWebAt: try #require(daemon.addresses.last))
            try peer.skip(to: "*** #lobby: {*}")
            try peer.send(unframed: WebFrames.frame(9, Array("are you there".utf8)))
            try peer.settle()
            #expect(peer.frames?.pongs == [Array("are you there".utf8)])
            // More than may wait: it is read again when these are answered, and of those that wait the last one is.
            for number in UInt8(0)..<30 { try peer.send(unframed: WebFrames.frame(9, [number])) }
            try peer.settle()
            let pongs = try #require(peer.frames).pongs
            #expect(pongs.last == [29] && pongs.count < 31, "\(pongs)")
        }
    }

    // MARK: - Slow readers

    /// One that reads nothing loses what waits, and never a part of a frame, whatever bytes a frame's head has: in that of 266 or 522 bytes
    /// is an LF. It is told why, and by a code.
    @Test(arguments: [10, 266, 522]) func slowReaders(_ length: Int) throws {
        try withWeb("--send-queue-bytes", "4096") { daemon, web in
            let lazy = try Peer("lazy", byWebAt: web, receiveBuffer: 4_096)
            let (speaker, listener) = (try daemon.join("s"), try daemon.join("listener"))
            // `<s> ` is before it.
            let text = String(repeating: "x", count: length - "<s> ".utf8.count - 1) + "y"
            var quit = ""
            var said = 0
            while quit.isEmpty, said < 16_000_000 / length {
                for _ in 0..<100 { try speaker.send(text) }
                said += 100
                try speaker.settle()
                try listener.send("/ping")
                quit = try listener.skip(to: "-- pong{*}").first { $0.contains("too slow") } ?? ""
            }
            #expect(!quit.isEmpty, "\(said) lines were sent to one that reads nothing")
            let lines = try lazy.linesToEnd()
            #expect(lines.last?.hasPrefix("!! slow-reader: ") == true, "\(lines.last ?? "nothing")")
            #expect(lines.filter { $0.hasPrefix("<s>") }.allSatisfy { $0 == "<s> \(text)" })
            try lazy.expectClose("1008 slow-reader")
        }
    }

    // MARK: - An upgrade

    /// The head of a frame, or half of what it holds, has come when another process takes over; and what a slow reader is still to get.
    @Test(arguments: [1, 3, 7, 20]) func upgradeAmidAFrame(_ cut: Int) throws {
        try withWeb { daemon, web in
            let (ann, bob) = (try Peer("ann", byWebAt: web), try daemon.join("bob"))
            try ann.send("/nick ann")
            try ann.skip(to: "-- you are now ann")
            let late = try Peer("late", byWebAt: web, receiveBuffer: 4_096)
            try late.send("/nick late")
            try late.skip(to: "-- you are now late")
            // More than its kernel takes.
            let texts = (0..<300).map { "\($0) " + String(repeating: "z", count: 1_000) }
            for text in texts { try bob.send(text) }
            try bob.settle()
            let frame = WebFrames.frame(1, Array("said in two halves, 🎈".utf8))
            try ann.send(unframed: Array(frame[..<cut]))
            try ann.skip(to: "<bob> \(texts[299])")
            try daemon.upgrade()
            try ann.send(unframed: Array(frame[cut...]))
            try bob.skip(to: "<ann> said in two halves, 🎈")
            for text in texts { try late.skip(to: "<bob> \(text)") }
            try late.skip(to: "<ann> said in two halves, 🎈")
        }
    }

    // MARK: - Life and end

    /// A person who says nothing is sent pings, which also show proxies that the connection is in use; a program is asked, and closed.
    @Test func silence() throws {
        try withWeb("--ping-seconds", "1") { daemon, web in
            let (person, program) = (try Peer("ann", byWebAt: web), try Peer("bob", byWebAt: web))
            try program.send("/wire 1")
            try program.skip(to: "OK - proto=1 {*}")
            try program.skip(to: "PING {*}")
            // A pong is no sign of a page's life.
            try program.send(unframed: WebFrames.frame(10, []))
            try program.skip(to: "BYE {*}", by: Deadline(seconds: 10))
            try program.expectClose("1001 idle")
            try person.settle()
            #expect(person.frames?.pings.isEmpty == false)
        }
    }

    /// Kicked out by an operator's ban, or by a fault of ours, a page is told apart from one that was shut down with the server.
    @Test func theServersEnd() throws {
        let all = ["--listen", "127.0.0.1:0", "--listen-web", "127.0.0.1:0"]
        let daemon = try DaemonProcess(all)
        let web = try #require(daemon.addresses.last)
        let (lines, irc) = (try Peer("ann", byWebAt: web), try Peer("bob@webirc", byWebAt: web))
        try lines.skip(to: "*** #lobby: {*}")
        try irc.send("NICK bob")
        try irc.send("PING x")
        let waiting = ByteChannel(try web.connect())
        try waiting.write("GET ".utf8)
        daemon.process.send(signal: SIGTERM)
        try lines.skip(to: "!! shutting-down{*}")
        try lines.expectClose("1001 shutting-down")
        #expect(try irc.linesToEnd().last?.hasPrefix("ERROR :") == true)
        try irc.expectClose("1001 shutting-down")
        #expect(try waiting.takeToEnd().isEmpty)
        try daemon.expectEnd()
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<String.Index>, with new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
