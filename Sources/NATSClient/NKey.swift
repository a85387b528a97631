import CSodium
import Secrets

/// A user's key pair (Ed25519), of which a server knows the public half: who has the seed signs what the server asks for.
package final class NKey: Sendable {
    /// Why a text is no seed, in words for whoever wrote it. They never tell the text.
    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// What the first bits of an nkey's bytes say that it is.
    private enum Kind {
        static let seed: UInt8 = 18 << 3
        static let user: UInt8 = 20 << 3
    }

    private static let isReady = sodium_init() >= 0

    /// `U` and 55 letters, as it stands in a server's configuration.
    package let publicText: String
    /// The seed, and the public key behind it, as libsodium wants them.
    private let key: Secret

    /// - Parameter seed: `SU` and 56 letters, as `nk -gen user` writes them. Blanks and ends of lines around them don't count.
    package init(seed: Secret) throws(Fault) {
        guard NKey.isReady else { throw Fault(description: "the kernel gives no randomness") }
        var raw = seed.withBytes { Base32.bytes(of: $0.trimmed) } ?? []
        defer { Secret.wipe(&raw) }
        // Two bytes that tell what it is, the seed, and a check sum.
        guard raw.count == 36, CheckSum.isRight(raw) else {
            throw Fault(
                description: "it is no seed of an nkey: write the 58 letters that begin with SU, as nk -gen user does")
        }
        guard raw[0] & 0xF8 == Kind.seed, (raw[0] & 7) << 5 | (raw[1] & 0xF8) >> 3 == Kind.user else {
            throw Fault(description: "it is an nkey, but no user's seed: one begins with SU")
        }
        var publicKey = [UInt8](repeating: 0, count: 32)
        var secretKey = [UInt8](repeating: 0, count: 64)
        defer { Secret.wipe(&secretKey) }
        _ = raw.withUnsafeBufferPointer {
            crypto_sign_seed_keypair(&publicKey, &secretKey, $0.baseAddress! + 2)
        }
        key = Secret(secretKey)
        publicText = Base32.text(of: CheckSum.adding(to: [Kind.user] + publicKey))
    }

    /// The signature of what a server asks to be signed, in base 64 without padding.
    package func signature(of nonce: String) -> String {
        let message = Array(nonce.utf8)
        let signature = key.withBytes { key in
            var signature = [UInt8](repeating: 0, count: 64)
            crypto_sign_detached(
                &signature, nil, message, UInt64(message.count), key.bindMemory(to: UInt8.self).baseAddress!)
            return signature
        }
        var letters = [CChar](repeating: 0, count: 87)
        sodium_bin2base64(
            &letters, letters.count, signature, signature.count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        return String(decoding: letters.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension UnsafeRawBufferPointer {
    /// Without blanks and ends of lines around it.
    fileprivate var trimmed: Slice<UnsafeRawBufferPointer> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return self[..<0]
        }
        return self[first...last]
    }
}

/// Base 32 without padding (RFC 4648, section 6).
enum Base32 {
    static func text(of bytes: [UInt8]) -> String {
        var text = ""
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for byte in bytes {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.unicodeScalars.append(letter(bits >> count & 31))
            }
        }
        if count > 0 { text.unicodeScalars.append(letter(bits << (5 - count) & 31)) }
        return text
    }

    private static func letter(_ value: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(value) + UInt8(ascii: value < 26 ? "A" : "2") - (value < 26 ? 0 : 26))
    }

    /// nil where a byte is none of its letters, or the last bits are not 0.
    static func bytes(of letters: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        // It never moves, so no copy of a secret stays behind.
        bytes.reserveCapacity(letters.count * 5 / 8)
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for letter in letters {
            switch letter {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bits = bits << 5 | UInt32(letter - UInt8(ascii: "A"))
            case UInt8(ascii: "2")...UInt8(ascii: "7"): bits = bits << 5 | UInt32(letter - UInt8(ascii: "2") + 26)
            default: return nil
            }
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            bits &= 1 << count - 1
        }
        return bits == 0 && count < 5 ? bytes : nil
    }
}

/// CRC-16 (XMODEM: the polynomial 0x1021, from 0), the low byte first, behind what it is of.
enum CheckSum {
    static func of(_ bytes: some Sequence<UInt8>) -> UInt16 {
        bytes.reduce(0) { sum, byte in
            (0..<8).reduce(sum ^ UInt16(byte) << 8) { sum, _ in sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021 }
        }
    }

    static func adding(to bytes: [UInt8]) -> [UInt8] {
        let sum = of(bytes)
        return bytes + [UInt8(truncatingIfNeeded: sum), UInt8(sum >> 8)]
    }

    static func isRight(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 2 else { return false }
        let sum = of(bytes.dropLast(2))
        return bytes[bytes.count - 2] == UInt8(truncatingIfNeeded: sum) && bytes[bytes.count - 1] == UInt8(sum >> 8)
    }
}
