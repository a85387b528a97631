import BenchSupport

/// What 500 bans of a room cost who enters it: the server's processor time for it, beside that for a room without bans.
struct RoomBans {
    static let key = "bans"
    private static let bans = 500
    private static let visitors = 50

    let partylined: String
    let rounds: Int

    /// Microseconds of a room without bans, and of one with them.
    struct Pair {
        var without = 0.0
        var with = 0.0
    }

    struct Figures {
        /// For going in and out once, of one whom nobody sees.
        var alone = Pair()
        /// The same, in sight of all others.
        var crowded = Pair()
    }

    func run(bench: Bench) throws -> Figures {
        let folder = try StoreFolder()
        let stage = try Stage()
        let server = try bench.start(
            try folder.program(
                partylined, .relaxed, lobby: "",
                limits: """
                    exempt = ["127.0.0.0/8"]
                    [moderation]
                    masks_per_room = \(RoomBans.bans)

                    """), on: stage)
        let crowd = Crowd(of: server, dialect: .partyline, on: stage)
        try crowd.connect(1) { _ in "/nick founder\n" }
        try send("/register battery staple\n", from: 0, until: "yours now", crowd)
        crowd.send("/join #plain\n/registerroom\n/join #banned\n/registerroom\n", from: 0)
        // Of every kind, and none of them is about the visitors.
        for number in 0..<RoomBans.bans {
            let mask = ["nick:*s\(number)*", "host:c-\(number)*", "nick:\(number)*", "mask:*\(number)*!*@c-*"][
                number % 4]
            try send("/ban #banned \(mask)\n", from: 0, until: mask, crowd)
        }
        try crowd.connect(RoomBans.visitors) { "/nick \(LoadLine.nick($0))\n" }
        var figures = Figures()
        // Warms up.
        _ = try visit("#plain", rounds: 10, crowd, server, stage)
        figures.crowded.without = try visit("#plain", rounds: rounds, crowd, server, stage)
        figures.crowded.with = try visit("#banned", rounds: rounds, crowd, server, stage)
        try send("/part #plain\n/part #banned\n/ping gone\n", from: 0, until: "pong gone", crowd)
        figures.alone.without = try enter("#plain", rounds: rounds, crowd, server)
        figures.alone.with = try enter("#banned", rounds: rounds, crowd, server)
        crowd.disperse()
        try server.end()
        return figures
    }

    /// All go in and out, and hear of one another; it is the same in both rooms.
    private func visit(
        _ room: String, rounds: Int, _ crowd: Crowd, _ server: ServerProcess, _ stage: Stage
    ) throws -> Double {
        let before = try Machine.processorTime(ofLoopOf: server.process).loop
        for round in 0..<rounds {
            for visitor in 1...RoomBans.visitors { crowd.send("/join \(room)\n/part \(room)\n", from: visitor) }
            for visitor in 1...RoomBans.visitors {
                try send("/ping \(round)\n", from: visitor, until: "pong \(round)", crowd)
            }
        }
        let time = try Machine.processorTime(ofLoopOf: server.process).loop - before
        return Double(time) / 1_000 / Double(rounds * RoomBans.visitors)
    }

    /// One goes in and out, again and again, and waits for no answer in between: what it costs to wake the server is not the room's.
    private func enter(
        _ room: String, rounds: Int, _ crowd: Crowd, _ server: ServerProcess
    ) throws -> Double {
        let before = try Machine.processorTime(ofLoopOf: server.process).loop
        for round in 0..<rounds {
            let visits = String(repeating: "/join \(room)\n/part \(room)\n", count: RoomBans.visitors)
            try send(visits + "/ping \(round)\n", from: 1, until: "pong \(round)", crowd)
        }
        let time = try Machine.processorTime(ofLoopOf: server.process).loop - before
        return Double(time) / 1_000 / Double(rounds * RoomBans.visitors)
    }

    /// Has one say something, and waits until it gets a line with such words. Whoever is refused something ends the run.
    private func send(_ text: String, from client: Int, until words: String, _ crowd: Crowd) throws {
        let stage = crowd.stage
        var hasCome = false
        crowd.onLine = { number, line in
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix("!! ") { return stage.fail("client \(number) was refused: \(text)") }
            guard number == client, text.contains(words) else { return }
            hasCome = true
            stage.wake()
        }
        defer { crowd.onLine = nil }
        crowd.send(text, from: client)
        try stage.wait(for: "a line with \"\(words)\"", within: .seconds(60)) { hasCome }
    }
}
