import Glibc
import TestSupport
import Testing

/// Files of the page, as browsers ask for them.
@Suite struct WebPageTests {
    /// Runs the body against a daemon that serves a folder.
    private func withPage(
        _ folder: PageFolder, _ more: String = "", body: (_ daemon: DaemonProcess, _ web: Address) throws -> Void
    ) throws {
        try withDaemon(configured: folder.configuration(more), listeners: 2) {
            try body($0, try #require($0.addresses.last))
        }
    }

    // MARK: - What is served

    @Test func files() throws {
        let folder = try PageFolder([
            "index.html": "<p><!--server--></p>", "chat.js": "'use strict'", "words/de.js": "export {}",
            "icon.svg": "<svg/>", ".hidden.js": "no", "chat.js~": "no",
        ])
        try withPage(folder) { daemon, web in
            let channel = ByteChannel(try web.connect())
            let page = try channel.ask("/")
            #expect(page.status == 200 && page.body == Array("<p>localhost</p>".utf8) && page.staysOpen)
            #expect(page["content-type"] == "text/html; charset=utf-8" && page["cache-control"] == "no-cache")
            #expect(page["x-content-type-options"] == "nosniff" && page["referrer-policy"] == "no-referrer")
            let policy = try #require(page["content-security-policy"])
            #expect(policy.hasPrefix("default-src 'none'; ") && policy.contains("; frame-ancestors 'none'; "))
            // All by one connection.
            for (path, type) in [
                ("/chat.js?v=1", "text/javascript; charset=utf-8"), ("/words/de.js", "text/javascript; charset=utf-8"),
                ("/favicon.ico", "image/svg+xml"), ("/robots.txt", "text/plain; charset=utf-8"),
                ("/about.json", "application/json"), ("/manifest.webmanifest", "application/manifest+json"),
            ] {
                let answer = try channel.ask(path)
                #expect(answer.status == 200 && answer["content-type"] == type && answer.staysOpen, "\(path)")
            }
            for path in [
                "/index.html", "/words", "/.hidden.js", "/chat.js~", "/words/../chat.js", "/%2e%2e/etc/passwd",
            ] {
                let answer = try channel.ask(path)
                #expect(answer.status == 404 && answer.staysOpen, "\(path)")
            }
            let head = try channel.ask("/chat.js", by: "HEAD")
            #expect(head.status == 200 && head["content-length"] == "12")
            let known = try channel.ask("/chat.js", ["If-None-Match: \(try #require(head["etag"]))"])
            #expect(known.status == 304 && known.body.isEmpty && known["etag"] == head["etag"])
            #expect(try channel.ask("/", ["Connection: close"]).staysOpen == false)
            #expect(try channel.takeToEnd().isEmpty)
        }
    }

    /// The page in the program is served by itself, and each file of it.
    @Test func whatIsMadeOfTheConfiguration() throws {
        let folder = try PageFolder([
            "index.html": "<title><!--server--></title><!--telnet?--><b><!--telnet--></b><!--/telnet?-->"
        ])
        let more = "telnet = 'a&b <script> \"x'\nembed = [\"https://a.example.org\"]\nhosts = [\"localhost\"]"
        let text = "name = '<b>&\"'\n" + folder.configuration(more)
        try withDaemon(configured: text, listeners: 2) { daemon in
            let channel = ByteChannel(try #require(daemon.addresses.last).connect())
            let page = try channel.ask("/")
            #expect(
                String(decoding: page.body, as: UTF8.self)
                    == "<title>&lt;b&gt;&amp;&quot;</title><b>telnet a&amp;b &lt;script&gt; &quot;x</b>")
            #expect(page["content-security-policy"]?.contains("; frame-ancestors https://a.example.org; ") == true)
            let about = String(decoding: try channel.ask("/about.json").body, as: UTF8.self)
            #expect(about.contains(#""server": "<b>&\"","#) && about.contains(#""telnet": "a&b <script> \"x""#))
            #expect(about.contains(#""keeps": "memory""#) && about.contains(#""accounts": false"#))
        }
    }

    @Test func withoutThePage() throws {
        try withPage(try PageFolder(), "page = false") { daemon, web in
            #expect(try ByteChannel(try web.connect()).ask("/").status == 426)
            #expect(try ByteChannel(try web.connect()).ask("/about.json").status == 404)
            _ = try Peer("ann", byWebAt: web)
        }
    }

    // MARK: - Connections

    /// Requests that come at once are answered in their order, and a socket may be the last of them.
    @Test func pipelined() throws {
        let folder = try PageFolder(["index.html": "page", "a.js": "a", "b.js": "bb"])
        try withPage(folder) { daemon, web in
            let channel = ByteChannel(try web.connect())
            let requests = ["/a.js", "/b.js", "/none", "/"].map { HTTPAnswer.request($0) }
            try channel.write(
                (requests.joined() + WebFrames.request()).utf8 + WebFrames.frame(1, Array("/ping x".utf8)))
            let answers = try (0..<4).map { _ in try channel.answer() }
            #expect(answers.map(\.status) == [200, 200, 404, 200])
            #expect(answers.map { String(decoding: $0.body.prefix(4), as: UTF8.self) } == ["a", "bb", "ther", "page"])
            let head = String(decoding: try channel.take(through: "\r\n\r\n"), as: UTF8.self)
            #expect(head.hasPrefix("HTTP/1.1 101 "))
            try channel.speak(WebFrames())
            try Peer("ann", over: channel).skip(to: "-- pong x")
        }
    }

    @Test func asManyRequestsAsMayBe() throws {
        try withPage(try PageFolder()) { daemon, web in
            let channel = ByteChannel(try web.connect())
            try channel.write(String(repeating: HTTPAnswer.request("/"), count: 40).utf8)
            for number in 1...32 { #expect(try channel.answer().staysOpen == (number < 32)) }
            #expect(try channel.takeToEnd().isEmpty)
            // A body would be the next request, where somebody believes it.
            let other = ByteChannel(try web.connect())
            try other.write(
                (HTTPAnswer.request("/none", by: "POST", ["Content-Length: 99"]) + HTTPAnswer.request("/")).utf8)
            #expect(try other.answer().status == 405)
            #expect(try other.takeToEnd().isEmpty)
        }
    }

    /// One who sends no more may still read what was asked for.
    @Test func halfClosed() throws {
        try withPage(try PageFolder(["index.html": String(repeating: "x", count: 1_000_000)])) { daemon, web in
            let channel = ByteChannel(try web.connect(receiveBuffer: 4_096))
            try channel.write(HTTPAnswer.request("/").utf8)
            shutdown(channel.descriptor, Int32(SHUT_WR))
            #expect(try channel.answer().body.count == 1_000_000)
            #expect(try channel.takeToEnd().isEmpty)
        }
    }

    /// Who was answered and asks for nothing more is closed after 5 s, and nothing is counted as refused.
    @Test func silence() throws {
        let text = try PageFolder()
        try withDaemon(configured: text.configuration("[admin]\naddress = \"127.0.0.1:0\""), listeners: 2) { daemon in
            let web = try #require(daemon.addresses.last)
            let (idle, slow) = (ByteChannel(try web.connect()), ByteChannel(try web.connect()))
            #expect(try idle.ask("/").status == 200)
            #expect(try slow.ask("/").status == 200)
            try slow.write("GET / HTTP/1.1\r\n".utf8)
            for channel in [idle, slow] { #expect(try channel.takeToEnd(by: Deadline(seconds: 15)).isEmpty) }
            let figures = try AdminPages(of: daemon).figures()
            #expect(figures["partyline_refused_connections_total{cause=\"deadline\"}"] == 1)
            #expect(figures["partyline_web_responses_total{status=\"200\"}"] == 2)
            #expect(figures["partyline_web_newcomers"] == 0)
        }
    }

    /// However much one asks for who reads nothing, no more than one answer waits for it; and what it reads in the end is all of it.
    @Test func slowReaders() throws {
        let file = String(repeating: "0123456789abcdef", count: 50_000)
        let folder = try PageFolder(["index.html": file])
        try withDaemon(configured: folder.configuration("[admin]\naddress = \"127.0.0.1:0\""), listeners: 2) { daemon in
            let web = try #require(daemon.addresses.last)
            let lazy = ByteChannel(try web.connect(receiveBuffer: 4_096))
            try lazy.write(String(repeating: HTTPAnswer.request("/"), count: 30).utf8)
            // Who is served behind it knows that it was looked at.
            #expect(try ByteChannel(try web.connect()).ask("/about.json").status == 200)
            let figures = try AdminPages(of: daemon).figures()
            #expect(try #require(figures["partyline_web_responses_total{status=\"200\"}"]) < 20)
            for _ in 0..<30 {
                let answer = try lazy.answer(by: Deadline(seconds: 20))
                #expect(answer.body.elementsEqual(file.utf8))
            }
        }
    }

    /// Over TLS an answer waits in another place, and is followed by the next all the same.
    @Test func overTLS() throws {
        let certificates = try CertificateFolder()
        let pair = try certificates.make()
        let file = String(repeating: "0123456789abcdef", count: 60_000)
        let folder = try PageFolder(["index.html": file])
        let more = "[tls]\ncertificate = '\(pair.certificate)'\nkey = '\(pair.key)'"
        let text = folder.configuration(more).replacing("web = true", with: "web = true\ntls = true")
        try withDaemon(configured: text, listeners: 2) { daemon in
            let web = try #require(daemon.addresses.last)
            let client = try ChildProcess(
                shell: #"exec openssl s_client -quiet -connect "$0" -CAfile "$1" 2>/dev/null"#,
                [web.description, pair.certificate])
            try client.input.write(String(repeating: HTTPAnswer.request("/"), count: 4).utf8)
            for _ in 0..<4 {
                let answer = try client.output.answer(by: Deadline(seconds: 20))
                #expect(answer.body.elementsEqual(file.utf8))
            }
            try client.kill()
        }
    }

    // MARK: - Who may ask

    /// Of one address a connection that asks for nothing more makes room for another, and one that is in the midst of it does not.
    @Test func aSchoolBehindOneAddress() throws {
        try withPage(try PageFolder()) { daemon, web in
            let kept = try (0..<64).map { _ in ByteChannel(try web.connect()) }
            for channel in kept { #expect(try channel.ask("/").status == 200) }
            let another = ByteChannel(try web.connect())
            #expect(try another.ask("/").status == 200)
            // The first that was answered.
            #expect(try kept[0].takeToEnd().isEmpty)
            for channel in kept.dropFirst() + [another] { try channel.write("GET / HT".utf8) }
            // That they have begun is known once each has been looked at: they stand before this in the loop's turn, or a turn before.
            for channel in kept.dropFirst() + [another] { try channel.write("TP/1.1\r\n".utf8) }
            try ByteChannel(try daemon.addresses[0].connect()).take(through: "***")
            #expect(try ByteChannel(try web.connect()).takeToEnd().isEmpty)
            try another.write("Host: localhost\r\n\r\n".utf8)
            #expect(try another.answer().status == 200)
        }
    }

    /// Those that say nothing keep nobody out for long.
    @Test func silentOnesMakeRoom() throws {
        try withPage(try PageFolder(), "[limits]\nhandshake_seconds = 120") { _, web in
            let silent = try (0..<64).map { _ in ByteChannel(try web.connect()) }
            let deadline = Deadline.usual
            while true {
                let another = ByteChannel(try web.connect())
                try? another.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
                if let answer = try? another.takeToEnd(), !answer.isEmpty { break }
                try #require(!deadline.hasPassed)
            }
            withExtendedLifetime(silent) {}
        }
    }

    @Test func isFull() throws {
        let folder = try PageFolder()
        try withPage(folder, "[limits]\nconnections = 2") { _, web in
            let kept = ByteChannel(try web.connect())
            #expect(try kept.ask("/").status == 200)
            let people = try ["ann", "bob"].map { try Peer($0, byWebAt: web) }
            for peer in people { try peer.skip(to: "*** partyline/1 {*}") }
            let answer = try ByteChannel(try web.connect()).ask("/")
            #expect(answer.status == 503 && answer["retry-after"] == "30" && !answer.staysOpen)
            try kept.write("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
            let told = String(decoding: try kept.takeToEnd(), as: UTF8.self)
            #expect(told.hasPrefix("HTTP/1.1 503 ") && told.hasSuffix("\r\n\r\n"))
            #expect(String(decoding: answer.body, as: UTF8.self) == "the server is full; try again in a minute\n")
        }
    }

    /// Who only reads is not carried over.
    @Test func upgrade() throws {
        try withPage(try PageFolder()) { daemon, web in
            let (idle, head) = (ByteChannel(try web.connect()), ByteChannel(try web.connect()))
            #expect(try idle.ask("/").status == 200)
            try head.write("GET / HTTP".utf8)
            try daemon.upgrade()
            for channel in [idle, head] { #expect(try channel.takeToEnd().isEmpty) }
            #expect(try ByteChannel(try web.connect()).ask("/").status == 200)
        }
    }

    // MARK: - The folder

    /// Files are read again at a reload, all of them or none.
    @Test func reloads() throws {
        let folder = try PageFolder(["index.html": "one", "a.js": "a"])
        let served = try ReloadedDaemon(folder.configuration(), listeners: 2)
        let web = try #require(served.daemon.addresses.last)
        func read(_ path: String) throws -> String {
            String(decoding: try ByteChannel(try web.connect()).ask(path).body, as: UTF8.self)
        }
        try folder.write("index.html", "two")
        try folder.write("b.js", "b")
        folder.remove("a.js")
        #expect(try [read("/"), read("/a.js")] == ["one", "a"])
        try served.reload(folder.configuration())
        #expect(try [read("/"), read("/b.js"), read("/a.js")] == ["two", "b", "there is no such page here\n"])
        try folder.write("index.html", "three")
        symlink("/etc/passwd", folder.path("c.txt"))
        let faults = try served.refuse(folder.configuration())
        #expect(faults.count == 1 && faults[0].contains("\(folder.root)/c.txt: is a symbolic link"), "\(faults)")
        #expect(try [read("/"), read("/c.txt")] == ["two", "there is no such page here\n"])
        folder.remove("c.txt")
        try served.daemon.stop()
    }

    @Test func whatCanNotBeServed() throws {
        let folder = try PageFolder([
            "index.html": "x", "UPPER.js": "", "a.exe": "", "a b.js": "", "deep/b.js": "", "about.json": "{}",
        ])
        folder.makeFolder("deep/er")
        mkfifo(folder.path("fifo.js"), 0o600)
        symlink("/etc/passwd", folder.path("link.txt"))
        symlink("/etc", folder.path("link"))
        symlink("loop.js", folder.path("loop.js"))
        try folder.write("big.js", String(repeating: "x", count: 1 << 20) + "y")
        try folder.write("dark\u{1B}[31m.js", "")
        defer { for name in ["fifo.js", "link.txt", "link", "loop.js", "deep/er"] { folder.remove(name) } }
        let path = freshPath() + ".toml"
        defer { unlink(path) }
        func faults(_ text: String) throws -> [String] {
            try writeFile(text, at: path)
            let child = try ChildProcess(Binaries.daemon, ["--config", path, "--check-config"])
            #expect(try child.waitForExit() == .exited(EX_CONFIG))
            return child.log.text.split(separator: "\n").map(String.init)
        }
        let words = [
            "UPPER.js: must have a name", "a b.js: must have a name", "a.exe: is of no kind",
            "about.json: is what the server makes",
            "big.js: has over 1048576",
            "dark\\u{1b}[31m.js: must have", "deep/er: is a folder in a folder", "fifo.js: is not a regular file",
            "link: is a symbolic link", "link.txt: is a symbolic link", "loop.js: is a symbolic link",
        ]
        let found = try faults(folder.configuration())
        #expect(found.count == words.count, "\(found)")
        for (fault, words) in zip(found, words) {
            #expect(fault.hasPrefix("partylined: web.root: \(folder.root)/\(words)"), "\(fault)")
        }
        let nowhere = folder.configuration().replacing(folder.root, with: "/nonexistent")
        #expect(try faults(nowhere) == ["partylined: web.root: /nonexistent: No such file or directory"])
        let file = folder.configuration().replacing(folder.root, with: "/etc/passwd")
        #expect(try faults(file) == ["partylined: web.root: /etc/passwd: Not a directory"])
        let many = try PageFolder()
        for number in 1...128 { try many.write("\(number).js", "") }
        #expect(try faults(many.configuration()).count == 1)
        let telnet = try PageFolder().configuration("telnet = \"a\\nb\"")
        #expect(
            try faults(telnet)[0].hasSuffix(
                "must be up to 255 printable ASCII characters, as \"chat.example.org 6000\""))
    }
}
