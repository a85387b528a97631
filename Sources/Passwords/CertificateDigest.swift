/// What a certificate is known by: SHA-256 of its DER.
package struct CertificateDigest: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    package init(der: UnsafeRawBufferPointer) {
        bytes = Sodium.sha256(der)
    }

    /// As `openssl x509 -fingerprint -sha256` has it, in small letters and without colons.
    package var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
