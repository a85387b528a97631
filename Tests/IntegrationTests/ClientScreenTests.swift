import Glibc
import Testing

/// The client as a person sees it, on tmux's screen.
@Suite struct ClientScreenTests {
    /// A line of wide characters, emoji and combining marks that takes two rows of sixty columns and a bit.
    static let longLine = "日本語のとても長い行 and e\u{301}clairs, half typed while everybody else talks, with 👍 and more"

    /// The rows that prompt and line take.
    static func inputRows(_ line: String, prompt: String = "[ann #lobby] ", columns: Int) -> [String] {
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
            try terminal.wait(forLastRows: ["[ann #lobby]"])
        }
    }

    /// Every line is there once and in order, and of the half-typed line there is nothing but the last rows.
    private static func checkScrollback(of terminal: ClientTerminal) throws {
        let all = try terminal.everything()
        let numbers = all.compactMap { row in
            row.firstMatch(of: /^\d\d:\d\d <bot> line (\d+):/).flatMap { Int($0.1) }
        }
        #expect(numbers == Array(1...1000))
        #expect(all.count { $0.hasPrefix("[ann #lobby]") } == 1)
        #expect(all.count { $0.contains("half typed") } == 1)
    }

    @Test func aResizeKeepsTheLineWhole() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon, columns: 60, rows: 20)
            try terminal.wait(forRow: "-- you are now ann")
            try terminal.type(Self.longLine)
            try terminal.wait(forLastRows: Self.inputRows(Self.longLine, columns: 60))
            let bot = try daemon.join("bot")
            try terminal.wait(forText: "*** bot joined #lobby")
            for columns in [40, 25, 33, 80, 60] {
                try terminal.resize(columns: columns, rows: 12)
                try terminal.wait(forLastRows: Self.inputRows(Self.longLine, columns: columns))
                try bot.send("at \(columns)")
                try terminal.wait(forText: "at \(columns)")
                try terminal.wait(forLastRows: Self.inputRows(Self.longLine, columns: columns))
            }
            let all = try terminal.everything()
            #expect(all.count { $0.contains("[ann #lobby]") } == 1)
            for columns in [40, 25, 33, 80, 60] { #expect(all.count { $0.contains("<bot> at \(columns)") } == 1) }
            #expect(all.contains("Connected to \(daemon.address)"))
        }
    }

    /// Others talk while the window is dragged, and tmux tells of the last size a while later.
    @Test(arguments: [
        [(60, 24), (40, 24), (25, 24), (33, 24), (80, 24), (60, 24)],
        [(80, 10), (80, 24), (60, 8), (100, 30), (30, 12), (80, 24)],
        [(115, 18), (27, 36), (96, 9), (43, 25), (120, 40), (36, 14), (81, 22), (52, 38)],
    ]) func aSeriesOfResizesLeavesOnePrompt(sizes: [(columns: Int, rows: Int)]) throws {
        try withDaemon(["--messages-per-second", "0"]) { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon, columns: 80, rows: 24)
            try terminal.wait(forRow: "-- you are now ann")
            let bot = try daemon.join("bot")
            for number in 1...5 { try bot.send("line \(number)") }
            let line = "a line, half typed and long enough to wrap over some more rows than one, where it is narrow"
            try terminal.type(line)
            try terminal.wait(forText: "a line, half")
            var said = 0
            for round in 1...3 {
                for size in sizes {
                    try terminal.resize(columns: size.columns, rows: size.rows)
                    for _ in 0..<(round == 3 ? 0 : 2) {
                        said += 1
                        try bot.send("said \(said)")
                    }
                    if round == 2 { try terminal.type("x") }
                }
            }
            let typed = line + String(repeating: "x", count: sizes.count)
            let columns = sizes[sizes.count - 1].columns
            try terminal.wait(forLastRows: Self.inputRows(typed, columns: columns))
            try bot.send("the end")
            try terminal.wait(forText: "the end")
            try terminal.wait(forLastRows: Self.inputRows(typed, columns: columns))
            let all = try terminal.everything()
            #expect(all.count { $0.contains("[ann #lobby]") } == 1, "\(all.joined(separator: "\n"))")
            #expect(all.count { $0.contains("half typed") || $0.contains("a line,") } <= 2)
            for number in 1...5 { #expect(all.count { $0.hasSuffix("<bot> line \(number)") } == 1) }
            let numbers = all.compactMap { $0.firstMatch(of: /<bot> said (\d+)$/).flatMap { Int($0.1) } }
            #expect(numbers == Array(1...said))
            #expect(all.contains("Connected to \(daemon.address)"))
        }
    }

    /// tmux keeps what it takes for a whole screen.
    @Test func aClearedScreenLeavesNoPromptsBehind() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
            try terminal.wait(forRow: "-- you are now ann")
            try terminal.press("C-l")
            try terminal.wait(for: "nothing but the prompt") { $0 == ["[ann #lobby]"] }
            for letter in "hello" { try terminal.type(String(letter)) }
            try terminal.wait(for: "the line") { $0 == ["[ann #lobby] hello"] }
            let all = try terminal.everything()
            #expect(all.count { $0.contains("[ann #lobby]") } == 1)
            #expect(all.contains("-- you are now ann"))
        }
    }

    @Test func aDialogue() throws {
        try withDaemon(["--name", "chat.example.org", "--motd", "Welcome."]) { daemon in
            let terminal = try ClientTerminal(client: [], of: daemon, columns: 80, rows: 24)
            try terminal.wait(forRow: "*** #lobby: nobody else is here")
            let bob = try daemon.join("bob")
            try terminal.wait(forText: "*** bob joined #lobby")
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
                    "*** #lobby: nobody else is here", "*** bob joined #lobby",
                    "-- you are now ann", "<ann> hello", "<bob> hi ann", "* bob waves", "[bob] psst",
                    "*** bob set the topic of #lobby: cakes", "[-> bob] hm",
                ]))
            #expect(rows.last == "[ann #lobby]")
            try terminal.press("C-d")
            #expect(try terminal.waitForExit() == 0)
            #expect(try terminal.rows().contains("Disconnected from the server"))
        }
    }

    @Test func controlCClearsAndThenQuits() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: [], of: daemon)
            try terminal.wait(forLastRows: ["[guest1 #lobby]"])
            try terminal.type("half typed")
            try terminal.wait(forLastRows: ["[guest1 #lobby] half typed"])
            try terminal.press("C-c")
            try terminal.wait(forLastRows: ["Ctrl-C again, or Ctrl-D, ends this program.", "[guest1 #lobby]"])
            try terminal.press("C-c")
            #expect(try terminal.waitForExit() == 0)
        }
    }

    @Test func keysEditTheLine() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
            try terminal.wait(forRow: "-- you are now ann")
            let bert = try daemon.join("Bert")
            try terminal.wait(forText: "*** Bert joined #lobby")
            try terminal.type("be")
            try terminal.press("Tab")
            try terminal.wait(forLastRows: ["[ann #lobby] Bert:"])
            try terminal.type("world")
            try terminal.press("M-b")
            try terminal.type("日本 ")
            try terminal.press("C-e", "BSpace", "C-a", "C-k", "C-y", "Home", "Delete")
            try terminal.type("b")
            try terminal.wait(forLastRows: ["[ann #lobby] bert: 日本 worl"])
            try terminal.press("Enter")
            try bert.skip(to: "<ann> bert: 日本 worl")
            try terminal.type("draft")
            try terminal.press("Up")
            try terminal.wait(forLastRows: ["[ann #lobby] bert: 日本 worl"])
            try terminal.press("Down")
            try terminal.wait(forLastRows: ["[ann #lobby] draft"])
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

    /// All whose default ends a process, but for SIGKILL, which nobody notices, and SIGPIPE, which is ignored.
    static let deadlySignals =
        [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS, SIGUSR1, SIGUSR2]
        + [SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR, SIGSTKFLT, __libc_current_sigrtmin(), 64]

    @Test(arguments: deadlySignals)
    func theTerminalIsRestoredAfterASignal(signal: Int32) throws {
        try withDaemon { daemon in
            let client = "\"$CLIENT\" \(daemon.address.host) \(daemon.address.port)"
            let command = "sh -c 'echo $$; exec \(client)'; stty -a; cat"
            let terminal = try ClientTerminal(command, environment: ["SWIFT_BACKTRACE": "enable=no"])
            let start = try terminal.wait(forLastRows: ["[guest1 #lobby]"])
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
            try terminal.wait(forLastRows: ["-- you are now ann", "[ann #lobby]"])
            try terminal.type("half typed")
            try terminal.press("C-z")
            try terminal.wait(forLastRows: ["shell:"])
            let bob = try daemon.join("bob")
            try bob.send("while you were away")
            try terminal.type("stty -a | grep -o ' icanon'; fg")
            try terminal.press("Enter")
            try terminal.wait(forText: "<bob> while you were away")
            let rows = try terminal.wait(forLastRows: ["[ann #lobby] half typed"])
            #expect(rows.contains(" icanon"))
            try terminal.press("C-u", "C-d")
            try terminal.wait(forLastRows: ["Disconnected from the server", "shell:"])
        }
    }
}
