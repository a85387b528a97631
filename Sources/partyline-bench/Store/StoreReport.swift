import BenchSupport
import Glibc

/// What it costs to keep what is said.
struct StoreReport {
    static let keys = [StoreTalk.key, StrictPace.key, "writer", "storeidle", RoomBans.key]

    let partylined: String
    let bench: Bench
    let isQuick: Bool
    let rounds: Int

    /// - Parameter keys: of those that are asked for.
    /// - Returns: tables.
    func tables(_ keys: [String]) throws -> [String] {
        var tables: [String] = []
        if keys.contains(StoreTalk.key) { tables.append(try talk()) }
        if keys.contains(StrictPace.key) { tables.append(try strict()) }
        if keys.contains("writer") { tables.append(try writer()) }
        if keys.contains("storeidle") { tables.append(try idle()) }
        if keys.contains(RoomBans.key) { tables.append(try bans()) }
        return tables
    }

    /// What is asked of a store of so many messages.
    /// - Parameter path: of one that was filled before; where there is none it is filled, and stays.
    func tables(ofLarge path: String, messages: Int) throws -> [String] {
        var tables: [String] = []
        if access(path, F_OK) != 0 {
            let figures = try StoreFill(path: path).run(messages: messages)
            tables.append(
                "filled \(path) with \(figure(Double(messages))) messages in \(figure(figures.seconds)) s, "
                    + "\(figure(figures.microsecondsPerMessage, digits: 1)) µs of CPU each")
        }
        var queries = TextTable(header: [
            "asked of the reader", "rows", "cold, ms", "goal", "", "warm, CPU ms", "goal", "",
        ])
        let asked = try StoreQueries(of: path)
        for query in asked.everyday {
            let (cold, warm, rows) = try asked.time(query)
            queries.add(
                [query.title, figure(Double(rows)), figure(cold, digits: 1)] + verdict(cold, query.goal.cold)
                    + [figure(warm, digits: 2)] + verdict(warm, query.goal.warm))
        }
        tables.append(queries.text)
        let large = try LargeStore(partylined, store: path)
        var searches = TextTable(
            header: ["asked of the daemon", "answer", "after, ms", "others waited, ms", "goal", ""], wordColumns: 2)
        for search in try large.search(bench: bench) {
            searches.add(
                [search.title, search.answer, figure(search.milliseconds), figure(search.lag, digits: 1)]
                    + verdict(search.lag, 10))
        }
        tables.append(searches.text)
        let start = try (1...rounds).map { _ in try large.start(bench: bench) }.median ?? .nan
        var starts = TextTable(header: ["start of the daemon with it", "ms", "goal", ""])
        starts.add(["from nothing to a greeting", figure(start)] + verdict(start, 1_500))
        tables.append(starts.text)
        return tables
    }

    private func idle() throws -> String {
        let accounts = isQuick ? 10_000 : 100_000
        let sizes = try [(StoreMode.off, 0), (.relaxed, 0), (.relaxed, accounts)].map { mode, accounts in
            let folder = try StoreFolder()
            if accounts > 0 { try StoreFill(path: folder.store).run(accounts: accounts) }
            let stage = try Stage()
            let server = try bench.start(try folder.program(partylined, mode, lobby: "#lobby"), on: stage)
            let size = try Upkeep.settledSize(of: server, stage)
            try server.end()
            return Double(size) / Double(1 << 20)
        }
        var table = TextTable(header: ["resident, without anybody", "MB", "goal", ""])
        table.add(["no store", figure(sizes[0], digits: 1), "", ""])
        table.add(
            ["what an empty store adds", figure(sizes[1] - sizes[0], digits: 1)] + verdict(sizes[1] - sizes[0], 3))
        table.add(
            ["what \(figure(Double(accounts))) accounts add", figure(sizes[2] - sizes[1], digits: 1)]
                + verdict(sizes[2] - sizes[1], 15))
        return table.text
    }

    private func bans() throws -> String {
        let figures = try (1...rounds).map { _ in
            try RoomBans(partylined: partylined, rounds: isQuick ? 5 : 100).run(bench: bench)
        }
        func median(_ value: (RoomBans.Figures) -> Double) -> Double { figures.map(value).median ?? .nan }
        let with = median { $0.alone.with }
        var table = TextTable(header: ["in and out of a room", "µs of CPU", "goal", ""])
        table.add(["alone, without bans", figure(median { $0.alone.without }, digits: 1), "", ""])
        table.add(["alone, with 500 bans", figure(with, digits: 1)] + verdict(with, 50))
        table.add(["among 50 people, without bans", figure(median { $0.crowded.without }, digits: 1), "", ""])
        table.add(["among 50 people, with 500 bans", figure(median { $0.crowded.with }, digits: 1), "", ""])
        return table.text
    }

    private func verdict(_ value: Double, _ goal: Double?) -> [String] {
        guard let goal else { return ["", ""] }
        return ["≤ \(figure(goal, digits: goal < 5 ? 1 : 0))", value <= goal ? "met" : "missed"]
    }

    private func talk() throws -> String {
        var ways: [(mode: StoreMode, isApart: Bool)] = []
        for mode in StoreMode.allCases {
            ways.append((mode, false))
            if mode == .relaxed, bench.processors != nil { ways.append((mode, true)) }
        }
        var figures = ways.map { _ in [StoreTalk.Figures]() }
        let talking = StoreTalk(partylined: partylined, lines: isQuick ? 100 : 2_000)
        for _ in 1...rounds {
            for (index, way) in ways.enumerated() {
                figures[index].append(try talking.run(way.mode, isApart: way.isApart, bench: bench))
            }
        }
        func median(_ index: Int, _ value: (StoreTalk.Figures) -> Double) -> Double {
            figures[index].map(value).median ?? .nan
        }
        var table = TextTable(
            header: [
                "200 clients in a room that is kept", "loop, ns/delivery", "of no store", "goal", "", "messages/s",
                "writer, µs/message", "goal", "",
            ])
        for (index, (mode, isApart)) in ways.enumerated() {
            let ratio = zip(figures[index], figures[0]).map { $0.loopPerDelivery / $1.loopPerDelivery }.median ?? .nan
            let writer = median(index) { $0.othersPerMessage }
            table.add(
                [
                    mode.title + (isApart ? ", the writer apart" : ""),
                    figure(median(index) { $0.loopPerDelivery }, digits: 1), figure(ratio, digits: 3),
                ]
                    + (mode == .relaxed ? ["≤ 1.03", ratio <= 1.03 ? "met" : "missed"] : ["", ""])
                    + [figure(median(index) { $0.messagesPerSecond }), mode == .off ? "" : figure(writer, digits: 1)]
                    + verdict(writer, mode.goal))
        }
        return table.text
    }

    private func strict() throws -> String {
        var (syncs, middles, tails) = ([Double](), [Double](), [Double]())
        for _ in 1...rounds {
            let figures = try StrictPace(partylined, seconds: isQuick ? 3 : 10).run(bench: bench)
            syncs.append(figures.sync)
            middles.append(figures.latency.percentile(0.5).map { Double($0) / 1e6 } ?? .nan)
            tails.append(figures.latency.percentile(0.99).map { Double($0) / 1e6 } ?? .nan)
        }
        let (sync, middle, tail) = (syncs.median ?? .nan, middles.median ?? .nan, tails.median ?? .nan)
        var table = TextTable(header: ["strict, 1,000 lines/s of 25 programs", "ms", "goal", ""])
        table.add(["one fdatasync", figure(sync, digits: 2), "", ""])
        table.add(["from a line to its OK, p50", figure(middle, digits: 1)] + verdict(middle, 2 * sync + 10))
        table.add(["the same, p99", figure(tail, digits: 1)] + verdict(tail, 25))
        return table.text
    }

    private func writer() throws -> String {
        var table = TextTable(header: [
            "the writer alone", "messages/s", "CPU, µs/message", "goal", "", "bytes/message",
        ])
        for search in [false, true] {
            let folder = try StoreFolder()
            var fill = StoreFill(path: folder.store)
            fill.search = search
            let count = isQuick ? 20_000 : 400_000
            let figures = try fill.run(messages: count)
            let cost = figures.microsecondsPerMessage
            table.add(
                [
                    search ? "with the index" : "search = false", figure(Double(count) / figures.seconds),
                    figure(cost, digits: 1),
                ]
                    + verdict(cost, search ? 16 : 6) + [figure(figures.bytesPerMessage)])
        }
        return table.text
    }
}
