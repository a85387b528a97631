import Testing

@testable import Web

@Suite("Files of a site")
struct WebSiteTests {
    private let plain = Array("a page that is long enough".utf8)
    private let packed: [UInt8] = [0x1F, 0x8B, 1, 2, 3]

    private var site: WebSite {
        WebSite(
            ["index.html", "chat.js", "words/de.js"].compactMap { WebFile(named: $0, plain, gzipped: packed) }
                + ["icon.svg"].compactMap { WebFile(named: $0, plain) })
    }

    private func answer(_ head: Head, of site: WebSite? = nil) throws -> HTTPResponse? {
        guard case .file(let response) = WebRequest(try head.read(), WebRules(), site ?? self.site) else { return nil }
        return response
    }

    private func value(_ name: String, in response: HTTPResponse?) -> String? {
        response?.fields.first { $0.name == name }?.value
    }

    @Test("are found by their path alone, whatever stands behind a question mark")
    func paths() throws {
        for path in ["/", "/?room=a", "/chat.js", "/chat.js?v=1", "/words/de.js", "/icon.svg"] {
            #expect(try answer(.page("GET \(path) HTTP/1.1"))?.status == .ok, "\(path)")
        }
        for path in [
            "/index.html", "/CHAT.JS", "//chat.js", "/chat.js/", "/./chat.js", "/words/../chat.js", "/%63hat.js",
            "/words", "/words/", "/chat%2ejs", "/chat.js%00", "/..",
        ] {
            #expect(try answer(.page("GET \(path) HTTP/1.1")) == nil, "\(path)")
        }
        // A socket at the page's path is one.
        guard case .socket = WebRequest(try Head.socket.asking("GET / HTTP/1.1").read(), WebRules(), site) else {
            Issue.record("no socket")
            return
        }
    }

    @Test("say what they are, and are asked for again each time")
    func fields() throws {
        let response = try #require(try answer(.page("GET /chat.js HTTP/1.1")))
        let text = String(decoding: response.head, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/javascript; charset=utf-8\r\nETag: \""))
        for line in [
            "Cache-Control: no-cache", "Vary: Accept-Encoding", "Content-Length: 26", "X-Content-Type-Options: nosniff",
            "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
            "Referrer-Policy: no-referrer",
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'; require-trusted-types-for 'script'",
        ] {
            #expect(text.contains("\r\n\(line)\r\n"), "\(line)")
        }
        #expect(!text.contains("Connection") && response.body == plain)
        #expect(value("Vary", in: try answer(.page("GET /icon.svg HTTP/1.1"))) == nil)
        let types = Set(MediaType.allCases.map { $0.rawValue.prefix { $0 != ";" } })
        #expect(types.count == MediaType.allCases.count)
    }

    @Test("are framed by those who may")
    func embedding() throws {
        let site = WebSite(
            ["index.html"].compactMap { WebFile(named: $0, plain) },
            embeddedBy: ["https://a.example.org", "https://b.example.org:444"])
        let policy = try #require(value("Content-Security-Policy", in: try answer(.page(), of: site)))
        #expect(policy.contains("; frame-ancestors https://a.example.org https://b.example.org:444; "))
    }

    @Test("are sent packed to who takes that")
    func packing() throws {
        for taken in [
            "gzip", "GZIP", "deflate, gzip, br", "gzip;q=0.001", "gzip ; q=1.0", "*", "*;q=0.5", "x-gzip",
            "br;q=0, gzip",
        ] {
            let response = try answer(Head.page().with("Accept-Encoding: \(taken)"))
            #expect(response?.body == packed && value("Content-Encoding", in: response) == "gzip", "\(taken)")
        }
        for refused in [
            "", "identity", "br", "gzip;q=0", "gzip;q=0.000", "*;q=0", "gzip;q=0, *", "gzip;q=x", "gzip;q=2",
            "gzip;q=nan", "gzip;q=-1", "gzipped",
        ] {
            let response = try answer(Head.page().with("Accept-Encoding: \(refused)"))
            #expect(response?.body == plain && value("Content-Encoding", in: response) == nil, "\(refused)")
        }
        let plainAlone = try answer(Head.page("GET /icon.svg HTTP/1.1").with("Accept-Encoding: gzip"))
        #expect(plainAlone?.body == plain)
    }

    @Test("are not sent again to who has them")
    func tags() throws {
        let tag = try #require(value("ETag", in: try answer(.page())))
        let packedTag = try #require(value("ETag", in: try answer(Head.page().with("Accept-Encoding: gzip"))))
        #expect(tag != packedTag && tag.hasPrefix("\"") && tag.hasSuffix("\""))
        for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let response = try #require(try answer(Head.page().with("If-None-Match: \(known)")))
            #expect(response.status == .notModified && response.body.isEmpty, "\(known)")
            let head = String(decoding: response.head, as: UTF8.self)
            #expect(head.contains("\r\nETag: \(tag)\r\n") && head.contains("\r\nVary: Accept-Encoding\r\n"))
            #expect(!head.contains("\r\nContent-Length:") && !head.contains("\r\nContent-Type:"))
            #expect(head.contains("\r\nContent-Security-Policy: default-src 'none'; script-src "))
        }
        for other in ["", "\"x\"", "W/\"x\"", packedTag, String(tag.dropFirst().dropLast())] {
            #expect(try answer(Head.page().with("If-None-Match: \(other)"))?.status == .ok, "\(other)")
        }
        let packed = try answer(Head.page().with("Accept-Encoding: gzip", "If-None-Match: \(packedTag)"))
        #expect(packed?.status == .notModified)
        // Of other content it is another.
        let changed = WebSite(["index.html"].compactMap { WebFile(named: $0, plain + [0x2E]) })
        #expect(value("ETag", in: try answer(.page(), of: changed)) != tag)
    }

    @Test("are told of without being sent, where their head is asked for")
    func heads() throws {
        let response = try #require(try answer(.page("HEAD / HTTP/1.1")))
        #expect(response.body.isEmpty && String(decoding: response.bytes, as: UTF8.self).contains("Content-Length: 26"))
        let known = try answer(Head.page("HEAD / HTTP/1.1").with("If-None-Match: *"))
        #expect(known?.status == .notModified)
    }

    @Test("may be followed by others on the same connection")
    func keepAlive() throws {
        #expect(try answer(.page())?.closes == false)
        #expect(try answer(.page("GET / HTTP/1.0"))?.closes == true)
        #expect(try answer(Head.page().with("Connection: keep-alive, Close"))?.closes == true)
        #expect(try answer(Head.page("GET / HTTP/1.0").with("Connection: keep-alive"))?.closes == true)
    }

    @Test("have names that mean the same everywhere")
    func names() {
        for name in ["a.js", "words/de.js", "x-y_z.1.css", "\(String(repeating: "a", count: 61)).js"] {
            #expect(WebFile(named: name, []) != nil, "\(name)")
        }
        for name in [
            "", "A.js", ".a.js", "a", "a.exe", "a/b/c.js", "../a.js", "a/.b.js", "/a.js", "a/", "a b.js", "a%.js",
            "ü.js", "a\\b.js", "a\0.js", "a.js\n", "\(String(repeating: "a", count: 62)).js", "a/..", ".", "..",
        ] {
            #expect(WebFile(named: name, []) == nil, "\(name.debugDescription)")
        }
        #expect(WebFile(named: "index.html", [])?.path == "/")
        // What is no shorter is of no use.
        #expect(WebFile(named: "a.js", [1], gzipped: [1, 2])?.gzipped == nil)
    }

    @Test("Base64 is read as it is written")
    func base64() {
        for text in ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "+/8="] {
            let bytes = Base64.bytes(of: text.utf8)
            #expect(bytes.map { Base64.text(of: $0) } == text)
        }
        for text in ["Z", "Zg=", "Zg", "Z===", "====", "Zm9v!A==", "Zm=v", "Zm8=Zm8="] {
            #expect(Base64.bytes(of: text.utf8) == nil, "\(text)")
        }
    }
}
