import Glibc
import TestSupport
import Testing

/// The client and servers that prove their name, or don't.
@Suite struct ClientTLSTests {
    private let folder: CertificateFolder

    init() throws {
        folder = try CertificateFolder()
    }

    /// What the client says of a server with this certificate.
    private func outcome(
        of server: CertificateFolder.Pair, at host: String = "127.0.0.1", _ flags: [String],
        environment: [String: String] = [:]
    ) throws -> ClientLineTests.Outcome {
        let server = try TLSServerProcess(server)
        defer { try? server.stop() }
        var outcome = try ClientLineTests.run([host, server.port] + flags, environment: environment)
        outcome.errors = outcome.errors.replacing(server.port, with: "PORT")
        return outcome
    }

    private func refusal(_ words: String) -> String {
        "Unable to connect to 127.0.0.1:PORT: certificate verify failed: \(words)\n"
    }

    @Test func talksWithTheDaemon() throws {
        let pair = try folder.make()
        let configuration = """
            [[listen]]
            address = "127.0.0.1:0"
            [[listen]]
            address = "127.0.0.1:0"
            tls = true
            [tls]
            certificate = "\(pair.certificate)"
            key = "\(pair.key)"
            """
        try withDaemon(configured: configuration, listeners: 2) { daemon in
            let ann = try daemon.join("ann")
            try ann.send("hi")
            let secure = daemon.addresses[1]
            let outcome = try ClientLineTests.run(
                [secure.host, secure.port, "--ca", pair.certificate, "--nick", "bob"], input: "hello\n/who\n")
            #expect(outcome.exit == .exited(0))
            #expect(outcome.errors == "Connected to \(secure) by TLS\nDisconnected from the server\n")
            #expect(outcome.output.contains { $0.contains("ann") })
            try ann.skip(to: "<bob> hello")
            try ann.skip(to: "*** bob quit")
        }
    }

    @Test func whoIsVouchedForIsTrusted() throws {
        let root = try folder.make("root", for: "DNS:root")
        let server = try TLSServerProcess(folder.make(by: root))
        let client = try ChildProcess(Binaries.client, ["127.0.0.1", server.port, "--ca", root.certificate, "--json"])
        try server.hear("/wire 1")
        try client.waitForLog("Connected to 127.0.0.1:\(server.port) by TLS\n")
        try server.say("OK - proto=1 nick=guest1 room=#lobby server=test max-line=2048")
        try server.say("MSG 5 2026-11-22T22:25:14.970Z #lobby ann :hello")
        try client.output.take(through: "\"hello\"")
        try server.stop()
        #expect(try client.waitForExit() == .exited(69))
    }

    @Test func whoIsVouchedForByTheSystemIsTrusted() throws {
        let pair = try folder.make()
        let server = try TLSServerProcess(pair)
        let trust = ["SSL_CERT_FILE": pair.certificate]
        let client = try ChildProcess(Binaries.client, ["127.0.0.1", server.port, "--tls"], environment: trust)
        try server.hear("/wire 1")
        try server.stop()
        try client.waitForExit()
    }

    @Test func aStrangerIsRefused() throws {
        let outcome = try outcome(of: folder.make(), ["--tls"])
        #expect(outcome.errors == refusal("self-signed certificate; give its issuer by --ca FILE"))
        #expect(outcome.exit == .exited(76))
    }

    @Test func aStrangerIsRefusedBesideAFile() throws {
        let other = try folder.make("other")
        let outcome = try outcome(of: folder.make(), ["--ca", other.certificate])
        #expect(outcome.errors == refusal("self-signed certificate; its issuer is not in \(other.certificate)"))
        #expect(outcome.exit == .exited(76))
    }

    @Test func theNameMustBeTheOneAsked() throws {
        let pair = try folder.make(for: "DNS:localhost")
        let outcome = try outcome(of: pair, ["--ca", pair.certificate])
        #expect(outcome.errors == refusal("IP address mismatch"))
        #expect(outcome.exit == .exited(76))
    }

    @Test func anExpiredCertificateIsRefused() throws {
        let pair = try folder.make(days: -1)
        let outcome = try outcome(of: pair, ["--ca", pair.certificate])
        #expect(outcome.errors == refusal("certificate has expired"))
        #expect(outcome.exit == .exited(76))
    }

    @Test func aServerWithoutTLSIsTold() throws {
        try withDaemon { daemon in
            let outcome = try ClientLineTests.run(of: daemon, ["--tls"])
            #expect(outcome.errors == "Unable to connect to \(daemon.address): the peer does not speak TLS\n")
            #expect(outcome.exit == .exited(76))
        }
    }

    @Test func aSilentServerIsGivenUp() throws {
        let (listener, port) = try ClientLineTests.listener(backlog: 8)
        defer { close(listener) }
        let outcome = try ClientLineTests.run(["127.0.0.1", "\(port)", "--tls", "--timeout", "0.3"])
        #expect(outcome.errors == "Unable to connect to 127.0.0.1:\(port): timed out\n")
        #expect(outcome.exit == .exited(69))
    }

    @Test func mistakesInArgumentsAreRefused() throws {
        let missing = folder.file("missing.pem")
        let outcome = try ClientLineTests.run(["127.0.0.1", "1", "--ca", missing])
        #expect(outcome.errors == "\(missing): No such file or directory\n")
        #expect(outcome.exit == .exited(64))
        let path = try ClientLineTests.run(["unix:/tmp/line.sock", "--tls"])
        #expect(path.errors.contains("leave out --tls and --ca"))
        #expect(path.exit == .exited(64))
    }

    @Test(arguments: [
        (["--certificate", "a.pem", "--key", "a.key"], "give --tls (or --ca FILE), too."),
        (["--tls", "--certificate", "a.pem"], "give --key FILE"),
        (["--tls", "--key", "a.key"], "give --certificate FILE"),
        (["--tls", "--certificate", "a.pem", "--key", "a.key"], "a.pem: No such file or directory"),
    ]) func mistakesWithTheOwnCertificateAreRefused(flags: [String], words: String) throws {
        let outcome = try ClientLineTests.run(["127.0.0.1", "1"] + flags)
        #expect(outcome.errors.contains(words))
        #expect(outcome.exit == .exited(64))
    }

    @Test func aKeyOfAnotherCertificateIsRefused() throws {
        let (pair, other) = (try folder.make(), try folder.make("other"))
        let outcome = try ClientLineTests.run(
            ["127.0.0.1", "1", "--tls", "--certificate", pair.certificate, "--key", other.key])
        #expect(outcome.errors == "\(other.key): the key in it is not that of the certificate in \(pair.certificate)\n")
        #expect(outcome.exit == .exited(64))
        let path = try ClientLineTests.run(
            ["unix:/tmp/line.sock", "--certificate", pair.certificate, "--key", pair.key])
        #expect(path.errors.contains("leave out --certificate and --key"))
    }

    /// A connection that was lost is made again only with the server that it was made with: whoever took its place is not asked twice.
    @Test func anImpostorEndsTheReconnecting() throws {
        let pair = try folder.make()
        let server = try TLSServerProcess(pair)
        let command = "\"$CLIENT\" 127.0.0.1 \(server.port) --ca '\(pair.certificate)'"
        let terminal = try ClientTerminal(command + "; echo exit $?; exec cat", columns: 150)
        try server.hear("/wire 1")
        try server.say("OK - proto=1 nick=guest1 room=#lobby server=test max-line=2048")
        try terminal.wait(forText: "Connected to")
        try server.stop()
        try terminal.wait(forText: "Trying again")
        let impostor = try TLSServerProcess(folder.make("impostor"), port: server.port)
        defer { try? impostor.stop() }
        let rows = try terminal.wait(for: "the end", by: Deadline(seconds: 20)) { $0.contains("exit 76") }
        #expect(rows.contains { $0.contains("certificate verify failed: self-signed certificate") })
    }
}
