import CSodium

/// A digest of what comes piece by piece (FIPS 180-4).
package struct SHA256: ~Copyable {
    private var state = crypto_hash_sha256_state()

    package init() { crypto_hash_sha256_init(&state) }

    package mutating func add(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    /// In 64 digits, of a copy: more may come.
    package var digits: String {
        var copy = state
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&copy, &digest)
        let letters = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [letters[Int($0 >> 4)], letters[Int($0 & 15)]] }, as: UTF8.self)
    }
}
