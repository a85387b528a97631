import Glibc

/// A listening socket that a service manager bound for us.
public struct ActivatedSocket: Equatable, Sendable {
    public let descriptor: Int32
    /// The name from `FileDescriptorName=`; `unknown` if the manager gave no names.
    public let name: String
}

/// Sockets that a service manager hands over at the start (`sd_listen_fds_with_names(3)`).
public enum SocketActivation {
    /// Takes `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES` from the environment, checks each descriptor and sets close-on-exec.
    ///
    /// Call it before anything is opened: otherwise a wrong number could name a descriptor of our own.
    /// - Returns: an empty array if there are no sockets, or if they are meant for another process.
    /// - Throws: `ServiceError` if the variables break sd_listen_fds(3), or a descriptor is no listening stream socket.
    public static func takeSockets(
        _ environment: ServiceEnvironment = .process
    ) throws(ServiceError) -> [ActivatedSocket] {
        // The descriptors begin at SD_LISTEN_FDS_START.
        try takeSockets(environment) { 3 + Int32($0) }
    }

    /// - Parameter descriptor: gives the descriptor at an index. In tests they are wherever they happen to be.
    static func takeSockets(
        _ environment: ServiceEnvironment, descriptor: (Int) -> Int32
    ) throws(ServiceError) -> [ActivatedSocket] {
        let process = environment.take("LISTEN_PID")
        let number = environment.take("LISTEN_FDS")
        let names = environment.take("LISTEN_FDNAMES")
        _ = environment.take("LISTEN_PIDFDID")
        guard let process, let number else { return [] }
        guard let pid = UInt64(digits: process) else { throw fault("LISTEN_PID is not a process's number") }
        guard pid == UInt64(getpid()) else { return [] }
        guard let count = UInt64(digits: number), count < UInt64(Int32.max - 3) else {
            throw fault("LISTEN_FDS is not a number of descriptors")
        }
        let name = try self.names(names, count: Int(count))
        var sockets: [ActivatedSocket] = []
        for index in 0..<Int(count) {
            let socket = ActivatedSocket(descriptor: descriptor(index), name: name?[index] ?? "unknown")
            if let trouble = trouble(with: socket.descriptor) {
                throw fault("LISTEN_FDS is \(count), but descriptor \(socket.descriptor) (\(socket.name)) \(trouble)")
            }
            sockets.append(socket)
        }
        for socket in sockets { _ = fcntl(socket.descriptor, F_SETFD, FD_CLOEXEC) }
        return sockets
    }

    private static func names(_ list: String?, count: Int) throws(ServiceError) -> [String]? {
        guard let list else { return nil }
        let names = count == 0 && list.isEmpty ? [] : list.split(separator: ":", omittingEmptySubsequences: false)
        guard names.count == count else {
            throw fault("LISTEN_FDNAMES has \(names.count) names for \(count) descriptors")
        }
        // sd_listen_fds(3): printable ASCII without a colon, at most 255.
        for name in names where name.utf8.count > 255 || !name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            throw fault("LISTEN_FDNAMES has a name that is not at most 255 printable characters")
        }
        return names.map(String.init)
    }

    /// Why a descriptor can't be listened on; nil if it can.
    private static func trouble(with descriptor: Int32) -> String? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return "is not open" }
        guard status.st_mode & S_IFMT == S_IFSOCK else { return "is no socket" }
        guard option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue) else {
            return "is no stream socket; use ListenStream= in the socket unit"
        }
        guard option(SO_ACCEPTCONN, of: descriptor) == 1 else {
            return "does not listen; use ListenStream= and Accept=no in the socket unit"
        }
        guard [AF_INET, AF_INET6, AF_UNIX].contains(option(SO_DOMAIN, of: descriptor)) else {
            return "is neither a TCP nor a Unix socket"
        }
        return nil
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }

    private static func fault(_ words: String) -> ServiceError {
        ServiceError("sockets of the service manager: \(words)", exitCode: EX_PROTOCOL)
    }
}
