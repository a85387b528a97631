import Testing

@testable import Web

@Suite("Requests of the web")
struct WebRequestTests {
    private func request(_ head: Head, _ rules: WebRules = WebRules()) throws -> WebRequest {
        WebRequest(try head.read(), rules, WebSite())
    }

    private func status(_ head: Head, _ rules: WebRules = WebRules()) throws -> Int? {
        if case .refused(let refusal) = try request(head, rules) { refusal.response.status.rawValue } else { nil }
    }

    private func socket(_ head: Head, _ rules: WebRules = WebRules()) throws -> WebSocketOffer? {
        if case .socket(let offer) = try request(head, rules) { offer } else { nil }
    }

    @Test("The sample of RFC 6455 is answered as it says")
    func sample() throws {
        let offer = try #require(try socket(.socket))
        #expect(
            String(decoding: offer.response.bytes, as: UTF8.self)
                == "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nConnection: Upgrade\r\n\r\n")
    }

    @Test("SHA-1 is that of FIPS 180-4")
    func sha1() {
        func hex(_ text: String) -> String {
            SHA1.hash(Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        #expect(hex("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
        #expect(hex("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(
            hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
        #expect(hex(String(repeating: "a", count: 200)) == "e61cfffe0d9195a525fc6cf06ca2d77119c24a40")
        #expect(Base64.text(of: []) == "" && Base64.text(of: [102]) == "Zg==" && Base64.text(of: [102, 111]) == "Zm8=")
        #expect(Base64.text(of: Array("foobar".utf8)) == "Zm9vYmFy")
    }

    // MARK: - What is spoken

    @Test("A socket speaks the first of the client's subprotocols that is known, or what its path says")
    func subprotocols() throws {
        let cases: [(path: String, offered: [String], chosen: WebSocketOffer.Subprotocol?, isIRC: Bool)] = [
            ("/", [], nil, false), ("/ws", [], nil, false), ("/irc", [], nil, true),
            ("/", ["text.ircv3.net"], .ircText, true), ("/ws", ["binary.ircv3.net, text.ircv3.net"], .ircBinary, true),
            ("/", ["text.ircv3.net", "binary.ircv3.net"], .ircText, true),
            ("/irc", ["line.partyline"], .line, false), ("/irc", ["x, y"], nil, true), ("/", ["mqtt"], nil, false),
            ("/", ["mqtt, line.partyline"], .line, false), ("/", ["LINE.PARTYLINE"], nil, false),
        ]
        for (path, offered, chosen, isIRC) in cases {
            var head = Head.socket.asking("GET \(path)?x HTTP/1.1")
            for offer in offered { head = head.with("Sec-WebSocket-Protocol: \(offer)") }
            let offer = try #require(try socket(head))
            #expect(offer.subprotocol == chosen && offer.isIRC == isIRC, "\(path) \(offered)")
            let said = offer.response.fields.first { $0.name == "Sec-WebSocket-Protocol" }?.value
            #expect(said == chosen?.rawValue)
        }
        // No extension is ever agreed on.
        let offer = try #require(try socket(Head.socket.with("Sec-WebSocket-Extensions: permessage-deflate")))
        #expect(!offer.response.fields.contains { $0.name.hasSuffix("Extensions") })
    }

    // MARK: - Refusals

    @Test("Handshakes that are none are refused")
    func handshakes() throws {
        let key = "dGhlIHNhbXBsZSBub25jZQ=="
        #expect(try status(.socket) == nil)
        #expect(try status(Head.socket.replacing("Sec-WebSocket-Key")) == 400)
        #expect(try status(Head.socket.replacing("Sec-WebSocket-Key", key, key)) == 400)
        for bad in ["x", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25j!Q==", "dGhlIHNhbXBsZSBub25jZQQQ"] {
            #expect(try status(Head.socket.replacing("Sec-WebSocket-Key", bad)) == 400)
        }
        #expect(try status(Head.socket.replacing("Sec-WebSocket-Version")) == 426)
        for bad in ["8", "12", "14", "13, 8"] {
            guard case .refused(let refusal) = try request(Head.socket.replacing("Sec-WebSocket-Version", bad)) else {
                Issue.record("version \(bad)")
                continue
            }
            #expect(refusal.response.status == .upgradeRequired)
            #expect(refusal.response.fields.contains { $0 == ("Sec-WebSocket-Version", "13") })
        }
        #expect(try status(Head.socket.replacing("Connection")) == 400)
        #expect(try status(Head.socket.replacing("Connection", "keep-alive")) == 400)
        #expect(try status(Head.socket.replacing("Connection", "keep-alive", "UPGRADE")) == nil)
        #expect(try status(Head.socket.asking("GET /ws HTTP/1.0")) == 400)
        #expect(try status(Head.socket.asking("HEAD /ws HTTP/1.1")) == 405)
        #expect(try status(Head.socket.asking("POST /ws HTTP/1.1")) == 405)
        #expect(try status(Head.socket.with("Content-Length: 0")) == 400)
        #expect(try status(Head.socket.with("Transfer-Encoding: chunked")) == 400)
        #expect(try status(Head.socket.asking("GET /chat HTTP/1.1")) == 404)
        #expect(try status(Head.socket.asking("GET /ws/../ HTTP/1.1")) == 404)
        #expect(try status(Head.socket.asking("GET /ws/ HTTP/1.1")) == 404)
    }

    @Test("Where there is no page, programs are told how to join")
    func noPage() throws {
        for path in ["/", "/?x", "/ws", "/irc"] { #expect(try status(.page("GET \(path) HTTP/1.1")) == 426) }
        #expect(try status(.page("GET /favicon.ico HTTP/1.1")) == 404)
    }

    @Test("Only reading is understood, and nothing may follow a request")
    func methods() throws {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "get"] {
            for path in ["/", "/none"] {
                guard case .refused(let refusal) = try request(.page("\(method) \(path) HTTP/1.1")) else {
                    Issue.record("\(method)")
                    continue
                }
                #expect(refusal.response.status == .methodNotAllowed && refusal.response.closes)
                #expect(refusal.response.fields.contains { $0 == ("Allow", "GET, HEAD") })
            }
        }
        #expect(try status(Head.page().with("Content-Length: 5")) == 400)
        #expect(try status(Head.page("GET /none HTTP/1.1").with("Transfer-Encoding: chunked")) == 400)
    }

    @Test("A refusal is closed behind its words, but for a page that there is not")
    func refusal() throws {
        func text(_ request: String) throws -> String {
            guard case .refused(let refusal) = try self.request(.page(request)) else { return "" }
            return String(decoding: refusal.response.bytes, as: UTF8.self)
        }
        let post = try text("POST / HTTP/1.1")
        #expect(post.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\nContent-Type: text/plain; charset=utf-8\r\n"))
        #expect(post.contains("\r\nContent-Length: 23\r\nConnection: close\r\n\r\n"))
        #expect(post.hasSuffix("\r\n\r\nonly GET is understood\n"))
        let missing = try text("GET /x HTTP/1.1")
        #expect(missing.hasPrefix("HTTP/1.1 404 Not Found\r\n") && !missing.contains("close"))
        #expect(missing.hasSuffix("\r\n\r\nthere is no such page here\n"))
        #expect(try text("GET /x HTTP/1.0").contains("\r\nConnection: close\r\n"))
        let socket = try text("GET /ws HTTP/1.1")
        #expect(socket.contains("\r\nUpgrade: websocket\r\n") && socket.contains("\r\nConnection: Upgrade, close\r\n"))
        // A body that nobody awaits would be taken for the next answer.
        let head = try text("HEAD /x HTTP/1.1")
        #expect(head.contains("\r\nContent-Length: 27\r\n") && head.hasSuffix("\r\n\r\n"))
    }

    // MARK: - Hosts and origins

    @Test("A listener of this machine alone is asked for by localhost or an address, unless names are given")
    func loopback() throws {
        var rules = WebRules()
        rules.isLoopback = true
        for host in ["localhost", "localhost:6080", "a.localhost", "127.0.0.1:6080", "[::1]:6080", "10.0.0.1"] {
            #expect(try status(Head.socket.replacing("Host", host), rules) == nil, "\(host)")
        }
        for host in ["evil.example.org", "evil.example.org:6080", "1.2.3.4.evil.org", "1.2.3.256", "1.2.3"] {
            #expect(try status(Head.socket.replacing("Host", host), rules) == 421, "\(host)")
            #expect(try status(Head.page().replacing("Host", host), rules) == 421, "\(host)")
        }
        #expect(try status(Head(request: "GET / HTTP/1.0", fields: []), rules) == 421)
        rules.hosts = ["chat.example.org", "other.example.org:444"]
        for host in ["chat.example.org", "CHAT.example.org:6080", "other.example.org:444"] {
            #expect(try status(Head.socket.replacing("Host", host), rules) == nil, "\(host)")
        }
        for host in ["localhost", "other.example.org", "other.example.org:445", "example.org"] {
            #expect(try status(Head.socket.replacing("Host", host), rules) == 421, "\(host)")
        }
    }

    @Test("Pages of the host that is asked for may connect, and those of sites that are named; programs name none")
    func origins() throws {
        var rules = WebRules()
        rules.origins = ["https://www.example.org", "http://localhost:3000"]
        let good = [
            "https://chat.example.org", "http://chat.example.org", "HTTPS://Chat.Example.org",
            "https://www.example.org",
            "http://localhost:3000",
        ]
        for origin in good { #expect(try status(Head.socket.with("Origin: \(origin)"), rules) == nil, "\(origin)") }
        let bad = [
            "https://evil.org", "null", "", "https://chat.example.org.evil.org", "https://chat.example.org:8443",
            "https://chat.example.org/", "ftp://chat.example.org", "chat.example.org", "http://www.example.org",
            "https://evil.org https://chat.example.org", "http://localhost:3001",
        ]
        for origin in bad { #expect(try status(Head.socket.with("Origin: \(origin)"), rules) == 403, "\(origin)") }
        let twice = Head.socket.with("Origin: https://chat.example.org", "Origin: https://evil.org")
        #expect(try status(twice, rules) == 403)
        rules.origins = ["*"]
        #expect(try status(Head.socket.with("Origin: https://evil.org"), rules) == nil)
        #expect(try status(Head.socket.with("Origin: null"), rules) == 403)
    }

    @Test("Settings of hosts and origins are told from what are none")
    func settings() {
        for text in ["*", "https://a.org", "http://a.org:80", "https://[::1]:8"] { #expect(WebRules.isOrigin(text)) }
        for text in ["a.org", "https://", "https://a.org/", "https://A.org", "ws://a.org", "https://a b", "null", ""] {
            #expect(!WebRules.isOrigin(text), "\(text)")
        }
        for text in ["a.org", "a.org:80", "[::1]", "1.2.3.4"] { #expect(WebRules.isHost(text)) }
        for text in ["A.org", "https://a.org", "a.org/", "", " a", "a:b", "*"] {
            #expect(!WebRules.isHost(text), "\(text)")
        }
    }

    // MARK: - Whose it is

    @Test("The first from behind who is not trusted is the client")
    func forwarded() {
        func client(_ entries: String...) -> ForwardedFor<String> {
            ForwardedFor(entries, address: { $0.hasPrefix("x") ? nil : $0 }, isTrusted: { $0.hasPrefix("10.") })
        }
        #expect(client() == .nobody)
        #expect(client("1.1.1.1") == .client("1.1.1.1"))
        #expect(client("6.6.6.6", "1.1.1.1") == .client("1.1.1.1"))
        #expect(client("6.6.6.6", "1.1.1.1", "10.0.0.1", "10.0.0.2") == .client("1.1.1.1"))
        #expect(client("10.0.0.3", "10.0.0.2") == .client("10.0.0.3"))
        #expect(client("x", "1.1.1.1") == .client("1.1.1.1"))
        #expect(client("1.1.1.1", "x") == .unreadable)
        #expect(client("x", "10.0.0.1") == .unreadable)
        #expect(client("1.1.1.1:443") == .client("1.1.1.1"))
        #expect(client("[2001:db8::1]:443") == .client("2001:db8::1"))
        #expect(client("2001:db8::1") == .client("2001:db8::1"))
    }
}
