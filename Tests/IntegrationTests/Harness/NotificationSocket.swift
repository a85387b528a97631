import Glibc

/// A service manager's end of a notification socket (`NOTIFY_SOCKET`).
final class NotificationSocket {
    let path = freshPath()
    private var descriptor: Int32

    init() throws {
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_UNIX, kind, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafeBytes(of: &address) { [descriptor] bytes in
            bind(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
        guard bound == 0 else { throw HarnessFailure.call("bind \(path)", errno) }
        // Also for a daemon that is not root any more.
        chmod(path, 0o666)
    }

    deinit { close() }

    /// Nobody listens any more, and its file is gone.
    func close() {
        guard descriptor >= 0 else { return }
        unlink(path)
        Glibc.close(descriptor)
        // Or a second time would close another test's.
        descriptor = -1
    }

    /// Takes datagrams until one begins like this, which is returned.
    func next(_ wanted: String, by deadline: Deadline = .usual) throws -> String {
        var before: [String] = []
        while true {
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count >= 0 {
                let text = String(decoding: bytes[..<count], as: UTF8.self)
                if text.hasPrefix(wanted) { return text }
                before.append(text)
                continue
            }
            var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            guard deadline.poll(&watched) else { throw HarnessFailure("\(wanted) was not told, but \(before)") }
        }
    }
}
