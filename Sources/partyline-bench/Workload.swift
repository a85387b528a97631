import BenchSupport

/// A conversation that runs against both servers, and what Partyline may cost compared with the yardstick.
struct Workload {
    let key: String
    let title: String
    let clients: Int
    let rooms: Int
    let speakersPerRoom: Int
    let pace: Talk.Pace
    private(set) var linesPerSpeaker: Int
    /// The most that a delivery may cost, as a multiple of the yardstick's; nil if there is no goal.
    let goal: Double?
    /// As what the clients read, in turn.
    private(set) var readers: [LoadReader] = [.lines]
    private(set) var way = ServerProgram.Way.lines

    static let all = [
        Workload(
            key: "room200", title: "200 clients, 1 room, 20 speakers, saturated", clients: 200, rooms: 1,
            speakersPerRoom: 20, pace: .saturated(window: 64), linesPerSpeaker: 2000, goal: 1.2),
        Workload(
            key: "room1000", title: "1,000 clients, 1 room, 20 speakers, saturated", clients: 1000, rooms: 1,
            speakersPerRoom: 20, pace: .saturated(window: 64), linesPerSpeaker: 500, goal: 1.2),
        Workload(
            key: "rooms100", title: "1,000 clients in 100 rooms, all speaking", clients: 1000, rooms: 100,
            speakersPerRoom: 10, pace: .saturated(window: 1), linesPerSpeaker: 300, goal: 1.3),
        Workload(
            key: "rooms100x8", title: "the same, 8 lines of each on their way", clients: 1000, rooms: 100,
            speakersPerRoom: 10, pace: .saturated(window: 8), linesPerSpeaker: 600, goal: nil),
        Workload(
            key: "single", title: "200 clients, one message at a time", clients: 200, rooms: 1,
            speakersPerRoom: 20, pace: .oneAtATime, linesPerSpeaker: 200, goal: 1.2),
        Workload(
            key: "tls200", title: "over TLS: 200 clients, 1 room, 20 speakers, saturated", clients: 200, rooms: 1,
            speakersPerRoom: 20, pace: .saturated(window: 64), linesPerSpeaker: 1000, goal: 1.3, way: .tls),
        Workload(
            key: "web200", title: "by WebSocket: 200 clients, 1 room, 20 speakers, saturated", clients: 200, rooms: 1,
            speakersPerRoom: 20, pace: .saturated(window: 64), linesPerSpeaker: 2000, goal: 1.26, readers: [.framed],
            way: .web),
        Workload(
            key: "irc200", title: "IRC: 200 clients, 1 room, 20 speakers, saturated", clients: 200, rooms: 1,
            speakersPerRoom: 20, pace: .saturated(window: 64), linesPerSpeaker: 2000, goal: 1, readers: [.ircTags],
            way: .irc),
        Workload(
            key: "irc1000", title: "IRC: 1,000 clients, 1 room, 20 speakers, saturated", clients: 1000, rooms: 1,
            speakersPerRoom: 20, pace: .saturated(window: 64), linesPerSpeaker: 500, goal: 1, readers: [.ircTags],
            way: .irc),
        Workload(
            key: "ircmixed", title: "200 clients, half by lines, half by IRC of four classes", clients: 200, rooms: 1,
            speakersPerRoom: 20, pace: .saturated(window: 64), linesPerSpeaker: 2000, goal: 1.1,
            readers: [.lines, .irc, .lines, .ircTime, .lines, .ircTimeAccount, .lines, .ircTags], way: .irc),
        Workload(
            key: "ircrooms100", title: "IRC: 1,000 clients in 100 rooms, all speaking", clients: 1000, rooms: 100,
            speakersPerRoom: 10, pace: .saturated(window: 1), linesPerSpeaker: 300, goal: 1.3, readers: [.ircTags],
            way: .irc),
    ]

    /// The same workload with another number of lines.
    func saying(_ lines: Int) -> Workload {
        var workload = self
        workload.linesPerSpeaker = lines
        return workload
    }

    /// Starts the server, fills the rooms, warms up with a tenth of the lines, and measures the rest.
    func run(on program: ServerProgram, bench: Bench) throws -> TalkFigures {
        let stage = try Stage()
        let server = try bench.start(program, on: stage)
        let crowd = Crowd(of: server, dialect: program.dialect, readers: readers, on: stage)
        let roomSize = clients / rooms
        crowd.room = { IRCLoadLine.room($0 / roomSize) }
        try crowd.connect(clients) { crowd.introduction(of: $0) }
        try Muster(crowd, roomSize: roomSize).run()
        let talk = Talk(
            crowd, of: server, rooms: rooms, speakersPerRoom: speakersPerRoom, pace: pace, format: format(for: program))
        _ = try talk.run(linesPerSpeaker: max(1, linesPerSpeaker / 10), within: .seconds(120))
        let figures = try talk.run(linesPerSpeaker: linesPerSpeaker, within: .seconds(300))
        crowd.disperse()
        try server.end()
        return figures
    }

    /// How readers by lines get what is said. The yardstick relays lines of the length that Partyline's readers get, on average.
    private func format(for program: ServerProgram) -> LoadLine {
        guard program.dialect == .yardstick else { return LoadLine() }
        let lengths = readers.map(IRCLoadLine(LoadLine()).length)
        return LoadLine(length: lengths.reduce(0, +) / lengths.count)
    }
}
