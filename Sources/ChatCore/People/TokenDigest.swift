/// What all know of the token by which somebody may come back (decision 25): 32 bytes that do not tell it.
package struct TokenDigest: Hashable, Sendable, CustomStringConvertible {
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

    package static func == (left: TokenDigest, right: TokenDigest) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        // Any part of a digest is as random as the whole.
        hasher.combine(words.0)
    }

    // MARK: - As text

    /// 64 hexadecimal digits.
    package var description: String {
        var text = ""
        for byte in bytes {
            text.append(Record.hexDigit(byte >> 4))
            text.append(Record.hexDigit(byte & 15))
        }
        return text
    }

    /// - Returns: nil where it is not what `description` writes.
    init?(_ text: String) {
        let digits = text.utf8.compactMap { Record.value(ofHexDigit: $0) }
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        self.init(stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }
}

extension Digest {
    mutating func mix(_ token: TokenDigest) {
        mix(token.bytes)
    }
}
