import Glibc
import TestSupport
import Testing

/// The daemon under each restriction of packaging/systemd that can be had without systemd, and under all of them: it starts, serves
/// people and figures, reloads, is upgraded and stops.
@Suite(.enabled(if: getuid() == 0, "needs root"), .disabled(if: isSanitized, "sanitizers need what a sandbox takes"))
struct SandboxTests {
    /// In a mount namespace of its own: nothing can be written, and homes are empty.
    private static let readOnlyRoot = """
        set -e
        mount -o remount,bind,ro /
        for home in /home /root; do mount -t tmpfs -o ro tmpfs $home; done
        ! touch /tmp/partyline-sandbox 2>/dev/null
        unset HOME
        exec "$0" "$@"
        """
    private static let inItsOwnMounts = ["unshare", "--mount", "sh", "-c", readOnlyRoot]

    private static let canMount = PublicCopy.runs(inItsOwnMounts + ["true"])
    private static let canFilter = PublicCopy.runs(PublicCopy.confine + ["true"])
    private static let canDoAll = PublicCopy.runs(inItsOwnMounts + PublicCopy.asNobody + PublicCopy.confine + ["true"])

    private func serves(under wrapper: [String], _ flags: [String] = []) throws {
        let command = wrapper + [PublicCopy.daemon, "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"] + flags
        let daemon = try DaemonProcess(ChildProcess(command[0], Array(command.dropFirst())))
        do {
            let pages = try AdminPages(of: daemon)
            let (ann, bob) = (try daemon.join("ann"), try daemon.join("bob"))
            try bob.send("hello")
            try ann.skip(to: "<bob> hello")
            // As telnet would.
            try ann.send(bytes: [0xFF, 0xF6, 0x0D, 0x0A])
            // Behind what telnet is asked for at first.
            try ann.skip(to: "{*}-- yes")
            daemon.process.send(signal: SIGHUP)
            try daemon.process.waitForLog("msg=reloaded")
            try ann.send("and hello")
            try bob.skip(to: "<ann> and hello")
            #expect(try pages.figures()["partyline_sessions"] == 2)
            try daemon.upgrade()
            try bob.send("still here")
            try ann.skip(to: "<bob> still here")
        } catch {
            throw HarnessFailure("\(error)\n  the daemon's log:\n\(daemon.process.log.text.suffix(4000))")
        }
        try daemon.stop()
    }

    @Test(
        .enabled(
            if: canMount, "needs mounts of its own, which chroots and most containers refuse: unshare --mount true"))
    func aReadOnlyRootAndNoHome() throws {
        try serves(under: Self.inItsOwnMounts)
    }

    @Test(.enabled(if: PublicCopy.canBeNobody, "needs setpriv, and a /tmp or /var/tmp where nobody can run programs"))
    func noCapabilities() throws {
        try serves(under: PublicCopy.asNobody)
    }

    @Test(.enabled(if: canFilter, "needs python3, libseccomp2, systemd-analyze, and to filter system calls"))
    func itsSystemCallsAlone() throws {
        try serves(under: PublicCopy.confine)
    }

    @Test(.enabled(if: canFilter, "needs python3, libseccomp2, systemd-analyze, and to filter system calls"))
    func aStoreWithItsSystemCallsAlone() throws {
        let folder = try TestFolder()
        let configuration = try folder.write("partyline.toml", "[store]\npath = \"partyline.db\"\n".utf8)
        try serves(under: PublicCopy.confine, ["--config", configuration])
        // What was said before and after the upgrade is in the file.
        let daemon = try DaemonProcess(["--config", configuration])
        let peer = try daemon.connect()
        try peer.skip(to: "-- {clock} <bob> hello")
        try peer.skip(to: "-- {clock} <bob> still here")
        try daemon.stop()
    }

    /// The filter that was tried does refuse something.
    @Test(.enabled(if: canFilter, "needs python3, libseccomp2, systemd-analyze, and to filter system calls"))
    func otherSystemCallsFail() throws {
        let calls = [
            "os.chown('/tmp', 0, 0)", "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", "mmap.mmap(-1, 1, prot=7)",
        ]
        for call in calls {
            let code = "import mmap, os, socket\ntry: \(call)\nexcept PermissionError: os._exit(42)"
            let command = PublicCopy.confine + ["python3", "-c", code]
            let child = try ChildProcess(command[0], Array(command.dropFirst()))
            #expect(try child.waitForExit(by: Deadline(seconds: 20)) == .exited(42), "\(call): \(child.log.text)")
        }
    }

    @Test(.enabled(if: canDoAll, "needs all that the other tests of a sandbox need")) func allOfThem() throws {
        try serves(under: Self.inItsOwnMounts + PublicCopy.asNobody + PublicCopy.confine)
    }

    /// The system calls of giving up root are those that the unit leaves to systemd: the daemon says so, and does not go on as root.
    @Test(.enabled(if: canFilter, "needs python3, libseccomp2, systemd-analyze, and to filter system calls"))
    func rootThatCantBeGivenUp() throws {
        let command = PublicCopy.confine + [PublicCopy.daemon, "--listen", "127.0.0.1:0", "--user", "nobody"]
        let child = try ChildProcess(command[0], Array(command.dropFirst()))
        #expect(try child.waitForExit(by: Deadline(seconds: 20)) == .exited(EX_OSERR))
        #expect(child.log.text.contains("initgroups for nobody"))
    }
}

/// What the units take from the daemon.
@Suite struct UnitTests {
    /// What SECURITY.md promises of the service, whatever sum the rest comes to.
    @Test(arguments: [
        "User=partyline", "CapabilityBoundingSet=", "AmbientCapabilities=", "NoNewPrivileges=yes",
        "ProtectSystem=strict", "ProtectHome=yes", "NoExecPaths=/", "PrivateTmp=yes", "PrivateDevices=yes",
        "ProtectProc=invisible", "MemoryDenyWriteExecute=yes", "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
        "RestrictNamespaces=yes", "SystemCallArchitectures=native", "SystemCallFilter=@system-service",
        "SystemCallFilter=~@privileged @resources @setuid @chown @keyring @memlock @aio @ipc",
        "StateDirectoryMode=0700", "RequiresMountsFor=/var/lib/partyline", "MemoryMax=2G",
    ])
    func takes(_ setting: String) throws {
        let text = try #require(readFile(Binaries.package + "/packaging/systemd/partylined.service"))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains(setting))
        // A second one of the name would win, but of lists.
        let name = setting.prefix { $0 != "=" } + "="
        #expect(name == "SystemCallFilter=" || lines.count { $0.hasPrefix(name) } == 1)
    }

    /// What may be written and executed all the same.
    @Test func leavesLittle() throws {
        let text = try #require(readFile(Binaries.package + "/packaging/systemd/partylined.service"))
        let lines = text.split(separator: "\n")
        #expect(
            lines.filter { $0.hasPrefix("ExecPaths=") }
                == ["ExecPaths=/usr/lib/partyline /bin/kill /usr/lib -/lib -/lib64 -/usr/lib64"])
        #expect(
            lines.filter { $0.hasPrefix("SystemCallFilter=") }.dropFirst(2) == [
                "SystemCallFilter=pipe pipe2 setpriority"
            ])
        let directories = lines.filter { $0.contains(/^(Runtime|State|Cache|Logs)Directory=/) }
        #expect(directories == ["RuntimeDirectory=partyline", "StateDirectory=partyline"])
        #expect(!lines.contains { $0.contains(/^(ReadWritePaths|BindPaths|TemporaryFileSystem|RootDirectory)=/) })
    }

    /// 15: an exposure of 1.5 at most, as `systemd-analyze security` sees it.
    @Test(
        .enabled(if: access("/usr/bin/systemd-analyze", X_OK) == 0, "needs systemd-analyze"),
        arguments: ["partylined.service", "partylined.socket", "partylined-backup.service"])
    func exposesLittle(_ name: String) throws {
        let unit = Binaries.package + "/packaging/systemd/\(name)"
        let child = try ChildProcess(
            "systemd-analyze", ["security", "--no-pager", "--offline=true", "--threshold=15", unit])
        let output = String(decoding: try child.output.takeToEnd(by: Deadline(seconds: 20)), as: UTF8.self)
        #expect(try child.waitForExit(by: Deadline(seconds: 20)) == .exited(0), "\(output) \(child.log.text)")
        #expect(output.contains("Overall exposure level"))
    }
}

/// Whether this was built with AddressSanitizer or ThreadSanitizer, and so were the programs beside it.
let isSanitized = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil
