import Configuration
import Libevent

/// What the names of addresses stand for, as far as that was asked.
struct Addresses {
    /// Asks what an endpoint stands for (`Endpoint.resolve`). It may take as long as a resolver likes.
    typealias Resolver = @Sendable (Endpoint) throws(ResolveError) -> [SocketAddress]

    private var known: [Endpoint: [SocketAddress]] = [:]

    init() {}

    /// Asks for each of them, one after the other.
    init(of endpoints: [Endpoint], by resolve: Resolver) throws(ResolveError) {
        for endpoint in endpoints { known[endpoint] = try resolve(endpoint) }
    }

    /// - Throws: `ResolveError` where it is a name, and was not asked for.
    func callAsFunction(_ endpoint: Endpoint) throws(ResolveError) -> [SocketAddress] {
        if let addresses = known[endpoint] { return addresses }
        if let addresses = endpoint.numeric() { return addresses }
        throw ResolveError(host: endpoint.description, reason: "it was not looked up")
    }
}

/// Looks names up on threads of its own, so that nobody waits for a resolver.
final class NameLookup {
    /// Threads at most: a resolver that hangs holds each for half a minute or more.
    static let mostThreads = 4

    typealias Outcome = Result<Addresses, ResolveError>

    private let loop: EventLoop
    private let resolve: Addresses.Resolver
    /// There as long as a thread is at work.
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

    /// Begins to look names up, in the place of what was looked up before.
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
        let isStarted = Worker.run {
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

    /// The result is not wanted any more. A thread can't be stopped; what it finds is dropped.
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
