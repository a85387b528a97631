import CLibevent
import Glibc

/// Lets the kernel find peers that are gone without a word (tcp(7)): silent ones by `SO_KEEPALIVE`, those that we have sent
/// something by `TCP_USER_TIMEOUT`, which would else be tried again for a quarter of an hour. Does nothing to a Unix socket.
/// - Parameter seconds: of silence before the first probe. Who acknowledges nothing for twice as long, sent data or probes, is gone.
func setKeepAlive(_ descriptor: Int32, after seconds: Int32) {
    func set(_ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
    set(SOL_SOCKET, SO_KEEPALIVE, 1)
    // The kernel takes no more.
    set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, min(seconds, 32_767))
    set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, 10)
    set(Int32(IPPROTO_TCP), TCP_KEEPCNT, 3)
    // In milliseconds. The kernel counts probes by it instead of TCP_KEEPCNT.
    set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, Int32(clamping: Int64(seconds) * 2_000))
}

/// The silence after which the kernel asks for a TCP peer (`TCP_KEEPIDLE`), in seconds; nil: it does not, or the socket is none of TCP.
func keepAliveTime(_ descriptor: Int32) -> Int? {
    func get(_ level: Int32, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, level, name, &value, &size) == 0 ? value : nil
    }
    guard get(SOL_SOCKET, SO_KEEPALIVE) == 1 else { return nil }
    return get(Int32(IPPROTO_TCP), TCP_KEEPIDLE).map(Int.init)
}
