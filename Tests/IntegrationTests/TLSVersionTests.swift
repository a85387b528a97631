import TestSupport
import Testing

/// Which versions and ciphers the daemon agrees to, asked by `openssl s_client` with each of them alone.
@Suite struct TLSVersionTests {
    private static func configuration(_ pair: CertificateFolder.Pair) -> String {
        """
        [[listen]]
        address = "127.0.0.1:0"
        tls = true
        [tls]
        certificate = "\(pair.certificate)"
        key = "\(pair.key)"
        """
    }

    /// What a client with some options wrote until its end, and the daemon.
    private struct Outcome {
        let daemon: DaemonProcess
        let output: String
        let errors: String
        let exit: ChildProcess.Exit
    }

    private func outcome(_ options: [String]) throws -> Outcome {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        try folder.write(Self.configuration(pair), to: folder.file("partyline.toml"))
        let daemon = try DaemonProcess(
            ChildProcess(Binaries.daemon, ["--config", folder.file("partyline.toml")]), listeners: 1)
        // Below level 1 openssl itself would offer nothing that old.
        let client = try ChildProcess(
            "/usr/bin/openssl",
            [
                "s_client", "-connect", daemon.address.description, "-CAfile", pair.certificate, "-ign_eof",
                "-cipher", "ALL:@SECLEVEL=0",
            ] + options)
        // One that is refused may be gone before it could read that.
        try? client.input.write(Array("/quit\n".utf8))
        let exit = try client.waitForExit(by: Deadline(seconds: 15))
        let output = try String(decoding: client.output.takeToEnd(), as: UTF8.self)
        return Outcome(daemon: daemon, output: output, errors: client.log.text, exit: exit)
    }

    @Test(arguments: [
        (["-tls1_3"], "New, TLSv1.3, Cipher is TLS_"),
        (["-tls1_2"], "New, TLSv1.2, Cipher is ECDHE-"),
        (["-tls1_2", "-cipher", "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"], "-CHACHA20-POLY1305"),
    ])
    func agrees(_ options: [String], _ words: String) throws {
        let outcome = try outcome(options)
        #expect(outcome.output.contains(words), "\(outcome.output)")
        #expect(outcome.output.contains("*** goodbye"))
        // Its key would outlive the connection.
        #expect(!outcome.output.contains("TLS session ticket:"))
        #expect(outcome.output.contains("Compression: NONE"))
        #expect(outcome.exit == .exited(0))
        try outcome.daemon.stop()
    }

    /// It is the daemon that refuses, by an alert of TLS: openssl did offer what was asked for.
    @Test(arguments: [
        (["-tls1"], "alert protocol version"), (["-tls1_1"], "alert protocol version"),
        // Without a key for this connection alone; of another mode than AEAD; both.
        (["-tls1_2", "-cipher", "AES128-GCM-SHA256"], "alert handshake failure"),
        (["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA"], "alert handshake failure"),
        (["-tls1_2", "-cipher", "AES128-SHA"], "alert handshake failure"),
        (["-tls1_2", "-cipher", "NULL-SHA:@SECLEVEL=0"], "alert handshake failure"),
    ])
    func refuses(_ options: [String], _ words: String) throws {
        let outcome = try outcome(options)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(!outcome.output.contains("partyline/1"))
        #expect(outcome.exit != .exited(0))
        try outcome.daemon.process.waitForLog(#"msg="TLS handshake failed""#)
        try outcome.daemon.stop()
    }

    /// `R` asks for a renegotiation of TLS 1.2: refused, and no work for the server beside that.
    @Test func renegotiation() throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        try folder.write(Self.configuration(pair), to: folder.file("partyline.toml"))
        let daemon = try DaemonProcess(
            ChildProcess(Binaries.daemon, ["--config", folder.file("partyline.toml")]), listeners: 1)
        let client = try ChildProcess(
            "/usr/bin/openssl",
            ["s_client", "-connect", daemon.address.description, "-CAfile", pair.certificate, "-tls1_2"])
        try client.output.take(through: "*** #lobby: nobody else is here\n")
        try client.input.write(Array("R\n".utf8))
        _ = try client.waitForExit(by: Deadline(seconds: 15))
        #expect(client.log.text.contains("no renegotiation"))
        try daemon.stop()
    }
}
