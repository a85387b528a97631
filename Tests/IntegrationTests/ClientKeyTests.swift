import Glibc
import Testing

/// What terminals send besides what is typed, and how it is cut on its way.
@Suite struct ClientKeyTests {
    /// What the terminal answers to whoever asked it, a program before this one it may be, is not typed.
    @Test(arguments: [
        "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{7}", "\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}P1+r544e=787465\u{1B}\\",
        "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}[?64;1;2c", "\u{1B}[12;40R", "\u{1B}[I\u{1B}[O",
    ]) func repliesAreNotTyped(reply: String) throws {
        try withDaemon { daemon in
            let client = try ClientEscapeTests.start(of: daemon, until: "you are now ann")
            let bob = try daemon.join("bob")
            try client.input.write("hel\(reply)lo\r".utf8)
            try bob.skip(to: "<ann> hello")
        }
    }

    /// The waits are what is tested: so sequences come over a slow line.
    @Test(arguments: [
        ("\u{1B}", "[D", 100), ("\u{1B}[", "D", 100), ("\u{1B}[1;", "3D", 700), ("\u{1B}[", "D", 700),
        ("\u{1B}O", "D", 100),
    ])
    func aSequenceInTwoPartsIsAKey(first: String, second: String, milliseconds: Int32) throws {
        try withDaemon { daemon in
            let client = try ClientEscapeTests.start(of: daemon, until: "you are now ann")
            let bob = try daemon.join("bob")
            try client.input.write(("ab" + first).utf8)
            poll(nil, 0, milliseconds)
            try client.input.write((second + "x\r").utf8)
            // Alt with an arrow goes back by a word.
            try bob.skip(to: second == "3D" ? "<ann> xab" : "<ann> axb")
        }
    }

    /// A session's leader has no shell that would wake it.
    @Test func controlZDoesNothingWhereNobodyCanWakeUs() throws {
        try withDaemon { daemon in
            let client = try ClientEscapeTests.start(of: daemon, until: "you are now ann")
            let bob = try daemon.join("bob")
            try client.input.write([0x1A])
            try bob.send("awake?")
            try client.output.take(through: "awake?")
            try client.input.write("hello\r".utf8)
            try bob.skip(to: "<ann> hello")
        }
    }

    /// Nor has a process whose parent is none of its session.
    @Test func controlZDoesNothingInAGroupOfOrphans() throws {
        try withDaemon { daemon in
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
            try terminal.wait(forRow: "-- you are now ann")
            let bob = try daemon.join("bob")
            try terminal.type("he")
            try terminal.press("C-z")
            try terminal.type("llo")
            try terminal.wait(forLastRows: ["[ann #lobby] hello"])
            try terminal.press("Enter")
            try bob.skip(to: "<ann> hello")
            try terminal.wait(forText: "<ann> hello")
            try terminal.wait(forLastRows: ["[ann #lobby]"])
            let all = try terminal.everything()
            #expect(all.count { $0.contains("[ann #lobby]") } == 1)
        }
    }
}
