import Foundation
import TestSupport
import Testing

/// A live upgrade that goes well is a transcript's to show; here is what goes wrong, and what a transcript can't say.
@Suite struct UpgradeTests {
    /// A daemon of a program of its own, which a test may replace.
    private struct Replaceable {
        let path: String
        let daemon: DaemonProcess

        init(_ flags: [String] = []) throws {
            path = freshPath()
            try Replaceable.run("/bin/cp", [Binaries.daemon, path])
            daemon = try DaemonProcess(ChildProcess(path, ["--listen", "127.0.0.1:0"] + flags))
        }

        /// Another program takes its place, as a package's upgrade does it: the running one keeps its file.
        func replace(by script: String) throws {
            let other = path + ".new"
            // By another process: a child of another test that started just then would hold ours open for writing (ETXTBSY).
            try Replaceable.run("/bin/sh", ["-c", #"printf %s "$0" >"$1""#, script, other])
            try #require(chmod(other, 0o755) == 0)
            try #require(rename(other, path) == 0)
        }

        private static func run(_ program: String, _ arguments: [String]) throws {
            #expect(try ChildProcess(program, arguments).waitForExit() == .exited(0))
        }
    }

    /// A script that says so much over the channel of a handover, a message each.
    private static func saying(_ messages: String...) -> String {
        "#!/bin/bash\n" + messages.map { "printf '\($0)' >&$PARTYLINE_HANDOVER\n" }.joined()
    }

    /// The hello of a program that reads handovers of versions up to this, and any version of each section; for printf and for Python.
    private static func hello(version: UInt8) -> String {
        func text(_ words: some StringProtocol) -> [UInt8] { [UInt8(words.utf8.count)] + words.utf8 }
        let sections =
            (try? String(contentsOfFile: "\(Binaries.package)/Tests/Golden/sections", encoding: .utf8))?
            .split(separator: "\n") ?? []
        var bytes: [UInt8] = [1] + text("partyline-handover")
        bytes += [version] + text("old") + [UInt8(sections.count)]
        for section in sections { bytes += [UInt8(section.utf8.count + 2), 0, 0, 0] + text(section) + [99] }
        return bytes.map { byte in
            let digits = String(byte, radix: 8)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined()
    }

    /// What is no new server, and what the log says of it.
    @Test(arguments: [
        ("#!/bin/sh\nexit 3\n", "it ended with code 3"),
        (saying(hello(version: 2)) + "exec sleep 60\n", "reads handovers up to version 2, and this one writes 3"),
        (saying(#"\1\5other\1\1x"#) + "exec sleep 60\n", "it is not Partyline"),
        (saying(hello(version: 3)) + "exit 4\n", "it ended with code 4"),
        (saying(hello(version: 3), #"\5there is no room"#) + "exec sleep 60\n", "there is no room"),
        (saying(hello(version: 3), #"\6"#) + "exec sleep 60\n", "said what it should not"),
        ("#!/bin/sh\nkill -SEGV $$\n", "it was ended by signal 11"),
        ("#!/nowhere\n", "can't be started"),
        ("not a program", "can't be started"),
        ("#!/bin/bash\nprintf 'good morning' >&$PARTYLINE_HANDOVER\nexec sleep 60\n", "said what it should not"),
    ])
    func programsThatAreNone(_ script: String, _ words: String) throws {
        let served = try Replaceable()
        let ann = try served.daemon.join("ann")
        try served.replace(by: script)
        served.daemon.process.send(signal: SIGUSR2)
        try served.daemon.process.waitForLog(words)
        try ann.send("/me is still here")
        let bob = try served.daemon.join("bob")
        try bob.send("hello ann")
        try ann.skip(to: "<bob> hello ann")
        try served.daemon.stop()
    }

    /// A program that says hello, takes what is handed over beforehand and is ready, and then does something else.
    private static func rehearsing(then deed: String) -> String {
        #"""
        #!/usr/bin/python3
        import os, socket, time
        def hang():
            time.sleep(60)  # What is tried: it is killed long before, and is gone by itself should nobody do that.
        channel = socket.socket(fileno=int(os.environ['PARTYLINE_HANDOVER']))
        def until_whole():
            while channel.recv(70000)[:1] not in (b'\3', b'\10', b''):
                pass
        channel.send(b'\#(hello(version: 3))')
        until_whole()
        channel.send(b'\4')
        \#(deed)

        """#
    }

    @Test(arguments: [
        ("os._exit(5)", "it ended with code 5"),
        ("hang()", "no answer in time"),
        ("until_whole(); channel.send(b'\\5there is no room'); hang()", "there is no room"),
        ("until_whole(); channel.send(b'\\1'); hang()", "said what it should not"),
        ("until_whole(); os.kill(os.getpid(), 6)", "it was ended by signal 6"),
    ])
    func programsThatRehearseWell(_ deed: String, _ words: String) throws {
        let served = try Replaceable(["--messages-per-second", "0"])
        let ann = try served.daemon.join("ann")
        for number in 0..<200 { try ann.send("before \(number)") }
        try served.replace(by: UpgradeTests.rehearsing(then: deed))
        served.daemon.process.send(signal: SIGUSR2)
        try served.daemon.process.waitForLog(words)
        let bob = try served.daemon.join("bob")
        try bob.send("hello ann")
        try ann.skip(to: "<bob> hello ann")
        try served.daemon.stop()
    }

    /// Nobody waits for a program that hangs: the server serves until it has given it up.
    @Test func aProgramThatHangs() throws {
        let served = try Replaceable()
        let ann = try served.daemon.join("ann")
        let bob = try served.daemon.join("bob")
        try ann.skip(to: "*** bob joined #lobby")
        try served.replace(by: UpgradeTests.saying(UpgradeTests.hello(version: 3)) + "exec sleep 60\n")
        served.daemon.process.send(signal: SIGUSR2)
        try served.daemon.process.waitForLog("msg=upgrading")
        try bob.send("/me is heard meanwhile")
        try ann.expect("* bob is heard meanwhile")
        #expect(!served.daemon.process.log.text.contains("not upgraded"))
        try served.daemon.process.waitForLog(
            "it took nothing of what it was handed for 10 seconds", by: Deadline(seconds: 20))
        try bob.send("/me still is")
        try ann.expect("* bob still is")
        try served.daemon.stop()
    }

    /// A shutdown does not wait for an upgrade that is under way, and leaves nothing of it.
    @Test func terminatedMeanwhile() throws {
        let served = try Replaceable()
        let ann = try served.daemon.join("ann")
        try served.replace(by: "#!/bin/sh\nexec sleep 60\n")
        served.daemon.process.send(signal: SIGUSR2)
        try served.daemon.process.waitForLog("msg=upgrading")
        try served.daemon.stop()
        try ann.expect("!! shutting-down: {*}")
        #expect(served.daemon.process.log.text.contains("the server is shutting down"))
    }

    /// A reload that is done while an upgrade is under way holds: the new process had read the file before.
    @Test func reloadedMeanwhile() throws {
        let file = freshPath()
        try writeFile("one\n", at: file)
        defer { unlink(file) }
        let served = try Replaceable(["--motd-file", file])
        try served.replace(by: "#!/bin/sh\nexec sleep 60\n")
        served.daemon.process.send(signal: SIGUSR2)
        try served.daemon.process.waitForLog("msg=upgrading")
        try writeFile("two\n", at: file)
        served.daemon.process.send(signal: SIGHUP)
        try served.daemon.process.waitForLog("the configuration was reloaded meanwhile; upgrade again")
        let ann = try served.daemon.connect("ann")
        try ann.skip(to: "*** two")
        try served.daemon.stop()
    }

    /// Who asks the old process to read its file, or to end, means the server, whichever process that is by then. The old one is there for
    /// as long as a TLS peer has not read its last lines.
    @Test func signalsFollowTheServer() throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let file = folder.file("partyline.toml")
        try writeFile("motd = \"one\"\n", at: file)
        let daemon = try DaemonProcess([
            "--config", file, "--listen", "127.0.0.1:0", "--listen-tls", "127.0.0.1:0", "--tls-certificate",
            pair.certificate, "--tls-key", pair.key, "--send-queue-bytes", "100000000", "--messages-per-second", "0",
        ])
        let first = daemon.process.pid
        let (relay, channel) = try ChildProcess.tlsRelay(to: daemon.addresses[1], trusting: pair.certificate)
        let slow = Peer("slow", over: channel)
        try slow.expect("*** partyline/1 {*}")
        relay.send(signal: SIGSTOP)
        let ann = try daemon.join("ann")
        for _ in 0..<4_000 { try ann.send(String(repeating: "x", count: 2_000)) }
        try ann.send("/ping x")
        try ann.skip(to: "-- pong x")
        try daemon.upgrade()
        kill(first, SIGHUP)
        try daemon.process.waitForLog("msg=reloaded")
        kill(first, SIGTERM)
        try daemon.expectEnd()
        #expect(daemon.process.log.text.contains("shutting down"))
        try relay.kill()
    }

    /// What was said before, while and after an upgrade prepares is in the new process's history, once and in order.
    @Test func historyOfManyRooms() throws {
        let served = try DaemonProcess(["--messages-per-second", "0"])
        let ann = try served.join("ann")
        for room in 0..<20 {
            try ann.send("/join #r\(room)")
            for number in 0..<100 { try ann.send("\(number) in \(room) " + String(repeating: "é", count: 300)) }
        }
        try ann.send("/ping done")
        try ann.skip(to: "-- pong done")
        try served.upgrade {
            for number in 100..<300 { try ann.send("/msg #r7 \(number) in 7") }
        }
        try ann.send("/msg #r7 300 in 7")
        try ann.send("/join #r3")
        try ann.send("/history #r7 250")
        for number in 51..<100 { try ann.skip(to: "-- {clock} <ann> \(number) in 7 {*}") }
        for number in 100...300 { try ann.expect("-- {clock} <ann> \(number) in 7") }
        try ann.send("/history #r19 1")
        try ann.skip(to: "-- {clock} <ann> 99 in 19 {*}")
        try served.stop()
    }

    /// The new server is of this program, but does not get as far as to serve.
    @Test func aConfigurationThatBroke() throws {
        let file = freshPath()
        try "motd = \"one\"\n".write(toFile: file, atomically: true, encoding: .utf8)
        let served = try Replaceable(["--config", file])
        let ann = try served.daemon.join("ann")
        try "motd = 1\n".write(toFile: file, atomically: true, encoding: .utf8)
        served.daemon.process.send(signal: SIGUSR2)
        try served.daemon.process.waitForLog("not upgraded, nothing is changed")
        try ann.send("/motd")
        try ann.expect("-- one")
        try served.daemon.stop()
    }

    /// A reader that is slow gets what waited for it, whole and in order, from the new process.
    @Test func outputThatWaits() throws {
        let served = try DaemonProcess(["--messages-per-second", "0", "--send-queue-bytes", "100000000"])
        let slow = try served.connect("slow", receiveBuffer: 4_096)
        try slow.expect("*** partyline/1 {*}")
        let ann = try served.join("ann")
        let text = String(repeating: "x", count: 1_000)
        for number in 0..<3_000 { try ann.send("\(number) \(text)") }
        try ann.send("/ping done")
        try ann.skip(to: "-- pong done")
        try served.upgrade()
        try ann.send("3000 \(text)")
        try slow.skip(to: "*** ann joined #lobby")
        for number in 0...3_000 { try slow.expect("<ann> \(number) \(text)") }
        try served.stop()
    }

    /// Lines that wait for their turn are carried out by the new process, in order, none of them twice.
    @Test func linesThatWait() throws {
        let served = try DaemonProcess(["--messages-per-second", "20", "--burst", "5"])
        let bob = try served.join("bob")
        let ann = try served.connect("ann")
        try ann.send((0..<10).map { "line \($0)" }.joined(separator: "\n"))
        try bob.skip(to: "<guest2> line 0")
        try served.upgrade()
        for number in 1..<10 { try bob.expect("<guest2> line \(number)") }
        try served.stop()
    }

    @Test func twiceAtOnce() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            daemon.process.send(signal: SIGUSR2)
            try daemon.upgrade()
            try ann.send("/ping x")
            try ann.expect("-- pong x")
        }
    }

    /// Nothing of a handover is kept by who took over.
    @Test func descriptorsAreTheSame() throws {
        try withDaemon { daemon in
            func descriptors() throws -> Int {
                let process = daemon.process.successor ?? daemon.process.pid
                return try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
            }
            let ann = try daemon.join("ann")
            let before = try descriptors()
            for round in 1...3 {
                try daemon.upgrade()
                try ann.send("/ping \(round)")
                try ann.expect("-- pong \(round)")
                #expect(try descriptors() == before)
            }
        }
    }

    /// The variable by which a process learns that it is a successor, set by somebody else.
    @Test(arguments: ["1", "99", "x", "-1", ""]) func noPredecessor(_ value: String) throws {
        let child = try ChildProcess(
            Binaries.daemon, ["--listen", "127.0.0.1:0"], environment: ["PARTYLINE_HANDOVER": value])
        #expect(try child.waitForExit() != .exited(0))
        #expect(child.log.text.contains("PARTYLINE_HANDOVER"))
    }

    @Test func unixSocketsKeepTheirFile() throws {
        let path = freshPath()
        try withDaemon(["--listen", "unix:\(path)"]) { daemon in
            let ann = try daemon.join("ann")
            try daemon.upgrade()
            let bob = try daemon.join("bob")
            try ann.skip(to: "*** bob joined #lobby")
            bob.close()
        }
        #expect(access(path, F_OK) != 0)
    }
}
