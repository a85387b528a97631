import Glibc

/// Where a daemon listens, as it logs it: `127.0.0.1:6000`, `[::1]:6000`, `unix:/path`.
struct Address: Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    var host: String {
        let host = description[..<(description.lastIndex(of: ":") ?? description.endIndex)]
        return String(host.drop { $0 == "[" }.prefix { $0 != "]" })
    }

    var port: String { String(description.split(separator: ":").last ?? "") }

    /// A connected socket, without close-on-exec races.
    func connect(by deadline: Deadline = .usual, receiveBuffer: Int32? = nil) throws -> Int32 {
        if description.hasPrefix("unix:") { return try connectUnix(String(description.dropFirst(5))) }
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &found) == 0, let found else {
            throw HarnessFailure("not an address: \(description)")
        }
        defer { freeaddrinfo(found) }
        let descriptor = try Self.socket(found.pointee.ai_family)
        // Two small writes one after the other would else wait for each other's acknowledgement (Nagle).
        Self.set(IPPROTO_TCP, TCP_NODELAY, 1, of: descriptor)
        if let receiveBuffer { Self.set(Int(SOL_SOCKET), SO_RCVBUF, receiveBuffer, of: descriptor) }
        return try Self.connect(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen, deadline)
    }

    /// A socket that listens on a free port of 127.0.0.1.
    static func listening() throws -> Int32 {
        let descriptor = try socket(AF_INET)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0, listen(descriptor, 16) == 0 else { throw HarnessFailure.call("bind", errno) }
        return descriptor
    }

    private func connectUnix(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw HarnessFailure("too long a path: \(path)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return try withUnsafeBytes(of: &address) { bytes in
            try Self.connect(
                Self.socket(AF_UNIX), bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count),
                .usual)
        }
    }

    private static func socket(_ family: Int32) throws -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = Glibc.socket(family, kind, 0)
        guard descriptor >= 0 else { throw HarnessFailure.call("socket", errno) }
        return descriptor
    }

    private static func set(_ level: Int, _ option: Int32, _ value: Int32, of descriptor: Int32) {
        var value = value
        setsockopt(descriptor, Int32(level), option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func connect(
        _ descriptor: Int32, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t, _ deadline: Deadline
    ) throws -> Int32 {
        if Glibc.connect(descriptor, address, length) == 0 { return descriptor }
        var code = errno
        if code == EINPROGRESS {
            var watched = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
            code = ETIMEDOUT
            var size = socklen_t(MemoryLayout<Int32>.size)
            if deadline.poll(&watched) { getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) }
        }
        guard code == 0 else {
            close(descriptor)
            throw HarnessFailure.call("connect", code)
        }
        return descriptor
    }
}
