import Testing

/// What is typed while there is no connection.
@Suite struct ClientOfflineTests {
    private static func said(_ rows: [String]) -> [String] {
        rows.compactMap { row in row.firstRange(of: "<ann> ").map { String(row[$0.upperBound...]) } }
    }

    @Test func twoLinesAreTwoLines() throws {
        let daemon = try DaemonProcess()
        let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
        try terminal.wait(forRow: "-- you are now ann")
        try daemon.stop()
        try terminal.wait(forText: "[ann, not connected]")
        for line in ["one", "/me waves", "two"] {
            try terminal.type(line)
            try terminal.press("Enter")
            try terminal.wait(forText: "Kept until there is a connection: \(line)")
        }
        try terminal.type("half")
        try terminal.wait(forLastRows: ["[ann, not connected] half"])
        let again = try DaemonProcess(["--listen", daemon.address.description])
        let rows = try terminal.wait(for: "what was kept", by: Deadline(seconds: 20)) { Self.said($0).contains("two") }
        #expect(Self.said(rows) == ["one", "two"])
        #expect(rows.contains { $0.hasSuffix("* ann waves") })
        try terminal.wait(forLastRows: ["[ann #lobby] half"])
        try again.stop()
    }

    @Test func whatIsKeptIsNamedAtTheEnd() throws {
        let daemon = try DaemonProcess()
        let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
        try terminal.wait(forRow: "-- you are now ann")
        try daemon.stop()
        try terminal.wait(forText: "[ann, not connected]")
        try terminal.type("one")
        try terminal.press("Enter")
        try terminal.wait(forText: "Kept until there is a connection: one")
        try terminal.press("C-d")
        try terminal.wait(forRow: "This was not sent: one")
        #expect(try terminal.waitForExit() == 0)
    }
}
