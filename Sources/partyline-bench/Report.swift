import BenchSupport
import Glibc

/// Runs the measurements, the servers in turn, and prints their tables.
struct Report {
    /// The servers as clients come to them; of ways that nothing asks for there are none.
    let servers: [ServerProgram.Way: [ServerProgram]]
    let bench: Bench

    private var programs: [ServerProgram] { servers[.lines] ?? [] }

    func printHeading(rounds: Int) {
        let places = bench.processors.map { "the server on CPU \($0.server), the load on CPU \($0.load)" }
        print("\(Machine.name); \(places ?? "one CPU for both"); \(bench.descriptors) descriptors")
        if servers.keys.contains(where: \.isSecure) { print("TLS rows: \(LoadTLS.description)") }
        show("Lines of 100 bytes as delivered by lines; medians of \(rounds) round(s), the servers in turn.\n")
    }

    /// The workloads, each against both servers in turn.
    func compare(_ workloads: [Workload], rounds: Int) throws {
        var costs = TextTable(
            header: ["server CPU per delivery, ns"] + programs.map(\.name) + ["ratio", "of the rounds", "goal", ""])
        var speeds = TextTable(
            header: ["workload", "server", "deliveries/s", "p50 µs", "p99 µs", "server busy", "load busy"],
            wordColumns: 2)
        for workload in workloads {
            var figures = programs.map { _ in [TalkFigures]() }
            for round in 1...rounds {
                for (index, program) in (servers[workload.way] ?? []).enumerated() {
                    progress("\(workload.key), round \(round) of \(rounds), \(program.name)")
                    figures[index].append(try workload.run(on: program, bench: bench))
                }
            }
            let medians = figures.map { $0.map(\.serverTimePerDelivery).median ?? .nan }
            costs.add(
                [workload.title] + medians.map { figure($0) }
                    + verdict(workload.goal, figures.map { $0.map(\.serverTimePerDelivery) }))
            for (program, figures) in zip(programs, figures) { speeds.add(speed(workload, program, figures)) }
        }
        progress("")
        show("\(costs.text)\n\n\(speeds.text)\n")
    }

    /// The single figures, of both servers in turn; the goals are Partyline's.
    func measure(_ all: [Upkeep], rounds: Int) throws {
        var table = TextTable(header: ["upkeep", "unit"] + programs.map(\.name) + ["goal", ""], wordColumns: 2)
        for upkeep in all {
            var values = programs.map { _ in [Double]() }
            for round in 1...rounds {
                for (index, program) in (servers[upkeep.way] ?? []).enumerated() {
                    progress("\(upkeep.title), round \(round) of \(rounds), \(program.name)")
                    values[index].append(try upkeep.measure(program, bench))
                }
            }
            let medians = values.map { $0.median ?? .nan }
            let own = zip(programs, medians).first { $0.0.dialect == .partyline }?.1
            table.add(
                [upkeep.title, upkeep.unit] + medians.map { figure($0, digits: upkeep.digits) }
                    + [
                        upkeep.goal.map { "≤ \(figure($0, digits: $0 < 10 ? 1 : 0))" } ?? "",
                        own.flatMap { own in upkeep.goal.map { own <= $0 ? "met" : "missed" } } ?? "",
                    ])
        }
        progress("")
        show(table.text)
    }

    /// A table of what it takes until all clients of IRC that come at once are in their rooms.
    func burst(of partylined: String, clients: Int, rounds: Int) throws -> String {
        let figures = try (1...rounds).map { round in
            progress("\(IRCBurst.key), round \(round) of \(rounds)")
            return try IRCBurst(partylined: partylined, clients: clients).run(bench: bench)
        }
        progress("")
        func median(_ value: (IRCBurst.Figures) -> Double) -> Double { figures.map(value).median ?? .nan }
        var table = TextTable(header: ["\(figure(Double(clients))) clients of IRC enter 50 rooms each", "", "goal", ""])
        func add(_ title: String, _ value: Double, digits: Int, goal: Double? = nil) {
            table.add([
                title, figure(value, digits: digits), goal.map { "≤ \(figure($0))" } ?? "",
                goal.map { value <= $0 ? "met" : "missed" } ?? "",
            ])
        }
        add("until all are answered, s", median(\.seconds), digits: 1, goal: 25)
        add("refused", figures.map { Double($0.refusals) }.max() ?? .nan, digits: 0, goal: 0)
        add("the loop's lag, at worst, ms", median(\.lag), digits: 1, goal: 20)
        add("CPU, s", median(\.serverTime), digits: 2)
        return table.text
    }

    /// The ratio of the medians, the range of the rounds' own ratios, the goal, and whether it is met.
    private func verdict(_ goal: Double?, _ costs: [[Double]]) -> [String] {
        let bound = goal.map { "≤ \($0)" } ?? ""
        guard costs.count == 2, let base = costs[0].median, let own = costs[1].median else {
            return ["", "", bound, ""]
        }
        let ratios = zip(costs[1], costs[0]).map { $0 / $1 }
        let range = [ratios.min(), ratios.max()].map { figure($0 ?? .nan, digits: 2) }.joined(separator: "–")
        return [figure(own / base, digits: 2), range, bound, goal.map { own / base <= $0 ? "met" : "missed" } ?? ""]
    }

    private func speed(_ workload: Workload, _ program: ServerProgram, _ figures: [TalkFigures]) -> [String] {
        func median(_ value: (TalkFigures) -> Double?) -> Double { figures.compactMap(value).median ?? .nan }
        func microseconds(_ share: Double) -> String {
            figure(median { $0.latency.percentile(share).map { Double($0) / 1000 } })
        }
        return [
            workload.key, program.name, figure(median(\.deliveriesPerSecond)), microseconds(0.5), microseconds(0.99),
            figure(100 * median(\.serverShare)) + " %", figure(100 * median(\.loadShare)) + " %",
        ]
    }

    /// Prints at once, also if the output is a file, as a run takes minutes.
    func show(_ text: String) {
        print(text)
        fflush(nil)
    }

    /// Shows what is being done, on a terminal only.
    private func progress(_ text: String) {
        guard isatty(2) == 1 else { return }
        Machine.complain("\r\u{1b}[K" + text)
    }
}
