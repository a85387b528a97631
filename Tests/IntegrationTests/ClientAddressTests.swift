import Glibc
import Testing

/// How a server is written on the command line.
@Suite struct ClientAddressTests {
    private static let hasIPv6: Bool = {
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }()

    @Test func hostAndPortMayBeOneWord() throws {
        try withDaemon { daemon in
            let outcome = try ClientLineTests.run(["\(daemon.address.host):\(daemon.address.port)"])
            #expect(outcome.exit == .exited(0))
            #expect(outcome.errors.hasPrefix("Connected to \(daemon.address)\n"))
        }
    }

    @Test(.enabled(if: hasIPv6, "this machine has no IPv6")) func anIPv6AddressHasBracketsBesideAPort() throws {
        try withDaemon(["--listen", "[::1]:0"]) { daemon in
            let port = daemon.address.port
            for words in [["[::1]:\(port)"], ["::1", port], ["[::1]", port]] {
                let outcome = try ClientLineTests.run(words)
                #expect(outcome.exit == .exited(0))
                #expect(outcome.errors.hasPrefix("Connected to [::1]:\(port)\n"))
            }
        }
    }

    @Test(arguments: [
        (["host:"], "'host:' has no port behind its colon"), (["host:0"], "'0' is not a port"),
        (["host:65536"], "'65536' is not a port"),
        (["host:x"], "'x' is not a port"), (["host:+5"], "'+5' is not a port"),
        (["host:1", "2"], "The port is given twice"),
        (["[::1]:1", "2"], "The port is given twice"), ([":6000"], "':6000' has no host"),
        (["[::1"], "'[::1' has no closing bracket"),
        (["[host]:1"], "'host' is no IPv6 address"), (["[::1]x"], "'[::1]x' is not"), (["a:b:c"], "'a:b:c' is not"),
        (["telnet://host"], "'telnet://host' is not"), (["ann@host"], "'ann@host' is not"),
        (["ho st"], "'ho st' is not"), ([""], "'' is not"),
        (["1:2:3:4"], "'1:2:3:4' is not"), (["[]:1"], "'' is no IPv6 address"), (["unix:"], "'unix:' is not"),
        (["unix:/x", "1"], "A socket's path has no port"),
    ]) func nonsenseIsTold(words: [String], error: String) throws {
        let outcome = try ClientLineTests.run(words)
        #expect(outcome.exit == .exited(64))
        #expect(outcome.errors.contains("Error: " + error))
    }
}
