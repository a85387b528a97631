import Libevent

/// What limits by address count as one: an IPv4 address, or an IPv6 /64, which is the least that a customer gets (RFC
/// 6177), and which may be all theirs.
struct HostKey: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    init(_ address: IPAddress) {
        high = address.high
        low = address.isV4 ? address.low : 0
    }

    /// nil for a Unix socket's peer, which has no address.
    init?(_ address: SocketAddress) {
        guard let address = address.ip else { return nil }
        self.init(address)
    }
}
