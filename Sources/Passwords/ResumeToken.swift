/// By what somebody comes back whose connection was lost: 32 random bytes, `rt_` and 43 letters as a text. It is good once.
package struct ResumeToken: Sendable {
    private static let form = TokenText(prefix: "rt_")

    /// Told once, to whose it is.
    package let text: String
    /// What is kept.
    package let digest: Digest

    /// BLAKE2b-256 of a token's bytes.
    package struct Digest: Hashable, Sendable {
        // Not an array, which would have memory of its own.
        private let words: (UInt64, UInt64, UInt64, UInt64)

        /// - Returns: nil where it is not of 32 bytes.
        package init?(_ bytes: [UInt8]) {
            guard bytes.count == 32 else { return nil }
            func word(_ index: Int) -> UInt64 {
                bytes[8 * index..<8 * index + 8].reduce(0) { $0 << 8 | UInt64($1) }
            }
            words = (word(0), word(1), word(2), word(3))
        }

        package var bytes: [UInt8] {
            [words.0, words.1, words.2, words.3].flatMap { word in
                stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
            }
        }

        package static func == (left: Digest, right: Digest) -> Bool {
            left.words == right.words
        }

        package func hash(into hasher: inout Hasher) {
            // Any part of a digest is as random as the whole.
            hasher.combine(words.0)
        }
    }

    /// A new one.
    package init() {
        let bytes = Sodium.randomBytes(TokenText.byteCount)
        guard let digest = Digest(Sodium.blake2b(bytes)) else { preconditionFailure("BLAKE2b-256 has 32 bytes") }
        text = ResumeToken.form.text(of: bytes)
        self.digest = digest
    }

    /// The digest of the token that somebody gives.
    /// - Returns: nil where it has not a token's form.
    package static func digest(of text: String) -> Digest? {
        var text = text
        return text.withUTF8 { form.digest(of: UnsafeRawBufferPointer($0)) }.flatMap { Digest($0) }
    }
}
