import Glibc

/// Lets the kernel find peers that are gone without a word (`SO_KEEPALIVE`, tcp(7)).
/// - Parameter seconds: of silence before the first probe; three probes more, 10 s apart, decide.
func setKeepAlive(_ descriptor: Int32, after seconds: Int32) {
    func set(_ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
    set(SOL_SOCKET, SO_KEEPALIVE, 1)
    set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, seconds)
    set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, 10)
    set(Int32(IPPROTO_TCP), TCP_KEEPCNT, 3)
}
