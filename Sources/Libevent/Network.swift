/// All addresses that begin with the same bits (CIDR, RFC 4632): `10.0.0.0/8`, `2001:db8::/32`, or a single one, as
/// `::1`.
///
/// IPv4 networks and IPv6 networks have no address in common: `::/0` is all of IPv6, and nothing of IPv4.
public struct Network: Hashable, Sendable, CustomStringConvertible {
    /// The first address.
    private let base: IPAddress
    /// The number of common bits, including those before a mapped IPv4 address.
    private let bits: Int

    /// Why a text is no network, in words for whoever wrote it.
    public struct Fault: Error, CustomStringConvertible, Equatable, Sendable {
        public let description: String
    }

    /// - Throws: `Fault` if it is not `ADDRESS` or `ADDRESS/BITS`, or a bit after those is not 0.
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

    /// Whether an address is in the network.
    public func contains(_ address: IPAddress) -> Bool {
        Network.prefix(of: address, bits) == base && address.isV4 == isV4
    }

    /// The form in which it is written.
    public var description: String { "\(base)/\(isV4 ? bits - 96 : bits)" }

    private var isV4: Bool { bits >= 96 && base.isV4 }

    /// Takes digits alone; `Int` would also take a sign.
    private static func number(_ digits: Substring) -> Int? {
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            return nil
        }
        return Int(digits)
    }

    /// The address with all but its first bits set to 0.
    public static func prefix(of address: IPAddress, _ bits: Int) -> IPAddress {
        // In Swift a shift by 64 or more gives 0.
        IPAddress(
            high: address.high & (UInt64.max << UInt64(max(0, 64 - bits))),
            low: address.low & (UInt64.max << UInt64(min(64, 128 - bits))))
    }
}

extension Sequence where Element == Network {
    /// Whether an address is in one of the networks.
    public func contain(_ address: IPAddress) -> Bool { contains { $0.contains(address) } }
}
