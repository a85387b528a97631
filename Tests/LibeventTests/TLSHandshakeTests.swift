import Glibc
import TestSupport
import Testing

@testable import Libevent

/// Who may talk with whom, and what is said of those who may not.
@Suite struct TLSHandshakeTests {
    private let folder: CertificateFolder

    init() throws {
        folder = try CertificateFolder()
    }

    private func server(_ pair: CertificateFolder.Pair) throws -> TLSContext {
        try TLSContext(server: pair.certificate, key: pair.key)
    }

    /// What both report of a handshake.
    private func outcome(
        _ pair: CertificateFolder.Pair, trusting authorities: String, as name: String? = "localhost"
    ) throws -> Set<String> {
        let wired = try TLSWired(
            server: server(pair), client: TLSContext(clientTrusting: authorities), serverName: name)
        try wired.run(to: 2)
        try wired.settle()
        #expect(wired.log.count == 2)
        return Set(wired.log)
    }

    private let success: Set = ["client connected", "server connected"]

    @Test(arguments: ["localhost", "localhost.", "LOCALHOST", "127.0.0.1", nil]) func trusted(name: String?) throws {
        let pair = try folder.make()
        #expect(try outcome(pair, trusting: pair.certificate, as: name) == success)
    }

    @Test func trustedByItsIssuer() throws {
        let root = try folder.make("root", for: "DNS:root")
        let middle = try folder.make("middle", for: "DNS:middle", by: root)
        let leaf = try folder.make("leaf", by: middle)
        let chain = folder.file("chain.pem")
        try folder.write(folder.text(of: leaf.certificate) + folder.text(of: middle.certificate), to: chain)
        let full = CertificateFolder.Pair(certificate: chain, key: leaf.key)
        #expect(try outcome(full, trusting: root.certificate) == success)
        #expect(try outcome(full, trusting: middle.certificate) == success)
        #expect(try outcome(full, trusting: leaf.certificate) == success)
        // Without the certificate between, the client can't get from one to the other.
        let words = "certificate verify failed: unable to get local issuer certificate"
        #expect(try outcome(leaf, trusting: root.certificate).contains("client failed: handshake: \(words)"))
    }

    @Test func selfSigned() throws {
        let other = try folder.make("other")
        let expected: Set = [
            "client failed: handshake: certificate verify failed: self-signed certificate",
            "server failed: handshake: the peer refused: tlsv1 alert unknown ca",
        ]
        #expect(try outcome(folder.make(), trusting: other.certificate) == expected)
    }

    @Test(arguments: [
        ("DNS:example.org", "localhost", "hostname mismatch"), ("DNS:localhost", "127.0.0.1", "IP address mismatch"),
        ("DNS:localhost", "host", "hostname mismatch"), ("DNS:*.example.org", "example.org", "hostname mismatch"),
        ("DNS:f*.example.org", "foo.example.org", "hostname mismatch"),
    ]) func wrongName(names: String, name: String, words: String) throws {
        let pair = try folder.make("named", for: names)
        let words = "client failed: handshake: certificate verify failed: \(words)"
        #expect(try outcome(pair, trusting: pair.certificate, as: name).contains(words))
    }

    @Test func expired() throws {
        let pair = try folder.make(days: -1)
        let words = "client failed: handshake: certificate verify failed: certificate has expired"
        #expect(try outcome(pair, trusting: pair.certificate).contains(words))
    }

    /// OpenSSL takes no name for any name, and a dot for any name under it.
    @Test(arguments: ["", ".", ".example.org", "a\0b"]) func namesThatAreNone(name: String) throws {
        let context = try TLSContext(clientTrusting: nil)
        let loop = try EventLoop()
        let address = try resolved("127.0.0.1:1")
        #expect(throws: LibeventError("SSL_set1_host", code: EINVAL, subject: name)) {
            _ = try LineConnection.connect(
                on: loop, to: address, maximumLineLength: 100, tls: context, serverName: name)
        }
    }

    @Test func refusedConnection() throws {
        let loop = try EventLoop()
        let (descriptor, address) = try door()
        close(descriptor)
        let client = try LineConnection.connect(
            on: loop, to: address, maximumLineLength: 100, tls: TLSContext(clientTrusting: nil))
        var seen: [String] = []
        client.onEvent = { _, event in seen.append(word(for: event)) }
        #expect(client.isHandshaking)
        try turn(loop, #_sourceLocation) { !seen.isEmpty }
        #expect(seen == ["failed: connect: Connection refused"])
        #expect(!client.isHandshaking)
    }

    /// Each byte comes alone, both ways.
    @Test func byteByByte() throws {
        let pair = try folder.make()
        let wired = try TLSWired(server: server(pair), client: TLSContext(clientTrusting: pair.certificate))
        wired.toServer.chunk = 1
        wired.toClient.chunk = 1
        #expect(wired.server?.isHandshaking == true)
        wired.onEvent = { connection, event in
            if case .connected = event { connection.write("hello\n".utf8) }
        }
        try wired.run(to: 4)
        #expect(Set(wired.log) == success.union(["client line hello", "server line hello"]))
        #expect(wired.server?.isHandshaking == false)
    }

    /// The client goes after so many bytes of its ClientHello.
    @Test(arguments: [0, 1, 4, 5, 6, 43, 100, 200]) func truncated(length: Int) throws {
        let pair = try folder.make()
        let wired = try TLSWired(server: server(pair), client: TLSContext(clientTrusting: pair.certificate))
        wired.toServer.limit = length
        try wired.run { wired.log.contains { $0.hasPrefix("server") } }
        #expect(wired.log.contains("server failed: handshake: the peer closed the connection during the TLS handshake"))
    }

    @Test func resetInTheMidst() throws {
        let pair = try folder.make()
        let wired = try TLSWired(
            server: server(pair), client: TLSContext(clientTrusting: pair.certificate), overTCP: true)
        wired.toServer.chunk = 20
        try wired.run { wired.toServer.captured.count >= 100 }
        try wired.resetServer()
        try wired.run { wired.log.contains { $0.hasPrefix("server") } }
        #expect(wired.log.contains("server failed: handshake: Connection reset by peer"))
    }

    /// Who is silent is waited for, until we close.
    @Test func silence() throws {
        let pair = try folder.make()
        let wired = try TLSWired(server: server(pair), client: TLSContext(clientTrusting: pair.certificate))
        wired.toServer.isOpen = false
        try wired.settle()
        #expect(wired.server?.isHandshaking == true)
        wired.server?.write("lost\n".utf8)
        wired.server?.close()
        try wired.run { wired.toClient.isEnded }
        #expect(wired.toClient.captured.isEmpty)
        try wired.run(to: 1)
        #expect(wired.log == ["client failed: handshake: the peer closed the connection during the TLS handshake"])
    }
}

/// Peers that speak something else.
@Suite struct TLSForeignPeerTests {
    private let loop: EventLoop
    private let context: TLSContext

    init() throws {
        loop = try EventLoop()
        let folder = try CertificateFolder()
        let pair = try folder.make()
        context = try TLSContext(server: pair.certificate, key: pair.key)
    }

    /// What a server reports when it gets these bytes, and what the peer reads until the end.
    private func outcome(of bytes: [UInt8]) throws -> (report: [String], answer: [UInt8]) {
        let ends = try connectedTCP()
        defer { close(ends.theirs) }
        let server = try LineConnection(on: loop, descriptor: ends.ours, maximumLineLength: 100, tls: context)
        var report: [String] = []
        server.onEvent = { _, event in report.append(word(for: event)) }
        #expect(send(ends.theirs, bytes, bytes.count, 0) == bytes.count)
        try turn(loop, #_sourceLocation) { !report.isEmpty }
        try turn(loop, #_sourceLocation) { true }
        var buffer = [UInt8](repeating: 0, count: 4096)
        var answer: [UInt8] = []
        var count = recv(ends.theirs, &buffer, buffer.count, 0)
        while count > 0 {
            answer += buffer[..<count]
            count = recv(ends.theirs, &buffer, buffer.count, 0)
        }
        // An end, and not a reset.
        #expect(count == 0)
        return (report, answer)
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", "POST / HTTP/1.1\r\n\r\n",
        "CONNECT example.org:6000 HTTP/1.1\r\n\r\n",
        "hello, everybody\r\n", "/wire 1\n@1 /nick bob\n", "NICK bob\r\nUSER bob 0 * :Bob\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "\n\n\n\n\n\n",
    ]) func plainText(text: String) throws {
        let (report, answer) = try outcome(of: Array(text.utf8) + [UInt8](repeating: 120, count: 3000))
        #expect(report == ["failed: handshake: the peer does not speak TLS"])
        // At most an alert.
        #expect(answer.count < 10)
    }

    /// A ClientHello that knows TLS 1.0 alone, with a cipher that TLS 1.2 has too.
    @Test func oldVersion() throws {
        let hello: [UInt8] = [3, 1] + [UInt8](repeating: 7, count: 32) + [0, 0, 2, 0xC0, 0x14, 1, 0]
        let message: [UInt8] = [1, 0, 0, UInt8(hello.count)] + hello
        let (report, answer) = try outcome(of: [22, 3, 1, 0, UInt8(message.count)] + message)
        #expect(report == ["failed: handshake: TLS: unsupported protocol"])
        // The alert protocol_version, fatal.
        #expect(answer == [21, 3, 1, 0, 2, 2, 70])
    }

    @Test func garbage() throws {
        for start in [
            [22, 3, 1, 0xFF, 0xFF], [22, 3, 3, 0, 4, 1, 0xFF, 0xFF, 0xFF], [0x80, 3, 1, 3, 1], [23, 3, 3, 0, 1, 0],
        ] {
            let (report, _) = try outcome(of: start.map { UInt8($0) } + [UInt8](repeating: 0, count: 70000))
            #expect(report.count == 1)
            #expect(report.first?.hasPrefix("failed: handshake: ") == true)
        }
    }

    @Test func aPlainServer() throws {
        let (descriptor, address) = try door()
        defer { close(descriptor) }
        let client = try LineConnection.connect(
            on: loop, to: address, maximumLineLength: 100, tls: TLSContext(clientTrusting: nil), serverName: "localhost"
        )
        var report: [String] = []
        client.onEvent = { _, event in report.append(word(for: event)) }
        let peer = accept(descriptor, nil, nil)
        defer { close(peer) }
        let greeting = Array("*** partyline/1 example.org. You are guest1. /help lists the commands.\n".utf8)
        #expect(send(peer, greeting, greeting.count, 0) == greeting.count)
        try turn(loop, #_sourceLocation) { !report.isEmpty }
        #expect(report == ["failed: handshake: the peer does not speak TLS"])
    }
}
