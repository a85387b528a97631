import Foundation
import Glibc
import Testing

/// Figures of the real daemon, by HTTP and by signal.
@Suite struct MetricsTests {
    @Test func figuresOfATalk() throws {
        try withDaemon(["--admin", "127.0.0.1:0", "--name", "chat.example.org"]) { daemon in
            let pages = try AdminPages(of: daemon)
            #expect(try pages.get("/healthz").body == "ok\n")
            #expect(try pages.get("/readyz").body == "ready\n")
            let ann = try daemon.join("ann")
            let bob = try daemon.join("bob")
            try ann.send("hello")
            try bob.skip(to: "<ann> hello")
            try bob.send("/me waves")
            try ann.skip(to: "* bob waves")
            try bob.send("/frob")
            try bob.skip(to: "!! unknown-command: {*}")
            let during = try pages.figures()
            #expect(during["partyline_sessions"] == 2)
            #expect(during["partyline_messages_total{kind=\"message\"}"] == 1)
            #expect(during["partyline_messages_total{kind=\"action\"}"] == 1)
            #expect(during["partyline_refusals_total{code=\"unknown-command\"}"] == 1)
            #expect(during["partyline_commands_total{verb=\"nick\"}"] == 2)
            #expect(try #require(during["partyline_delivery_latency_seconds_count"]) >= 2)
            try ann.send("/quit")
            try bob.skip(to: "*** ann quit")
            try bob.send("/quit")
            try bob.skip(to: "*** goodbye")
            let after = try pages.figures()
            #expect(after["partyline_sessions"] == 0)
            #expect(after["partyline_ended_sessions_total{cause=\"quit\"}"] == 2)
            #expect(after["partyline_accepted_connections_total{listener=\"plain\"}"] == 2)
            try checkProcess(after, of: daemon)
            let text = try pages.get("/metrics").body
            for word in ["ann", "bob", "lobby", "chat.example.org"] { #expect(!text.contains("\"\(word)\"")) }
        }
    }

    /// Who reads the pages learns of nobody: no nick, room, topic, word or address is in them, nor among the figures of the log.
    @Test func nobodyIsNamed() throws {
        try withDaemon(["--admin", "127.0.0.1:0", "--listen", "127.0.0.2:0"]) { daemon in
            let pages = try AdminPages(of: daemon)
            let (ann, bob) = (try daemon.join("zebedee"), try daemon.join("quixote"))
            for line in ["/join #xanadu", "/topic xylophones", "kumquats", "/msg quixote yarrow", "/away zugzwang"] {
                try ann.send(line)
            }
            try ann.send("/nick zoroaster")
            try bob.skip(to: "*** zebedee is now zoroaster")
            try ann.send("/kumquats")
            try ann.skip(to: "!! unknown-command: {*}")
            daemon.process.send(signal: SIGUSR1)
            let log = try daemon.process.waitForLog("figures of process")
            let bodies = try ["/", "/metrics", "/healthz", "/readyz"].map { try pages.get($0).body }
            #expect(bodies[1].contains("partyline_sessions 2\n"))
            let lines = log.split(separator: "\n").filter { $0.contains("figures of") }.map(String.init)
            #expect(lines.count > 2)
            let words = [
                "zebedee", "zoroaster", "quixote", "xanadu", "lobby", "xylophones", "kumquats", "yarrow", "zugzwang",
                "127.0.0.",
            ]
            for text in bodies + lines {
                for word in words { #expect(!text.lowercased().contains(word), "\(word)") }
            }
        }
    }

    private func checkProcess(_ figures: [String: Double], of daemon: DaemonProcess) throws {
        let started = try #require(figures["process_start_time_seconds"])
        #expect(abs(started - Double(time(nil))) < 600)
        #expect(try #require(figures["process_resident_memory_bytes"]) > 1_048_576)
        #expect(try #require(figures["process_cpu_seconds_total"]) > 0)
        let descriptors = try #require(figures["process_open_fds"])
        // One may be of the connection that asked.
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.process.pid)/fd").count
        #expect(abs(descriptors - Double(open)) <= 2)
    }

    private static var promtool: String { Binaries.package + "/.build/tools/promtool" }

    /// `scripts/promtool.sh` fetches it, and `make test` calls that.
    private static var hasPromtool: Bool { access(promtool, X_OK) == 0 }

    @Test(.enabled(if: hasPromtool, "needs promtool: scripts/promtool.sh")) func promtoolFindsNothingWrong() throws {
        try withDaemon(["--admin", "127.0.0.1:0"]) { daemon in
            let text = try AdminPages(of: daemon).get("/metrics").body
            let check = try ChildProcess(MetricsTests.promtool, ["check", "metrics"])
            try check.input.write(text.utf8)
            check.closeInput()
            let exit = try check.waitForExit(by: Deadline(seconds: 30))
            #expect(exit == .exited(0), "\(check.log.text)")
            #expect(check.log.text.isEmpty)
        }
    }

    @Test(.enabled(if: hasPromtool, "needs promtool: scripts/promtool.sh")) func promtoolTakesTheAlerts() throws {
        let rules = Binaries.package + "/packaging/prometheus/partyline.rules.yml"
        let check = try ChildProcess(MetricsTests.promtool, ["check", "rules", rules])
        let exit = try check.waitForExit(by: Deadline(seconds: 30))
        #expect(exit == .exited(0), "\(check.log.text)")
    }

    @Test func aSignalWritesThemToTheLog() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            daemon.process.send(signal: SIGUSR1)
            try daemon.process.waitForLog("figures of process")
            let log = daemon.process.log.text
            let line = try #require(log.split(separator: "\n").first { $0.contains("figures of connections") })
            for figure in ["open=1", "sessions=1", "rooms=1", "accepted=1"] { #expect(line.contains(figure)) }
            #expect(log.contains("command_nick=1"))
            try ann.send("/quit")
            try ann.skip(to: "*** goodbye")
        }
    }

    @Test func wordsThatAreNoAddress() throws {
        let daemon = try ChildProcess(Binaries.daemon, ["--admin", "6060"])
        #expect(try daemon.waitForExit() == .exited(EX_USAGE))
        #expect(daemon.log.text.contains("--admin is \"6060\", which is not an address"))
    }
}
