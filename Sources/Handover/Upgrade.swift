import Glibc
import Libevent

/// A process that can be handed over, as an upgrade asks for it.
package protocol Predecessor: AnyObject {
    /// This program: what it writes, which is what the other one has to read.
    var program: HandoverProgram { get }

    /// What can go over while this process still serves, one thing a call; nil: there is no more. Between two calls the loop turns.
    func nextEarlyPart() -> HandoverPart?

    /// All the rest, for the other process to try itself on; without descriptors.
    func rehearsal() -> HandoverPart

    /// All the rest. It is true until the loop turns.
    /// - Parameter files: descriptors that go along, by the paths of their files.
    func whole(with files: [String: Int32]) -> HandoverPart

    /// How many bytes the whole has beyond the rehearsal.
    var bytesNotRehearsed: Int { get }

    /// The other process is ready, and is about to be told that it is the server: nothing that this one does may go on beside it.
    func suspend()

    /// The other process did not become the server after all.
    func resume()

    /// The other process is the server now, so this one ends.
    func handedOver()
}

/// The old process's side of a live upgrade. It starts a program, and hands everything over to it when the program is
/// ready.
///
/// Until the new process has everything and is ready, this one is the server. If anything goes wrong, the new one is
/// killed, and nothing has changed. While the new one starts, takes early parts and rehearses, the loop turns as ever.
/// Only the last part holds it up.
package final class Upgrade {
    /// How long a program may take to say hello.
    private static let startTime = Duration.seconds(10)
    /// How long it may then make no progress: take nothing of what it is sent, or not answer.
    private static let stallTime = Duration.seconds(10)
    /// How long all of that may take.
    private static let preparationTime = Duration.seconds(60)
    /// How long the last part may take, in which nobody is served: several times as long as the rehearsal took, but
    /// within these bounds.
    private static let patience = Duration.seconds(1)...Duration.seconds(5)

    private let predecessor: any Predecessor
    private let channel: HandoverChannel
    private let process: SuccessorProcess
    private let files: [String: Int32]
    /// Called before the new process is told to go on. That may still fail.
    private let announce: (pid_t) -> Void
    /// Called once: with the new process when it is the server, or with the reason why it is not.
    private let completion: (Result<Success, HandoverError>) -> Void
    /// Messages that are not sent yet; the next to send is the last one.
    private var messages: [HandoverChannel.Message] = []
    /// The other process said hello, then.
    private var greetedAt: Instant?
    private var rehearsalBegan: Instant?
    private var answers: DescriptorWatch?
    private var room: DescriptorWatch?
    private var deadline: Timer?
    private var isOver = false

    /// The new process is the server.
    package struct Success {
        package var process: pid_t
        /// The time in which nobody was served.
        package var pause: Duration
    }

    /// Starts the program.
    /// - Throws: `HandoverError` or `LibeventError` if it can't be started. Then `completion` is not called.
    package init(
        of predecessor: any Predecessor, to program: Program, on loop: EventLoop,
        announcing announce: @escaping (pid_t) -> Void,
        _ completion: @escaping (Result<Success, HandoverError>) -> Void
    ) throws {
        self.predecessor = predecessor
        files = program.files
        self.announce = announce
        self.completion = completion
        let (ours, theirs) = try HandoverChannel.pair()
        channel = ours
        process = try SuccessorProcess(program, channel: theirs)
        channel.limitEach(to: Upgrade.patience.lowerBound)
        deadline = try Timer(on: loop) { [unowned self] in self.timeIsUp() }
        deadline?.schedule(after: Upgrade.startTime)
        answers = try DescriptorWatch(on: loop, descriptor: channel.descriptor) { [unowned self] in
            self.attempt { () throws(HandoverError) in try self.answered() }
        }
        room = try DescriptorWatch(on: loop, descriptor: channel.descriptor, until: .writable) {
            [unowned self] in
            self.attempt { () throws(HandoverError) in try self.sendMore() }
        }
        room?.disable()
    }

    deinit {
        if !isOver { process.end() }
    }

    /// Gives the upgrade up.
    package func cancel(_ why: String) {
        fail(HandoverError(why))
    }

    private func attempt(_ body: () throws(HandoverError) -> Void) {
        do throws(HandoverError) { try body() } catch { fail(channel.lastWords() ?? error) }
    }

    // MARK: - While this process serves

    private func answered() throws(HandoverError) {
        guard greetedAt != nil else {
            try channel.hearHello(predecessor.program)
            greetedAt = Instant.current()
            awaitProgress()
            room?.enable()
            return
        }
        _ = try channel.expect(.ready)
        guard let rehearsalBegan, messages.isEmpty else {
            throw HandoverError("the other process was ready too early")
        }
        try handOver(atMost: patience(Instant.current() - rehearsalBegan))
    }

    /// Sends as much as the channel takes at once, but no more than one part.
    private func sendMore() throws(HandoverError) {
        if messages.isEmpty {
            let part = predecessor.nextEarlyPart()
            if part == nil { rehearsalBegan = Instant.current() }
            messages = (part ?? predecessor.rehearsal()).messages.reversed()
        }
        while let message = messages.last, try channel.offer(message) {
            messages.removeLast()
            awaitProgress()
        }
        if messages.isEmpty, rehearsalBegan != nil { room?.disable() }
    }

    private func awaitProgress() {
        guard let greetedAt else { return }
        let left = Upgrade.preparationTime - (Instant.current() - greetedAt)
        deadline?.schedule(after: max(.zero, min(left, Upgrade.stallTime)))
    }

    private func timeIsUp() {
        let seconds = (greetedAt == nil ? Upgrade.startTime : Upgrade.stallTime).components.seconds
        fail(
            HandoverError(
                greetedAt == nil
                    ? "it did not say hello in \(seconds) seconds"
                    : "it took nothing of what it was handed for \(seconds) seconds, or not all of it in a minute"))
    }

    private func patience(_ rehearsal: Duration) -> Duration {
        // Output that waits for peers was no part of the rehearsal. All its copies take 10 ns a byte, to which the same
        // factor applies as to the rest.
        let output = Duration.nanoseconds(100 * predecessor.bytesNotRehearsed)
        return min(max(rehearsal * 10 + output, Upgrade.patience.lowerBound), Upgrade.patience.upperBound)
    }

    // MARK: - The change

    /// From here on, no loop turns until one of the two processes is the server.
    private func handOver(atMost patience: Duration) throws(HandoverError) {
        let began = Instant.current()
        channel.limitAll(to: patience)
        try channel.send(predecessor.whole(with: files))
        _ = try channel.expect(.ready)
        predecessor.suspend()
        announce(process.id)
        try channel.send(.commit)
        let pause = Instant.current() - began
        finish()
        predecessor.handedOver()
        completion(.success(Success(process: process.id, pause: pause)))
    }

    private func fail(_ error: HandoverError) {
        guard !isOver else { return }
        finish()
        let how = process.end()
        predecessor.resume()
        completion(.failure(HandoverError(how.map { "\(error); \($0)" } ?? error.description)))
    }

    private func finish() {
        isOver = true
        answers = nil
        room = nil
        deadline = nil
    }
}
