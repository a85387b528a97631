import Libevent

/// Who asks to be believed that an account is theirs: somebody who is here, or who has no session yet.
struct Claimant {
    /// nil for a Unix socket's peer.
    let address: IPAddress?
    /// Nobody reads along: TLS, this machine, or a proxy whose business it is.
    let isProtected: Bool
    /// It came over a Unix socket or from this machine, and not through a proxy.
    let isLocal: Bool
    /// When it came.
    let since: Instant

    var host: HostKey? { address.map { HostKey($0) } }

    /// - Parameter mustSpeak: it came by TLS or through a proxy.
    init(address: IPAddress?, mustSpeak: Bool, since: Instant) {
        self.address = address
        isProtected = mustSpeak || address?.isLoopback ?? true
        isLocal = !mustSpeak && (address?.isLoopback ?? true)
        self.since = since
    }
}
