import Glibc
import Libevent

/// The old process's side of a live upgrade. It starts a program, and hands everything over to it when the program is
/// ready.
///
/// Until the new process has everything and is ready, this one is the server. If anything goes wrong, the new one is
/// killed, and nothing has changed. While the new one starts, takes what rooms kept and rehearses, the loop turns as
/// ever. Only the last part holds it up.
public final class Upgrade {
    /// How long a program may take to say hello.
    private static let startTime = Duration.seconds(10)
    /// How long it may then make no progress: take nothing of what it is sent, or not answer.
    private static let stallTime = Duration.seconds(10)
    /// How long all of that may take.
    private static let preparationTime = Duration.seconds(60)
    /// How long the last part may take, in which nobody is served: several times as long as the rehearsal took, but
    /// within these bounds.
    private static let patience = Duration.seconds(1)...Duration.seconds(5)

    private unowned let server: Server
    private let channel: HandoverChannel
    private let process: SuccessorProcess
    private let files: [String: Int32]
    /// Called before the new process is told to go on. That may still fail.
    private let announce: (pid_t) -> Void
    /// Called once: with the new process when it is the server, or with the reason why it is not.
    private let completion: (Result<Success, HandoverError>) -> Void
    private var preparation: HandoverPreparation?
    private var preparationBegan = Instant.current()
    private var rehearsalBegan: Instant?
    private var answers: DescriptorWatch?
    private var room: DescriptorWatch?
    private var deadline: Timer?
    private var isOver = false

    /// The new process is the server.
    struct Success {
        var process: pid_t
        /// The time in which nobody was served.
        var pause: Duration
    }

    /// Starts the program.
    /// - Throws: `HandoverError` or `LibeventError` if it can't be started. Then `completion` is not called.
    init(
        of server: Server, to program: Program, announcing announce: @escaping (pid_t) -> Void,
        _ completion: @escaping (Result<Success, HandoverError>) -> Void
    ) throws {
        self.server = server
        files = program.files
        self.announce = announce
        self.completion = completion
        let (ours, theirs) = try HandoverChannel.pair()
        channel = ours
        process = try SuccessorProcess(program, channel: theirs)
        channel.limitEach(to: Upgrade.patience.lowerBound)
        deadline = try Timer(on: server.loop) { [unowned self] in self.timeIsUp() }
        deadline?.schedule(after: Upgrade.startTime)
        answers = try DescriptorWatch(on: server.loop, descriptor: channel.descriptor) { [unowned self] in
            self.attempt { () throws(HandoverError) in try self.answered() }
        }
        room = try DescriptorWatch(on: server.loop, descriptor: channel.descriptor, until: .writable) {
            [unowned self] in
            self.attempt { () throws(HandoverError) in try self.sendMore() }
        }
        room?.disable()
    }

    deinit {
        if !isOver { process.end() }
    }

    /// Gives the upgrade up.
    func cancel(_ why: String) {
        fail(HandoverError(why))
    }

    private func attempt(_ body: () throws(HandoverError) -> Void) {
        do throws(HandoverError) { try body() } catch { fail(channel.lastWords() ?? error) }
    }

    // MARK: - While this process serves

    private func answered() throws(HandoverError) {
        guard let preparation else {
            _ = try channel.hearHello()
            preparation = HandoverPreparation(of: server)
            preparationBegan = Instant.current()
            awaitProgress()
            room?.enable()
            return
        }
        _ = try channel.expect(.ready)
        guard preparation.isDone, let rehearsalBegan else {
            throw HandoverError("the other process was ready too early")
        }
        try handOver(after: preparation, atMost: patience(Instant.current() - rehearsalBegan))
    }

    private func sendMore() throws(HandoverError) {
        guard let preparation else { return }
        if try preparation.send(on: channel) { awaitProgress() }
        if preparation.isRehearsing, rehearsalBegan == nil { rehearsalBegan = Instant.current() }
        if preparation.isDone { room?.disable() }
    }

    private func awaitProgress() {
        let left = Upgrade.preparationTime - (Instant.current() - preparationBegan)
        deadline?.schedule(after: max(.zero, min(left, Upgrade.stallTime)))
    }

    private func timeIsUp() {
        let seconds = (preparation == nil ? Upgrade.startTime : Upgrade.stallTime).components.seconds
        fail(
            HandoverError(
                preparation == nil
                    ? "it did not say hello in \(seconds) seconds"
                    : "it took nothing of what it was handed for \(seconds) seconds, or not all of it in a minute"))
    }

    private func patience(_ rehearsal: Duration) -> Duration {
        // Output that waits for peers was no part of the rehearsal. All its copies take 10 ns a byte, to which the same
        // factor applies as to the rest.
        let output = Duration.nanoseconds(100 * server.sessions.pendingOutput)
        return min(max(rehearsal * 10 + output, Upgrade.patience.lowerBound), Upgrade.patience.upperBound)
    }

    // MARK: - The change

    /// From here on, no loop turns until one of the two processes is the server.
    private func handOver(after preparation: HandoverPreparation, atMost patience: Duration) throws(HandoverError) {
        let began = Instant.current()
        channel.limitAll(to: patience)
        try channel.send(server.handover(after: preparation.known, with: files))
        _ = try channel.expect(.ready)
        announce(process.id)
        try channel.send(.commit)
        let pause = Instant.current() - began
        finish()
        server.handedOver()
        completion(.success(Success(process: process.id, pause: pause)))
    }

    private func fail(_ error: HandoverError) {
        guard !isOver else { return }
        finish()
        let how = process.end()
        completion(.failure(HandoverError(how.map { "\(error); \($0)" } ?? error.description)))
    }

    private func finish() {
        isOver = true
        answers = nil
        room = nil
        deadline = nil
    }
}
