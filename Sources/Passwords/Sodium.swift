import CSodium

/// libsodium, which has to be initialised once in a process.
enum Sodium {
    /// Whether it is (`sodium_init`, which any thread may call). It isn't where the kernel gives no randomness.
    static let isReady = sodium_init() >= 0

    /// Fills with what nobody can guess (`randombytes_buf`).
    static func randomBytes(_ count: Int) -> [UInt8] {
        precondition(isReady, "the kernel gives no randomness")
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// BLAKE2b of 32 bytes (`crypto_generichash`, RFC 7693).
    /// - Parameter key: 16 to 64 bytes, or none.
    static func blake2b(_ bytes: [UInt8], key: [UInt8] = []) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_generichash(&digest, digest.count, bytes, UInt64(bytes.count), key, key.count)
        return digest
    }

    /// SHA-256 (`crypto_hash_sha256`, FIPS 180-4).
    static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
        return digest
    }

    /// Whether bytes are the same, in a time that does not tell how many of them are (`sodium_memcmp`).
    static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && sodium_memcmp(one, other, one.count) == 0
    }
}
