import Glibc
import Testing

/// The real `telnet`, on a terminal, as a person uses it.
@Suite struct TelnetTests {
    private func telnet(_ daemon: DaemonProcess) throws -> ChildProcess {
        let child = try ChildProcess(
            "telnet", [daemon.address.host, daemon.address.port], environment: ["TERM": "vt100"],
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
}
