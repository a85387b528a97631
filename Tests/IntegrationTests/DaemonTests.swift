import Glibc
import TestSupport
import Testing

/// The daemon as a program: how it starts, how it ends, what it logs.
@Suite struct DaemonTests {
    // MARK: Starting

    @Test(.enabled(if: Machine.hasIPv6, "needs IPv6 on the loopback interface"))
    func saysThatItListens() throws {
        try withDaemon(["--listen", "127.0.0.1:0", "--listen", "[::1]:0"]) { daemon in
            #expect(daemon.addresses.map(\.host) == ["127.0.0.1", "::1"])
            for address in daemon.addresses {
                try Peer("peer", at: address).expect("*** partyline/1 {*}")
            }
        }
    }

    /// Without any flag it is port 6000 on localhost, whether that is free here or not.
    @Test func port6000IsTheDefault() throws {
        let child = try ChildProcess(Binaries.daemon)
        let log = try child.waitForLog("port 6000") { $0.contains(":6000") && $0.last == "\n" }
        #expect(log.contains("127.0.0.1:6000") || log.contains("localhost:6000") || log.contains("[::1]:6000"))
        child.send(signal: SIGTERM)
        _ = try child.waitForExit()
    }

    @Test func aUnixSocketToo() throws {
        let path = freshPath()
        defer { unlink(path) }
        try withDaemon(["--listen", "unix:\(path)"]) { daemon in
            let peer = try Peer("peer", at: daemon.address)
            try peer.expect("*** partyline/1 {*}")
            try expectFailure(["--listen", "unix:\(path)"], with: EX_UNAVAILABLE, naming: path)
            try Peer("another", at: daemon.address).expect("*** partyline/1 {*}")
        }
        #expect(access(path, F_OK) != 0)
    }

    /// The path that a daemon left when it was killed does not keep the next from starting.
    @Test func aUnixSocketIsTakenOver() throws {
        let path = freshPath()
        defer { unlink(path) }
        let killed = try DaemonProcess(["--listen", "unix:\(path)"])
        try killed.process.kill()
        try withDaemon(["--listen", "unix:\(path)"]) { daemon in
            try Peer("peer", at: daemon.address).expect("*** partyline/1 {*}")
        }
    }

    @Test func versionAndHelp() throws {
        for flag in ["--version", "--help"] {
            let child = try ChildProcess(Binaries.daemon, [flag])
            #expect(try !child.output.takeToEnd().isEmpty)
            #expect(try child.waitForExit() == .exited(0))
        }
    }

    // MARK: Ending

    @Test(arguments: [SIGTERM, SIGINT]) func aSignalDrains(_ signal: Int32) throws {
        let daemon = try DaemonProcess()
        let ann = try daemon.join("ann")
        let bot = try daemon.connect("bot")
        try bot.send("/wire 1")
        try bot.skip(to: "OK - {*}")
        try ann.skip(to: "*** guest2 joined #lobby")
        try ann.send("last words")
        try bot.skip(to: "MSG {id} {time} #lobby ann :last words")
        try daemon.stop(signal: signal)
        let toPeople = try ann.linesToEnd()
        #expect(toPeople.count == 1 && toPeople[0].contains("shutting-down"), "\(toPeople)")
        let toPrograms = try bot.linesToEnd()
        #expect(toPrograms.count == 1 && toPrograms[0].contains("shutting-down"), "\(toPrograms)")
    }

    /// One that does not read can't keep it: five seconds, and it ends.
    @Test func aSlowReaderDoesNotKeepIt() throws {
        let daemon = try DaemonProcess(["--messages-per-second", "0", "--send-queue-bytes", "100000000"])
        let lazy = try daemon.connect("lazy", receiveBuffer: 65536)
        try lazy.skip(to: "*** #lobby: {*}")
        let speaker = try daemon.join("speaker")
        for number in 0..<1000 { try speaker.send("\(number) " + String(repeating: "z", count: 2000)) }
        try speaker.settle()
        try daemon.stop(by: Deadline(seconds: 10))
    }

    @Test func aSecondSignalIsNoCrash() throws {
        let daemon = try DaemonProcess()
        let ann = try daemon.join("ann")
        defer { ann.close() }
        daemon.process.send(signal: SIGTERM)
        daemon.process.send(signal: SIGTERM)
        try daemon.expectEnd()
    }

    @Test func brokenPipesAreNoSignal() throws {
        try withDaemon { daemon in
            daemon.process.send(signal: SIGPIPE)
            try daemon.connect().expect("*** partyline/1 {*}")
        }
    }

    // MARK: What it logs

    /// Who came and went may be read there, and what they said never.
    @Test func messagesAreNotLogged() throws {
        try withDaemon(["--log-level", "trace"]) { daemon in
            let (ann, bob) = (try daemon.join("ann"), try daemon.join("bob"))
            for line in [
                "xyzzy", "/me xyzzy", "/msg bob xyzzy", "/topic xyzzy", "/away xyzzy", "/frob xyzzy", "/join xyzzy!",
            ] {
                try ann.send(line)
            }
            try ann.send(bytes: "xyzzy\u{80}".utf8.map { $0 } + [0xFF, 0x0A])
            try ann.send(String(repeating: "xyzzy", count: 1000))
            try ann.send("/part lobby xyzzy")
            try bob.skip(to: "*** ann left #lobby (xyzzy)")
            #expect(!daemon.process.log.text.contains("xyzzy"))
            try bob.send("/quit xyzzy")
            try bob.skip(to: "*** goodbye")
            try bob.expectClose()
            bob.close()
            _ = try daemon.join("later")
            #expect(!daemon.process.log.text.contains("xyzzy"))
        }
    }
}
