import Glibc
import Testing

/// The client as a person sees it, on tmux's screen.
@Suite struct ClientScreenTests {
    /// A line of wide characters, emoji and combining marks that takes two rows of sixty columns and a bit.
    static let longLine = "日本語のとても長い行 and e\u{301}clairs, half typed while everybody else talks, with 👍 and more"

    /// The rows that prompt and line take.
    static func inputRows(_ line: String, prompt: String = "[#lobby] ", columns: Int) -> [String] {
        var rows = [""]
        var width = 0
        for character in prompt + line {
            let isWide = character.unicodeScalars.first.map { $0.value >= 0x1100 } ?? false
            let isASCIIOrMarked = character.unicodeScalars.first.map { $0.value < 0x300 } ?? true
            let columnsTaken = isWide && !isASCIIOrMarked ? 2 : 1
            if width + columnsTaken > columns {
                rows.append("")
                width = 0
            }
            rows[rows.count - 1].append(character)
            width += columnsTaken
        }
        return rows.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }

    @Test func aHalfTypedLineStaysWholeUnderAThousandLines() throws {
        try withDaemon(["--messages-per-second", "0"]) { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon, columns: 60, rows: 20)
            try terminal.wait(forRow: "-- you are now ann")
            let bot = try daemon.join("bot")
            let half = Self.longLine.index(Self.longLine.startIndex, offsetBy: 40)
            try terminal.type(String(Self.longLine[..<half]))
            for number in 1...1000 {
                try bot.send("line \(number): " + String(repeating: "word 語 ", count: number % 12))
                // Typed while the lines come in.
                if number == 500 { try terminal.type(String(Self.longLine[half...])) }
            }
            try bot.send("the end")
            try terminal.wait(forText: "<bot> the end", by: Deadline(seconds: 20))
            try terminal.wait(forLastRows: Self.inputRows(Self.longLine, columns: 60))
            try Self.checkScrollback(of: terminal)
            try terminal.press("Enter")
            try bot.skip(to: "<ann> \(Self.longLine)")
            try terminal.wait(forLastRows: ["[#lobby]"])
        }
    }

    /// Every line is there once and in order, and of the half-typed line there is nothing but the last rows.
    private static func checkScrollback(of terminal: ClientTerminal) throws {
        let all = try terminal.everything()
        let numbers = all.compactMap { row in
            row.firstMatch(of: /^\d\d:\d\d <bot> line (\d+):/).flatMap { Int($0.1) }
        }
        #expect(numbers == Array(1...1000))
        #expect(all.count { $0.hasPrefix("[#lobby]") } == 1)
        #expect(all.count { $0.contains("half typed") } == 1)
    }

    @Test func aResizeKeepsTheLineWhole() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon, columns: 60, rows: 20)
            try terminal.wait(forRow: "-- you are now ann")
            try terminal.type(Self.longLine)
            try terminal.wait(forLastRows: Self.inputRows(Self.longLine, columns: 60))
            let bot = try daemon.join("bot")
            try terminal.wait(forText: "guest2 is now bot")
            for columns in [40, 25, 33, 80, 60] {
                try terminal.resize(columns: columns, rows: 12)
                try terminal.wait(forLastRows: Self.inputRows(Self.longLine, columns: columns))
                try bot.send("at \(columns)")
                try terminal.wait(forText: "at \(columns)")
                try terminal.wait(forLastRows: Self.inputRows(Self.longLine, columns: columns))
            }
            let all = try terminal.everything()
            #expect(all.count { $0.contains("[#lobby]") } == 1)
            for columns in [40, 25, 33, 80, 60] { #expect(all.count { $0.contains("<bot> at \(columns)") } == 1) }
            #expect(all.contains("Connected to \(daemon.address)"))
        }
    }

    @Test func aDialogue() throws {
        try withDaemon(["--name", "chat.example.org", "--motd", "Welcome."]) { daemon in
            let terminal = try ClientTerminal(client: [], of: daemon, columns: 80, rows: 24)
            try terminal.wait(forRow: "*** #lobby: nobody else is here")
            let bob = try daemon.join("bob")
            try terminal.type("/nick ann")
            try terminal.press("Enter")
            try terminal.wait(forRow: "-- you are now ann")
            try terminal.type("hello")
            try terminal.press("Enter")
            try bob.skip(to: "<ann> hello")
            for line in ["hi ann", "/me waves", "/msg ann psst", "/topic cakes"] { try bob.send(line) }
            try terminal.wait(forText: "*** bob set the topic of #lobby: cakes")
            try terminal.type("/msg bob hm")
            try terminal.press("Enter")
            try bob.skip(to: "[ann] hm")
            try terminal.type("/frob")
            try terminal.press("Enter")
            try terminal.wait(forText: "!! unknown-command")
            bob.close()
            let rows = try terminal.wait(forText: "*** bob quit")
            let timeless = rows.map { $0.replacing(#/^\d\d:\d\d /#, with: "") }
            #expect(
                timeless.starts(with: [
                    "Connected to \(daemon.address)",
                    "*** partyline/1 chat.example.org. You are guest1. /help lists the commands.", "*** Welcome.",
                    "*** #lobby: nobody else is here", "*** guest2 joined #lobby", "*** guest2 is now bob",
                    "-- you are now ann", "<ann> hello", "<bob> hi ann", "* bob waves", "[bob] psst",
                    "*** bob set the topic of #lobby: cakes", "[-> bob] hm",
                ]))
            #expect(rows.last == "[#lobby]")
            try terminal.press("C-d")
            #expect(try terminal.waitForExit() == 0)
            #expect(try terminal.rows().contains("Disconnected from the server"))
        }
    }

    @Test func controlCClearsAndThenQuits() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: [], of: daemon)
            try terminal.wait(forLastRows: ["[#lobby]"])
            try terminal.type("half typed")
            try terminal.wait(forLastRows: ["[#lobby] half typed"])
            try terminal.press("C-c")
            try terminal.wait(forLastRows: ["Ctrl-C again, or Ctrl-D, ends this program.", "[#lobby]"])
            try terminal.press("C-c")
            #expect(try terminal.waitForExit() == 0)
        }
    }

    @Test func keysEditTheLine() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
            try terminal.wait(forRow: "-- you are now ann")
            let bert = try daemon.join("Bert")
            try terminal.wait(forText: "guest2 is now Bert")
            try terminal.type("be")
            try terminal.press("Tab")
            try terminal.wait(forLastRows: ["[#lobby] Bert:"])
            try terminal.type("world")
            try terminal.press("M-b")
            try terminal.type("日本 ")
            try terminal.press("C-e", "BSpace", "C-a", "C-k", "C-y", "Home", "Delete")
            try terminal.type("b")
            try terminal.wait(forLastRows: ["[#lobby] bert: 日本 worl"])
            try terminal.press("Enter")
            try bert.skip(to: "<ann> bert: 日本 worl")
            try terminal.type("draft")
            try terminal.press("Up")
            try terminal.wait(forLastRows: ["[#lobby] bert: 日本 worl"])
            try terminal.press("Down")
            try terminal.wait(forLastRows: ["[#lobby] draft"])
        }
    }

    @Test func aLongPasteIsAskedAbout() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
            try terminal.wait(forRow: "-- you are now ann")
            let bob = try daemon.join("bob")
            let text = (1...7).map { "pasted \($0)\n" }.joined()
            try terminal.paste(text)
            try terminal.wait(forLastRows: ["Send 7 pasted lines? (y/n)"])
            try terminal.press("n")
            try terminal.wait(forLastRows: ["[#lobby]"])
            try bob.expectSilence()
            try terminal.paste(text)
            try terminal.wait(forLastRows: ["Send 7 pasted lines? (y/n)"])
            try terminal.press("y")
            for number in 1...7 { try bob.expect("<ann> pasted \(number)") }
            try terminal.paste("one\n")
            try terminal.wait(forLastRows: ["[#lobby] one"])
        }
    }

    @Test func aLostConnectionIsMadeAgainAndWhatWasMissedIsShown() throws {
        // The server closes sessions that are silent for long: the client's, while bob talks on.
        let flags = ["--idle-seconds", "2", "--ping-seconds", "0", "--messages-per-second", "0"]
        try withDaemon(flags) { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann", "--join", "kitchen"], of: daemon)
            try terminal.wait(forText: "-- you joined #kitchen")
            let bob = try daemon.join("bob")
            try bob.send("/join kitchen")
            try bob.send("seen")
            try Self.wait(forText: "<bob> seen", on: terminal, busy: bob)
            try terminal.type("kept")
            try Self.wait(forText: "Disconnected from the server", on: terminal, busy: bob)
            try bob.send("missed")
            try Self.wait(forText: "<bob> missed", on: terminal, busy: bob)
            try bob.send("/names #kitchen")
            try bob.skip(to: "-- {*}ann{*}")
            let all = try terminal.everything()
            #expect(all.count { $0.hasSuffix("<bob> missed") } == 1)
            #expect(all.count { $0.hasSuffix("<bob> seen") } == 1)
            #expect(all.contains { $0.hasSuffix("] kept") })
        }
    }

    /// Waits for a row with the text while the peer keeps sending, so as not to be idle.
    private static func wait(forText text: String, on terminal: ClientTerminal, busy peer: Peer) throws {
        let deadline = Deadline(seconds: 15)
        while try !terminal.rows().contains(where: { $0.contains(text) }) {
            guard !deadline.hasPassed else { throw HarnessFailure("the screen did not show \"\(text)\"") }
            try peer.send("/ping")
            try peer.skip(to: "-- pong{*}")
        }
    }

    @Test func aLineTypedWithoutAConnectionIsKept() throws {
        let daemon = try DaemonProcess()
        let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
        try terminal.wait(forRow: "-- you are now ann")
        try daemon.stop()
        try terminal.wait(forText: "[not connected]")
        try terminal.type("kept")
        try terminal.press("Enter")
        try terminal.wait(forText: "Not connected: the line is kept")
        try terminal.wait(forLastRows: ["[not connected] kept"])
        let again = try DaemonProcess(["--listen", daemon.address.description])
        try terminal.wait(forLastRows: ["[#lobby] kept"], by: Deadline(seconds: 20))
        try again.stop()
        try terminal.wait(forText: "[not connected]")
        try terminal.press("C-u", "C-d")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT])
    func theTerminalIsRestoredAfterASignal(signal: Int32) throws {
        try withDaemon { daemon in
            let client = "\"$CLIENT\" \(daemon.address.host) \(daemon.address.port)"
            let command = "sh -c 'echo $$; exec \(client)'; stty -a; cat"
            let terminal = try ClientTerminal(command, environment: ["SWIFT_BACKTRACE": "enable=no"])
            let start = try terminal.wait(forLastRows: ["[#lobby]"])
            guard let pid = start.first.flatMap({ pid_t($0) }) else {
                throw HarnessFailure("the shell did not tell its process: \(start)")
            }
            kill(pid, signal)
            let rows = try terminal.wait(forText: "icanon")
            #expect(rows.contains { $0.contains(" icanon") || $0.hasPrefix("icanon") })
            #expect(!rows.contains { $0.contains("-echo ") || $0.contains("-isig") || $0.contains("-icrnl") })
            try terminal.paste("plain")
            try terminal.wait(forRow: "plain")
        }
    }

    @Test func stoppedItGivesTheTerminalBack() throws {
        try withDaemon { daemon in
            let command = "\"$CLIENT\" \(daemon.address.host) \(daemon.address.port) --nick ann"
            let terminal = try ClientTerminal("exec env PS1='shell: ' bash --norc")
            try terminal.wait(forText: "shell:")
            try terminal.type(command)
            try terminal.press("Enter")
            try terminal.wait(forLastRows: ["-- you are now ann", "[#lobby]"])
            try terminal.type("half typed")
            try terminal.press("C-z")
            try terminal.wait(forLastRows: ["shell:"])
            let bob = try daemon.join("bob")
            try bob.send("while you were away")
            try terminal.type("stty -a | grep -o ' icanon'; fg")
            try terminal.press("Enter")
            try terminal.wait(forText: "<bob> while you were away")
            let rows = try terminal.wait(forLastRows: ["[#lobby] half typed"])
            #expect(rows.contains(" icanon"))
            try terminal.press("C-u", "C-d")
            try terminal.wait(forLastRows: ["Disconnected from the server", "shell:"])
        }
    }
}
