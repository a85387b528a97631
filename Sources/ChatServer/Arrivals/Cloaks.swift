import ChatCore
import Libevent
import Passwords

/// Shows where people come from: the same host always by the same name, which tells nobody its address.
final class Cloaks {
    /// Goes from process to process, so that bans of hosts hold on.
    private(set) var key: CloakKey

    /// - Parameter key: nil: a new one, under which all hosts have other names.
    init(_ key: CloakKey?) {
        self.key = key ?? CloakKey()
    }

    /// Has the key be one that was kept, or that of all nodes. Who was shown before keeps their name.
    func useKey(_ key: CloakKey) {
        self.key = key
    }

    /// What counts as one host is what limits count as one (`HostKey`).
    /// - Returns: nil where many come from there who have nothing in common: by a Unix socket, or from this machine, where a gateway may
    ///   be.
    func host(of address: IPAddress?) -> Host? {
        guard let address, !address.isLoopback else { return nil }
        let host: CloakKey.Host =
            address.isV4 ? .ipv4(UInt32(truncatingIfNeeded: address.low)) : .ipv6(network: address.high)
        return Host(key.cloak(host))
    }
}
