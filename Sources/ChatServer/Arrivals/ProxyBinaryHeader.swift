import Libevent

/// Version 2: a signature, the kind and length of the rest, and addresses in network order (proxy-protocol.txt, section
/// 2.2).
struct ProxyBinaryHeader {
    static let firstByte: UInt8 = 0x0D
    private static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]
    /// Signature, version and command, family, length.
    private static let fixedLength = 16

    /// The kind of the addresses. All but those of streams are refused.
    private enum Family: UInt8 {
        case unspecified = 0x00
        case v4 = 0x11
        case v6 = 0x21
        case unix = 0x31

        /// Bytes of both addresses, with their ports.
        var length: Int {
            switch self {
            case .unspecified: 0
            case .v4: 12
            case .v6: 36
            case .unix: 216
            }
        }

        /// Bytes of one IP address; 0 for others.
        var addressLength: Int {
            switch self {
            case .v4: 4
            case .v6: 16
            case .unspecified, .unix: 0
            }
        }
    }

    private var count = 0
    private var isLocal = false
    private var family = Family.unspecified
    /// The number of bytes after the fixed part.
    private var length = 0
    /// The bytes of the addresses, if they are of use. Extensions after them are not kept.
    private var addresses: [UInt8] = []

    mutating func take(_ byte: UInt8) -> ProxyHeader.Step {
        let index = count
        count += 1
        switch index {
        case 0..<12: return byte == ProxyBinaryHeader.signature[index] ? .more : .wrong("not a PROXY header")
        case 12: return takeVersion(byte)
        case 13: return takeFamily(byte)
        case 14: return takeLength(Int(byte) << 8)
        case 15: return takeLength(length | Int(byte))
        default:
            if addresses.count < addressesOfUse { addresses.append(byte) }
            return end
        }
    }

    private mutating func takeVersion(_ byte: UInt8) -> ProxyHeader.Step {
        guard byte >> 4 == 2 else { return .wrong("version \(byte >> 4), of which nothing is known") }
        guard byte & 0x0F <= 1 else { return .wrong("a command other than LOCAL and PROXY") }
        isLocal = byte & 0x0F == 0
        return .more
    }

    private mutating func takeFamily(_ byte: UInt8) -> ProxyHeader.Step {
        // With LOCAL the rest is to be ignored.
        if isLocal { return .more }
        guard let family = Family(rawValue: byte) else { return .wrong("an address that is no stream's") }
        self.family = family
        return .more
    }

    private mutating func takeLength(_ length: Int) -> ProxyHeader.Step {
        self.length = length
        guard ProxyBinaryHeader.fixedLength + length <= ProxyHeader.maximumLength else {
            return .wrong("over \(ProxyHeader.maximumLength) bytes")
        }
        guard count == ProxyBinaryHeader.fixedLength else { return .more }
        return length < family.length ? .wrong("shorter than its addresses") : end
    }

    private var addressesOfUse: Int { family.addressLength == 0 ? 0 : family.length }

    /// The result once all bytes have come; until then, that more is needed.
    private var end: ProxyHeader.Step {
        guard count == ProxyBinaryHeader.fixedLength + length else { return .more }
        if isLocal { return .done(.proxy) }
        let port = 2 * family.addressLength
        guard let address = IPAddress(bytes: addresses.prefix(family.addressLength)) else { return .done(.unknown) }
        return .done(.address(address, port: UInt16(addresses[port]) << 8 | UInt16(addresses[port + 1])))
    }
}
