import CSodium
import Secrets

/// 32 random bytes as a text: a prefix that tells what they are for, and 43 letters of base 64 without padding.
struct TokenText: Sendable {
    static let byteCount = 32
    private static let letterCount = 43

    let prefix: [UInt8]

    init(prefix: StaticString) {
        self.prefix = Array("\(prefix)".utf8)
    }

    func text(of bytes: [UInt8]) -> String {
        var letters = [CChar](repeating: 0, count: TokenText.letterCount + 1)
        sodium_bin2base64(
            &letters, letters.count, bytes, bytes.count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        let digits = letters.dropLast().map { UInt8(bitPattern: $0) }
        return String(decoding: prefix + digits, as: UTF8.self)
    }

    /// BLAKE2b-256 of the bytes of a token that somebody gives.
    /// - Returns: nil where it has not a token's form.
    func digest(of given: UnsafeRawBufferPointer) -> [UInt8]? {
        guard given.count == prefix.count + TokenText.letterCount, given.starts(with: prefix) else { return nil }
        var bytes = [UInt8](repeating: 0, count: TokenText.byteCount)
        var count = 0
        let letters = UnsafeRawBufferPointer(rebasing: given[prefix.count...])
        let status = sodium_base642bin(
            &bytes, bytes.count, letters.bindMemory(to: CChar.self).baseAddress!, letters.count, nil, &count, nil,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        defer { Secret.wipe(&bytes) }
        return status == 0 && count == TokenText.byteCount ? Sodium.blake2b(bytes) : nil
    }
}
