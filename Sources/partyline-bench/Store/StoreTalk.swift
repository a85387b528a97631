import BenchSupport
import Libevent

/// Talk in a room that is kept: 200 clients, of whom 20 say as much as they can. What a delivery costs the loop's thread, and what a message
/// costs the writer's.
struct StoreTalk {
    static let key = "store200"
    private static let clients = 200
    private static let speakers = 20

    struct Figures {
        var loopPerDelivery = 0.0
        var othersPerMessage = 0.0
        var messagesPerSecond = 0.0
    }

    let partylined: String
    let lines: Int

    /// Starts a daemon that keeps so, and measures as the workload room200 does, but for the threads.
    /// - Parameter isApart: the writer does not share the processor of the loop, but that of the load.
    func run(_ mode: StoreMode, isApart: Bool = false, bench: Bench) throws -> Figures {
        let folder = try StoreFolder()
        let stage = try Stage()
        let server = try bench.start(try folder.program(partylined, mode, lobby: "#lobby"), on: stage)
        if isApart, let processors = bench.processors {
            try Machine.bind(othersOf: server.process, to: processors.load)
        }
        let crowd = Crowd(of: server, dialect: .partyline, on: stage)
        // Everybody is in the lobby from the start, and hears of each nick.
        try crowd.connect(StoreTalk.clients) { "/nick \(LoadLine.nick($0))\n" }
        try Muster(crowd, roomSize: StoreTalk.clients).run()
        // Who came is told a moment later.
        try stage.pause(.milliseconds(500))
        let talk = Talk(crowd, of: server, rooms: 1, speakersPerRoom: StoreTalk.speakers, pace: .saturated(window: 64))
        _ = try talk.run(linesPerSpeaker: max(1, lines / 10), within: .seconds(120))
        // What comes behind the talk of the warm-up is over, and what comes behind this one's counts.
        try stage.pause(.seconds(3))
        let before = try Machine.processorTime(ofLoopOf: server.process)
        let figures = try talk.run(linesPerSpeaker: lines, within: .seconds(300))
        let loop = try Machine.processorTime(ofLoopOf: server.process).loop - before.loop
        try stage.pause(.seconds(3))
        let others = try Machine.processorTime(ofLoopOf: server.process).others - before.others
        crowd.disperse()
        try server.end()
        let messages = Double(lines * StoreTalk.speakers)
        return Figures(
            loopPerDelivery: Double(loop) / Double(figures.deliveries),
            othersPerMessage: Double(others) / 1_000 / messages,
            messagesPerSecond: messages / figures.seconds)
    }
}
