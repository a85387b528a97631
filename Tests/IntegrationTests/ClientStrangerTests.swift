import Glibc
import TestSupport
import Testing

/// What answers is no Partyline server: the client says so and ends, where there never was one.
@Suite struct ClientStrangerTests {
    static let words = "connected, but this is no Partyline server; if it speaks TLS, add --tls"

    struct Stranger: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let says: [UInt8]
        var closes = false

        init(_ name: String, _ says: some Sequence<UInt8>, closes: Bool = false) {
            testDescription = name
            self.says = Array(says)
            self.closes = closes
        }
    }

    static let strangers = [
        Stranger("SSH", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".utf8),
        Stranger("SMTP", "220 mail.example.org ESMTP Postfix\r\n".utf8),
        Stranger("HTTP", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8, closes: true),
        Stranger("IRC", ":irc.example.org NOTICE * :*** Looking up your hostname\r\n".utf8),
        Stranger("a TLS alert", [0x15, 3, 1, 0, 2, 2, 0x46], closes: true),
        Stranger("FTP after an empty line", "\r\n220 ready\r\n".utf8),
        Stranger("telnet", [0xFF, 0xFD, 0x18, 0xFF, 0xFD, 0x20] + Array("\r\nlogin: \r\n".utf8)),
        Stranger("one who closes at once", [], closes: true),
        Stranger("one who closes in the middle of a line", "*** party".utf8, closes: true),
        Stranger("one who never ends a line", Array(repeating: 0x78, count: 70_000)),
    ]

    /// Plays the server for one client, which goes on in `body`.
    private static func meet(
        _ stranger: Stranger, _ start: (_ port: String) throws -> ChildProcess,
        _ body: (ChildProcess, _ port: String) throws -> Void
    ) throws {
        let (listener, port) = try ClientLineTests.listener(backlog: 5)
        defer { close(listener) }
        let client = try start("\(port)")
        let peer = ByteChannel(accept(listener, nil, nil))
        try peer.write(stranger.says)
        if stranger.closes { Self.hangUp(peer) }
        try body(client, "\(port)")
    }

    /// Closes, even where a child of another test has the descriptor, too.
    private static func hangUp(_ peer: ByteChannel) {
        shutdown(peer.descriptor, Int32(SHUT_RDWR))
        peer.close()
    }

    @Test(arguments: strangers) func aScriptIsTold(stranger: Stranger) throws {
        try Self.meet(stranger) {
            try ChildProcess(Binaries.client, ["127.0.0.1", $0])
        } _: { client, port in
            let exit = try client.waitForExit()
            #expect(exit == .exited(76))
            #expect(client.log.text.hasSuffix("127.0.0.1:\(port): \(Self.words)\n"))
        }
    }

    @Test(arguments: strangers) func aPersonIsTold(stranger: Stranger) throws {
        try Self.meet(stranger) {
            try ChildProcess(
                Binaries.client, ["127.0.0.1", $0], environment: ["TERM": "xterm"], terminal: PseudoTerminal())
        } _: { client, port in
            try client.output.take(through: "127.0.0.1:\(port): \(Self.words)")
            #expect(try client.waitForExit() == .exited(76))
        }
    }

    @Test func oneWhoSaysNothingIsToldInTheEnd() throws {
        try Self.meet(Stranger("silent", [])) {
            try ChildProcess(Binaries.client, ["127.0.0.1", $0])
        } _: { client, port in
            let exit = try client.waitForExit(by: Deadline(seconds: 20))
            #expect(exit == .exited(76))
            #expect(client.log.text.hasSuffix("127.0.0.1:\(port): \(Self.words)\n"))
        }
    }

    @Test func aPortOfTLSIsTold() throws {
        let folder = try CertificateFolder()
        let server = try TLSServerProcess(folder.make())
        defer { try? server.stop() }
        let outcome = try ClientLineTests.run(["127.0.0.1", server.port])
        #expect(outcome.exit == .exited(76))
        #expect(outcome.errors.hasSuffix("127.0.0.1:\(server.port): \(Self.words)\n"))
    }

    /// By TLS nobody is told to add it, nor for a path.
    @Test func adviceIsGivenWhereItHelps() throws {
        let path = "/tmp/partyline-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        defer { unlink(path) }
        let server = try ChildProcess(
            shell:
                "exec python3 -c 'import socket,sys; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(); "
                + "print(1, flush=True); s.accept()[0].sendall(b\"hello\\n\"); sys.stdin.read()' \"$0\"", [path])
        try server.output.take(through: "1\n")
        let outcome = try ClientLineTests.run(["unix:\(path)"])
        #expect(outcome.exit == .exited(76))
        #expect(outcome.errors.hasSuffix("unix:\(path): connected, but this is no Partyline server\n"))
    }

    /// The load balancer in front may answer, or close, while the server itself is away.
    @Test func whoeverAnswersForAServerThatWasThereIsOutlasted() throws {
        let (listener, port) = try ClientLineTests.listener(backlog: 5)
        defer { close(listener) }
        let client = try ChildProcess(
            Binaries.client, ["127.0.0.1", "\(port)"], environment: ["TERM": "xterm", "NO_COLOR": "1"],
            terminal: PseudoTerminal())
        let greeting = "*** partyline/1 test.\nOK - proto=1 nick=guest1 room=#lobby server=test max-line=2048\n"
        let first = ByteChannel(accept(listener, nil, nil))
        try first.write(greeting.utf8)
        try client.output.take(through: "#lobby")
        Self.hangUp(first)
        Self.hangUp(ByteChannel(accept(listener, nil, nil)))
        let balancer = ByteChannel(accept(listener, nil, nil))
        try balancer.write("HTTP/1.1 503 Service Unavailable\r\n\r\n".utf8)
        try client.output.take(through: "it does not answer as a Partyline server", by: Deadline(seconds: 10))
        let second = ByteChannel(accept(listener, nil, nil))
        try second.write(greeting.utf8)
        try client.output.take(through: "#lobby", by: Deadline(seconds: 10))
        try client.input.write([4])
        try second.take(through: "/quit\n", by: Deadline(seconds: 10))
        Self.hangUp(second)
        #expect(try client.waitForExit() == .exited(0))
    }

    /// A server that is full, or is ending, is one all the same.
    @Test func aServerThatRefusesIsTriedAgain() throws {
        let (listener, port) = try ClientLineTests.listener(backlog: 5)
        defer { close(listener) }
        let client = try ChildProcess(
            Binaries.client, ["127.0.0.1", "\(port)"], environment: ["TERM": "xterm"], terminal: PseudoTerminal())
        let first = ByteChannel(accept(listener, nil, nil))
        try first.write("!! server-full: try again later\n".utf8)
        Self.hangUp(first)
        try client.output.take(through: "Trying again")
        let second = ByteChannel(accept(listener, nil, nil))
        try second.take(through: "/wire 1\n")
        try client.kill()
    }
}
