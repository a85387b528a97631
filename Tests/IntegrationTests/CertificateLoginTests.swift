import TestSupport
import Testing

/// A person with `openssl s_client`, or with the client, whose certificate logs them in.
@Suite struct CertificateLoginTests {
    private let folder: CertificateFolder
    private let daemon: DaemonProcess
    private let server: CertificateFolder.Pair

    init() throws {
        folder = try CertificateFolder()
        server = try folder.make()
        let configuration = """
            [[listen]]
            address = "127.0.0.1:0"
            tls = true
            client_certificates = true
            [tls]
            certificate = "\(server.certificate)"
            key = "\(server.key)"
            [store]
            path = "\(folder.file("partyline.db"))"
            commit_ms = 0
            [accounts]
            register_after_seconds = 0
            """
        try folder.write(configuration, to: folder.file("partyline.toml"))
        daemon = try DaemonProcess(
            ChildProcess(Binaries.daemon, ["--config", folder.file("partyline.toml")]), listeners: 1)
    }

    private func come(with pair: CertificateFolder.Pair?) throws -> ChildProcess {
        let identity = pair.map { ["-cert", $0.certificate, "-key", $0.key] } ?? []
        let client = try ChildProcess(
            "/usr/bin/openssl",
            ["s_client", "-quiet", "-connect", daemon.address.description, "-CAfile", server.certificate] + identity)
        try client.output.take(through: "nobody else is here\n")
        return client
    }

    private func say(_ line: String, to client: ChildProcess, until words: String) throws {
        try client.input.write(Array("\(line)\n".utf8))
        try client.output.take(through: words)
    }

    private func register(_ nick: String, _ client: ChildProcess) throws {
        try say("/nick \(nick)", to: client, until: "you are now \(nick)\n")
        try say("/register battery staple", to: client, until: "-- \(nick) is yours now")
    }

    private func leave(_ client: ChildProcess) throws {
        try say("/quit", to: client, until: "*** goodbye\n")
        _ = try client.waitForExit(by: Deadline(seconds: 15))
    }

    @Test func logsIn() throws {
        let pair = try folder.make("ann", for: "DNS:ann", days: -1)
        let first = try come(with: pair)
        // Nobody is bound to it yet, which is told.
        try first.output.take(through: "!! no-certificate: nobody is bound to your certificate; ")
        try register("ann", first)
        try say("/cert", to: first, until: "-- you have no certificates; /cert add takes the one in use\n")
        try say("/cert add", to: first, until: "-- this certificate logs you in from now on; /cert del ")
        try say("/cert add", to: first, until: "!! certificate-exists: ")
        try leave(first)

        let second = try come(with: pair)
        try second.output.take(through: "-- you are logged in as ann\n")
        let listed = try second.output.takeAnswer(to: "/cert", from: second, until: ", used ")
        let label = String(listed.split(separator: " ").last { $0.hasSuffix(":") }?.dropLast() ?? "")
        #expect(label.count == 16)
        try say("/cert del \(label)", to: second, until: "-- the certificate \(label) logs nobody in any more\n")
        try say("/cert del \(label)", to: second, until: "!! no-such-certificate: ")
        try leave(second)

        let third = try come(with: pair)
        try third.output.take(through: "!! no-certificate: ")
        try leave(third)
        try daemon.stop()
    }

    @Test func logsInWithTheClient() throws {
        let pair = try folder.make("ann", for: "DNS:ann")
        func run(_ arguments: [String], _ input: String) throws -> ClientLineTests.Outcome {
            try ClientLineTests.run(
                [
                    daemon.address.host, daemon.address.port, "--ca", server.certificate, "--certificate",
                    pair.certificate,
                ]
                    + ["--key", pair.key] + arguments, input: input)
        }
        let first = try run(["--nick", "ann"], "/register battery staple\n/cert add\n")
        #expect(first.exit == .exited(0))
        #expect(first.errors.contains("!! no-certificate: nobody is bound to your certificate; "))
        #expect(first.output.last?.hasPrefix("-- this certificate logs you in from now on; /cert del ") == true)
        let second = try run([], "/account\n")
        #expect(second.exit == .exited(0))
        #expect(second.output.contains("-- you are logged in as ann"))
        #expect(second.output.contains { $0.hasPrefix("-- ann: since ") })
        try daemon.stop()
    }

    @Test func withoutOne() throws {
        let client = try come(with: nil)
        try say("/cert login", to: client, until: "!! no-certificate: your program shows no certificate here")
        try say("/nick bob", to: client, until: "you are now bob\n")
        try say("/cert add", to: client, until: "!! not-logged-in: ")
        try say("/register battery staple", to: client, until: "-- bob is yours now")
        try say("/cert add", to: client, until: "!! no-certificate: ")
        try leave(client)
        try daemon.stop()
    }

    @Test func isOfOneAccount() throws {
        let pair = try folder.make("ann")
        let ann = try come(with: pair)
        try register("ann", ann)
        try say("/cert add", to: ann, until: "-- this certificate logs you in")
        try say("/logout", to: ann, until: "logged out")
        try register("bob", ann)
        try say("/cert add", to: ann, until: "!! certificate-exists: ")
        try say("/logout", to: ann, until: "logged out")
        // By the command, as at the start.
        try say("/cert login", to: ann, until: "-- you are logged in as ann\n")
        try leave(ann)
        try daemon.stop()
    }
}

extension ByteChannel {
    /// What comes for a line, through such words.
    fileprivate func takeAnswer(to line: String, from client: ChildProcess, until words: String) throws -> String {
        try client.input.write(Array("\(line)\n".utf8))
        return try String(decoding: take(through: words), as: UTF8.self)
    }
}
