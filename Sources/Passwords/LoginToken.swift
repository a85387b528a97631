import Secrets

/// What a program logs in by instead of a password: 32 random bytes, `pt_` and 43 letters as a text.
///
/// Nobody can guess it, so its digest need not be slow, and checking one needs no thread of its own.
package struct LoginToken: Sendable {
    private static let form = TokenText(prefix: "pt_")

    /// Shown once, to its owner.
    package let text: String
    /// BLAKE2b-256 of its bytes: what is kept.
    package let digest: [UInt8]

    /// A new one.
    package init() {
        self.init(bytes: Sodium.randomBytes(TokenText.byteCount))
    }

    /// One of these bytes.
    init(bytes: [UInt8]) {
        text = LoginToken.form.text(of: bytes)
        digest = Sodium.blake2b(bytes)
    }

    /// The digest of the token that somebody gives.
    /// - Returns: nil where it has not a token's form: it is a password.
    package static func digest(of secret: Secret) -> [UInt8]? {
        secret.withBytes { form.digest(of: $0) }
    }

    /// Whether somebody means a token, be it one or not.
    package static func begins(_ secret: Secret) -> Bool {
        secret.withBytes { $0.starts(with: form.prefix) }
    }
}
