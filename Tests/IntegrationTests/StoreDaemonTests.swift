import Foundation
import Glibc
import TestSupport
import Testing

/// The daemon and its store: what outlives it, and what it does where that can't be had.
@Suite struct StoreDaemonTests {
    private let folder: TestFolder
    private let configuration: String

    init() throws {
        folder = try TestFolder()
        configuration = try folder.write(
            "partyline.toml",
            "[store]\npath = \"partyline.db\"\ncommit_ms = 0\n[accounts]\nregister_after_seconds = 0\n".utf8)
    }

    private func start() throws -> DaemonProcess {
        try DaemonProcess(["--config", configuration, "--messages-per-second", "0", "--admin", "127.0.0.1:0"])
    }

    /// Waits until all that was said is in the file.
    private func awaitCommit(_ daemon: DaemonProcess) throws {
        let pages = try AdminPages(of: daemon)
        let deadline = Deadline.usual
        while true {
            let figures = try pages.figures()
            if figures["partyline_store_queue_bytes"] == 0, figures["partyline_store_commits_total"] ?? 0 > 0 { return }
            guard !deadline.hasPassed else { throw HarnessFailure("nothing is committed: \(figures)") }
        }
    }

    private func history(of daemon: DaemonProcess) throws -> [String] {
        let peer = try daemon.connect()
        try peer.send("/wire 1\n@1 /history 1000")
        let lines = try peer.skip(to: "OK 1 {*}")
        peer.close()
        return lines.filter { $0.hasPrefix("ROW 1 ") }.map { String($0.split(separator: ":").last ?? "") }
    }

    @Test func whatWasWrittenOutlivesAKill() throws {
        var daemon = try start()
        let ann = try daemon.join("ann")
        for number in 1...50 { try ann.send("line \(number)") }
        try ann.settle()
        try awaitCommit(daemon)
        #expect(try AdminPages(of: daemon).get("/readyz").body == "ready\n")
        try daemon.process.kill()
        daemon = try start()
        #expect(try history(of: daemon) == (1...50).map { "line \($0)" })
        try daemon.stop()
    }

    /// As the package's first version with a store takes over from one without. What memory has is kept, too.
    @Test func aLiveUpgradeBeginsAStore() throws {
        _ = try folder.write("partyline.toml", "".utf8)
        var daemon = try start()
        let ann = try daemon.join("ann")
        try ann.send("said before")
        try ann.settle()
        _ = try folder.write("partyline.toml", "[store]\npath = \"partyline.db\"\ncommit_ms = 0\n".utf8)
        try daemon.upgrade()
        try ann.send("said after")
        try ann.settle()
        #expect(try history(of: daemon) == ["said before", "said after"])
        try awaitCommit(daemon)
        try daemon.process.kill()
        daemon = try start()
        #expect(try history(of: daemon) == ["said before", "said after"])
        try daemon.stop()
    }

    /// Memory would not have what the store has, so the old process goes on.
    @Test func aLiveUpgradeTakesUpNoStoreThatHasSomething() throws {
        let first = try start()
        try first.join("ann").send("kept")
        try first.stop()
        _ = try folder.write("partyline.toml", "".utf8)
        let daemon = try start()
        let bob = try daemon.join("bob")
        _ = try folder.write("partyline.toml", "[store]\npath = \"partyline.db\"\n".utf8)
        daemon.process.send(signal: SIGUSR2)
        try daemon.process.waitForLog("with; a restart can")
        try bob.settle()
        try daemon.stop()
    }

    @Test func anOrderlyEndLosesNothing() throws {
        for round in 1...3 {
            let daemon = try start()
            let ann = try daemon.join("ann")
            for number in 1...20 { try ann.send("round \(round) line \(number)") }
            try ann.settle()
            try daemon.stop()
        }
        let daemon = try start()
        #expect(try history(of: daemon) == (1...3).flatMap { round in (1...20).map { "round \(round) line \($0)" } })
        try daemon.stop()
    }

    @Test func anUpgradeGoesOnWithIt() throws {
        let daemon = try start()
        let ann = try daemon.join("ann")
        var said: [String] = []
        func say(_ count: Int) throws {
            for _ in 0..<count {
                said.append("line \(said.count)")
                try ann.send(said[said.count - 1])
            }
        }
        try say(40)
        for _ in 0..<3 {
            try daemon.upgrade { try say(40) }
            try say(10)
        }
        try ann.settle()
        try daemon.stop()
        let next = try start()
        #expect(try history(of: next) == said)
        try next.stop()
    }

    @Test func aSecondDaemonDoesNotGetIt() throws {
        let daemon = try start()
        let other = try ChildProcess(Binaries.daemon, ["--config", configuration, "--listen", "127.0.0.1:0"])
        #expect(try other.waitForExit() == .exited(69))
        #expect(other.log.text.contains("is in use by process"))
        try daemon.stop()
    }

    @Test func whatIsNoStoreIsLeftAlone() throws {
        _ = try folder.write("partyline.db", [UInt8](repeating: 7, count: 9_000))
        let daemon = try ChildProcess(Binaries.daemon, ["--config", configuration, "--listen", "127.0.0.1:0"])
        #expect(try daemon.waitForExit() == .exited(65))
        #expect(daemon.log.text.contains("is not a database; move it away, or restore a backup"))
        let elsewhere = try folder.write("elsewhere.toml", "[store]\npath = \"none/partyline.db\"\n".utf8)
        let other = try ChildProcess(Binaries.daemon, ["--config", elsewhere, "--listen", "127.0.0.1:0"])
        #expect(try other.waitForExit() == .exited(78))
    }

    @Test func anOperatorsAccountIsMade() throws {
        func create(_ name: String, _ password: String) throws -> ChildProcess.Exit {
            let input = try folder.write("password", password.utf8)
            let script = "exec \"$0\" --config \"$1\" --create-operator \"$2\" < \"$3\""
            let process = try ChildProcess("/bin/sh", ["-c", script, Binaries.daemon, configuration, name, input])
            return try process.waitForExit()
        }
        #expect(try create("ann", "short\n") == .exited(65))
        #expect(try create("guest5", "correct horse\n") == .exited(64))
        #expect(try create("ann", "correct horse\n") == .exited(0))
        #expect(try create("ANN", "correct horse\n") == .exited(65))
        let daemon = try start()
        // The daemon has it.
        #expect(try create("bob", "correct horse\n") == .exited(69))
        let ann = try daemon.connect()
        try ann.send("/login ann correct horse")
        _ = try ann.skip(to: "-- you are logged in as ann{*}")
        ann.close()
        try daemon.stop()
    }

    @Test func anAccountIsExportedBesideTheDaemon() throws {
        let daemon = try start()
        let ann = try daemon.join("ann")
        try ann.send("/register correct horse")
        _ = try ann.skip(to: "-- ann is yours now{*}")
        try ann.send("mine")
        try ann.send("/me waves")
        try ann.send("/msg ann to myself")
        try ann.settle()
        try awaitCommit(daemon)
        let file = folder.file("ann.txt")
        func export(_ arguments: [String]) throws -> ChildProcess.Exit {
            try ChildProcess(Binaries.daemon, ["--config", configuration, "--export"] + arguments).waitForExit()
        }
        #expect(try export(["bob", file]) == .exited(65))
        #expect(try export(["ann"]) == .exited(64))
        #expect(try export(["ANN", file]) == .exited(0))
        // What is there stays.
        #expect(try export(["ann", file]) == .exited(65))
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.count == 4 && lines[0].hasPrefix("account ann since="))
        #expect(lines[1].hasPrefix("MSG ") && lines[1].hasSuffix(" #lobby ann account=ann :mine"))
        #expect(lines[2].hasPrefix("ACT ") && lines[2].hasSuffix(" #lobby ann account=ann :waves"))
        #expect(lines[3].hasPrefix("DM ") && lines[3].hasSuffix(" ann account=ann to=ann :to myself"))
        try daemon.stop()
    }

    @Test func aBackupOfADaemonInUse() throws {
        let daemon = try start()
        let ann = try daemon.join("ann")
        try ann.send("keep this")
        try ann.settle()
        try awaitCommit(daemon)
        let copy = folder.file("copy.db")
        func backup(_ flags: [String]) throws -> ChildProcess.Exit {
            try ChildProcess(Binaries.daemon, flags + ["--backup", copy]).waitForExit()
        }
        #expect(try backup(["--config", configuration]) == .exited(0))
        #expect(try backup(["--config", configuration]) == .exited(78))
        #expect(try backup([]) == .exited(78))
        try daemon.stop()
        // It is a store itself.
        let other = try folder.write("copy.toml", "[store]\npath = \"copy.db\"\n".utf8)
        let restored = try DaemonProcess(["--config", other])
        #expect(try history(of: restored) == ["keep this"])
        try restored.stop()
    }
}
