import Libevent

/// The addresses that begin alike (CIDR, RFC 4632): `10.0.0.0/8`, `2001:db8::/32`, or a single one, as `::1`.
///
/// IPv4 networks and IPv6 networks have no address in common: `::/0` is all of IPv6, and nothing of IPv4.
public struct Network: Hashable, Sendable, CustomStringConvertible {
    /// The first address.
    private let base: IPAddress
    /// Bits that they have in common, those before a mapped IPv4 address included.
    private let bits: Int

    /// What a text is not a network for, in words for the one who wrote it.
    public struct Fault: Error, CustomStringConvertible, Equatable, Sendable {
        public let description: String
    }

    /// - Throws: `Fault` where it is not `ADDRESS` or `ADDRESS/BITS`, or the address goes on after those bits.
    public init(_ text: String) throws(Fault) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(parts[0]) else {
            throw Fault(description: "\"\(text)\" is not a network; write it as 10.0.0.0/8, 192.0.2.1 or 2001:db8::/32")
        }
        let isV4Text = address.isV4 && !parts[0].utf8.contains(UInt8(ascii: ":"))
        let width = isV4Text ? 32 : 128
        var prefix = width
        if parts.count == 2 {
            guard let number = Network.number(parts[1]), number <= width else {
                throw Fault(description: "\"\(text)\": what follows the / must be a number from 0 to \(width)")
            }
            prefix = number
        }
        bits = isV4Text ? 96 + prefix : prefix
        base = Network.prefix(of: address, bits)
        guard base == address else {
            throw Fault(description: "\"\(text)\" is an address within a network; the network is \(self)")
        }
    }

    /// Whether it is one of them.
    public func contains(_ address: IPAddress) -> Bool {
        Network.prefix(of: address, bits) == base && address.isV4 == isV4
    }

    /// As it is written.
    public var description: String { "\(base)/\(isV4 ? bits - 96 : bits)" }

    private var isV4: Bool { bits >= 96 && base.isV4 }

    /// Digits alone: `Int` takes a sign, too.
    private static func number(_ digits: Substring) -> Int? {
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            return nil
        }
        return Int(digits)
    }

    /// The address with nothing but its first bits.
    static func prefix(of address: IPAddress, _ bits: Int) -> IPAddress {
        // A shift by 64 or more leaves nothing.
        IPAddress(
            high: address.high & (UInt64.max << UInt64(max(0, 64 - bits))),
            low: address.low & (UInt64.max << UInt64(min(64, 128 - bits))))
    }
}

extension Sequence where Element == Network {
    /// Whether an address is in one of them.
    func contain(_ address: IPAddress) -> Bool { contains { $0.contains(address) } }
}
