import Glibc
import Testing

/// What the daemon can't do, it tells in one clear line, and with a code of sysexits.h.
func expectFailure(_ flags: [String], with code: Int32, naming word: String) throws {
    let child = try ChildProcess(Binaries.daemon, flags)
    let exit = try child.waitForExit()
    #expect(exit == .exited(code), "\(flags): \(child.log.text)")
    let lines = child.log.text.split(separator: "\n")
    #expect(lines.first?.contains(word) == true, "\(flags): \(child.log.text)")
    #expect(lines.count == 1, "\(flags): \(child.log.text)")
}

@Suite struct DaemonFaultTests {
    @Test(arguments: [
        (["--frobnicate"], "--frobnicate"), (["--listen"], "--listen"), (["stray"], "stray"),
        (["--messages-per-second", "many"], "many"), (["--line-bytes=-1"], "-1"), (["--log-level", "loud"], "loud"),
    ])
    func aBadFlag(_ flags: [String], _ word: String) throws {
        try expectFailure(flags, with: EX_USAGE, naming: word)
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.1:65536", ":::", "127.0.0.1:http", "[::1:6000", "unix:"])
    func aBadAddress(_ address: String) throws {
        try expectFailure(["--listen", address], with: EX_USAGE, naming: address)
    }

    @Test func aPortInUse() throws {
        try withDaemon { daemon in
            try expectFailure(
                ["--listen", daemon.address.description], with: EX_UNAVAILABLE, naming: daemon.address.description)
        }
    }

    @Test func anAddressThatIsNotOurs() throws {
        // Root would need a user for it.
        let user = getuid() == 0 ? ["--user", "nobody"] : []
        try expectFailure(["--listen", "192.0.2.1:0"] + user, with: EX_UNAVAILABLE, naming: "192.0.2.1")
    }

    @Test func aPathThatIsNotThere() throws {
        try expectFailure(
            ["--listen", "unix:/nonexistent/line.sock"], with: EX_UNAVAILABLE, naming: "/nonexistent/line.sock")
    }

    /// As root any port may be taken, so the daemon is started as nobody there.
    @Test(
        .enabled(
            if: getuid() != 0 || PublicCopy.canBeNobody,
            "needs setpriv, and a /tmp or /var/tmp where nobody can run programs"),
        .enabled(if: firstFreePort > 1, "every user may take every port here"))
    func aPortThatMayNotBeTaken() throws {
        let command = getuid() == 0 ? PublicCopy.asNobody + [PublicCopy.daemon] : [Binaries.daemon]
        let child = try ChildProcess(command[0], Array(command.dropFirst()) + ["--listen", "127.0.0.1:1"])
        #expect(try child.waitForExit() == .exited(EX_NOPERM), "\(child.log.text)")
    }

    private static var firstFreePort: Int {
        let text = readFile("/proc/sys/net/ipv4/ip_unprivileged_port_start") ?? ""
        return Int(text.prefix { $0.isNumber }) ?? 1024
    }
}
