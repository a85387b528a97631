import CLibevent
import Glibc

/// Where a socket is: IPv4, IPv6 or a path in the file system (`sockaddr`).
public struct SocketAddress: Sendable, CustomStringConvertible {
    private var storage = sockaddr_storage()
    let length: socklen_t

    /// Copies an address that the kernel or the resolver gave.
    init(_ address: UnsafePointer<sockaddr>, length: socklen_t) {
        self.length = min(length, socklen_t(MemoryLayout<sockaddr_storage>.size))
        withUnsafeMutableBytes(of: &storage) { target in
            target.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(self.length)))
        }
    }

    /// A Unix socket's path.
    /// - Returns: nil if the path is empty, too long (107 bytes) or has a NUL.
    public init?(path: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count < room, !bytes.contains(0) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        self = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { SocketAddress($0, length: length) }
        }
    }

    public var family: Int32 { Int32(storage.ss_family) }

    /// The host's address, nil for a path.
    public var ip: IPAddress? {
        withUnsafeBytes(of: storage) { bytes in
            switch family {
            case AF_INET: IPAddress(bytes: bytes[4..<8])
            case AF_INET6: IPAddress(bytes: bytes[8..<24])
            default: nil
            }
        }
    }

    /// The address of a socket's own end (`getsockname`).
    public static func local(of descriptor: Int32) throws(LibeventError) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard status == 0 else { throw LibeventError("getsockname") }
        return withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { SocketAddress($0, length: length) }
        }
    }

    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    /// The port of an IP address; 0 for a path.
    public var port: UInt16 {
        withSockaddr { address, _ in
            switch family {
            case AF_INET:
                address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
            case AF_INET6:
                address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    UInt16(bigEndian: $0.pointee.sin6_port)
                }
            default: 0
            }
        }
    }

    /// The same address with another port; unchanged for nil, or a path.
    public func with(port: UInt16?) -> SocketAddress {
        guard let port else { return self }
        var changed = self
        withUnsafeMutableBytes(of: &changed.storage) { bytes in
            // sin_port and sin6_port are in the same place.
            guard family == AF_INET || family == AF_INET6 else { return }
            bytes.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
        }
        return changed
    }

    /// The host in numbers (`127.0.0.1`, `::1`), or a Unix socket's path (empty for an unnamed peer).
    public var host: String {
        if family == AF_UNIX { return path }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = withSockaddr { getnameinfo($0, $1, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) }
        guard status == 0 else { return "?" }
        return name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    /// `127.0.0.1:6000`, `[::1]:6000` or `unix:/path`.
    public var description: String {
        switch family {
        case AF_UNIX: "unix:\(path)"
        case AF_INET6: "[\(host)]:\(port)"
        default: "\(host):\(port)"
        }
    }

    private var path: String {
        withSockaddr { address, _ in
            address.withMemoryRebound(to: sockaddr_un.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sun_path) { raw in
                    String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
                }
            }
        }
    }
}

/// A place as a person writes it: `HOST:PORT`, `[IPV6]:PORT` or `unix:/path`. A host may be a name.
public enum Endpoint: Hashable, Sendable, CustomStringConvertible {
    case host(String, port: UInt16)
    case path(String)

    /// - Returns: nil where the text is neither form. `:6000` means all addresses; an IPv6 address wants its brackets.
    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard SocketAddress(path: path) != nil else { return nil }
            self = .path(path)
            return
        }
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        let digits = text[text.utf8.index(after: colon)...]
        // UInt16 takes a sign.
        guard digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let port = UInt16(digits) else { return nil }
        var host = text[..<colon]
        // C would read a name up to its NUL.
        guard host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        if host.hasPrefix("[") && host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(":") {
            return nil
        }
        self = .host(String(host), port: port)
    }

    public var description: String {
        switch self {
        case .path(let path): "unix:\(path)"
        case .host(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    /// The addresses behind it, in the order to try them (`getaddrinfo`). **Blocks** on a name: call it on a worker thread
    /// once a loop runs.
    /// - Parameter passive: for listening: an empty host means all addresses instead of this machine's own.
    /// - Throws: `ResolveError` with the resolver's words.
    public func resolve(passive: Bool = false) throws(ResolveError) -> [SocketAddress] {
        try addresses(passive ? AI_PASSIVE : 0)
    }

    /// The same for listening, where nobody has to be asked: of an address in numbers (`AI_NUMERICHOST`), or a path.
    /// - Returns: nil for a name.
    public func numeric() -> [SocketAddress]? {
        try? addresses(AI_PASSIVE | AI_NUMERICHOST)
    }

    private func addresses(_ flags: Int32) throws(ResolveError) -> [SocketAddress] {
        guard case .host(let host, let port) = self else {
            guard case .path(let path) = self, let address = SocketAddress(path: path) else { return [] }
            return [address]
        }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | flags
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host.isEmpty ? nil : host, String(port), &hints, &list)
        guard status == 0 else {
            throw ResolveError(host: host, reason: String(cString: gai_strerror(status)))
        }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var entry = list
        while let current = entry?.pointee {
            if let address = current.ai_addr { addresses.append(SocketAddress(address, length: current.ai_addrlen)) }
            entry = current.ai_next
        }
        return addresses
    }
}

/// A name that the resolver does not know, and why.
public struct ResolveError: Error, CustomStringConvertible, Sendable {
    public let host: String
    public let reason: String

    public init(host: String, reason: String) {
        self.host = host
        self.reason = reason
    }

    public var description: String { "\(host): \(reason)" }
}
