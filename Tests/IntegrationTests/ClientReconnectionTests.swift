import Testing

/// The client after a break, at a server that takes few lines at once.
@Suite struct ClientReconnectionTests {
    static let rooms = (1...20).map { "#r\($0)" }

    @Test func manyRoomsAreEnteredAgainAndNothingIsMissed() throws {
        // The server closes sessions that are silent for long: the client's, while bob talks on.
        let flags = [
            "--idle-seconds", "3", "--ping-seconds", "0", "--messages-per-second", "100", "--burst", "3",
        ]
        try withDaemon(flags) { daemon in
            let joins = Self.rooms.flatMap { ["--join", "'\($0)'"] }
            let terminal = try ClientTerminal(client: ["--nick", "ann"] + joins, of: daemon)
            let bob = try daemon.join("bob")
            for room in Self.rooms { try Self.send("/join \(room)", bob) }
            try Self.wait(for: "all rooms", on: terminal, busy: bob) { rows in
                rows.count { $0.hasPrefix("-- you joined #r") } == 20
            }
            try Self.wait(for: "the break", on: terminal, busy: bob) { rows in
                rows.contains { $0.hasPrefix("Disconnected from the server") }
            }
            for room in Self.rooms { try Self.send("/msg \(room) missed in \(room).", bob) }
            let rows = try Self.wait(for: "what was missed", on: terminal, busy: bob) { rows in
                Self.rooms.allSatisfy { room in rows.contains { $0.hasSuffix("missed in \(room).") } }
            }
            for room in Self.rooms { #expect(rows.count { $0.hasSuffix("missed in \(room).") } == 1) }
            #expect(!rows.contains { $0.contains("slow-down") || $0.contains("no longer") })
        }
    }

    /// The line was said, and the connection broke before its answer came.
    @Test(arguments: ["once", "/me once", "/msg bob once", "/msg #lobby once"]) func nothingIsSaidTwice(line: String)
        throws
    {
        try withDaemon { daemon in
            let bob = try daemon.join("bob")
            let relay = try Relay(to: daemon.address)
            let terminal = try ClientTerminal(
                "\"$CLIENT\" 127.0.0.1:\(relay.port) --nick ann; echo exit $?; exec cat", columns: 80)
            try Self.wait(for: "the client", on: terminal, through: relay) { $0.last == "[ann #lobby]" }
            relay.holdsAnswers = true
            try terminal.type(line)
            try terminal.press("Enter")
            var heard: [String] = []
            while heard.last?.contains("once") != true {
                try relay.pump()
                try bob.send("/ping")
                heard += try bob.skip(to: "-- pong{*}")
            }
            relay.cut()
            relay.holdsAnswers = false
            let rows = try Self.wait(for: "the line", on: terminal, through: relay) { rows in
                rows.last == "[ann #lobby]" && rows.contains { $0.hasSuffix("once") && !$0.contains("[ann #lobby]") }
            }
            #expect(rows.count { $0.hasSuffix("once") } == 1)
            #expect(!rows.contains { $0.contains("not known") })
            try terminal.type("after")
            try terminal.press("Enter")
            try Self.wait(for: "the next line", on: terminal, through: relay) { rows in
                rows.contains { $0.hasSuffix("<ann> after") }
            }
            heard = try bob.skip(to: "<ann> after")
            #expect(!heard.contains { $0.contains("once") })
        }
    }

    /// Neither the first time nor when it comes again does anybody see a guest.
    @Test func whoComesBackComesByName() throws {
        try withDaemon { daemon in
            let bob = try daemon.join("bob")
            let relay = try Relay(to: daemon.address)
            let terminal = try ClientTerminal(
                "\"$CLIENT\" 127.0.0.1:\(relay.port) --nick ann; echo exit $?; exec cat", columns: 80)
            for times in 1...2 {
                // The prompt alone may be that of the connection before.
                try Self.wait(for: "the client", on: terminal, through: relay) { rows in
                    rows.last == "[ann #lobby]" && rows.count { $0.contains("Connected to ") } == times
                }
                let before = try bob.skip(to: "*** ann joined #lobby")
                #expect(!before.contains { $0.contains("guest2") || $0.contains("guest3") })
                relay.cut()
                try bob.expect("*** ann quit{*}")
            }
        }
    }

    @discardableResult
    private static func wait(
        for what: String, on terminal: ClientTerminal, through relay: Relay, until satisfied: ([String]) -> Bool
    ) throws -> [String] {
        try terminal.wait(for: what, by: Deadline(seconds: 15)) { rows in
            try relay.pump()
            return satisfied(rows)
        }
    }

    /// Sends a line, and waits until it was carried out.
    private static func send(_ line: String, _ peer: Peer) throws {
        try peer.send(line)
        try peer.send("/ping")
        try peer.skip(to: "-- pong{*}")
    }

    /// Waits for rows, those that have scrolled off among them, while the peer keeps sending, so as not to be idle.
    @discardableResult
    private static func wait(
        for what: String, on terminal: ClientTerminal, busy peer: Peer, until satisfied: ([String]) -> Bool
    ) throws -> [String] {
        let deadline = Deadline(seconds: 15)
        while true {
            let rows = try terminal.everything()
            if satisfied(rows) { return rows }
            guard !deadline.hasPassed else {
                throw HarnessFailure("the screen did not show \(what):\n  " + rows.joined(separator: "\n  "))
            }
            try send("/back", peer)
        }
    }
}
