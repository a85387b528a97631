import Libevent

/// Whom limits count as one: an IPv4 address, or an IPv6 /64, which is the least that a customer gets (RFC 6177) and may be all his.
struct HostKey: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    init(_ address: IPAddress) {
        high = address.high
        low = address.isV4 ? address.low : 0
    }

    /// nil for a Unix socket's peer, who is nobody in particular.
    init?(_ address: SocketAddress) {
        guard let address = address.ip else { return nil }
        self.init(address)
    }
}
