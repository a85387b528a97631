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
