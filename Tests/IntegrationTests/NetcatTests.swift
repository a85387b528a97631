import Testing

/// `nc`, with nothing but a pipe.
@Suite struct NetcatTests {
    private func netcat(_ flags: String, _ daemon: DaemonProcess, _ input: String) throws -> [String] {
        let command = "printf '%s' \"$0\" | nc \(flags) \(daemon.address.host) \(daemon.address.port)"
        let child = try ChildProcess("/bin/sh", ["-c", command, input])
        var printable = PrintableGuard()
        let output = try child.output.takeToEnd()
        try printable.check(output[...])
        #expect(try child.waitForExit() == .exited(0))
        return String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    /// The dialogue of issue and README: it ends by itself, as /quit closes.
    @Test func aBotInOneLine() throws {
        try withDaemon(["--name", "test"]) { daemon in
            let ann = try daemon.join("ann")
            let lines = try netcat("", daemon, "/wire 1\n@1 /nick bot\n@2 hello\n@3 /who\n@4 /quit\n")
            try expect(
                lines,
                [
                    "*** partyline/1 test. You are guest2. /help lists the commands.", "*** #lobby: ann (1 other here)",
                    "OK - proto=1 nick=guest2 room=#lobby id={id} server=test max-line=2048 {*}", "OK 1 nick=bot",
                    "OK 2 id={id} time={time}", "ROW 3 who {word} idle={n} rooms=#lobby",
                    "ROW 3 who {word} idle={n} rooms=#lobby", "OK 3 count=2 total=2", "OK 4", "",
                ])
            try ann.expect("*** bot joined #lobby")
            try ann.expect("<bot> hello")
            try ann.expect("*** bot quit")
        }
    }

    /// `nc -N` half-closes at the end of its input, and still gets every answer.
    @Test func halfCloseStillGetsAnswers() throws {
        try withDaemon(["--name", "test"]) { daemon in
            let lines = try netcat("-N", daemon, "/nick cy\n/ping there\n/names\n")
            try expect(
                lines,
                [
                    "*** partyline/1 test. You are guest1. /help lists the commands.",
                    "*** #lobby: nobody else is here",
                    "-- you are now cy", "-- {*}there{*}", "-- {*}cy{*}", "",
                ])
        }
    }

    private func expect(_ lines: [String], _ patterns: [String]) throws {
        #expect(lines.count == patterns.count, "\(lines)")
        var captures = LinePattern.Captures()
        for (line, pattern) in zip(lines, patterns) {
            #expect(try LinePattern(pattern).matches(Array(line.utf8), &captures), "\(line) is not like \(pattern)")
        }
    }
}
