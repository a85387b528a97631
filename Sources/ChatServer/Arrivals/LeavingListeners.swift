import Configuration
import Glibc
import Libevent

/// Listeners that a change of the doors is to close, in whose place others may come. They stay open, should the change fail.
struct LeavingListeners {
    private(set) var listeners: [Listener]

    init(_ listeners: [Listener]) {
        self.listeners = listeners
    }

    /// A listener on an address: the one that is there, or another.
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
            // Who has become another user since those were bound can't have them shared.
            guard error.code == EADDRINUSE else { throw error }
            let (old, new) = (inTheWay[0].address, address)
            throw ConfigurationError([
                "\(new) can't be had while \(old) is open: reload once without either, or restart"
            ])
        }
    }

    /// Whether the one takes the other in: of one port, the address for all of a family does so with each of them.
    private func overlap(_ left: SocketAddress, _ right: SocketAddress) -> Bool {
        guard let (one, other) = left.ip.flatMap({ ip in right.ip.map { (ip, $0) } }) else { return false }
        return left.port == right.port && one.isV4 == other.isV4 && (one.isAny || other.isAny)
    }
}
