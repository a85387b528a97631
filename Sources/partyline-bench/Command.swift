import ArgumentParser
import BenchSupport
import Glibc

@main
struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partyline-bench",
        abstract: "Loads partylined and the yardstick in turn, checks every delivery, and compares what they cost.",
        discussion: "See docs/BENCHMARKS.md. Ends with 1 where a line was lost, doubled, changed or misdirected.")

    @Flag(help: "A short form for CI: one round, a twentieth of the lines. Its ratios say little.")
    var quick = false

    @Option(help: "Rounds of each measurement.")
    var rounds: Int?

    @Option(
        help: """
            Only these, by commas: room200, room1000, rooms100, rooms100x8, single, tls200, web200; \
            irc200, irc1000, ircmixed, ircrooms100; \
            upkeep, or of it start, idle, tlsidle, webidle, webtlsidle, growth, joins, \
            ircidle, ircjoins; ircburst; \
            store, or of it store200, strict1000, writer, storeidle, bans; \
            large, which only runs where it is named.
            """)
    var only: String?

    @Option(help: "Only this server: yardstick or partylined.")
    var server: String?

    @Option(
        help: "Lines of each speaker, instead of the workload's own number; many make a run long enough for a profile.")
    var lines: Int?

    @Option(help: "For large: a store that was filled before, or is filled now, and stays.")
    var store: String?

    @Option(help: "For large: how many messages it is filled with.")
    var messages = 6_000_000

    @Option(help: "The path of the yardstick; it stands beside this program.")
    var yardstick: String = Machine.ownDirectory + "yardstick"

    @Option(help: "The path of the daemon; it stands beside this program.")
    var partylined: String = Machine.ownDirectory + "partylined"

    func validate() throws {
        if let rounds, !(1...1000).contains(rounds) { throw ValidationError("--rounds is 1 to 1000") }
        if let lines, !(2...LoadLine.maximumLines / 2).contains(lines) {
            throw ValidationError("--lines is 2 to 5000000")
        }
        let known =
            Workload.all.map(\.key) + Upkeep.all(quick: quick).map(\.key) + StoreReport.keys + [
                "upkeep", "store", LargeStore.key, IRCBurst.key,
            ]
        for key in parts where !known.contains(key) { throw ValidationError("--only: there is no \(key)") }
        if let server, !["yardstick", "partylined"].contains(server) {
            throw ValidationError("--server is yardstick or partylined")
        }
    }

    func run() throws {
        ServerProcess.endWithUs()
        defer { Credentials.removeFiles() }
        let rounds = rounds ?? (quick ? 1 : 5)
        let workloads = Workload.all.filter { parts.contains($0.key) }.map {
            $0.saying(lines ?? (quick ? $0.linesPerSpeaker / 20 : $0.linesPerSpeaker))
        }
        let upkeep = Upkeep.all(quick: quick).filter { parts.contains($0.key) || parts.contains("upkeep") }
        do {
            let ways = Set(workloads.map(\.way) + upkeep.map(\.way) + [.lines])
            let bench = Bench()
            let folder = try StoreFolder()
            defer { withExtendedLifetime(folder) {} }
            let report = Report(servers: try servers(for: ways, folder), bench: bench)
            report.printHeading(rounds: rounds)
            if !workloads.isEmpty { try report.compare(workloads, rounds: rounds) }
            if !upkeep.isEmpty { try report.measure(upkeep, rounds: rounds) }
            let keeping = StoreReport.keys.filter { parts.contains($0) || parts.contains("store") }
            guard server != "yardstick" else { return }
            if parts.contains(IRCBurst.key) {
                report.show("\n" + (try report.burst(of: partylined, clients: quick ? 100 : 1000, rounds: rounds)))
            }
            let store = StoreReport(partylined: partylined, bench: bench, isQuick: quick, rounds: min(rounds, 3))
            for table in try store.tables(keeping) { report.show("\n" + table) }
            guard parts.contains(LargeStore.key) else { return }
            let large = try self.store == nil ? StoreFolder() : nil
            let path = self.store ?? large?.store ?? ""
            for table in try store.tables(ofLarge: path, messages: messages) { report.show("\n" + table) }
        } catch let error as BenchError {
            Machine.complain("partyline-bench: \(error)\n")
            throw ExitCode.failure
        }
    }

    private var parts: [String] {
        only?.split(separator: ",").map(String.init) ?? Workload.all.map(\.key) + ["upkeep", IRCBurst.key, "store"]
    }

    private func chosen(_ programs: [ServerProgram]) -> [ServerProgram] {
        programs.filter { server == nil || $0.name == server }
    }

    /// - Parameter folder: for configurations.
    private func servers(
        for ways: Set<ServerProgram.Way>, _ folder: StoreFolder
    ) throws -> [ServerProgram.Way: [ServerProgram]] {
        let credentials = ways.contains(where: \.isSecure) ? try Credentials() : nil
        var servers: [ServerProgram.Way: [ServerProgram]] = [:]
        for way in ways { servers[way] = chosen(try programs(for: way, credentials, folder)) }
        return servers
    }

    private func programs(
        for way: ServerProgram.Way, _ credentials: Credentials?, _ folder: StoreFolder
    ) throws -> [ServerProgram] {
        if way == .irc { return try ircPrograms(folder) }
        let flag = "--listen" + (way.isWeb ? "-web" : "") + (way.isSecure ? "-tls" : "")
        var (own, other) = ([flag, "127.0.0.1:0"] + Command.everythingOn, [String]())
        var tls: LoadTLS?
        if way.isSecure, let credentials {
            tls = try LoadTLS(trusting: credentials.certificate)
            own += ["--tls-certificate", credentials.certificate, "--tls-key", credentials.key]
            other += ["--tls", credentials.certificate, credentials.key]
        }
        return [
            ServerProgram(dialect: .yardstick, path: yardstick, arguments: other, tls: tls),
            ServerProgram(dialect: .partyline, path: partylined, arguments: own, tls: tls),
        ]
    }

    /// - Parameter folder: for the configuration of one that listens for clients of IRC, too; there is no flag for that.
    private func ircPrograms(_ folder: StoreFolder) throws -> [ServerProgram] {
        var own = try folder.program(
            partylined,
            configuration: """
                [[listen]]
                address = "127.0.0.1:0"
                [[listen]]
                address = "127.0.0.1:0"
                protocol = "irc"

                """, arguments: Command.everythingOn)
        own.speaksIRC = true
        return [ServerProgram(dialect: .yardstick, path: yardstick, arguments: []), own]
    }

    /// Flags that turn on the figures and their pages and the log of every connection. Limits that the load would meet
    /// are so high that they hold nobody up; the others have their defaults.
    private static let everythingOn = [
        "--admin", "127.0.0.1:0", "--log-level", "info", "--messages-per-second", "1000000", "--burst", "1000000",
        "--connects-per-second", "1000000", "--connections-per-address", "20000", "--connections", "20000",
        "--send-queue-bytes", "67108864",
    ]
}
