import Testing

/// A paste is text: it is asked about, said as it is, and none of it is lost without a word.
@Suite struct ClientPasteTests {
    private static func start(_ daemon: DaemonProcess, columns: Int = 90) throws -> (ClientTerminal, bob: Peer) {
        let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon, columns: columns)
        try terminal.wait(forRow: "-- you are now ann")
        return (terminal, try daemon.join("bob"))
    }

    @Test func severalLinesAreAskedAbout() throws {
        try withDaemon { daemon in
            let (terminal, bob) = try Self.start(daemon)
            let text = (1...7).map { "pasted \($0)\n" }.joined()
            let question = #"Send 7 lines to #lobby? The first: "pasted 1" (y/n)"#
            try terminal.paste(text)
            try terminal.wait(forLastRows: [question])
            try terminal.press("Enter")
            try terminal.press("n")
            try terminal.wait(forLastRows: ["[ann #lobby]"])
            try bob.send("/ping")
            let before = try bob.skip(to: "-- pong{*}")
            #expect(!before.contains { $0.contains("pasted") })
            try terminal.paste(text)
            try terminal.wait(forLastRows: [question])
            try terminal.press("y")
            try bob.skip(to: "<ann> pasted 1")
            for number in 2...7 { try bob.expect("<ann> pasted \(number)") }
            try terminal.paste("one\n")
            try terminal.wait(forLastRows: ["[ann #lobby] one"])
        }
    }

    @Test func commandsAmongThemAreSaid() throws {
        try withDaemon { daemon in
            let (terminal, bob) = try Self.start(daemon)
            try terminal.type("half typed")
            try terminal.paste("a log:\n\n/quit\n//who\n/msg bob psst\n  /me indented\nand text")
            try terminal.wait(forText: "6 lines to #lobby")
            try terminal.wait(forText: "3 lines of the paste start with /")
            try terminal.press("y")
            try bob.skip(to: "<ann> a log:")
            for line in ["/quit", "//who", "/msg bob psst", "  /me indented", "and text"] {
                try bob.expect("<ann> \(line)")
            }
            try terminal.wait(forLastRows: ["[ann #lobby] half typed"])
        }
    }

    @Test func twoLinesAreSeveral() throws {
        try withDaemon { daemon in
            let (terminal, bob) = try Self.start(daemon)
            try terminal.paste("/quit\n/quit")
            try terminal.wait(forText: "Send 2 lines to #lobby?")
            try terminal.press("y")
            try bob.skip(to: "<ann> /quit")
            try bob.expect("<ann> /quit")
        }
    }

    @Test func oneLineGoesIntoTheLine() throws {
        try withDaemon { daemon in
            let (terminal, bob) = try Self.start(daemon)
            try terminal.type("/me ")
            try terminal.paste("\nwaves\n\n")
            try terminal.wait(forLastRows: ["[ann #lobby] /me waves"])
            try terminal.press("Enter")
            try bob.skip(to: "* ann waves")
        }
    }

    @Test func aLineThatIsTooLongIsNamed() throws {
        try withDaemon { daemon in
            let (terminal, bob) = try Self.start(daemon)
            try terminal.paste(String(repeating: "é", count: 1500) + "\n")
            try terminal.wait(forText: "The pasted line is too long: 3000 bytes, and a line has at most 2040")
            try terminal.wait(forLastRows: ["[ann #lobby]"])
            try terminal.paste(
                "first\n" + String(repeating: "x", count: 2500) + "\nthird\n\n" + String(repeating: "y", count: 2041))
            try terminal.wait(
                forText: "Line 2 of the paste is too long to be sent: 2500 bytes, and a line has at most 2040.")
            try terminal.wait(
                forText: "Line 5 of the paste is too long to be sent: 2041 bytes, and a line has at most 2040.")
            try terminal.wait(forText: #"Send 2 of 4 lines to #lobby? The first: "first""#)
            try terminal.press("y")
            try bob.skip(to: "<ann> first")
            try bob.expect("<ann> third")
        }
    }

    /// What fits is sent at the limit, too: a line that starts with a slash takes a byte more.
    @Test(arguments: ["x", "/"]) func theLongestLineIsSent(start: String) throws {
        try withDaemon { daemon in
            let (terminal, bob) = try Self.start(daemon)
            let most = start == "/" ? 2039 : 2040
            let line = start + String(repeating: "x", count: most - 1)
            try terminal.paste("first\n\(line)\n\(line)x\nlast\n")
            try terminal.wait(forText: "Line 3 of the paste is too long to be sent: 2041 bytes")
            try terminal.press("y")
            try bob.skip(to: "<ann> first")
            try bob.expect("<ann> " + line)
            try bob.expect("<ann> last")
        }
    }

    @Test func withoutAConnectionItIsKept() throws {
        let daemon = try DaemonProcess()
        let terminal = try ClientTerminal(client: ["--nick", "ann", "--join", "b"], of: daemon, columns: 90)
        try terminal.wait(forText: "-- you joined #b")
        try daemon.stop()
        try terminal.wait(forText: "[ann, not connected]")
        try terminal.paste("one\n/two\nthree\n")
        try terminal.wait(forText: "Send 3 lines to #b when there is a connection?")
        try terminal.press("y")
        try terminal.wait(forText: "Kept until there is a connection: 3 lines for #b.")
        let again = try DaemonProcess(["--listen", daemon.address.description])
        let rows = try terminal.wait(for: "what was kept", by: Deadline(seconds: 20)) { rows in
            rows.contains { $0.hasSuffix("<ann> three") }
        }
        let said = rows.compactMap { row in row.firstRange(of: "<ann> ").map { row[$0.upperBound...] } }
        #expect(said == ["one", "/two", "three"])
        try again.stop()
    }

    @Test func whatIsNotSentYetCanBeDropped() throws {
        try withDaemon(["--messages-per-second", "3", "--burst", "5"]) { daemon in
            let (terminal, bob) = try Self.start(daemon)
            try terminal.paste((1...50).map { "line \($0).\n" }.joined())
            try terminal.wait(forText: "Send 50 lines to #lobby?")
            try terminal.press("y")
            try bob.skip(to: "<ann> line 1.")
            try terminal.press("C-c")
            try terminal.wait(for: "what was dropped") { rows in rows.contains { $0.hasPrefix("Nor were ") } }
            try terminal.wait(forLastRows: ["[ann #lobby]"])
        }
    }

    @Test func aPasteWithoutItsEndIsEndedByControlC() throws {
        try withDaemon { daemon in
            let client = try ClientEscapeTests.start(of: daemon, until: "you are now ann")
            let bob = try daemon.join("bob")
            try client.input.write("\u{1B}[200~/quit\nnever ended".utf8)
            try bob.settle()
            try client.input.write([3])
            try client.output.take(through: "A paste that did not end was dropped (17 bytes).")
            try client.input.write("hello\r".utf8)
            try bob.skip(to: "<ann> hello")
        }
    }
}
