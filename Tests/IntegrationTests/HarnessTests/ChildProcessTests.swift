import Glibc
import Testing

@Suite struct ChildProcessTests {
    @Test func tellsHowItEnded() throws {
        #expect(try ChildProcess("/bin/sh", ["-c", "exit 64"]).waitForExit() == .exited(64))
        #expect(try ChildProcess("/bin/sh", ["-c", "kill -KILL $$"]).waitForExit() == .killed(signal: SIGKILL))
    }

    @Test func carriesItsStreams() throws {
        let child = try ChildProcess(
            "/bin/sh", ["-c", "read line; echo \"got $line\"; echo \"$TZ $EXTRA\" >&2"], environment: ["EXTRA": "x"])
        try child.input.write("hello\n".utf8)
        #expect(try child.output.line() == Array("got hello".utf8))
        try child.waitForLog("UTC x")
        #expect(try child.waitForExit() == .exited(0))
    }

    @Test func failsWhenTheLogNeverComes() throws {
        let child = try ChildProcess("/bin/sh", ["-c", "echo something else >&2"])
        #expect(throws: HarnessFailure.self) { try child.waitForLog("listening") }
    }

    @Test func aTerminalIsOne() throws {
        let terminal = try PseudoTerminal(columns: 91, rows: 17)
        let child = try ChildProcess("/bin/sh", ["-c", "stty size; read line"], terminal: terminal)
        try child.output.take(through: "17 91")
        try child.input.write([3])  // Ctrl-C
        #expect(try child.waitForExit() == .killed(signal: SIGINT))
    }
}
