import Configuration
import Libevent

/// The addresses that names stand for, as far as they were looked up.
struct Addresses {
    /// Asks what an endpoint stands for (`Endpoint.resolve`). It may take as long as a resolver likes.
    typealias Resolver = @Sendable (Endpoint) throws(ResolveError) -> [SocketAddress]

    private var known: [Endpoint: [SocketAddress]] = [:]

    init() {}

    /// Looks them up one after the other.
    init(of endpoints: [Endpoint], by resolve: Resolver) throws(ResolveError) {
        for endpoint in endpoints { known[endpoint] = try resolve(endpoint) }
    }

    /// - Throws: `ResolveError` where it is a name that was not looked up.
    func callAsFunction(_ endpoint: Endpoint) throws(ResolveError) -> [SocketAddress] {
        if let addresses = known[endpoint] { return addresses }
        if let addresses = endpoint.numeric() { return addresses }
        throw ResolveError(host: endpoint.description, reason: "it was not looked up")
    }
}
