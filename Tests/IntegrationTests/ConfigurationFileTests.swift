import Glibc
import Testing

/// The daemon's files: its configuration, and the message of the day.
@Suite struct ConfigurationFileTests {
    private func withConfiguration(_ text: String, _ body: (String) throws -> Void) throws {
        let path = freshPath() + ".toml"
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

    /// What `--check-config` prints.
    private func check(_ flags: [String]) throws -> String {
        let child = try ChildProcess(Binaries.daemon, flags + ["--check-config"])
        let output = try child.output.takeToEnd(by: .usual)
        #expect(try child.waitForExit() == .exited(0), "\(child.log.text)")
        #expect(child.log.text == "")
        return String(decoding: output, as: UTF8.self)
    }

    /// Lines on standard error of a daemon that does not start.
    private func faults(_ flags: [String], _ code: Int32) throws -> [String] {
        let child = try ChildProcess(Binaries.daemon, flags)
        #expect(try child.waitForExit() == .exited(code), "\(flags): \(child.log.text)")
        #expect(try child.output.takeToEnd(by: .usual) == [])
        return child.log.text.split(separator: "\n").map(String.init)
    }

    /// It prints a file that says the same, of the file and the flags over it.
    @Test func checkConfigPrintsWhatWouldRun() throws {
        let text = "name = \"x\"\nmotd = \"\"\"\nOne\\\"\nTwo\"\"\"\n[limits]\nburst = 7\nexempt = [\"10.0.0.0/8\"]\n"
        try withConfiguration(text) { path in
            let flags = ["--config", path, "--burst", "8", "--listen", "unix:/tmp/x", "--connects-per-second", "0.5"]
            let printed = try check(flags)
            for line in [
                "name = \"x\"", "motd = \"One\\\"\\nTwo\"", "burst = 8", "exempt = [\"10.0.0.0/8\"]",
                "ping_seconds = 120",
                "address = \"unix:/tmp/x\"", "mode = \"0660\"", "connects_per_second = 0.5", "user = \"\"",
            ] {
                #expect(printed.split(separator: "\n").contains(Substring(line)), "\(line) in\n\(printed)")
            }
            try withConfiguration(printed) { other in
                let again = try check(["--config", other])
                #expect(again == printed)
            }
        }
    }

    @Test func allFaultsOfAFile() throws {
        let text = """
            nmae = "chat"
            [[listen]]
            address = "127.0.0.1:6000"
            [[listen]]
            address = "127.0.0.1"
            tls = "yes"
            [limits]
            line_bytes = 10
            burst = 1.5
            """
        try withConfiguration(text) { path in
            for flags in [["--config", path], ["--config", path, "--check-config"]] {
                let faults = try faults(flags, EX_CONFIG)
                let lines = [
                    "line 1: unknown key nmae; did you mean name?", "line 5: ", "line 6: ", "line 8: ", "line 9: ",
                ]
                #expect(faults.count == lines.count, "\(faults)")
                for (fault, line) in zip(faults, lines) {
                    #expect(fault.hasPrefix("partylined: \(path): \(line)"), "\(fault)")
                }
            }
        }
    }

    /// Those of flags name the flag, and are told beside those of the file.
    @Test func faultsOfFlags() throws {
        let flags = [
            "--burst", "0", "--listen", "nowhere", "--listen-tls", ":", "--admin", "6060", "--lobby", "a b", "--name",
            "",
            "--rooms-per-session", "0", "--motd", "x", "--motd-file", "/nonexistent",
        ]
        let alone = try faults(flags, EX_USAGE)
        for (fault, words) in zip(
            alone,
            [
                "--listen is \"nowhere\"", "--listen-tls is \":\"", "--admin is \"6060\"", "--motd and --motd-file",
                "--motd-file can't be read: /nonexistent: No such file", "--lobby is not", "--name must be",
                "--rooms-per-session is 0; it must be from 1 to 1000", "--burst is 0; it must be from 1 to 1000000",
            ])
        {
            #expect(fault.hasPrefix("partylined: \(words)"), "\(fault)")
        }
        #expect(alone.count == 9)
        try withConfiguration("nmae = 1") { path in
            let both = try faults(["--config", path] + flags, EX_USAGE)
            #expect(both.count == 10 && both.last?.hasSuffix("did you mean name?") == true, "\(both)")
        }
    }

    /// What a flag says of a key, its value in the file cannot spoil; but that must be possible.
    @Test func flagsCompleteAFile() throws {
        let text = "[[listen]]\naddress = \"127.0.0.1:6697\"\nproxy_protocol = true"
        try withConfiguration(text) { path in
            let alone = try faults(["--config", path], EX_CONFIG)
            #expect(alone.count == 1 && alone[0].contains("line 3: 127.0.0.1:6697 has proxy_protocol = true"))
            #expect(try check(["--config", path, "--listen", "127.0.0.1:0"]).contains("address = \"127.0.0.1:0\""))
        }
        let secure = ["--listen-tls", "127.0.0.1:0"]
        let lacking = try faults(secure, EX_USAGE)
        #expect(lacking.count == 1 && lacking[0].contains("--tls-certificate and --tls-key"), "\(lacking)")
    }

    /// Paths of flags are made absolute, so that they are the same after a reload.
    @Test func relativePaths() throws {
        try withConfiguration("[tls]\ncertificate = \"c.pem\"\nkey = \"/k.pem\"\n") { path in
            let child = try ChildProcess(
                "/bin/sh",
                [
                    "-c", "cd /tmp && exec \"$@\"", "sh", Binaries.daemon, "--config",
                    String(path.dropFirst("/tmp/".count)),
                    "--listen", "unix:x", "--pid-file", "p", "--check-config",
                ])
            let printed = String(decoding: try child.output.takeToEnd(by: .usual), as: UTF8.self)
            #expect(try child.waitForExit() == .exited(0), "\(child.log.text)")
            for value in ["/tmp/c.pem", "/k.pem", "unix:/tmp/x", "/tmp/p"] {
                #expect(printed.contains("= \"\(value)\""), "\(value) in \(printed)")
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
            try expectFailure(
                ["--config", path, "--check-config"], with: EX_CONFIG, naming: word)
            try expectFailure(["--config", path], with: EX_CONFIG, naming: path)
        }
    }

    @Test func aConfigurationThatIsNotThere() throws {
        let child = try ChildProcess(Binaries.daemon, ["--config", "/nonexistent.toml"])
        let exit = try child.waitForExit()
        // EX_NOINPUT, or EX_CONFIG where it is all one.
        #expect(exit == .exited(EX_NOINPUT) || exit == .exited(EX_CONFIG))
        #expect(child.log.text.contains("/nonexistent.toml"))
    }
}
