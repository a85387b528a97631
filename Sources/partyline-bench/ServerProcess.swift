import Glibc
import Libevent
import Synchronization

/// The server that runs now, for the signal handler; 0 for none. There is never more than one.
private let runningServer = Atomic<pid_t>(0)

/// A program to measure, and how it is started and spoken to.
struct ServerProgram {
    /// What differs between the two servers for a client.
    enum Dialect {
        /// Relays whole lines: the client writes the sender's name itself, and a first line `/join #name` picks the group.
        case yardstick
        /// Partyline: it puts the name in front, and everybody starts in the lobby.
        case partyline
    }

    /// How clients come to it.
    enum Way: CaseIterable {
        case lines, tls
        case web, webTLS
        /// By IRC, all of them or some.
        case irc

        var isSecure: Bool { self == .tls || self == .webTLS }
        var isWeb: Bool { self == .web || self == .webTLS }
    }

    let dialect: Dialect
    let path: String
    let arguments: [String]
    /// The TLS of its clients; nil for none.
    var tls: LoadTLS?
    /// It has a second listener, for clients of IRC.
    var speaksIRC = false

    var name: String { dialect == .yardstick ? "yardstick" : "partylined" }
}

/// A server that this program started, and will end.
final class ServerProcess {
    let process: pid_t
    let address: SocketAddress
    /// For clients of IRC; nil: there is none.
    let ircAddress: SocketAddress?
    let tls: LoadTLS?
    /// The time from just before `posix_spawn` until the server logs that it listens.
    let timeToListen: Duration

    private let log: Int32
    private var watch: DescriptorWatch?
    /// The stage of the watch on the log: it must live longer than the watch.
    private var stage: Stage?
    private var logTail: [UInt8]
    private var hasEnded = false

    /// Kills the server, and removes its files, when this program is interrupted or fails hard.
    static func endWithUs() {
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] {
            signal(number) { number in
                let process = runningServer.load(ordering: .sequentiallyConsistent)
                if process > 0 {
                    kill(process, SIGKILL)
                    waitpid(process, nil, 0)
                }
                Credentials.removeFiles()
                _exit(128 + number)
            }
        }
    }

    /// Starts a server on a free port of 127.0.0.1, on a processor of its own, and waits until it listens.
    /// - Parameter processors: for the server and for this program; nil leaves the choice to the kernel.
    init(_ program: ServerProgram, processors: (server: Int32, load: Int32)?) throws {
        let (reading, writing) = try makePipe()
        defer { close(writing) }

        tls = program.tls
        // A child inherits the processor of its parent.
        if let processors { try Machine.bind(to: processors.server) }
        let start = Instant.current()
        do {
            process = try ServerProcess.spawn(program, output: writing)
        } catch {
            close(reading)
            throw error
        }
        runningServer.store(process, ordering: .sequentiallyConsistent)
        if let processors { try Machine.bind(to: processors.load) }
        log = reading
        do {
            let (ports, rest) = try ServerProcess.awaitPorts(log, of: program)
            timeToListen = Instant.current() - start
            address = ports[0]
            ircAddress = ports.count > 1 ? ports[1] : nil
            logTail = rest
        } catch {
            ServerProcess.killAndReap(process)
            close(reading)
            throw error
        }
    }

    deinit {
        watch = nil
        if !hasEnded { ServerProcess.killAndReap(process) }
        close(log)
    }

    /// Keeps the log's pipe empty as long as the stage turns. If something fails there, the end of the log is told,
    /// too.
    func watchLog(on stage: Stage) throws {
        self.stage = stage
        _ = fcntl(log, F_SETFL, O_NONBLOCK)
        watch = try DescriptorWatch(on: stage.loop, descriptor: log) { [unowned self, unowned stage] in
            if self.readLog() { return }
            self.watch?.disable()
            stage.fail("the server ended")
        }
        stage.lastWords = { [unowned self] in
            _ = self.readLog()
            return String(decoding: self.logTail, as: UTF8.self)
        }
    }

    /// - Returns: false at the log's end.
    private func readLog() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(log, &chunk, chunk.count)
        guard count > 0 else { return count < 0 && errno == EAGAIN }
        logTail = (logTail + chunk[..<count]).suffix(2000)
        return true
    }

    /// Asks the server to end (SIGTERM), and waits for that; after 10 s it is killed.
    /// - Throws: if it did not end by itself, or not with 0.
    func end() throws {
        watch = nil
        kill(process, SIGTERM)
        let deadline = Instant.current() + .seconds(10)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard Instant.current() < deadline else {
                throw BenchError("the server did not end within 10 s of SIGTERM")
            }
            usleep(1000)
        }
        hasEnded = true
        runningServer.store(0, ordering: .sequentiallyConsistent)
        // The yardstick has no handler: SIGTERM itself ends it.
        guard status == 0 || status & 0x7f == SIGTERM else {
            throw BenchError("the server ended with wait status \(status)")
        }
    }

    private static func killAndReap(_ process: pid_t) {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        runningServer.store(0, ordering: .sequentiallyConsistent)
    }

    private static func spawn(_ program: ServerProgram, output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        var arguments = ([program.path] + program.arguments).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let status = posix_spawn(&process, program.path, &actions, nil, &arguments, environ)
        guard status == 0 else { throw BenchError("\(program.path): \(String(cString: strerror(status)))") }
        return process
    }

    /// Reads the log up to the line that has `listening on HOST:PORT`; partylined puts it in quotes. Where it speaks IRC there are two.
    private static func awaitPorts(_ log: Int32, of program: ServerProgram) throws -> ([SocketAddress], [UInt8]) {
        let deadline = Instant.current() + .seconds(60)
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while Instant.current() < deadline {
            var waiting = pollfd(fd: log, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 1000) > 0 else { continue }
            let count = read(log, &chunk, chunk.count)
            guard count > 0 else { break }
            text += chunk[..<count]
            let whole = String(decoding: text[..<(text.lastIndex(of: UInt8(ascii: "\n")) ?? 0)], as: UTF8.self)
            let ports = try whole.split(separator: "\n").compactMap(address)
            if ports.count == (program.speaksIRC ? 2 : 1) { return (ports, text) }
        }
        throw BenchError("\(program.name) did not say where it listens:\n" + String(decoding: text, as: UTF8.self))
    }

    private static func address(in line: Substring) throws -> SocketAddress? {
        guard let words = line.firstRange(of: "listening on ") else { return nil }
        let shown = line[words.upperBound...].prefix { !$0.isWhitespace && $0 != "\"" }
        return try Endpoint(String(shown))?.resolve().first
    }
}
