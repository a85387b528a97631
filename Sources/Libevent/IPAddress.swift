import Glibc

/// A host's address: IPv6, or IPv4 in its mapped form (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2), so that one host has one value
/// whichever socket it came through.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// The first 64 bits.
    public let high: UInt64
    /// The last 64 bits.
    public let low: UInt64

    /// What the `low` of a mapped IPv4 address begins with.
    private static let mapped: UInt64 = 0xFFFF_0000_0000

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An IPv4 address by its number: 0x7F00_0001 is 127.0.0.1.
    public init(v4 number: UInt32) {
        self.init(high: 0, low: IPAddress.mapped | UInt64(number))
    }

    /// What a packet or a `sockaddr` has of it, in network order.
    /// - Returns: nil unless there are 4 bytes or 16.
    public init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self.init(v4: bytes.reduce(0) { $0 << 8 | UInt32($1) })
        case 16:
            func number(_ part: some Collection<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
            self.init(high: number(bytes.prefix(8)), low: number(bytes.dropFirst(8)))
        default: return nil
        }
    }

    /// An address in numbers (`inet_pton`): four decimal ones without leading zeros, or IPv6 without brackets and zone.
    /// - Returns: nil for anything else, host names included.
    public init?(_ text: some StringProtocol) {
        // C would read up to a NUL.
        guard !text.utf8.contains(0) else { return nil }
        var bytes = (UInt64(0), UInt64(0))
        let family = text.utf8.contains(UInt8(ascii: ":")) ? AF_INET6 : AF_INET
        let status = text.withCString { text in withUnsafeMutablePointer(to: &bytes) { inet_pton(family, text, $0) } }
        guard status == 1 else { return nil }
        if family == AF_INET6 {
            self.init(high: UInt64(bigEndian: bytes.0), low: UInt64(bigEndian: bytes.1))
        } else {
            self.init(v4: UInt32(UInt64(bigEndian: bytes.0) >> 32))
        }
    }

    /// Whether it is an IPv4 address.
    public var isV4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// Whether it is this machine's own: 127.0.0.0/8 or ::1.
    public var isLoopback: Bool { isV4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1 }

    /// Whether it means all addresses of its family: `0.0.0.0`, `::`.
    public var isAny: Bool { high == 0 && (isV4 ? low & 0xFFFF_FFFF : low) == 0 }

    /// As people write it (`inet_ntop`): `192.0.2.1`, `2001:db8::1`.
    public var description: String {
        var bytes = isV4 ? ((low << 32).bigEndian, 0) : (high.bigEndian, low.bigEndian)
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let known = withUnsafePointer(to: &bytes) {
            inet_ntop(isV4 ? AF_INET : AF_INET6, $0, &text, socklen_t(text.count)) != nil
        }
        guard known else { return "?" }
        return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }
}
