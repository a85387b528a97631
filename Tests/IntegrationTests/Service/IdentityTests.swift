import Glibc
import Testing

/// Whom the daemon serves as.
@Suite struct IdentityTests {
    private static let isRoot = getuid() == 0

    @Test(.enabled(if: isRoot, "needs root")) func rootIsGivenUp() throws {
        let path = freshPath()
        let flags = ["--listen", "0.0.0.0:0", "--listen", "unix:\(path)", "--user", "nobody", "--group", "daemon"]
        try withDaemon(flags) { daemon in
            // Who takes a connection has done it.
            try Peer("peer", at: daemon.addresses[1]).expect("*** partyline/1 {*}")
            let status = try #require(readFile("/proc/\(daemon.process.pid)/status"))
            let lines = status.split(separator: "\n").map { $0.split { $0 == "\t" || $0 == " " } }
            func values(_ key: String) -> [String] {
                lines.first { $0[0] == key + ":" }?.dropFirst().map(String.init) ?? []
            }
            #expect(values("Uid") == ["65534", "65534", "65534", "65534"])
            #expect(values("Gid") == ["1", "1", "1", "1"])
            #expect(values("Groups") == ["1"])
            for set in ["CapInh", "CapPrm", "CapEff", "CapAmb"] { #expect(values(set) == ["0000000000000000"]) }
            #expect(values("NoNewPrivs") == ["1"])
            var owner = stat()
            #expect(lstat(path, &owner) == 0 && owner.st_uid == 65534 && owner.st_gid == 1)
            #expect(!daemon.process.log.text.contains("root"))
        }
        unlink(path)
    }

    @Test(.enabled(if: isRoot, "needs root"), arguments: ["0.0.0.0:0", "[::]:0", ":0"])
    func rootServesNobodyOutside(_ address: String) throws {
        try expectFailure(["--listen", address], with: EX_CONFIG, naming: "name a user")
    }

    /// Nor after a reload.
    @Test(.enabled(if: isRoot, "needs root")) func rootIsNotReloadedIntoIt() throws {
        let path = freshPath()
        defer { unlink(path) }
        let loopback = "[[listen]]\naddress = \"127.0.0.1:0\"\n"
        try writeFile(loopback, at: path)
        let daemon = try DaemonProcess(ChildProcess(Binaries.daemon, ["--config", path]))
        try writeFile(loopback + "[[listen]]\naddress = \"0.0.0.0:0\"\n", at: path)
        daemon.process.send(signal: SIGHUP)
        try daemon.process.waitForLog("not reloaded")
        #expect(!daemon.process.log.text.contains("listening on 0.0.0.0"))
        try daemon.stop()
    }

    @Test(.enabled(if: isRoot, "needs root")) func rootIsWarned() throws {
        try withDaemon { daemon in
            try daemon.process.waitForLog("level=warning msg=\"running as root")
            try daemon.connect().expect("*** partyline/1 {*}")
        }
    }

    @Test func accountsThatCantBe() throws {
        try expectFailure(["--user", "no-such-user"], with: EX_NOUSER, naming: "no-such-user")
        try expectFailure(["--user", "nobody", "--group", "no-such-group"], with: EX_NOUSER, naming: "no-such-group")
        try expectFailure(["--user", "root"], with: EX_NOUSER, naming: "root")
        try expectFailure(["--group", "daemon"], with: EX_USAGE, naming: "--user")
    }

    /// Only root can become another.
    @Test(
        .enabled(if: isRoot, "needs root"),
        .enabled(if: PublicCopy.canBeNobody, "needs setpriv, and a /tmp or /var/tmp where nobody can run programs"))
    func anotherThanRootStaysItself() throws {
        let asNobody = Array((PublicCopy.asNobody + [PublicCopy.daemon, "--listen", "127.0.0.1:0"]).dropFirst())
        let refused = try ChildProcess("setpriv", asNobody + ["--user", "daemon"])
        #expect(try refused.waitForExit() == .exited(EX_NOPERM), "\(refused.log.text)")
        #expect(refused.log.text.contains("not root"), "\(refused.log.text)")
        let itself = try DaemonProcess(ChildProcess("setpriv", asNobody + ["--user", "nobody"]))
        try itself.connect().expect("*** partyline/1 {*}")
        try itself.stop()
    }
}
