import Glibc
import Testing

/// How the daemon's log looks: a line of key=value each.
@Suite struct LogFormatTests {
    private static let underJournal = "JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/2) exec \"$0\" \"$@\""

    private func lines(of child: ChildProcess) -> [Substring] {
        child.log.text.split(separator: "\n")
    }

    @Test func linesWithATime() throws {
        // What is in the environment of a shell under systemd is not ours.
        let daemon = try DaemonProcess(environment: ["JOURNAL_STREAM": "1:1"])
        let ann = try daemon.join("ann")
        ann.close()
        try daemon.stop()
        let time = #/^time=20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z level=[a-z]+ msg=/#
        #expect(lines(of: daemon.process).allSatisfy { $0.prefixMatch(of: time) != nil }, "\(daemon.process.log.text)")
        #expect(lines(of: daemon.process).last?.hasSuffix(" level=notice msg=stopped") == true)
    }

    @Test func linesForAJournal() throws {
        let child = try ChildProcess(shell: Self.underJournal, [Binaries.daemon, "--listen", "127.0.0.1:0"])
        let daemon = try DaemonProcess(child)
        let ann = try daemon.join("ann")
        ann.close()
        try daemon.stop()
        #expect(
            lines(of: child).allSatisfy { $0.prefixMatch(of: #/^<[2-7]>level=[a-z]+ msg=/#) != nil },
            "\(child.log.text)")
        #expect(lines(of: child).last == "<5>level=notice msg=stopped")
        #expect(child.log.text.contains("<6>level=info msg=connected "))
    }

    @Test func aFailureForAJournal() throws {
        let child = try ChildProcess(shell: Self.underJournal, [Binaries.daemon, "--listen", "nowhere"])
        #expect(try child.waitForExit() == .exited(EX_USAGE))
        #expect(child.log.text.hasPrefix("<3>partylined: "))
    }

    @Test func controlCharactersAreEscaped() throws {
        let path = freshPath() + "\u{1B}[31m\nlevel=critical\u{202E}"
        let daemon = try DaemonProcess(["--listen", "unix:\(path)"])
        try daemon.process.waitForLog(#"\u001b[31m\nlevel=critical\u202e""#)
        try daemon.stop()
        let text = daemon.process.log.text
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || (0x20..<0x7F).contains($0.value) }, "\(text)")
        #expect(!text.contains("\nlevel=critical"))
        try expectFailure(["--user", "\u{1B}[31m"], with: EX_NOUSER, naming: #"\u001b[31m"#)
    }
}

extension LogFormatTests {
    /// The level is that of the file; a reload changes it, and nothing less severe than before is in between.
    @Test func theLevelFollowsAReload() throws {
        let path = freshPath()
        defer { unlink(path) }
        func configure(_ level: String) throws {
            try writeFile("log_level = \"\(level)\"\n[[listen]]\naddress = \"127.0.0.1:0\"\n", at: path)
        }
        try configure("error")
        // It logs nothing, so its readiness has to tell that it is there.
        let manager = try NotificationSocket()
        let child = try ChildProcess(
            Binaries.daemon, ["--config", path], environment: ["NOTIFY_SOCKET": manager.path])
        _ = try manager.next("READY=1", by: Deadline(seconds: 10))
        #expect(child.log.text == "")
        try configure("info")
        child.send(signal: SIGHUP)
        try child.waitForLog("msg=reloaded")
        try configure("error")
        child.send(signal: SIGHUP)
        _ = try manager.next("READY=1")
        _ = try manager.next("READY=1")
        let before = child.log.text
        child.send(signal: SIGTERM)
        #expect(try child.waitForExit() == .exited(0))
        #expect(child.log.text == before)
    }
}
