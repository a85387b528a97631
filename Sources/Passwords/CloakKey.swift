/// What hosts are shown by: the same host always by the same name, which tells nobody its address.
///
/// A name is `c-` and 13 letters of base 32, 65 bits, of BLAKE2b-256 with this key. Who knows the key can try all addresses of IPv4, so it
/// is a secret. Under another key all hosts have other names.
package struct CloakKey: Sendable {
    package static let byteCount = 32
    private static let letterCount = 13
    /// RFC 4648, section 6, in small letters.
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// What is kept.
    package let bytes: [UInt8]

    /// What counts as one host.
    package enum Host: Hashable, Sendable {
        case ipv4(UInt32)
        /// The first 64 bits of an address: the least that a customer gets (RFC 6177), and may use all of.
        case ipv6(network: UInt64)
    }

    /// A new one.
    package init() {
        bytes = Sodium.randomBytes(CloakKey.byteCount)
    }

    /// One that was kept.
    /// - Returns: nil unless there are 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == CloakKey.byteCount else { return nil }
        self.bytes = bytes
    }

    /// How a host is shown: 15 characters.
    package func cloak(_ host: Host) -> String {
        let digest = Sodium.blake2b(host.bytes, key: bytes)
        let text = (0..<CloakKey.letterCount).map { CloakKey.letters[CloakKey.fiveBits(at: $0, of: digest)] }
        return String(decoding: Array("c-".utf8) + text, as: UTF8.self)
    }

    /// What a client of SCRAM is told as the salt of a name that is nobody's: always the same for one name, as a real one is, so that nobody
    /// learns which names there are.
    package func salt(ofNobody name: String) -> [UInt8] {
        // No host's bytes begin so.
        Array(Sodium.blake2b([0] + name.utf8, key: bytes).prefix(SCRAMCredentials.saltCount))
    }

    private static func fiveBits(at index: Int, of bytes: [UInt8]) -> Int {
        let (first, shift) = ((index * 5) / 8, (index * 5) % 8)
        let two = Int(bytes[first]) << 8 | Int(bytes[first + 1])
        return two >> (11 - shift) & 31
    }
}

extension CloakKey.Host {
    /// The family first, so that no two hosts have the same bytes.
    fileprivate var bytes: [UInt8] {
        switch self {
        case .ipv4(let number): [4] + withUnsafeBytes(of: number.bigEndian) { Array($0) }
        case .ipv6(let network): [6] + withUnsafeBytes(of: network.bigEndian) { Array($0) }
        }
    }
}
