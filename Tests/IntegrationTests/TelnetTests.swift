import Glibc
import Testing

/// The real `telnet`, on a terminal, as a person uses it.
@Suite struct TelnetTests {
    private func telnet(_ daemon: DaemonProcess, _ arguments: [String]? = nil) throws -> ChildProcess {
        let child = try ChildProcess(
            "telnet", arguments ?? [daemon.address.host, daemon.address.port], environment: ["TERM": "vt100"],
            terminal: PseudoTerminal())
        try child.output.take(through: "Escape character is '^]'.")
        return child
    }

    @Test func twoTelnetsTalk() throws {
        try withDaemon(["--name", "test", "--motd", "Welcome."]) { daemon in
            let ann = try telnet(daemon)
            try ann.output.take(
                through: "*** partyline/1 test. You are guest1. /help lists the commands.\r\n*** Welcome.\r\n"
                    + "*** #lobby: nobody else is here\r\n")
            try ann.input.write("/nick ann\r".utf8)
            try ann.output.take(through: "-- you are now ann\r\n")
            let bob = try telnet(daemon)
            try bob.output.take(through: "*** #lobby: ann (1 other here)\r\n")
            try ann.output.take(through: "*** guest2 joined #lobby\r\n")
            try bob.input.write("hello\r".utf8)
            try ann.output.take(through: "<guest2> hello\r\n")
            try ann.input.write("hi, grüß dich 👋\r".utf8)
            try bob.output.take(through: "<ann> hi, grüß dich 👋\r\n")
            try bob.input.write("/quit\r".utf8)
            try bob.output.take(through: "*** goodbye\r\n")
            try bob.output.take(through: "Connection closed by foreign host.")
            _ = try bob.waitForExit()
            try ann.output.take(through: "*** guest2 quit\r\n")
            try ann.kill()
        }
    }

    /// Ctrl-C sends IAC IP and DO TIMING-MARK, and telnet shows nothing more until the latter is answered.
    @Test func controlCDoesNotFreezeTheScreen() throws {
        try withDaemon { daemon in
            let ann = try telnet(daemon)
            try ann.output.take(through: "*** #lobby: nobody else is here\r\n")
            let bob = try daemon.join("bob")
            for round in 1...3 {
                try ann.input.write([3])
                try ann.output.take(through: "/quit")
                try bob.send("still there \(round)?")
                try ann.output.take(through: "<bob> still there \(round)?\r\n")
                try ann.input.write("yes \(round)\r".utf8)
                try bob.skip(to: "<guest1> yes \(round)")
            }
            try ann.input.write("/quit\r".utf8)
            try ann.output.take(through: "Connection closed by foreign host.")
        }
    }

    /// `send ayt`, and the other signals that telnet's own prompt offers.
    @Test func theTelnetPromptsCommandsAreAnswered() throws {
        try withDaemon { daemon in
            let ann = try telnet(daemon)
            try ann.output.take(through: "*** #lobby: nobody else is here\r\n")
            for (command, answer) in [("ayt", "-- yes"), ("ip", "/quit"), ("brk", "/quit"), ("nop", "")] {
                try ann.input.write([0x1D])  // Ctrl-]
                try ann.output.take(through: "telnet> ")
                try ann.input.write("send \(command)\r".utf8)
                try ann.output.take(through: "send \(command)\r\n")
                if !answer.isEmpty { try ann.output.take(through: answer) }
            }
            try ann.input.write("/nick ann\r".utf8)
            try ann.output.take(through: "-- you are now ann\r\n")
            try ann.kill()
        }
    }

    /// Closing the terminal's window, and telnet's own `quit`, are QUITs to the others.
    @Test func leavingWithoutAWord() throws {
        try withDaemon { daemon in
            let bob = try daemon.join("bob")
            let ann = try telnet(daemon)
            try bob.expect("*** guest2 joined #lobby")
            // It has its terminal set up once it shows what the server said.
            try ann.output.take(through: "(1 other here)\r\n")
            try ann.input.write([0x1D])
            try ann.output.take(through: "telnet> ")
            try ann.input.write("quit\r".utf8)
            #expect(try ann.waitForExit() == .exited(0))
            try bob.expect("*** guest2 quit{*}")
            let cy = try telnet(daemon)
            try bob.expect("*** guest{n} joined #lobby")
            try cy.kill()
            try bob.expect("*** guest{n} quit{*}")
        }
    }

    // MARK: - Letters that telnet takes for keys

    /// Of each of these some byte is a control key but for its highest bit, which telnet strips: Ctrl-C, Ctrl-E, Ctrl-O, Ctrl-Z, Ctrl-\, or
    /// Ctrl-].
    private static let letters = [
        "у меня всё хорошо", "Нет, я Костя", "ах, эх, их", "“so he said” – ‘right…’", "مرحبا بالعالم", "كيف حالك؟",
        "Å é Ü ï Ý œ", "你好，世界", "日本語です", "שלום עולם", "γεια σου", "नमस्ते", "👩\u{200D}🚀",
    ]

    private func type(_ line: String, _ telnet: ChildProcess) throws {
        try telnet.input.write("\(line)\r".utf8)
        // Shown as it is typed, in a line of its own: the terminal is as it should be.
        try telnet.output.take(through: "\(line)\r\n")
    }

    /// Once telnet has said anything in telnet, which it does for most such letters, it is asked for BINARY. The line itself comes whole,
    /// too: what came amid a character can only have been a part of it.
    @Test func lettersComeWhole() throws {
        try withDaemon(["--messages-per-second", "0"]) { daemon in
            let bob = try daemon.join("bob")
            let ann = try telnet(daemon)
            try ann.output.take(through: "(1 other here)\r\n")
            for line in ["у меня, Костя", "я, ‘Ü’"] + Self.letters {
                try type(line, ann)
                try bob.skip(to: "<guest2> \(line)")
            }
            try ann.kill()
        }
    }

    /// As the refusal says: a minus before the port has telnet negotiate at once.
    @Test func lettersComeWholeFromTheFirst() throws {
        for line in Self.letters {
            try withDaemon { daemon in
                let bob = try daemon.join("bob")
                let ann = try telnet(daemon, ["--", daemon.address.host, "-\(daemon.address.port)"])
                // It has agreed on all by then.
                try ann.input.write("/ping a\r".utf8)
                try ann.output.take(through: "-- pong a\r\n")
                try type(line, ann)
                try bob.skip(to: "<guest2> \(line)")
                try ann.kill()
            }
        }
    }

    /// 0x85 it keeps for itself, as Ctrl-E, and toggles its echo. It has said nothing in telnet then: the line tells.
    @Test(arguments: ["хорошо", "эх, ах, ух", "مرحبا بالعالم"])
    func whatIsSpoiledIsToldAndSaidAgain(_ line: String) throws {
        try withDaemon(["--messages-per-second", "0"]) { daemon in
            let bob = try daemon.join("bob")
            let ann = try telnet(daemon)
            try ann.output.take(through: "(1 other here)\r\n")
            try ann.input.write("\(line)\r".utf8)
            try ann.output.take(
                through: "!! bad-utf8: the line was not UTF-8; nothing was sent. If telnet took a letter for a key, "
                    + "send it again, or come by: telnet -- HOST -PORT\r\n")
            // What it answers is read before what is typed next.
            try ann.input.write("/ping a\r".utf8)
            try ann.output.take(through: "-- pong a\r\n")
            for line in [line] + Self.letters {
                try type(line, ann)
                try bob.skip(to: "<guest2> \(line)")
            }
            try ann.kill()
        }
    }

    /// 0x9D is Ctrl-], telnet's own prompt, which takes the rest of the line. An empty line leads back.
    @Test func whatOpensThePrompt() throws {
        try withDaemon(["--messages-per-second", "0"]) { daemon in
            let bob = try daemon.join("bob")
            let ann = try telnet(daemon)
            try ann.output.take(through: "(1 other here)\r\n")
            try ann.input.write("Нет\r".utf8)
            try ann.output.take(through: "telnet> ")
            try ann.output.take(through: "telnet> ")
            try ann.input.write("\r".utf8)
            try ann.output.take(through: "\r\n")
            try ann.input.write("привет\r".utf8)
            try ann.output.take(through: "!! bad-utf8: ")
            try ann.input.write("/ping a\r".utf8)
            try ann.output.take(through: "-- pong a\r\n")
            for line in Self.letters {
                try type(line, ann)
                try bob.skip(to: "<guest2> \(line)")
            }
            try ann.kill()
        }
    }

    /// `toggle binary` at that prompt has it sent no more. What came before the prompt is refused with the next line.
    @Test func whatThePromptOffers() throws {
        try withDaemon(["--messages-per-second", "0"]) { daemon in
            let bob = try daemon.join("bob")
            let ann = try telnet(daemon)
            try ann.output.take(through: "(1 other here)\r\n")
            try ann.input.write("Нет\r".utf8)
            try ann.output.take(through: "telnet> ")
            try ann.output.take(through: "telnet> ")
            try ann.input.write("toggle binary\r".utf8)
            try ann.output.take(through: "Negotiating binary mode with remote host.\r\n")
            try ann.input.write("Нет\r".utf8)
            try ann.output.take(through: "!! bad-utf8: ")
            for line in Self.letters {
                try ann.input.write("\(line)\r".utf8)
                try bob.skip(to: "<guest2> \(line)")
            }
            try ann.kill()
        }
    }

    // MARK: - Synch

    /// What is urgent takes no byte of what follows.
    @Test func synchLosesNothing() throws {
        try withDaemon(["--messages-per-second", "0"]) { daemon in
            let bob = try daemon.join("bob")
            let ann = try telnet(daemon)
            try ann.output.take(through: "(1 other here)\r\n")
            func prompt(_ command: String) throws {
                try ann.input.write([0x1D])
                try ann.output.take(through: "telnet> ")
                try ann.input.write("\(command)\r".utf8)
                try ann.output.take(through: "\(command)\r\n")
            }
            for round in 1...3 {
                try prompt("send synch")
                try ann.input.write("synch \(round)\r".utf8)
                try bob.skip(to: "<guest2> synch \(round)")
            }
            try prompt("toggle autosynch")
            // By then its terminal is back from the prompt.
            try ann.input.write("auto\r".utf8)
            try bob.skip(to: "<guest2> auto")
            for round in 1...3 {
                try ann.input.write([3])
                try ann.output.take(through: "-- /quit leaves\r\n")
                try ann.input.write("auto \(round)\r".utf8)
                try bob.skip(to: "<guest2> auto \(round)")
            }
            try bob.expectSilence()
            try ann.kill()
        }
    }
}
