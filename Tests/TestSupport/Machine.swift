import Glibc

/// What not every machine has. A test that needs it is skipped without it, and says so.
public enum Machine {
    /// Whether `::1` can be listened on. Containers often have no IPv6.
    public static let hasIPv6: Bool = {
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var place = sockaddr_in6()
        place.sin6_family = sa_family_t(AF_INET6)
        place.sin6_addr = in6addr_loopback
        return withUnsafeBytes(of: &place) { bytes in
            guard let base = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, base, socklen_t(bytes.count)) == 0
        }
    }()

    /// A free port of each family that there is.
    public static let loopbacks = ["127.0.0.1:0"] + (hasIPv6 ? ["[::1]:0"] : [])
}
