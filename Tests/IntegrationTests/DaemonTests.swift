import Glibc
import Testing

/// The daemon as a program: its flags, its exit codes, its signals. Codes are those of sysexits.h.
@Suite struct DaemonTests {
    private static let usage: Int32 = 64
    private static let unavailable: Int32 = 69
    private static let noPermission: Int32 = 77
    private static let configuration: Int32 = 78

    // MARK: Starting

    @Test func saysThatItListens() throws {
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

    private var freePath: String { "/tmp/partyline-test-\(getpid())-\(UInt32.random(in: 0 ... .max))" }

    @Test func aUnixSocketToo() throws {
        let path = freePath
        defer { unlink(path) }
        try withDaemon(["--listen", "unix:\(path)"]) { daemon in
            let peer = try Peer("peer", at: daemon.address)
            try peer.expect("*** partyline/1 {*}")
            try fails(["--listen", "unix:\(path)"], with: Self.unavailable, naming: path)
            try Peer("another", at: daemon.address).expect("*** partyline/1 {*}")
        }
        withKnownIssue("a Unix socket's path stays when the daemon ends") {
            #expect(access(path, F_OK) != 0)
        }
    }

    /// The path that a daemon left when it was killed does not keep the next from starting.
    @Test func aUnixSocketIsTakenOver() throws {
        let path = freePath
        defer { unlink(path) }
        let killed = try DaemonProcess(["--listen", "unix:\(path)"])
        try killed.process.kill()
        try withKnownIssue("a Unix socket's path that nobody listens on counts as in use") {
            try withDaemon(["--listen", "unix:\(path)"]) { daemon in
                try Peer("peer", at: daemon.address).expect("*** partyline/1 {*}")
            }
        }
    }

    @Test func versionAndHelp() throws {
        for flag in ["--version", "--help"] {
            let child = try ChildProcess(Binaries.daemon, [flag])
            #expect(try !child.output.takeToEnd().isEmpty)
            #expect(try child.waitForExit() == .exited(0))
        }
    }

    // MARK: What can't be done is one clear line and a code

    private func fails(_ flags: [String], with code: Int32, naming word: String) throws {
        let child = try ChildProcess(Binaries.daemon, flags)
        let exit = try child.waitForExit()
        #expect(exit == .exited(code), "\(flags): \(child.log.text)")
        let lines = child.log.text.split(separator: "\n")
        #expect(lines.first?.contains(word) == true, "\(flags): \(child.log.text)")
        #expect(lines.count == 1, "\(flags): \(child.log.text)")
    }

    @Test(arguments: [
        (["--frobnicate"], "--frobnicate"), (["--listen"], "--listen"), (["stray"], "stray"),
        (["--messages-per-second", "many"], "many"), (["--line-bytes=-1"], "-1"), (["--log-level", "loud"], "loud"),
    ])
    func aBadFlag(_ flags: [String], _ word: String) throws {
        try fails(flags, with: Self.usage, naming: word)
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.1:65536", ":::", "127.0.0.1:http", "[::1:6000", "unix:"])
    func aBadAddress(_ address: String) throws {
        try fails(["--listen", address], with: Self.usage, naming: address)
    }

    @Test func aPortInUse() throws {
        try withDaemon { daemon in
            try fails(
                ["--listen", daemon.address.description], with: Self.unavailable, naming: daemon.address.description)
        }
    }

    @Test func anAddressThatIsNotOurs() throws {
        try fails(["--listen", "192.0.2.1:0"], with: Self.unavailable, naming: "192.0.2.1")
    }

    @Test func aPathThatIsNotThere() throws {
        try fails(
            ["--listen", "unix:/nonexistent/line.sock"], with: Self.unavailable, naming: "/nonexistent/line.sock")
    }

    // As root any port may be taken, so the daemon is started as nobody there.
    @Test(.enabled(if: getuid() == 0)) func aPortThatMayNotBeTaken() throws {
        let floor = try ChildProcess("/bin/cat", ["/proc/sys/net/ipv4/ip_unprivileged_port_start"])
        let first = Int(String(decoding: try floor.output.line() ?? [], as: UTF8.self)) ?? 0
        guard first > 1 else { return }
        let child = try ChildProcess(
            "setpriv", ["--reuid=65534", "--clear-groups", Binaries.daemon, "--listen", "127.0.0.1:1"])
        let exit = try child.waitForExit()
        #expect(exit == .exited(Self.noPermission) || child.log.text.contains("failed to execute"), "\(child.log.text)")
    }

    // MARK: Configuration

    private func withConfiguration(_ text: String, _ body: (String) throws -> Void) throws {
        let path = freePath + ".toml"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        let file = ByteChannel(descriptor)
        try file.write(text.utf8)
        defer { unlink(path) }
        try body(path)
    }

    @Test func aConfigurationFile() throws {
        let text = """
            name = "configured"
            motd = "From the file."
            [[listen]]
            address = "127.0.0.1:0"
            [rooms]
            lobby = "#hall"
            per_session = 1
            [limits]
            line_bytes = 256
            """
        try withConfiguration(text) { path in
            let daemon = try DaemonProcess(
                ChildProcess(Binaries.daemon, ["--config", path, "--motd", "From the flag."]))
            let peer = try daemon.connect()
            try peer.expect("*** partyline/1 configured. You are guest1. /help lists the commands.")
            try peer.expect("*** From the flag.")
            try peer.expect("*** #hall: nobody else is here")
            try peer.send("/join #other")
            try peer.expect("!! too-many-rooms: {*}")
            try peer.send(String(repeating: "a", count: 257))
            try peer.expect("!! too-long: {*}")
            try daemon.stop()
        }
    }

    @Test func aMessageOfTheDayFromAFile() throws {
        try withConfiguration("First line.\nSecond \u{1B}[1mline.\n") { path in
            try withDaemon(["--motd-file", path]) { daemon in
                let peer = try daemon.connect()
                try peer.expect("*** partyline/1 {*}")
                try peer.expect("*** First line.")
                try peer.expect("*** Second [1mline.")
                try peer.expect("*** #lobby: nobody else is here")
            }
        }
    }

    @Test func checkConfigOnlyChecks() throws {
        try withConfiguration("name = \"x\"\n") { path in
            let child = try ChildProcess(Binaries.daemon, ["--config", path, "--check-config"])
            #expect(try child.waitForExit() == .exited(0), "\(child.log.text)")
            #expect(!child.log.text.contains("listening"))
        }
    }

    @Test(arguments: [
        ("motto = \"x\"\n", "motd"), ("name = \"a\"\n[limits]\nline_byte = 3\n", "line_bytes"),
        ("name = 3\n", "name"), ("name = \"unterminated\n", "1"), ("[limits]\nconnections = \"many\"\n", "connections"),
        ("[[listen]]\naddress = \"nowhere\"\n", "nowhere"),
    ])
    func aBadConfiguration(_ text: String, _ word: String) throws {
        try withConfiguration(text) { path in
            try fails(
                ["--config", path, "--check-config"], with: Self.configuration, naming: word)
            try fails(["--config", path], with: Self.configuration, naming: path)
        }
    }

    @Test func aConfigurationThatIsNotThere() throws {
        let child = try ChildProcess(Binaries.daemon, ["--config", "/nonexistent.toml"])
        let exit = try child.waitForExit()
        // EX_NOINPUT, or EX_CONFIG where it is all one.
        #expect(exit == .exited(66) || exit == .exited(Self.configuration))
        #expect(child.log.text.contains("/nonexistent.toml"))
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
            try ann.send("/part xyzzy")
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

    // MARK: Out of descriptors

    /// With no descriptor left, those who are here talk on, and a new one gets in as soon as one has left.
    @Test func survivesWithoutDescriptors() throws {
        let child = try ChildProcess(
            "/bin/sh",
            [
                "-c",
                "ulimit -n 64; exec \"$0\" --listen 127.0.0.1:0 --messages-per-second 0 --connections-per-address 1000",
                Binaries.daemon,
            ])
        let daemon = try DaemonProcess(child)
        let conversation = try Conversation(in: daemon)
        // The kernel completes connections that the daemon can't accept: all of them connect, some are not greeted yet.
        let peers = try (0..<120).map { try daemon.connect("p\($0)") }
        try conversation.goesOn()
        try conversation.goesOn()
        for peer in peers.prefix(100) { peer.close() }
        for peer in peers.suffix(20) { try peer.expect("*** partyline/1 {*}") }
        try conversation.goesOn()
        // It waits rather than spins: accepting is tried again by a timer, ten times a second at most.
        #expect(child.log.text.split(separator: "\n").count < 500)
        try daemon.stop()
    }

    @Test func tooManyConnections() throws {
        try withDaemon(["--connections", "2"]) { daemon in
            let ann = try daemon.join("ann")
            let bob = try daemon.join("bob")
            let cy = try daemon.connect("cy")
            #expect(try cy.linesToEnd().last?.hasPrefix("!! server-full: ") == true)
            try bob.send("/quit")
            try ann.skip(to: "*** bob quit")
            _ = try daemon.join("dee")
        }
    }

    @Test func tooManyConnectionsFromAnAddress() throws {
        try withDaemon(["--connections-per-address", "1", "--listen", "127.0.0.1:0", "--listen", "[::1]:0"]) { daemon in
            let ann = try daemon.join("ann")
            defer { ann.close() }
            let bob = try daemon.connect("bob")
            #expect(try bob.linesToEnd().last?.hasPrefix("!! server-full: ") == true)
            try Peer("cy", at: daemon.addresses[1]).expect("*** partyline/1 {*}")
        }
    }
}
