import Configuration
import Glibc
import Libevent
import Logging

/// The listeners of the administrator's pages.
final class AdminListeners {
    /// Answers a path; nil: there is no such page.
    var onRequest: HTTPListener.Handler?

    /// An endpoint and the listeners that stand for it: a name as localhost has several addresses.
    struct Bound {
        fileprivate let endpoint: Endpoint?
        fileprivate let listeners: [HTTPListener]
    }

    private let loop: EventLoop
    private let log: Logger
    private var bound = Bound(endpoint: nil, listeners: [])
    /// An older process's sockets, for the first `prepare`.
    private var handed: HandedDoor?

    init(on loop: EventLoop, handed: HandedDoor? = nil, log: Logger) {
        self.loop = loop
        self.handed = handed
        self.log = log
    }

    /// Where the pages are served, with the ports that the kernel chose.
    var addresses: [SocketAddress] { bound.listeners.map(\.address) }

    /// What has to be known of before the pages can be served there.
    func endpoints(toServe endpoint: Endpoint?) -> [Endpoint] {
        guard let endpoint, endpoint != bound.endpoint, handed?.listen != endpoint.description else { return [] }
        return [endpoint]
    }

    /// Binds another endpoint, for `move`. Where the pages are served now they stay until then.
    /// - Parameters:
    ///   - endpoint: nil: nowhere.
    ///   - addresses: of `endpoints(toServe:)`.
    /// - Throws: `LibeventError` or `ResolveError`.
    func prepare(_ endpoint: Endpoint?, at addresses: Addresses) throws -> Bound {
        guard let endpoint, endpoint != bound.endpoint else {
            return endpoint == nil ? Bound(endpoint: nil, listeners: []) : bound
        }
        let sockets = handed?.listen == endpoint.description ? handed?.sockets : nil
        handed = nil
        if let sockets { return Bound(endpoint: endpoint, listeners: try takeOver(sockets)) }
        return Bound(endpoint: endpoint, listeners: try listeners(on: addresses(endpoint)))
    }

    /// The sockets of its listeners, to hand them over; they stay ours.
    var sockets: HandedDoor? {
        bound.endpoint.map { HandedDoor(listen: $0.description, sockets: bound.listeners.map(\.descriptor)) }
    }

    /// The files of Unix sockets are this process's from now on, or another's.
    func ownFiles(_ areOurs: Bool) {
        guard case .path = bound.endpoint else { return }
        for listener in bound.listeners { listener.ownFile(areOurs) }
    }

    /// Closes this process's ends of sockets that another process listens on.
    func forsake() {
        ownFiles(false)
        for listener in bound.listeners { listener.close() }
        bound = Bound(endpoint: nil, listeners: [])
    }

    private func takeOver(_ sockets: [Int32]) throws(LibeventError) -> [HTTPListener] {
        var listeners: [HTTPListener] = []
        for socket in sockets {
            let answer: HTTPListener.Handler = { [unowned self] path in self.onRequest?(path) }
            listeners.append(try HTTPListener(on: loop, adopting: socket, handler: answer))
        }
        return listeners
    }

    /// Serves the pages there, and nowhere else any more.
    func move(to other: Bound) {
        guard other.endpoint != bound.endpoint else { return }
        for listener in bound.listeners { listener.close() }
        bound = other
        for address in addresses {
            log.notice("serving figures on \(address)")
            guard let ip = address.ip, !ip.isLoopback else { continue }
            log.warning(
                "anybody who reaches \(address) can read the figures; see to it that a firewall keeps others away")
        }
    }

    /// Of the addresses that a name stands for those that this machine has, at least one.
    private func listeners(on addresses: [SocketAddress]) throws(LibeventError) -> [HTTPListener] {
        var listeners: [HTTPListener] = []
        var lacking: LibeventError?
        for address in addresses {
            do {
                // Where the kernel is to choose a port, it is one for all.
                let address = address.port == 0 ? address.with(port: listeners.first?.address.port) : address
                let answer: HTTPListener.Handler = { [unowned self] path in self.onRequest?(path) }
                listeners.append(try HTTPListener(on: loop, address: address, handler: answer))
            } catch {
                guard [EADDRNOTAVAIL, EAFNOSUPPORT].contains(error.code) else { throw error }
                lacking = lacking ?? error
            }
        }
        if listeners.isEmpty, let lacking { throw lacking }
        return listeners
    }
}
