import Libevent
import NATSClient

/// Why each server of a list could not be connected to, the last time that it was tried.
struct ServerFaults {
    private let servers: [Endpoint]
    private var faults: [Endpoint: ConnectionFault] = [:]

    init(of servers: [Endpoint]) { self.servers = servers }

    mutating func add(_ fault: ConnectionFault, of server: Endpoint) { faults[server] = fault }

    mutating func clear() { faults = [:] }

    var areAllTried: Bool { Set(servers).isSubset(of: faults.keys) }

    /// None of them will ever do.
    var areLasting: Bool { servers.allSatisfy { faults[$0]?.isLasting == true } }

    /// A line for each server that was tried.
    var words: [String] {
        servers.compactMap { server in faults[server].map { "\(server): \($0)" } }
    }
}
