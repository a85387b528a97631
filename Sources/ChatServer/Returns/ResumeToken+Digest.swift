import ChatCore
import Passwords

/// The hub knows tokens by their digests, and makes none itself.
extension ResumeToken {
    var digest: TokenDigest {
        guard let digest = TokenDigest(digestBytes) else { preconditionFailure("BLAKE2b-256 has 32 bytes") }
        return digest
    }

    /// The digest of the token that somebody gives.
    /// - Returns: nil where it has not a token's form.
    static func digest(of text: String) -> TokenDigest? {
        digestBytes(of: text).flatMap { TokenDigest($0) }
    }
}
