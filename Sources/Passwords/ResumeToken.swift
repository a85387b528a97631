/// By what somebody comes back whose connection was lost: 32 random bytes, `rt_` and 43 letters as a text. It is good once.
package struct ResumeToken: Sendable {
    private static let form = TokenText(prefix: "rt_")

    /// Told once, to whose it is.
    package let text: String
    /// What is kept: BLAKE2b-256 of the token's bytes.
    package let digestBytes: [UInt8]

    /// A new one.
    package init() {
        let bytes = Sodium.randomBytes(TokenText.byteCount)
        digestBytes = Sodium.blake2b(bytes)
        text = ResumeToken.form.text(of: bytes)
    }

    /// The digest of the token that somebody gives: 32 bytes.
    /// - Returns: nil where it has not a token's form.
    package static func digestBytes(of text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { form.digest(of: UnsafeRawBufferPointer($0)) }
    }
}
