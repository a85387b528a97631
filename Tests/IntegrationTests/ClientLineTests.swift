import Glibc
import Testing

/// The client where there is no terminal: for scripts and bots.
@Suite struct ClientLineTests {
    struct Outcome {
        let output: [String]
        var errors: String
        let exit: ChildProcess.Exit
    }

    /// Runs the client to its end with this input.
    static func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
        let client = try ChildProcess(Binaries.client, arguments, environment: environment)
        try client.input.write(input.utf8)
        client.closeInput()
        let output = try client.output.takeToEnd(by: Deadline(seconds: 15))
        let exit = try client.waitForExit()
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        return Outcome(output: lines, errors: client.log.text, exit: exit)
    }

    static func run(
        of daemon: DaemonProcess, _ arguments: [String] = [], input: String = ""
    ) throws -> Outcome {
        try run([daemon.address.host, daemon.address.port] + arguments, input: input)
    }

    // MARK: The seed's rows

    @Test func usageIsPrintedWithoutAHost() throws {
        let outcome = try Self.run([])
        #expect(outcome.exit == .exited(64))
        #expect(outcome.errors.contains("USAGE: partyline [<options>] <host> [<port>]"))
    }

    @Test(arguments: [
        ["localhost", "0"], ["localhost", "65536"], ["localhost", "x"], ["--nick", "1x", "localhost"],
        ["localhost", "--frob"],
    ])
    func mistakesInArgumentsAreRefused(arguments: [String]) throws {
        let outcome = try Self.run(arguments)
        #expect(outcome.exit == .exited(64))
        #expect(outcome.errors.contains("Error: "))
    }

    @Test func aClosedPortIsTold() throws {
        let port = try Self.unusedPort()
        let outcome = try Self.run(["127.0.0.1", "\(port)"])
        #expect(outcome.exit == .exited(69))
        #expect(outcome.errors == "Unable to connect to 127.0.0.1:\(port): Connection refused\n")
    }

    @Test func aHostThatDoesNotAnswerIsGivenUp() throws {
        let (listener, port, fillers) = try Self.deafListener()
        defer { for descriptor in [listener] + fillers { close(descriptor) } }
        let start = ContinuousClock.now
        let outcome = try Self.run(["127.0.0.1", "\(port)", "--timeout", "0.3"])
        #expect(outcome.exit == .exited(69))
        #expect(outcome.errors == "Unable to connect to 127.0.0.1:\(port): timed out\n")
        #expect(ContinuousClock.now - start >= .milliseconds(300))
    }

    @Test func connectingAndDisconnectingAreSaid() throws {
        try withDaemon { daemon in
            let outcome = try Self.run(of: daemon)
            #expect(outcome.exit == .exited(0))
            #expect(outcome.errors == "Connected to \(daemon.address)\nDisconnected from the server\n")
        }
    }

    @Test func aNameIsLookedUp() throws {
        let outcome = try Self.run(["no-such-host.invalid"])
        #expect(outcome.exit == .exited(69))
        #expect(outcome.errors.hasPrefix("Unable to connect to no-such-host.invalid:6000: "))
    }

    @Test func versionsAgree() throws {
        let client = try Self.run(["--version"])
        let daemon = try ChildProcess(Binaries.daemon, ["--version"])
        let version = String(decoding: try daemon.output.takeToEnd(), as: UTF8.self)
        #expect(client.output.first?.split(separator: " ").last == version.split(whereSeparator: \.isWhitespace).last)
    }

    // MARK: Lines

    @Test func linesAreSentAndAnswersPrinted() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            // Who has just come and said nothing is not seen yet.
            try ann.send("hi")
            let outcome = try Self.run(
                of: daemon, ["--nick", "bot"], input: "hello\n\n/me waves\n/names\nlast, without its end")
            #expect(outcome.exit == .exited(0))
            #expect(outcome.output.contains { $0 == "-- #lobby: ann, bot" || $0 == "-- #lobby: bot, ann" })
            try ann.skip(to: "<bot> hello")
            try ann.expect("* bot waves")
            try ann.expect("<bot> last, without its end")
            try ann.expect("*** bot quit{*}")
        }
    }

    @Test func oneRefusalMakesItFail() throws {
        try withDaemon { daemon in
            let outcome = try Self.run(of: daemon, input: "/frob\nstill sent\n")
            #expect(outcome.exit == .exited(1))
            #expect(outcome.errors.contains("!! unknown-command: "))
        }
    }

    @Test func aRefusedNickMakesItFail() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            let outcome = try Self.run(of: daemon, ["--nick", "Ann"])
            #expect(outcome.exit == .exited(1))
            #expect(outcome.errors.contains("!! nick-in-use: "))
            ann.close()
        }
    }

    @Test func linesThatNoServerTakesAreRefusedAndTheRestIsSent() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            let client = try ChildProcess(
                Binaries.client, [daemon.address.host, daemon.address.port, "--nick", "bot"])
            try client.input.write(
                Array("a\n".utf8) + [0x62, 0xFF, 0x0A] + Array(repeating: 0x78, count: 5000) + Array("\nz\n".utf8))
            client.closeInput()
            #expect(try client.waitForExit() == .exited(1))
            #expect(client.log.text.contains("!! bad-utf8: "))
            #expect(client.log.text.contains("!! too-long: "))
            try ann.skip(to: "<bot> a")
            try ann.expect("<bot> z")
        }
    }

    @Test func manyLinesArriveInOrderThroughALimit() throws {
        try withDaemon(["--messages-per-second", "200", "--burst", "5"]) { daemon in
            let ann = try daemon.join("ann")
            let input = (1...100).map { "line \($0)\n" }.joined()
            let outcome = try Self.run(of: daemon, ["--nick", "bot"], input: input)
            #expect(outcome.exit == .exited(0))
            try ann.skip(to: "<bot> line 1")
            for number in 2...100 { try ann.expect("<bot> line \(number)") }
        }
    }

    @Test func aFileIsReadPlainly() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            let command = "printf 'one\\ntwo\\n' > \"$1\" && exec \"$2\" \"$3\" \"$4\" --nick bot < \"$1\""
            let path = "/tmp/partyline-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
            defer { unlink(path) }
            let shell = try ChildProcess(
                "/bin/sh", ["-c", command, "sh", path, Binaries.client, daemon.address.host, daemon.address.port])
            #expect(try shell.waitForExit() == .exited(0))
            try ann.skip(to: "<bot> one")
            try ann.expect("<bot> two")
        }
    }

    @Test func jsonIsAnObjectALine() throws {
        try withDaemon(["--name", "test.example"]) { daemon in
            let client = try ChildProcess(
                Binaries.client, [daemon.address.host, daemon.address.port, "--json", "--nick", "bot", "--join", "b"])
            try client.output.take(through: #""verb":"OK","tag":"c2""#)
            let ann = try daemon.join("ann")
            try ann.send("hi \"bot\"")
            try client.output.take(through: #""nick":"ann","text":"hi \"bot\""}"#)
            try client.input.write("hello\n/frob\n".utf8)
            try client.output.take(through: #"{"verb":"OK","tag":"1","keys":{"id":""#)
            try client.output.take(through: #"{"verb":"ERR","tag":"2","code":"unknown-command","text":""#)
            client.closeInput()
            #expect(try client.waitForExit() == .exited(1))
        }
    }

    @Test func theServersEndIsAFailure() throws {
        let daemon = try DaemonProcess()
        let client = try ChildProcess(Binaries.client, [daemon.address.host, daemon.address.port])
        try client.output.take(through: "nobody else is here")
        try daemon.stop()
        #expect(try client.waitForExit() == .exited(69))
        #expect(client.log.text.hasSuffix("Disconnected from the server\n"))
    }

    @Test func aServerThatIsNoneIsTold() throws {
        let (listener, port) = try Self.listener(backlog: 5)
        defer { close(listener) }
        let client = try ChildProcess(Binaries.client, ["127.0.0.1", "\(port)"])
        let peer = accept(listener, nil, nil)
        let channel = ByteChannel(peer)
        try channel.take(through: "/wire 1\n")
        try channel.write("ERR - no-proto :only 2 is spoken here\n".utf8)
        #expect(try client.waitForExit() == .exited(76))
        #expect(client.log.text.contains("only 2 is spoken here"))
    }

    /// As nohup(1) starts programs.
    @Test func aSignalThatIsIgnoredStaysSo() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            let client = try ChildProcess(
                shell: "trap '' HUP USR1; exec \"$0\" \"$1\" \"$2\" --nick bot",
                [Binaries.client, daemon.address.host, daemon.address.port])
            try client.input.write("one\n".utf8)
            try ann.skip(to: "<bot> one")
            client.send(signal: SIGHUP)
            client.send(signal: SIGUSR1)
            try client.input.write("two\n".utf8)
            try ann.expect("<bot> two")
            client.closeInput()
            #expect(try client.waitForExit() == .exited(0))
        }
    }

    @Test func aUnixSocketIsAHost() throws {
        let path = "/tmp/partyline-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        defer { unlink(path) }
        try withDaemon(["--listen", "unix:\(path)"]) { _ in
            let outcome = try Self.run(["unix:\(path)"], input: "hi\n")
            #expect(outcome.exit == .exited(0))
        }
    }

    @Test func aClosedOutputEndsIt() throws {
        try withDaemon { daemon in
            let client = try ChildProcess(Binaries.client, [daemon.address.host, daemon.address.port])
            try client.output.take(through: "nobody else is here")
            client.output.close()
            let ann = try daemon.join("ann")
            try ann.send("anybody?")
            #expect(try client.waitForExit() == .killed(signal: SIGPIPE))
        }
    }

    // MARK: Sockets

    static func listener(backlog: Int32) throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard status, backlog < 0 || listen(descriptor, backlog) == 0 else { throw HarnessFailure.call("bind", errno) }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// A port that refuses: bound, so that nobody else gets it, and closed only then.
    static func unusedPort() throws -> UInt16 {
        let (descriptor, port) = try listener(backlog: -1)
        close(descriptor)
        return port
    }

    /// A listener whose queue is full: the kernel drops what else knocks.
    static func deafListener() throws -> (descriptor: Int32, port: UInt16, fillers: [Int32]) {
        let (descriptor, port) = try listener(backlog: 0)
        var fillers: [Int32] = []
        for _ in 0..<4 {
            let filler = socket(
                AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            _ = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(filler, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            fillers.append(filler)
        }
        return (descriptor, port, fillers)
    }
}
