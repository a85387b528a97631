import Glibc
import Testing

/// What standard input may be, and what may be in it.
@Suite struct ClientInputTests {
    /// Runs a shell line in which `client` is the client with its server.
    private static func shell(_ daemon: DaemonProcess, _ line: String, _ words: [String] = []) throws
        -> ClientLineTests.Outcome
    {
        let script = "client() { exec \"$client\" \"$host\" \"$port\" --nick bot; }\n\(line)"
        let shell = try ChildProcess(
            shell: script, ["sh"] + words,
            environment: ["client": Binaries.client, "host": daemon.address.host, "port": daemon.address.port])
        let output = try shell.output.takeToEnd(by: Deadline(seconds: 15))
        let exit = try shell.waitForExit()
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        return ClientLineTests.Outcome(output: lines, errors: shell.log.text, exit: exit)
    }

    /// Of a line that is too long nothing is sent: neither its start nor its tail, which may look like a command.
    @Test(arguments: [65_537, 65_536 + 9, 70_000, 300_000], [true, false])
    func aLineThatIsFarTooLongIsRefusedOnce(length: Int, isEnded: Bool) throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            let tail = "/me did it"
            let long =
                String(repeating: "x", count: 65_536) + tail + String(repeating: "y", count: max(0, length - 65_546))
            let input = "first\n" + (isEnded ? long + "\nlast\n" : "last\n" + long)
            let outcome = try ClientLineTests.run(of: daemon, ["--nick", "bot"], input: input)
            #expect(outcome.exit == .exited(1))
            #expect(outcome.errors.split(separator: "\n").count { $0.contains("too-long") } == 1)
            #expect(outcome.errors.contains("line \(isEnded ? 2 : 3) of the input"))
            try ann.skip(to: "<bot> first")
            try ann.expect("<bot> last")
            try ann.expect("*** bot quit{*}")
        }
    }

    @Test(arguments: ["client <&-", "client <&- >&-", "client <&- >&- 2>&-", "client </dev/null"])
    func aClosedInputIsAnEmptyOne(line: String) throws {
        try withDaemon { daemon in
            let outcome = try Self.shell(daemon, line)
            #expect(outcome.exit == .exited(0))
            #expect(line.contains("2>") || outcome.errors.hasSuffix("Disconnected from the server\n"))
        }
    }

    @Test func aFolderIsAnError() throws {
        try withDaemon { daemon in
            let outcome = try Self.shell(daemon, "client </")
            #expect(outcome.exit == .exited(66))
            #expect(outcome.errors == "Standard input is a folder\n")
        }
    }

    @Test func anInputThatCanNotBeReadIsAnError() throws {
        try withDaemon { daemon in
            let outcome = try Self.shell(daemon, "client 0>/dev/null")
            #expect(outcome.exit == .exited(66))
            #expect(outcome.errors.contains("Standard input: Bad file descriptor\n"))
        }
    }
}
