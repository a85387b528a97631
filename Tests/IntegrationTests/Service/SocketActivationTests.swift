import Glibc
import Testing

/// Sockets that a service manager bound (sd_listen_fds(3)).
@Suite struct SocketActivationTests {
    /// What systemd does: the number is the process's own only once it runs.
    private static let launch = "LISTEN_PID=$$ exec \"$0\" \"$@\""

    private func start(_ flags: [String], _ sockets: [ListeningSocket], _ environment: [String: String]) throws
        -> ChildProcess
    {
        try ChildProcess(
            shell: Self.launch, [Binaries.daemon] + flags, environment: environment,
            descriptors: sockets.map(\.descriptor))
    }

    @Test func servesOnThem() throws {
        let sockets = [try ListeningSocket(), try ListeningSocket()]
        // Who comes before the daemon waits for it.
        let early = try Peer("early", at: sockets[0].address)
        let child = try start(
            ["--listen", "systemd"], sockets, ["LISTEN_FDS": "2", "LISTEN_FDNAMES": "line:other"])
        let daemon = try DaemonProcess(child, listeners: 2)
        #expect(daemon.addresses == sockets.map(\.address))
        try early.expect("*** partyline/1 {*}")
        try Peer("late", at: sockets[1].address).expect("*** partyline/1 {*}")
        try daemon.stop()
    }

    /// By its name one is taken, and the other is left.
    @Test func servesOnTheOneThatIsNamed() throws {
        let sockets = [try ListeningSocket(), try ListeningSocket()]
        let child = try start(
            ["--listen", "systemd:line", "--listen", "127.0.0.1:0"], sockets,
            ["LISTEN_FDS": "2", "LISTEN_FDNAMES": "other:line"])
        let daemon = try DaemonProcess(child, listeners: 2)
        #expect(daemon.addresses[0] == sockets[1].address && daemon.addresses[1] != sockets[0].address)
        let unused = "is not listened on, and who connects to it waits for ever"
        #expect(try daemon.process.waitForLog(unused).contains("or listen on systemd:other"))
        // A reload finds it again.
        daemon.process.send(signal: SIGHUP)
        try daemon.process.waitForLog("msg=reloaded")
        try daemon.connect().expect("*** partyline/1 {*}")
        try daemon.stop()
    }

    /// A name that a reload adds is not of those any more that "systemd" stands for, and the other way round.
    @Test func aReloadSharesThemOutAnew() throws {
        let sockets = [try ListeningSocket(), try ListeningSocket()]
        let path = freshPath()
        defer { unlink(path) }
        let rest = "[[listen]]\naddress = \"systemd\"\n"
        try writeFile(rest, at: path)
        let child = try start(["--config", path], sockets, ["LISTEN_FDS": "2", "LISTEN_FDNAMES": "line:other"])
        let daemon = try DaemonProcess(child, listeners: 2)
        let early = try daemon.join("early")
        try writeFile(rest + "[[listen]]\naddress = \"systemd:other\"\n", at: path)
        daemon.process.send(signal: SIGHUP)
        try daemon.process.waitForLog("msg=reloaded")
        func count(_ words: String) -> Int {
            daemon.process.log.text.split(separator: "\n").count {
                $0.contains("msg=\"\(words) \(sockets[1].address)\"")
            }
        }
        #expect(count("listening on") == 2 && count("no longer listening on") == 1)
        for socket in sockets { try Peer("late", at: socket.address).expect("*** partyline/1 {*}") }
        try early.send("/who")
        try early.skip(to: "-- {*}early{*}")
        try daemon.stop()
    }

    @Test(arguments: [
        (["LISTEN_FDS": "lots"], "LISTEN_FDS is not a number"), (["LISTEN_FDS": "-1"], "LISTEN_FDS is not a number"),
        (["LISTEN_FDS": "100000"], "descriptor 4 (unknown) does not listen"),
        (["LISTEN_FDS": "1", "LISTEN_FDNAMES": "a:b"], "2 names for 1"),
    ])
    func sayingsThatLie(_ environment: [String: String], _ words: String) throws {
        // Descriptor 4 is a stream of the harness's that doesn't listen.
        let child = try start(["--listen", "systemd"], [try ListeningSocket()], environment)
        #expect(try child.waitForExit() == .exited(EX_PROTOCOL))
        #expect(child.log.text.contains(words), "\(child.log.text)")
        #expect(child.log.text.split(separator: "\n").count == 1)
    }

    @Test func thoseOfAnotherProcess() throws {
        let child = try ChildProcess(
            Binaries.daemon, ["--listen", "systemd"], environment: ["LISTEN_FDS": "1", "LISTEN_PID": "1"],
            descriptors: [try ListeningSocket().descriptor])
        #expect(try child.waitForExit() == .exited(EX_CONFIG))
        #expect(child.log.text.contains("did not hand over a socket"))
    }
}

/// A socket that listens on a free port.
private final class ListeningSocket {
    let descriptor: Int32
    let address: Address

    /// - Parameter host: in network order; 127.0.0.1 unless given.
    init(host: UInt32 = UInt32(0x7F00_0001).bigEndian) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = host
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutableBytes(of: &place) { [descriptor] bytes in
            guard let base = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return Int32(-1) }
            guard bind(descriptor, base, length) == 0, listen(descriptor, 16) == 0 else { return -1 }
            return getsockname(descriptor, base, &length)
        }
        guard status == 0 else { throw HarnessFailure.call("bind", errno) }
        address = Address("127.0.0.1:\(UInt16(bigEndian: place.sin_port))")
    }

    deinit { close(descriptor) }
}

extension SocketActivationTests {
    @Test(.enabled(if: getuid() == 0, "needs root")) func rootServesNobodyOutside() throws {
        let child = try start(["--listen", "systemd"], [try ListeningSocket(host: 0)], ["LISTEN_FDS": "1"])
        #expect(try child.waitForExit() == .exited(EX_CONFIG))
        #expect(child.log.text.contains("0.0.0.0:"))
    }
}
