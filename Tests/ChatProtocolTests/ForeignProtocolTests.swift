import ChatProtocol
import Testing

@Suite("Foreign protocols")
struct ForeignProtocolTests {
    private func ofLine(_ line: String) -> ForeignProtocol? {
        Array(line.utf8).withUnsafeBytes { ForeignProtocol(firstLine: $0) }
    }

    private func ofBytes(_ bytes: [UInt8]) -> ForeignProtocol? {
        bytes.withUnsafeBytes { ForeignProtocol(firstBytes: $0) }
    }

    @Test(
        "an HTTP request line",
        arguments: [
            "GET / HTTP/1.1", "POST /x?y=z HTTP/1.0", "OPTIONS * HTTP/1.1", "PRI * HTTP/2.0",
            "CONNECT localhost:6000 HTTP/1.1",
            "GET / HTTP/1.1\r",
        ])
    func http(line: String) {
        #expect(ofLine(line) == .http)
    }

    @Test("an SSH banner, the first lines of IRC, SMTP and proxies, a TLS ClientHello")
    func others() {
        #expect(ofLine("SSH-2.0-OpenSSH_9.2p1") == .ssh)
        #expect(ofLine("CAP LS 302") == .irc)
        #expect(ofLine("CAP LS") == .irc)
        #expect(ofLine("EHLO mail.example.org") == .smtp)
        #expect(ofLine("PROXY TCP4 203.0.113.9 192.0.2.1 56324 6000") == .proxy)
        #expect(ofLine("PROXY TCP6 2001:db8::9 2001:db8::1 56324 6000") == .proxy)
        #expect(ofLine("PROXY UNKNOWN") == .proxy)
        #expect(ofBytes([0x16, 0x03, 0x01, 0x02, 0x00]) == .tls)
        #expect(ofBytes(Array("\r\n\r\n\0\r\nQUIT\n".utf8) + [0x21, 0x11]) == .proxy)
    }

    @Test(
        "what a person says first is none of them",
        arguments: [
            "", "hi", "GET", "GET OUT", "get / http/1.1", "I like HTTP/1.1", "/nick ann", "GET / HTTP",
            "Get / HTTP/1.1", "cap ls",
            "ssh me in", "EHLO", "HELO all", "PROXY who?", "NICK ann", "@1 /wire 1", "\u{301}GET / HTTP/1.1",
        ])
    func people(line: String) {
        #expect(ofLine(line) == nil)
    }

    @Test("bytes that are not a handshake are none")
    func bytes() {
        for bytes in [[], [0x16], [0x16, 0x04], [0x03, 0x16], Array("hi".utf8), [0xFF, 0xFB], [13, 10, 13, 10]]
            as [[UInt8]]
        {
            #expect(ofBytes(bytes) == nil)
        }
    }

    @Test("each has words of its own, that can stand in a line")
    func words() {
        let all: [ForeignProtocol] = [.http, .tls, .ssh, .irc, .smtp, .proxy, .longLine]
        #expect(Set(all.map(\.words)).count == 7)
        #expect(all.allSatisfy { $0.words.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
    }
}
