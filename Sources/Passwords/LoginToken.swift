import CSodium
import Secrets

/// What a program logs in by instead of a password: 32 random bytes, `pt_` and 43 letters as a text.
///
/// Nobody can guess it, so its digest need not be slow, and checking one needs no thread of its own.
package struct LoginToken: Sendable {
    private static let prefix = Array("pt_".utf8)
    private static let byteCount = 32
    /// Of base 64 without padding.
    private static let letterCount = 43

    /// Shown once, to its owner.
    package let text: String
    /// BLAKE2b-256 of its bytes: what is kept.
    package let digest: [UInt8]

    /// A new one.
    package init() {
        self.init(bytes: Sodium.randomBytes(LoginToken.byteCount))
    }

    /// One of these bytes.
    init(bytes: [UInt8]) {
        var letters = [CChar](repeating: 0, count: LoginToken.letterCount + 1)
        sodium_bin2base64(
            &letters, letters.count, bytes, bytes.count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        let digits = letters.dropLast().map { UInt8(bitPattern: $0) }
        text = String(decoding: LoginToken.prefix + digits, as: UTF8.self)
        digest = Sodium.blake2b(bytes)
    }

    /// The digest of the token that somebody gives.
    /// - Returns: nil where it has not a token's form: it is a password.
    package static func digest(of secret: Secret) -> [UInt8]? {
        secret.withBytes { given in
            guard given.count == prefix.count + letterCount, given.starts(with: prefix) else { return nil }
            var bytes = [UInt8](repeating: 0, count: byteCount)
            var count = 0
            let letters = UnsafeRawBufferPointer(rebasing: given[prefix.count...])
            let status = sodium_base642bin(
                &bytes, bytes.count, letters.bindMemory(to: CChar.self).baseAddress!, letters.count, nil, &count, nil,
                sodium_base64_VARIANT_URLSAFE_NO_PADDING)
            defer { Secret.wipe(&bytes) }
            return status == 0 && count == byteCount ? Sodium.blake2b(bytes) : nil
        }
    }
}
