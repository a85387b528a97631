import Glibc

/// A datagram socket to a service manager's address (`NOTIFY_SOCKET`, unix(7)). It never waits.
final class NotifySocket {
    private let descriptor: Int32
    private var address: sockaddr_un
    private let length: socklen_t

    /// - Parameter path: an absolute path, or `@` and an abstract name.
    init(path: String) throws(ServiceError) {
        guard path.hasPrefix("/") || path.hasPrefix("@"), path.utf8.count > 1 else {
            throw ServiceError("NOTIFY_SOCKET is neither an absolute path nor @ and a name", exitCode: EX_PROTOCOL)
        }
        var name = Array(path.utf8)
        // An abstract name begins with a NUL byte, and is as long as the address says.
        if path.hasPrefix("@") { name[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw ServiceError("NOTIFY_SOCKET is longer than a socket's address can be", exitCode: EX_PROTOCOL)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        self.address = address
        length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path)! + name.count)
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .call("socket for NOTIFY_SOCKET") }
    }

    deinit {
        close(descriptor)
    }

    /// Sends one datagram (`sendto`).
    /// - Returns: 0, or the `errno`: `EAGAIN` if too many datagrams wait for the manager.
    func send(_ text: String) -> Int32 {
        let bytes = Array(text.utf8)
        let sent = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT), $0, length)
            }
        }
        return sent < 0 ? errno : 0
    }
}
