import Glibc
import Libevent

/// The old process's side of a live upgrade: starts a program, and hands everything over to it when it says that it can take it.
///
/// Until the new process has all and is ready, this one is the server: whatever goes wrong, the new one is killed and nothing happened.
/// While it starts the loop turns as ever; only the handing over itself holds it up.
public final class Upgrade {
    /// What to start: the program's path, its arguments with its name first, and its environment as NAME=VALUE.
    public struct Program: Sendable {
        public var path: String
        public var arguments: [String]
        public var environment: [String]

        public init(path: String, arguments: [String], environment: [String]) {
            self.path = path
            self.arguments = arguments
            self.environment = environment
        }
    }

    /// How long a program may take to say hello.
    private static let startTime = Duration.seconds(10)
    /// How long it may take for each message after that, in seconds: nobody is served meanwhile.
    private static let patience = 5

    private unowned let server: Server
    private let channel: HandoverChannel
    private let process: pid_t
    /// Called once: with the new process's id when it is the server, or with why it is not.
    private let completion: (Result<pid_t, HandoverError>) -> Void
    private var watch: DescriptorWatch?
    private var deadline: Timer?
    private var isOver = false

    /// Starts the program.
    /// - Throws: `HandoverError` or `LibeventError` where it can't be started; `completion` is not called then.
    init(
        of server: Server, to program: Program, _ completion: @escaping (Result<pid_t, HandoverError>) -> Void
    ) throws {
        self.server = server
        self.completion = completion
        let (ours, theirs) = try HandoverChannel.pair()
        channel = ours
        process = try Upgrade.start(program, channel: theirs)
        channel.limit(to: Upgrade.patience)
        deadline = try Timer(on: server.loop) { [unowned self] in
            self.fail(HandoverError("it did not say hello in \(Upgrade.startTime.components.seconds) seconds"))
        }
        deadline?.schedule(after: Upgrade.startTime)
        watch = try DescriptorWatch(on: server.loop, descriptor: channel.descriptor) { [unowned self] in
            self.answered()
        }
    }

    deinit {
        if !isOver { stopProcess() }
    }

    private static func start(_ program: Program, channel: HandoverChannel) throws(HandoverError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Copied to itself it is no longer close-on-exec there; all others are.
        posix_spawn_file_actions_adddup2(&actions, channel.descriptor, channel.descriptor)
        var arguments: [UnsafeMutablePointer<CChar>?] = program.arguments.map { strdup($0) } + [nil]
        let variable = "\(Successor.variable)=\(channel.descriptor)"
        var environment: [UnsafeMutablePointer<CChar>?] = (program.environment + [variable]).map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var process: pid_t = 0
        let status = posix_spawn(&process, program.path, &actions, nil, &arguments, &environment)
        guard status == 0 else {
            throw HandoverError("\(program.path) can't be started: \(String(cString: strerror(status)))")
        }
        return process
    }

    // MARK: - The new process's answers

    private func answered() {
        do throws(HandoverError) {
            _ = try channel.hearHello()
            // Nothing turns from here on until one of both processes is the server.
            try channel.send(server.handover())
            _ = try channel.expect(.ready)
            try channel.send(.commit)
        } catch {
            return fail(error)
        }
        finish()
        server.handedOver()
        completion(.success(process))
    }

    private func fail(_ error: HandoverError) {
        guard !isOver else { return }
        finish()
        let how = stopProcess()
        completion(.failure(HandoverError(how.map { "\(error); \($0)" } ?? error.description)))
    }

    private func finish() {
        isOver = true
        watch = nil
        deadline = nil
    }

    /// Ends the new process, if it has not ended by itself.
    /// - Returns: how it had ended.
    @discardableResult
    private func stopProcess() -> String? {
        // One that closed the channel as it ended may take a moment more: SIGKILL does not change how that ends.
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return nil }
        }
        switch status & 0x7F {
        case 0: return "it ended with code \((status >> 8) & 0xFF)"
        case SIGKILL: return nil
        case let signal: return "it was ended by signal \(signal)"
        }
    }
}
