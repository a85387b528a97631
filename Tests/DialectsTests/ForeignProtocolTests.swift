import Dialects
import Testing

@Suite("Foreign protocols")
struct ForeignProtocolTests {
    private func ofLine(_ line: String) -> ForeignProtocol? {
        Array(line.utf8).withUnsafeBytes { ForeignProtocol(firstLine: $0) }
    }

    @Test(
        "an HTTP request line",
        arguments: [
            "GET / HTTP/1.1", "POST /x?y=z HTTP/1.0", "OPTIONS * HTTP/1.1", "PRI * HTTP/2.0",
            "CONNECT localhost:6000 HTTP/1.1",
            "GET / HTTP/1.1\r", "chicken / HTTP/1.1", "get / http/1.1", "Get\t/a b\tc\tHTTP/1.1", "M-SEARCH * HTTP/1.1",
            "GET  HTTP/1.0", "x!#$ http://[::1]/ HTTP/3", "GET /caf\u{E9} HTTP/1.1", "I like HTTP/1.1",
            "HTTP/1.1 200 OK",
            " GET / HTTP/1.1",
        ])
    func http(line: String) {
        #expect(ofLine(line) == .http)
    }

    @Test(
        "the first lines of others, in any case where theirs may be",
        arguments: [
            (.ssh, ["SSH-2.0-OpenSSH_9.2p1", "SSH-1.99-x", "ssh-2.0-x"]),
            (
                .irc,
                [
                    "CAP LS 302", "CAP LS", "cap ls 302", "Cap List", "CAP REQ :sasl", "CAP REQ :sasl message-tags",
                    "CAP REQ sasl", "CAP END", "PASS hunter2", "pass hunter2", "PASS :hunter2", "USER ann 0 * :Ann A.",
                    "user ann 8 * :ann", "USER guest tolmoon tolsun :Ronnie Reagan",
                    "WEBIRC secret gateway host 192.0.2.1",
                ]
            ),
            (.smtp, ["EHLO mail.example.org", "HELO x", "ehlo x", "LHLO x", "EHLO [192.0.2.1]"]),
            (
                .authentication,
                ["AUTH PLAIN AGFubgBodW50ZXIy", "AUTH hunter2", "auth plain AGFubg", "AUTH ann hunter2"]
            ),
            (
                .proxy,
                [
                    "PROXY TCP4 203.0.113.9 192.0.2.1 56324 6000", "PROXY UNKNOWN", "PROXY UNKNOWN a b 1 2",
                    "PROXY TCP6 2001:db8::9 2001:db8::1 56324 6000",
                ]
            ),
            (.sip, ["OPTIONS sip:nm SIP/2.0", "SIP/2.0 200 OK"]),
            (.rtsp, ["OPTIONS / RTSP/1.0", "describe rtsp://x/y RTSP/1.0"]),
            (.xmpp, ["<?xml version='1.0'?><stream:stream to='x'>", "<?XML", "<stream:stream xmlns='jabber:client'>"]),
        ] as [(ForeignProtocol, [String])])
    func others(known: ForeignProtocol, lines: [String]) {
        for line in lines { #expect(ofLine(line) == known, "\(line)") }
    }

    @Test(
        "what a person says first is none of them",
        arguments: [
            "", "hi", "GET", "GET OUT", "/nick ann", "GET / HTTP", "GET /", "GET well soon", "SSH is nice",
            "SSH-is great",
            "pass the salt", "PASS", "ssh me in", "EHLO", "EHLO everybody, nice to meet you", "CAP LSD is bad",
            "cap that",
            "CAP", "cap list of names", "PROXY who?", "proxy unknown", "NICK ann", "nick of time", "@1 /wire 1",
            "\u{301}GET / HTTP/1.1", "look: GET / HTTP/1.1", "I like HTTP/1.1 a lot", "HTTP/1.1 is old", "http/2",
            "auth is broken", "AUTH", "AUTH is not what it was", "user friendly is what we are", "USER",
            "user one two three :)",
            "options are many", "<xml", "xml <?xml", "helo there, all", "sip/2 some tea", "see docs/http/2",
        ])
    func people(line: String) {
        #expect(ofLine(line) == nil)
    }

    @Test("a second line that tells what the first did not")
    func secondLines() {
        func second(_ line: String) -> ForeignProtocol? {
            Array(line.utf8).withUnsafeBytes { ForeignProtocol(secondLine: $0) }
        }
        for line in ["Host: localhost:6000", "host:x", "HOST:", "Host:\tx"] {
            #expect(second(line) == .http, "\(line)")
        }
        for line in ["PASS hunter2", "pass x"] { #expect(second(line) == .irc, "\(line)") }
        for line in ["host", "Host: who is it?", "hosts: a", "pass the salt", "GET / HTTP/1.1", "host:x y"] {
            #expect(second(line) == nil, "\(line)")
        }
    }

    @Test("a nick without its slash, and what makes it IRC")
    func nicks() {
        func line(_ text: String) -> ForeignLine { Array(text.utf8).withUnsafeBytes { ForeignLine($0) } }
        #expect(line("NICK ann").nick?.text == "ann")
        #expect(line("nick :ann").nick?.text == "ann")
        #expect(line("NICK ann hi").nick == nil)
        #expect(line("NICK 1").nick == nil)
        #expect(line("USER ann 0 * :Ann A.").isUser)
        #expect(line("user a b c d").isUser)
        #expect(!line("USER a b c").isUser)
    }

    @Test("each has words of its own, that can stand in a line")
    func words() {
        let all: [ForeignProtocol] = [
            .http, .tls, .ssh, .irc, .smtp, .rtsp, .sip, .xmpp, .authentication, .proxy, .binary, .longLine,
        ]
        #expect(Set(all.map(\.words)).count == all.count)
        #expect(all.allSatisfy { $0.words.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
    }
}
