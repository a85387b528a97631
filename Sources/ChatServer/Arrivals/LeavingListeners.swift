import Configuration
import Glibc
import Libevent

/// Listeners that a change of the doors is going to close. Others may take their addresses. If the change fails, these stay open.
struct LeavingListeners {
    private(set) var listeners: [Listener]

    init(_ listeners: [Listener]) {
        self.listeners = listeners
    }

    /// Gives a listener on an address: one of these, which is then not closed, or a new one.
    /// - Throws: `LibeventError`, or `ConfigurationError` where one of these is in the way.
    mutating func listener(on loop: EventLoop, _ address: SocketAddress, mode: UInt16) throws -> Listener {
        if let index = listeners.firstIndex(where: { $0.address.description == address.description }) {
            return listeners.remove(at: index)
        }
        let inTheWay = listeners.filter { overlap($0.address, address) }
        guard !inTheWay.isEmpty else { return try Listener(on: loop, address: address, mode: mode) }
        for listener in inTheWay { listener.sharePort(true) }
        defer {
            for listener in inTheWay { listener.sharePort(false) }
        }
        do {
            let listener = try Listener(on: loop, address: address, mode: mode, sharesPort: true)
            listener.sharePort(false)
            return listener
        } catch {
            // The kernel shares a port among listeners of one user only, and the process may have given up root since.
            guard error.code == EADDRINUSE else { throw error }
            let (old, new) = (inTheWay[0].address, address)
            throw ConfigurationError([
                "\(new) can't be had while \(old) is open: reload once without either, or restart"
            ])
        }
    }

    /// Whether two listeners would get in each other's way: on one port, the address that stands for all of its family overlaps each.
    private func overlap(_ left: SocketAddress, _ right: SocketAddress) -> Bool {
        guard let (one, other) = left.ip.flatMap({ ip in right.ip.map { (ip, $0) } }) else { return false }
        return left.port == right.port && one.isV4 == other.isV4 && (one.isAny || other.isAny)
    }
}
