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

    /// - Returns: the daemon, and what a client with those options wrote until its end.
    private func outcome(_ options: [String]) throws -> (daemon: DaemonProcess, output: String, exit: ChildProcess.Exit)
    {
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
        try client.input.write(Array("/quit\n".utf8))
        let exit = try client.waitForExit(by: Deadline(seconds: 15))
        let output = try String(decoding: client.output.takeToEnd(), as: UTF8.self)
        return (daemon, output, exit)
    }

    @Test(arguments: [
        (["-tls1_3"], "New, TLSv1.3, Cipher is TLS_"),
        (["-tls1_2"], "New, TLSv1.2, Cipher is ECDHE-"),
        (["-tls1_2", "-cipher", "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"], "-CHACHA20-POLY1305"),
    ])
    func agrees(_ options: [String], _ words: String) throws {
        let (daemon, output, exit) = try outcome(options)
        #expect(output.contains(words), "\(output)")
        #expect(output.contains("*** goodbye"))
        // Its key would outlive the connection.
        #expect(!output.contains("TLS session ticket:"))
        #expect(output.contains("Compression: NONE"))
        #expect(exit == .exited(0))
        try daemon.stop()
    }

    @Test(arguments: [
        ["-tls1"], ["-tls1_1"],
        // Without a key for this connection alone; of another mode than AEAD; both.
        ["-tls1_2", "-cipher", "AES128-GCM-SHA256"],
        ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA"],
        ["-tls1_2", "-cipher", "AES128-SHA"], ["-tls1_2", "-cipher", "NULL-SHA:@SECLEVEL=0"],
    ])
    func refuses(_ options: [String]) throws {
        let (daemon, output, exit) = try outcome(options)
        #expect(!output.contains("partyline/1"))
        #expect(exit != .exited(0))
        try daemon.process.waitForLog(#"msg="TLS handshake failed""#)
        try daemon.stop()
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
