import Configuration
import Libevent
import Threads

/// Looks names up on threads of its own, so that nobody waits for a resolver.
final class NameLookup {
    /// Threads at most: a resolver that hangs holds each for half a minute or more.
    static let mostThreads = 4

    typealias Outcome = Result<Addresses, ResolveError>

    private let loop: EventLoop
    private let resolve: Addresses.Resolver
    /// Where threads leave their results; nil where no thread is at work.
    private var mailbox: Mailbox<(number: Int, outcome: Outcome)>?
    private var running = 0
    private var last = 0
    private var completion: ((Outcome) -> Void)?

    init(on loop: EventLoop, by resolve: @escaping Addresses.Resolver) {
        self.loop = loop
        self.resolve = resolve
    }

    /// Whether somebody waits for a result.
    var isUnderWay: Bool { completion != nil }

    /// Begins to look names up. What was being looked up before is forgotten.
    /// - Parameter completion: called once, never from within this call; not where `cancel` or another call comes first.
    /// - Throws: `ResolveError` where too many lookups of before hang, or no thread is to be had.
    func begin(_ endpoints: [Endpoint], _ completion: @escaping (Outcome) -> Void) throws(ResolveError) {
        cancel()
        func failure(_ reason: String) -> ResolveError {
            ResolveError(host: endpoints.map(\.description).joined(separator: ", "), reason: reason)
        }
        guard running < NameLookup.mostThreads else {
            throw failure("\(running) lookups that began before have not ended yet; try again later")
        }
        let box: Mailbox<(number: Int, outcome: Outcome)>
        do {
            box = try mailbox ?? Mailbox(on: loop) { [unowned self] in self.take($0, $1) }
        } catch {
            throw failure("\(error)")
        }
        last += 1
        let (number, sender, resolve) = (last, box.sender, resolve)
        let isStarted = BackgroundThread.run {
            let outcome: Outcome
            do throws(ResolveError) {
                outcome = .success(try Addresses(of: endpoints, by: resolve))
            } catch {
                outcome = .failure(error)
            }
            sender.post((number, outcome))
        }
        guard isStarted else { throw failure("no thread is to be had to look it up") }
        mailbox = box
        running += 1
        self.completion = completion
    }

    /// Forgets what is being looked up. A thread can't be stopped, but its result is dropped.
    func cancel() {
        completion = nil
    }

    private func take(_ number: Int, _ outcome: Outcome) {
        running -= 1
        if running == 0 { mailbox = nil }
        guard number == last, let completion else { return }
        self.completion = nil
        completion(outcome)
    }
}
