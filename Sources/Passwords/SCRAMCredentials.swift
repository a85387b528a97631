import CSodium
import Secrets

/// What a server keeps of a password for SCRAM-SHA-256 (RFC 5802, section 3, and RFC 7677).
///
/// Passwords are taken as they are typed, in UTF-8. A client that prepares others than ASCII (SASLprep, RFC 4013) may find that its own
/// form of them is another one.
package struct SCRAMCredentials: Hashable, Sendable {
    package static let saltCount = 16
    /// The least that RFC 7677 allows, and what a client may be asked to do within a second.
    package static let roundsBounds = 4_096...1_000_000

    package let salt: [UInt8]
    package let rounds: Int
    package let storedKey: [UInt8]
    package let serverKey: [UInt8]

    /// Some that were kept.
    /// - Returns: nil where they can't be.
    package init?(salt: [UInt8], rounds: Int, storedKey: [UInt8], serverKey: [UInt8]) {
        guard !salt.isEmpty, SCRAMCredentials.roundsBounds ~= rounds, storedKey.count == 32, serverKey.count == 32
        else {
            return nil
        }
        (self.salt, self.rounds, self.storedKey, self.serverKey) = (salt, rounds, storedKey, serverKey)
    }

    /// Those of a password. This takes some 0.6 µs a round, and no memory.
    /// - Parameters:
    ///   - salt: nil: a new one.
    ///   - rounds: in `roundsBounds`.
    package init(of password: Secret, salt: [UInt8]? = nil, rounds: Int) {
        precondition(SCRAMCredentials.roundsBounds ~= rounds, "SCRAM's rounds")
        let salt = salt ?? Sodium.randomBytes(SCRAMCredentials.saltCount)
        var salted = SCRAMCredentials.salted(password, salt, rounds)
        var clientKey = HMAC(key: salted).digest(of: Array("Client Key".utf8))
        defer {
            Secret.wipe(&salted)
            Secret.wipe(&clientKey)
        }
        self.salt = salt
        self.rounds = rounds
        storedKey = clientKey.withUnsafeBytes { Sodium.sha256($0) }
        serverKey = HMAC(key: salted).digest(of: Array("Server Key".utf8))
    }

    /// What a server adds to a client's nonce: 32 letters of chance.
    package static func makeNonce() -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return Sodium.randomBytes(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    /// Whether a client knows the password.
    /// - Parameters:
    ///   - proof: what it sent, 32 bytes.
    ///   - message: RFC 5802's AuthMessage: what both have said, joined by commas.
    package func accepts(proof: [UInt8], of message: [UInt8]) -> Bool {
        guard proof.count == 32 else { return false }
        let signature = HMAC(key: storedKey).digest(of: message)
        var clientKey = zip(proof, signature).map { $0 ^ $1 }
        defer { Secret.wipe(&clientKey) }
        return Sodium.areEqual(clientKey.withUnsafeBytes { Sodium.sha256($0) }, storedKey)
    }

    /// By which the client knows that we know it, too.
    package func serverSignature(of message: [UInt8]) -> [UInt8] {
        HMAC(key: serverKey).digest(of: message)
    }

    /// RFC 5802's Hi: PBKDF2 with HMAC-SHA-256 and one block (RFC 8018, section 5.2).
    private static func salted(_ password: Secret, _ salt: [UInt8], _ rounds: Int) -> [UInt8] {
        let hmac = password.withBytes {
            HMAC(key: $0.bindMemory(to: UInt8.self).baseAddress!, count: $0.count)
        }
        var block = hmac.digest(of: salt + [0, 0, 0, 1])
        defer { Secret.wipe(&block) }
        var salted = block
        for _ in 1..<rounds {
            hmac.replace(&block)
            for index in salted.indices { salted[index] ^= block[index] }
        }
        return salted
    }
}

/// HMAC-SHA-256 (RFC 2104) with one key, which is mixed in once for all that follows.
private struct HMAC {
    private let keyed: crypto_auth_hmacsha256_state

    init(key: UnsafePointer<UInt8>, count: Int) {
        var state = crypto_auth_hmacsha256_state()
        crypto_auth_hmacsha256_init(&state, key, count)
        keyed = state
    }

    init(key: [UInt8]) {
        self.init(key: key, count: key.count)
    }

    func digest(of bytes: [UInt8]) -> [UInt8] {
        var state = keyed
        crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count))
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_auth_hmacsha256_final(&state, &digest)
        return digest
    }

    /// Puts the digest of 32 bytes into their place.
    func replace(_ block: inout [UInt8]) {
        var state = keyed
        crypto_auth_hmacsha256_update(&state, block, UInt64(block.count))
        crypto_auth_hmacsha256_final(&state, &block)
    }
}
