import Glibc
import Testing

/// `--daemonize` and `--pid-file`, for systems whose service manager wants them.
@Suite final class DaemonizeTests {
    private let pidFile = freshPath()
    private var daemons: [pid_t] = []

    deinit {
        for pid in daemons { kill(pid, SIGKILL) }
        unlink(pidFile)
    }

    /// Runs the command to its end: the lifeline is the shell's alone, so the daemon goes on. It is killed with the test.
    private func start(_ flags: [String], in directory: String = "/tmp") throws -> (ChildProcess, ChildProcess.Exit) {
        let script = "cd \(directory) && \"$0\" \"$@\" 3>&-; exit $?"
        let command = try ChildProcess(shell: script, [Binaries.daemon, "--daemonize"] + flags)
        let exit = try command.waitForExit(by: Deadline(seconds: 15))
        if exit == .exited(0), let pid { daemons.append(pid) }
        return (command, exit)
    }

    private var pid: pid_t? { readFile(pidFile).flatMap { pid_t($0.dropLast()) } }

    /// Waits for the end of a process that is no child of ours.
    private func waitForEnd(of pid: pid_t) throws {
        let tail = try ChildProcess("tail", ["--pid=\(pid)", "--sleep-interval=0.05", "-f", "/dev/null"])
        #expect(try tail.waitForExit(by: Deadline(seconds: 15)) == .exited(0))
        daemons.removeAll { $0 == pid }
    }

    /// When the command returns, it serves; as a session of its own, away from where it was started.
    @Test func returnsWhenItServes() throws {
        let (command, exit) = try start(["--listen", "127.0.0.1:0", "--pid-file", pidFile])
        #expect(exit == .exited(0), "\(command.log.text)")
        let daemon = try #require(pid)
        let words = try #require(command.log.text.firstRange(of: "listening on 127.0.0.1:"))
        let port = command.log.text[words.upperBound...].prefix { $0.isNumber }
        try Peer("peer", at: Address("127.0.0.1:\(port)")).expect("*** partyline/1 {*}")
        #expect(getsid(daemon) != getsid(0) && getsid(daemon) != daemon)
        #expect(linkTarget("/proc/\(daemon)/cwd") == "/")
        for stream in [0, 1] { #expect(linkTarget("/proc/\(daemon)/fd/\(stream)") == "/dev/null") }
        kill(daemon, SIGTERM)
        try waitForEnd(of: daemon)
        #expect(access(pidFile, F_OK) != 0)
        // Standard error was a file, so the log went on there.
        #expect(command.log.text.contains("msg=stopped"))
    }

    @Test func aSecondIsRefused() throws {
        _ = try start(["--listen", "127.0.0.1:0", "--pid-file", pidFile])
        let daemon = try #require(pid)
        for flags in [["--listen", "127.0.0.1:0", "--pid-file", pidFile]] {
            let (command, exit) = try start(flags)
            #expect(exit == .exited(EX_UNAVAILABLE))
            #expect(command.log.text.contains("process \(daemon), which runs"), "\(command.log.text)")
            #expect(command.log.text.split(separator: "\n").count == 1)
        }
        // In the foreground, too.
        try expectFailure(
            ["--listen", "127.0.0.1:0", "--pid-file", pidFile], with: EX_UNAVAILABLE, naming: "process \(daemon)")
        #expect(pid == daemon)
    }

    /// What keeps the daemon from starting is the command's word and code, and leaves nothing behind.
    @Test func aPortInUse() throws {
        try withDaemon { other in
            let (command, exit) = try start(["--listen", other.address.description, "--pid-file", pidFile])
            #expect(exit == .exited(EX_UNAVAILABLE))
            #expect(command.log.text.contains("can't listen: bind \(other.address)"))
            #expect(command.log.text.split(separator: "\n").count == 1, "\(command.log.text)")
            #expect(access(pidFile, F_OK) != 0)
        }
    }

    /// A daemon is at /, so what the command line calls by a relative path is meant where it was typed.
    @Test func relativePaths() throws {
        let directory = freshPath()
        try #require(mkdir(directory, 0o755) == 0)
        let (config, socket) = ("\(directory)/line.toml", "\(directory)/line.sock")
        defer {
            for path in [config, socket, directory] { remove(path) }
        }
        try writeFile("name = \"first\"\n", at: config)
        let name = String(pidFile.dropFirst("/tmp/".count))
        let flags = ["--config", "line.toml", "--listen", "unix:line.sock", "--pid-file", "../\(name)"]
        let (command, exit) = try start(flags, in: directory)
        #expect(exit == .exited(0), "\(command.log.text)")
        let daemon = try #require(pid)
        let address = Address("unix:\(socket)")
        try Peer("peer", at: address).expect("*** partyline/1 first. {*}")
        try writeFile("name = \"second\"\n", at: config)
        kill(daemon, SIGHUP)
        let log = command.log.wait(orEndOf: -1, by: .usual) { $0.contains("msg=reloaded") }
        #expect(log != nil, "\(command.log.text)")
        try Peer("peer", at: address).expect("*** partyline/1 second. {*}")
        kill(daemon, SIGTERM)
        try waitForEnd(of: daemon)
        #expect(access(socket, F_OK) != 0)
    }

    /// The new process has the pid file at once, and reads what was named by relative paths; and so does the one after it.
    @Test func isUpgraded() throws {
        let directory = freshPath()
        try #require(mkdir(directory, 0o755) == 0)
        defer {
            for path in ["\(directory)/line.toml", directory] { remove(path) }
        }
        try writeFile("name = \"first\"\n", at: "\(directory)/line.toml")
        let (command, exit) = try start(
            ["--config", "line.toml", "--listen", "127.0.0.1:0", "--pid-file", pidFile], in: directory)
        #expect(exit == .exited(0), "\(command.log.text)")
        for round in 1...2 {
            let old = try #require(pid)
            kill(old, SIGUSR2)
            let log = command.log.wait(orEndOf: -1, by: .usual) {
                $0.split(separator: "\n").count { $0.contains("took over") } == round
            }
            #expect(log != nil, "\(command.log.text)")
            try waitForEnd(of: old)
            let new = try #require(pid)
            daemons.append(new)
            #expect(new != old)
            #expect(linkTarget("/proc/\(new)/cwd") == "/")
        }
        let last = try #require(pid)
        kill(last, SIGTERM)
        try waitForEnd(of: last)
        #expect(access(pidFile, F_OK) != 0)
    }

    // MARK: In the foreground

    /// Root has made the file where the user that it became may not: the descriptor is handed over.
    @Test(
        .enabled(if: getuid() == 0, "needs root"),
        .enabled(if: PublicCopy.canBeNobody, "needs setpriv, and a /tmp or /var/tmp where nobody can run programs"))
    func aPidFileInAFolderOfRoots() throws {
        let folder = freshPath()
        try #require(mkdir(folder, 0o755) == 0)
        let file = "\(folder)/pid"
        defer {
            for path in [file, folder] { remove(path) }
        }
        let daemon = try DaemonProcess(
            ChildProcess(PublicCopy.daemon, ["--listen", "127.0.0.1:0", "--user", "nobody", "--pid-file", file]))
        #expect(readFile(file) == "\(daemon.process.pid)\n")
        for _ in 1...2 {
            try daemon.upgrade()
            let successor = try #require(daemon.process.successor)
            #expect(readFile(file) == "\(successor)\n")
        }
        try daemon.stop()
        #expect(readFile(file) == "", "it can't be removed by nobody, and is emptied")
    }

    @Test func aPidFileThatAKilledProcessLeft() throws {
        let killed = try DaemonProcess(["--pid-file", pidFile])
        #expect(pid == killed.process.pid)
        try killed.process.kill()
        #expect(pid == killed.process.pid)
        try withDaemon(["--pid-file", pidFile]) { #expect(pid == $0.process.pid) }
        #expect(access(pidFile, F_OK) != 0)
    }

    @Test func aPidFileOfAnotherProgram() throws {
        let sleeper = try ChildProcess("sleep", ["1000"])
        try writeFile("\(sleeper.pid)\n", at: pidFile)
        try expectFailure(
            ["--pid-file", pidFile, "--listen", "127.0.0.1:0"], with: EX_UNAVAILABLE, naming: "process \(sleeper.pid)")
        #expect(pid == sleeper.pid)
    }

    @Test func aFileThatIsNoPidFile() throws {
        try writeFile("name = \"precious\"\n", at: pidFile)
        try expectFailure(
            ["--pid-file", pidFile, "--listen", "127.0.0.1:0"], with: EX_CANTCREAT,
            naming: "other than a process's number")
        #expect(readFile(pidFile) == "name = \"precious\"\n")
    }
}
