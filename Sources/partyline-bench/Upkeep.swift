import BenchSupport
import Libevent

/// A cost of a server besides talk, as a single figure.
struct Upkeep {
    let key: String
    let title: String
    let unit: String
    let digits: Int
    /// The most that it may be for Partyline; nil if there is no goal.
    let goal: Double?
    var way = ServerProgram.Way.lines
    let measure: (ServerProgram, Bench) throws -> Double

    /// All of them, at full size, or at a tenth of it for a quick look.
    static func all(quick: Bool) -> [Upkeep] {
        let (idle, idleSecure) = quick ? (500, 100) : (5000, 1000)
        let (rounds, visitors) = quick ? (3, 100) : (10, 1000)
        let joiners = quick ? 200 : 2000
        return [
            Upkeep(key: "start", title: "start to listening", unit: "ms", digits: 1, goal: 30, measure: timeToListen),
            Upkeep(
                key: "idle", title: "resident per idle connection, \(figure(Double(idle)))", unit: "KB", digits: 2,
                goal: 2.5
            ) { try residentPerConnection($0, $1, count: idle) },
            Upkeep(
                key: "tlsidle", title: "the same over TLS, \(figure(Double(idleSecure)))", unit: "KB", digits: 1,
                goal: nil, way: .tls
            ) { try residentPerConnection($0, $1, count: idleSecure) },
            Upkeep(
                key: "webidle", title: "resident per idle WebSocket, \(figure(Double(idle)))", unit: "KB", digits: 2,
                goal: 2.2, way: .web
            ) { try residentPerConnection($0, $1, count: idle, reader: .framed) },
            Upkeep(
                key: "webtlsidle", title: "the same over TLS, \(figure(Double(idleSecure)))", unit: "KB", digits: 1,
                goal: nil, way: .webTLS
            ) { try residentPerConnection($0, $1, count: idleSecure, reader: .framed) },
            Upkeep(
                key: "growth",
                title: "growth over \(rounds) rounds of \(figure(Double(visitors))) connects and quits", unit: "KB",
                digits: 0,
                goal: 128
            ) { try growth($0, $1, rounds: rounds, visitors: visitors) },
            Upkeep(
                key: "joins", title: "\(figure(Double(joiners))) joins into one room, CPU", unit: "s", digits: 2,
                goal: 3
            ) { try joins($0, $1, count: joiners) },
            Upkeep(
                key: "ircidle", title: "resident per idle client of IRC, \(figure(Double(idle)))", unit: "KB",
                digits: 2,
                goal: 3, way: .irc
            ) { try residentPerConnection($0, $1, count: idle, reader: .ircTags) },
            Upkeep(
                key: "ircjoins", title: "\(figure(Double(joiners))) joins into one room by IRC, CPU", unit: "s",
                digits: 2,
                goal: 0.5, way: .irc
            ) { try joins($0, $1, count: joiners, reader: .ircPresence) },
        ]
    }

    private static func timeToListen(_ program: ServerProgram, _ bench: Bench) throws -> Double {
        let stage = try Stage()
        let server = try bench.start(program, on: stage)
        try server.end()
        return server.timeToListen / .milliseconds(1)
    }

    /// What idle clients, a hundred to a room, add to the server's resident size.
    private static func residentPerConnection(
        _ program: ServerProgram, _ bench: Bench, count: Int, reader: LoadReader = .lines
    ) throws -> Double {
        let stage = try Stage()
        let server = try bench.start(program, on: stage)
        let before = try settledSize(of: server, stage)
        let crowd = Crowd(of: server, dialect: program.dialect, readers: [reader], on: stage)
        crowd.room = { "#r\($0 / 100)" }
        try crowd.connect(count) { crowd.introduction(of: $0) }
        try Muster(crowd, roomSize: 100).run()
        let after = try settledSize(of: server, stage)
        crowd.disperse()
        try server.end()
        return Double(after - before) / Double(count) / 1024
    }

    /// What rounds of visitors add, who come, are in the lobby together, and quit. The first two rounds don't count, as
    /// they fill memory that the server keeps for the next ones.
    private static func growth(_ program: ServerProgram, _ bench: Bench, rounds: Int, visitors: Int) throws -> Double {
        let stage = try Stage()
        let server = try bench.start(program, on: stage)
        let crowd = Crowd(of: server, dialect: program.dialect, on: stage)
        var before = 0
        for round in 0..<(2 + rounds) {
            if round == 2 { before = try settledSize(of: server, stage) }
            try crowd.connect(visitors) { _ in "" }
            try crowd.quit()
        }
        let after = try settledSize(of: server, stage)
        try server.end()
        return Double(after - before) / 1024
    }

    /// The server's processor time while many, already connected, all enter a room at once and hear of one another.
    private static func joins(
        _ program: ServerProgram, _ bench: Bench, count: Int, reader: LoadReader = .lines
    ) throws -> Double {
        let stage = try Stage()
        let server = try bench.start(program, on: stage)
        let crowd = Crowd(of: server, dialect: program.dialect, readers: [reader], on: stage)
        crowd.room = { "#p\($0 / 2)" }
        // They come in pairs first, so that it is known when all are in.
        try crowd.connect(count) {
            program.dialect == .yardstick ? "" : crowd.introduction(of: $0)
        }
        if program.dialect == .partyline { try Muster(crowd, roomSize: 2).run() }
        try stage.pause(.milliseconds(100))
        let before = try Machine.processorTime(of: server.process)
        crowd.room = { _ in "#big" }
        for client in 0..<count { crowd.send(crowd.joining(client), from: client) }
        try Muster(crowd, roomSize: count).run()
        let after = try Machine.processorTime(of: server.process)
        crowd.disperse()
        try server.end()
        return Double(after - before) / 1e9
    }

    /// The resident size, once it has not changed for 2 s (or after 10 s), as a server may free memory when it is idle.
    static func settledSize(of server: ServerProcess, _ stage: Stage) throws -> Int {
        var (size, same) = (try Machine.residentBytes(of: server.process), 0)
        for _ in 0..<50 where same < 10 {
            try stage.pause(.milliseconds(200))
            let now = try Machine.residentBytes(of: server.process)
            same = now == size ? same + 1 : 0
            size = now
        }
        return size
    }
}
