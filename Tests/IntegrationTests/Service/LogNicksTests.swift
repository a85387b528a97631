import Glibc
import TestSupport
import Testing

/// `log_nicks`: the log tells what people are called.
@Suite struct LogNicksTests {
    private static let listening = "[[listen]]\naddress = \"127.0.0.1:0\"\n"

    /// The lines of a message, by their keys but those that differ from run to run.
    private func lines(_ message: String, in daemon: DaemonProcess) -> [String] {
        daemon.process.log.text.split(separator: "\n").filter { $0.contains("msg=\(message) ") }.map { line in
            line.split(separator: " ").filter { $0.contains(/^(nick|account|session)=/) }.joined(separator: " ")
        }
    }

    private func waitFor(_ count: Int, _ message: String, in daemon: DaemonProcess) throws {
        _ = try daemon.process.waitForLog("\(count) times \(message)") { _ in
            lines(message, in: daemon).count >= count
        }
    }

    @Test func eachNameIsTold() throws {
        let folder = try TestFolder()
        let configuration = try folder.write(
            "partyline.toml",
            """
            log_nicks = true
            \(Self.listening)
            [store]
            path = "partyline.db"
            [accounts]
            register_after_seconds = 0
            """.utf8)
        let daemon = try DaemonProcess(ChildProcess(Binaries.daemon, ["--config", configuration]))
        let ann = try daemon.join("ann")
        try ann.send("/register correct horse")
        try ann.skip(to: "-- {*}ann is {*}")
        let other = try daemon.join("phone")
        try other.send("/login ann correct horse")
        try other.skip(to: "-- you are logged in as ann{*}")
        ann.close()
        try waitFor(1, "disconnected", in: daemon)
        try other.send("/logout")
        try other.skip(to: "-- logged out; you are guest3")
        other.close()
        try waitFor(2, "disconnected", in: daemon)
        #expect(lines("connected", in: daemon) == ["nick=guest1 session=0/0", "nick=guest2 session=1/0"])
        #expect(
            lines("\"known as\"", in: daemon) == [
                "nick=ann session=0/0", "account=ann nick=ann session=0/0", "nick=phone session=1/0",
                "account=ann nick=ann session=1/0", "nick=guest3 session=1/0",
            ])
        #expect(
            lines("disconnected", in: daemon) == [
                "account=ann nick=ann session=0/0", "nick=guest3 session=1/0",
            ])
        try daemon.stop()
    }

    /// Off, as it is where nothing is said of it, no line has a nick; a reload turns it on and off.
    @Test func onlyWhereItIsAskedFor() throws {
        let reloaded = try ReloadedDaemon(Self.listening)
        let daemon = reloaded.daemon
        let ann = try daemon.join("ann")
        let bob = try daemon.join("bob")
        bob.close()
        try waitFor(1, "disconnected", in: daemon)
        #expect(!daemon.process.log.text.contains("nick="))
        try reloaded.reload("log_nicks = true\n" + Self.listening)
        try ann.send("/nick anna")
        try ann.skip(to: "-- you are now anna")
        #expect(lines("\"known as\"", in: daemon) == ["nick=anna session=0/0"])
        try reloaded.reload("log_nicks = false\n" + Self.listening)
        try ann.send("/nick annabel")
        try ann.skip(to: "-- you are now annabel")
        ann.close()
        try waitFor(2, "disconnected", in: daemon)
        #expect(lines("\"known as\"", in: daemon).count == 1)
        #expect(lines("disconnected", in: daemon).last == "session=0/0")
        try daemon.stop()
    }

    /// The last lines have it, too.
    @Test func whoEndsWithTheServerHasAName() throws {
        let reloaded = try ReloadedDaemon("log_nicks = true\n" + Self.listening)
        let ann = try reloaded.daemon.join("ann")
        try reloaded.daemon.stop()
        #expect(lines("disconnected", in: reloaded.daemon) == ["nick=ann session=0/0"])
        ann.close()
    }
}
