import Libevent

/// Says which server is to be connected to next, and when.
///
/// Names are looked up anew each time, on a thread of their own.
final class ServerRotation {
    enum Attempt {
        case connect(Endpoint, SocketAddress)
        case unresolved(Endpoint, ResolveError)
    }

    private let endpoints: [Endpoint]
    private let timing: ClientOptions.Timing
    private let onAttempt: (Attempt) -> Void
    private var timer: Timer?
    private let loop: EventLoop
    private var resolver: Worker<Result<[SocketAddress], ResolveError>>?
    /// Further addresses of the present server.
    private var addresses: ArraySlice<SocketAddress> = []
    private var present: Endpoint
    private var index = 0
    /// How many servers were tried in vain, one after the other.
    private var failures = 0

    init(
        of options: ClientOptions, on loop: EventLoop, _ onAttempt: @escaping (Attempt) -> Void
    ) throws(LibeventError) {
        (endpoints, timing, self.onAttempt, self.loop) = (options.servers, options.timing, onAttempt, loop)
        present = options.servers[0]
        timer = try Timer(on: loop) { [weak self] in self?.begin() }
    }

    /// The first attempt follows.
    func start() { timer?.schedule(after: .zero) }

    /// The present server is connected to.
    func connected() {
        addresses = []
    }

    /// Another attempt follows, at once or after a pause, but never from within this call.
    /// - Parameter wasOfUse: the present server was, for a while.
    func next(wasOfUse: Bool) {
        if wasOfUse {
            failures = 0
        } else if addresses.isEmpty {
            failures += 1
        }
        timer?.schedule(after: pause)
    }

    /// None until all servers were tried; then more each time, and never the same, as others wait for the same servers.
    private var pause: Duration {
        guard addresses.isEmpty, failures > 0, failures % endpoints.count == 0 else { return .zero }
        let doublings = min(failures / endpoints.count - 1, 16)
        return min(timing.firstPause * (1 << doublings), timing.longestPause) * Double.random(in: 0.5...1)
    }

    private func begin() {
        if let address = addresses.popFirst() { return onAttempt(.connect(present, address)) }
        let endpoint = endpoints[index % endpoints.count]
        index += 1
        present = endpoint
        if let addresses = endpoint.numeric() { return resolved(.success(addresses), endpoint) }
        do {
            if resolver == nil { resolver = try Worker(on: loop, capacity: 1) }
        } catch {
            return onAttempt(.unresolved(endpoint, ResolveError(host: "\(endpoint)", reason: error.description)))
        }
        let lookUp: @Sendable () -> Result<[SocketAddress], ResolveError> = {
            do throws(ResolveError) {
                return .success(try endpoint.resolve())
            } catch {
                return .failure(error)
            }
        }
        let isTaken = resolver?.offer(lookUp) { [weak self] result in self?.resolved(result, endpoint) }
        if isTaken != true {
            onAttempt(.unresolved(endpoint, ResolveError(host: "\(endpoint)", reason: "it can't be looked up now")))
        }
    }

    private func resolved(_ result: Result<[SocketAddress], ResolveError>, _ endpoint: Endpoint) {
        switch result {
        case .success(let found):
            addresses = found[...]
            guard let address = addresses.popFirst() else {
                return onAttempt(.unresolved(endpoint, ResolveError(host: "\(endpoint)", reason: "it has no address")))
            }
            onAttempt(.connect(endpoint, address))
        case .failure(let error): onAttempt(.unresolved(endpoint, error))
        }
    }
}
