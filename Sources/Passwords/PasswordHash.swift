import CSodium
import Glibc
import Secrets

/// A password as it is kept: what argon2id (RFC 9106) makes of it, with its salt and what it cost, in the usual string form.
///
///     $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ…$aGFzaA…
package struct PasswordHash: Hashable, Sendable {
    /// What making one, and each try at it, costs.
    package struct Cost: Hashable, Sendable {
        /// In MiB, 19 to 1,024. Less is below OWASP's least.
        package let memory: Int
        /// 1 to 16.
        package let passes: Int

        package static let memoryBounds = 19...1_024
        package static let passesBounds = 1...16

        /// What it costs unless the configuration says otherwise: some 70 ms of one core.
        package static let usual = Cost(unchecked: 64, 2)

        /// - Returns: nil where one is out of its bounds.
        package init?(memory: Int, passes: Int) {
            guard Cost.memoryBounds ~= memory, Cost.passesBounds ~= passes else { return nil }
            self.init(unchecked: memory, passes)
        }

        private init(unchecked memory: Int, _ passes: Int) {
            self.memory = memory
            self.passes = passes
        }

        fileprivate var bytes: Int { memory << 20 }
    }

    /// The string form: what the store keeps.
    package let text: String

    /// Makes one of a password, with a salt of its own (`crypto_pwhash_str_alg`).
    /// - Returns: nil where there is no memory for it.
    package init?(of password: Secret, _ cost: Cost) {
        precondition(Sodium.isReady, "the kernel gives no randomness")
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let status = password.withCharacters { start, count in
            crypto_pwhash_str_alg(
                &text, start, count, UInt64(cost.passes), cost.bytes, crypto_pwhash_ALG_ARGON2ID13)
        }
        guard status == 0 else { return nil }
        self.text = PasswordHash.text(text)
    }

    /// One that was kept.
    /// - Returns: nil where it is none, or one of another kind, or one that would cost more than may be asked for: a file that somebody
    ///   altered must not have us take all memory.
    package init?(_ text: String) {
        guard let cost = PasswordHash.cost(in: text), Cost.passesBounds ~= cost.passes,
            (8...Cost.memoryBounds.upperBound << 10) ~= cost.kibibytes, text.utf8.count < Int(crypto_pwhash_STRBYTES)
        else { return nil }
        self.text = text
    }

    /// How a password compares with what is kept.
    package enum Verdict: Hashable, Sendable {
        case right
        case wrong
        /// There is no memory to find out.
        case unknown
    }

    /// Tries a password, in a time that does not tell how much of it is right (`crypto_pwhash_str_verify`).
    package func verdict(on password: Secret) -> Verdict {
        password.withCharacters { start, count in
            errno = 0
            let status = crypto_pwhash_str_verify(padded, start, count)
            return if status == 0 { .right } else if errno == ENOMEM { .unknown } else { .wrong }
        }
    }

    /// Whether one made today would cost something else: it is to be made anew when its password is at hand
    /// (`crypto_pwhash_str_needs_rehash`).
    package func isOutdated(at cost: Cost) -> Bool {
        crypto_pwhash_str_needs_rehash(padded, UInt64(cost.passes), cost.bytes) != 0
    }

    // MARK: - The string form

    /// In C, and as long as libsodium may read.
    private var padded: [CChar] {
        var text = text.utf8.map { CChar(bitPattern: $0) }
        text += repeatElement(0, count: Int(crypto_pwhash_STRBYTES) - text.count)
        return text
    }

    private static func text(_ text: [CChar]) -> String {
        String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func cost(in text: String) -> (kibibytes: Int, passes: Int)? {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19", !parts[4].isEmpty,
            !parts[5].isEmpty, !text.utf8.contains(0)
        else { return nil }
        let numbers = parts[3].split(separator: ",", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers[2] == "p=1", let memory = number(numbers[0], named: "m="),
            let passes = number(numbers[1], named: "t=")
        else { return nil }
        return (memory, passes)
    }

    private static func number(_ text: Substring, named name: String) -> Int? {
        guard text.hasPrefix(name) else { return nil }
        let digits = text.dropFirst(name.count)
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }), digits.first != "0" else {
            return nil
        }
        return Int(digits)
    }
}
