import Glibc
import Libevent

/// The old process's side of a live upgrade: starts a program, and hands everything over to it when it says that it can take it.
///
/// Until the new process has all and is ready, this one is the server: whatever goes wrong, the new one is killed and nothing happened.
/// While it starts the loop turns as ever; only the handing over itself holds it up.
public final class Upgrade {
    /// How long a program may take to say hello.
    private static let startTime = Duration.seconds(10)
    /// How long it may take for each message after that, in seconds: nobody is served meanwhile.
    private static let patience = 5

    private unowned let server: Server
    private let channel: HandoverChannel
    private let process: SuccessorProcess
    /// Called before the new process is let go on, which may then fail all the same.
    private let announce: (pid_t) -> Void
    /// Called once: with the new process's id when it is the server, or with why it is not.
    private let completion: (Result<pid_t, HandoverError>) -> Void
    private var watch: DescriptorWatch?
    private var deadline: Timer?
    private var isOver = false

    /// Starts the program.
    /// - Throws: `HandoverError` or `LibeventError` where it can't be started; `completion` is not called then.
    init(
        of server: Server, to program: Program, announcing announce: @escaping (pid_t) -> Void,
        _ completion: @escaping (Result<pid_t, HandoverError>) -> Void
    ) throws {
        self.server = server
        self.announce = announce
        self.completion = completion
        let (ours, theirs) = try HandoverChannel.pair()
        channel = ours
        process = try SuccessorProcess(program, channel: theirs)
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
        if !isOver { process.end() }
    }

    // MARK: - The new process's answers

    private func answered() {
        do throws(HandoverError) {
            _ = try channel.hearHello()
            // Nothing turns from here on until one of both processes is the server.
            try channel.send(server.handover())
            _ = try channel.expect(.ready)
            announce(process.id)
            try channel.send(.commit)
        } catch {
            return fail(error)
        }
        finish()
        server.handedOver()
        completion(.success(process.id))
    }

    private func fail(_ error: HandoverError) {
        guard !isOver else { return }
        finish()
        let how = process.end()
        completion(.failure(HandoverError(how.map { "\(error); \($0)" } ?? error.description)))
    }

    private func finish() {
        isOver = true
        watch = nil
        deadline = nil
    }
}
