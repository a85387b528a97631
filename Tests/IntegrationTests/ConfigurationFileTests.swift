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
