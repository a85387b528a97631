import Glibc
import TestSupport
import Testing

/// The daemon's TLS, as `openssl s_client` and peers of other kinds meet it.
@Suite struct TLSServerTests {
    /// A daemon with a TLS listener, then a plain one, and the files that it reads.
    private struct Served {
        let folder: CertificateFolder
        let daemon: DaemonProcess
        let pair: CertificateFolder.Pair

        init(_ more: String = "") throws {
            folder = try CertificateFolder()
            pair = try folder.make()
            try folder.write(
                """
                [[listen]]
                address = "127.0.0.1:0"
                tls = true
                [[listen]]
                address = "127.0.0.1:0"
                [tls]
                certificate = "\(pair.certificate)"
                key = "\(pair.key)"
                \(more)
                """, to: folder.file("partyline.toml"))
            daemon = try DaemonProcess(
                ChildProcess(Binaries.daemon, ["--config", folder.file("partyline.toml")]), listeners: 2)
        }

        /// What is written with `as` becomes the daemon's certificate at its next reload.
        func replace(with other: CertificateFolder.Pair) throws {
            try folder.write(folder.text(of: other.certificate), to: pair.certificate)
            try folder.write(folder.text(of: other.key), to: pair.key)
        }

        func reload(expecting words: String = "reloaded") throws {
            daemon.process.send(signal: SIGHUP)
            try daemon.process.waitForLog(words)
        }
    }

    /// - Parameter trusted: the certificate that the server must show.
    private func client(to address: Address, trusting trusted: String) throws -> ChildProcess {
        try ChildProcess(
            "/usr/bin/openssl",
            [
                "s_client", "-quiet", "-connect", address.description, "-CAfile", trusted, "-verify_return_error",

            ])
    }

    @Test func talks() throws {
        let served = try Served()
        let ann = try client(to: served.daemon.address, trusting: served.pair.certificate)
        try ann.output.take(through: "*** #lobby: nobody else is here\n")
        let bob = try Peer("bob", at: served.daemon.addresses[1])
        try bob.skip(to: "*** #lobby: guest1 (1 other here)")
        try ann.input.write(Array("hello over TLS\n".utf8))
        try bob.expect("<guest1> hello over TLS")
        try bob.send("hello in the clear")
        try ann.output.take(through: "<guest2> hello in the clear\n")
        try ann.input.write(Array("/quit\n".utf8))
        try bob.expect("*** guest1 quit")
        #expect(try ann.output.takeToEnd() == Array("*** goodbye\n".utf8))
        bob.close()
        try served.daemon.stop()
    }

    /// Who talks goes on under the old certificate, who comes is shown the new one.
    @Test func aReloadSwapsTheCertificate() throws {
        let served = try Served()
        let old = served.folder.file("old.pem")
        try served.folder.write(served.folder.text(of: served.pair.certificate), to: old)
        let ann = try client(to: served.daemon.address, trusting: old)
        try ann.output.take(through: "nobody else is here\n")
        let other = try served.folder.make("other")
        try served.replace(with: other)
        try served.reload()
        try ann.input.write(Array("/nick ann\n".utf8))
        try ann.output.take(through: "-- you are now ann\n")
        let bob = try client(to: served.daemon.address, trusting: other.certificate)
        try bob.output.take(through: "*** #lobby: ann (1 other here)\n")
        let mistrusting = try client(to: served.daemon.address, trusting: old)
        #expect(try mistrusting.output.takeToEnd().isEmpty)
        try ann.kill()
        try bob.kill()
        try served.daemon.stop()
    }

    @Test func aBadKeyChangesNothing() throws {
        let served = try Served()
        let other = try served.folder.make("other")
        try served.folder.write(served.folder.text(of: other.key), to: served.pair.key)
        try served.reload(expecting: "the key in it is not that of the certificate")
        #expect(!served.daemon.process.log.text.contains("reloaded\n"))
        let ann = try client(to: served.daemon.address, trusting: served.pair.certificate)
        try ann.output.take(through: "*** partyline/1")
        try ann.kill()
        try served.daemon.stop()
    }

    @Test func aPlainPeerOnATLSPort() throws {
        let served = try Served()
        let peer = try Peer("telnet", at: served.daemon.address)
        try peer.send("hello")
        let received = try peer.bytesToEnd()
        // Nothing but TLS' own word for it, if that: an alert (RFC 8446, section 6), of seven bytes.
        #expect(received.isEmpty || received.starts(with: [21, 3]) && received.count == 7, "\(shown(received))")
        try served.daemon.process.waitForLog("TLS handshake failed")
        #expect(served.daemon.process.log.text.contains("does not speak TLS"))
        try served.daemon.stop()
    }

    /// The plain listener tells it in words, the other must not.
    @Test func aNewcomerTooMany() throws {
        let served = try Served("[limits]\nconnections = 1")
        let bob = try Peer("bob", at: served.daemon.addresses[1])
        try bob.skip(to: "*** #lobby: nobody else is here")
        let cy = try Peer("cy", at: served.daemon.addresses[1])
        #expect(try cy.linesToEnd().first?.hasPrefix("!! server-full: ") == true)
        #expect(try Peer("dee", at: served.daemon.address).bytesToEnd().isEmpty)
        bob.close()
        try served.daemon.stop()
    }

    @Test func aTLSPeerOnAPlainPort() throws {
        let served = try Served()
        let client = try client(to: served.daemon.addresses[1], trusting: served.pair.certificate)
        try served.daemon.process.waitForLog("closing a peer of another protocol")
        try client.waitForExit()
        try served.daemon.stop()
    }

    @Test func aPeerThatNeverShakesHands() throws {
        let served = try Served("[limits]\nhandshake_seconds = 1")
        let peer = try Peer("silent", at: served.daemon.address)
        #expect(try peer.linesToEnd().isEmpty)
        try served.daemon.process.waitForLog("took too long")
        try served.daemon.stop()
    }

    /// Its keys stay behind: a TLS peer has to come again, to the same port, while the others stay.
    @Test func anUpgrade() throws {
        let served = try Served()
        let ann = try client(to: served.daemon.address, trusting: served.pair.certificate)
        try ann.output.take(through: "nobody else is here\n")
        let bob = try Peer("bob", at: served.daemon.addresses[1])
        try bob.skip(to: "*** #lobby: guest1 (1 other here)")
        try ann.output.take(through: "*** guest2 joined #lobby\n")
        try served.daemon.upgrade()
        #expect(
            try ann.output.takeToEnd() == Array("!! shutting-down: the server is being upgraded; reconnect now\n".utf8))
        try bob.expect("*** guest1 quit (the server was upgraded)")
        let again = try client(to: served.daemon.address, trusting: served.pair.certificate)
        try again.output.take(through: "*** #lobby: guest2 (1 other here)\n")
        try bob.expect("*** guest3 joined #lobby")
        try again.kill()
        bob.close()
        try served.daemon.stop()
    }
}
