import Foundation
import Glibc

/// A program that a test started: its input and output are channels, its standard error a file that can be waited on.
///
/// With a terminal, all three streams are on it, and `input` and `output` are the same channel. A child that is still running when
/// this is freed is killed.
final class ChildProcess {
    enum Exit: Equatable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    let name: String
    let pid: pid_t
    /// A process that it started and that goes on in its place: signals are for that one.
    var successor: pid_t?
    let input: ByteChannel
    let output: ByteChannel
    let log: LogFile
    /// Held open by the child alone: it reads as ended when the child has, however it did.
    private let lifeline: ByteChannel
    private(set) var exit: Exit?

    /// Starts the program. `environment` is added to the test's own; TZ is UTC unless it says otherwise.
    /// - Parameter descriptors: which the child gets as 3, 4 …; they stay the test's.
    init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
        descriptors: [Int32] = [], terminal: PseudoTerminal? = nil
    ) throws {
        name = String(path.split(separator: "/").last ?? "")
        log = try LogFile()
        let life = try Self.socketPair()
        lifeline = ByteChannel(life.ours)
        var streams = Streams()
        streams.error = log.descriptor
        streams.lifeline = life.theirs
        streams.others = descriptors
        if let terminal {
            streams.terminal = terminal.path
            input = ByteChannel(terminal.screen)
            output = input
        } else {
            let (fromUs, toUs) = (try Self.socketPair(), try Self.socketPair())
            (streams.input, streams.output) = (fromUs.theirs, toUs.theirs)
            (input, output) = (ByteChannel(fromUs.ours), ByteChannel(toUs.ours))
        }
        defer {
            for descriptor in [life.theirs, streams.input, streams.output] where descriptor >= 0 {
                Glibc.close(descriptor)
            }
        }
        pid = try streams.spawn(path, arguments, environment)
    }

    /// Starts a shell, which runs the script with the words as `$0`, `$1` …
    convenience init(
        shell script: String, _ words: [String], environment: [String: String] = [:], descriptors: [Int32] = []
    ) throws {
        try self.init("sh", ["-c", script] + words, environment: environment, descriptors: descriptors)
    }

    /// Starts `openssl s_client`, which speaks TLS for whoever has the channel.
    /// - Parameter trusted: the certificate that the server must show.
    static func tlsRelay(to address: Address, trusting trusted: String) throws -> (ChildProcess, ByteChannel) {
        let ends = try socketPair()
        defer { Glibc.close(ends.theirs) }
        let relay = try ChildProcess(
            shell: #"exec openssl s_client -quiet -connect "$0" -CAfile "$1" -verify_return_error <&3 >&3 3<&-"#,
            [address.description, trusted], descriptors: [ends.theirs])
        return (relay, ByteChannel(ends.ours))
    }

    deinit {
        if exit == nil { try? kill() }
    }

    // Sockets rather than pipes: there alone close-on-exec comes with the making, and a child of another test that started just
    // then would hold our end open.
    private static func socketPair() throws -> (ours: Int32, theirs: Int32) {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw HarnessFailure.call("socketpair", errno) }
        return (pair[0], pair[1])
    }

    func send(signal: Int32) {
        guard exit == nil else { return }
        Glibc.kill(successor ?? pid, signal)
    }

    /// Closes the child's input, as Ctrl-D or the end of a file would.
    func closeInput() {
        input.close()
    }

    /// Waits until the log holds the text.
    @discardableResult
    func waitForLog(_ text: String, by deadline: Deadline = .usual) throws -> String {
        try waitForLog("\"\(text)\"", by: deadline) { $0.contains(text) }
    }

    /// Waits until the log is as asked, which `what` describes for the failure.
    func waitForLog(_ what: String, by deadline: Deadline = .usual, until satisfied: (String) -> Bool) throws -> String
    {
        if let text = log.wait(orEndOf: lifeline.descriptor, by: deadline, until: satisfied) { return text }
        throw HarnessFailure("\(name) did not log \(what); it logged: \(log.text.suffix(4000))")
    }

    @discardableResult
    func waitForExit(by deadline: Deadline = .usual) throws -> Exit {
        if let exit { return exit }
        while !lifeline.atEnd {
            guard try lifeline.waitForMore(by: deadline) else {
                throw HarnessFailure("\(name) did not end in time; it logged: \(log.text.suffix(4000))")
            }
        }
        return reap()
    }

    func kill() throws {
        guard exit == nil else { return }
        if let successor { Glibc.kill(successor, SIGKILL) }
        Glibc.kill(pid, SIGKILL)
        _ = reap()
    }

    private func reap() -> Exit {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        // The macros of <sys/wait.h> are not imported: the low seven bits are the signal, the next byte the code.
        let ended: Exit = status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: status & 0x7F)
        exit = ended
        // A service manager's child is ours, as we play the manager; any other is not, which is no fault.
        if let successor { while waitpid(successor, &status, 0) < 0 && errno == EINTR {} }
        return ended
    }
}

/// What a child's descriptors are made of.
private struct Streams {
    var input: Int32 = -1
    var output: Int32 = -1
    var error: Int32 = -1
    var lifeline: Int32 = -1
    var others: [Int32] = []
    var terminal: String?

    func spawn(_ path: String, _ arguments: [String], _ environment: [String: String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let terminal {
            // The first terminal that a session's leader opens becomes the one that Ctrl-C works on.
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        } else {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
            posix_spawn_file_actions_adddup2(&actions, output, 1)
            posix_spawn_file_actions_adddup2(&actions, error, 2)
        }
        // From numbers that are none of their own places.
        let high = (others + [lifeline]).map { fcntl($0, F_DUPFD_CLOEXEC, 100) }
        defer {
            for descriptor in high { close(descriptor) }
        }
        for (index, descriptor) in high.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(3 + index))
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which <spawn.h> keeps for _GNU_SOURCE
        let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | (terminal == nil ? 0 : newSession)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)

        return try withCStrings([path] + arguments) { argv in
            try withCStrings(Self.environment(adding: environment)) { envp in
                var pid: pid_t = 0
                let code = posix_spawnp(&pid, path, &actions, &attributes, argv, envp)
                guard code == 0 else { throw HarnessFailure.call("starting \(path)", code) }
                return pid
            }
        }
    }

    private static func environment(adding added: [String: String]) -> [String] {
        var all = ProcessInfo.processInfo.environment
        all["TZ"] = "UTC"
        all.merge(added) { _, new in new }
        return all.map { "\($0.key)=\($0.value)" }
    }
}

private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) throws -> Result
) rethrows -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer {
        for pointer in pointers { free(pointer) }
    }
    return try pointers.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("there is always the ending nil") }
        return try body(base)
    }
}
