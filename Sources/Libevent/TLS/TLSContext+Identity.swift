import CLibeventOpenSSL

extension TLSContext {
    /// A certificate with its key: what one side shows the other.
    public final class Identity {
        let chain: [Certificate]
        fileprivate let key: OpaquePointer
        fileprivate let certificatePath: String
        fileprivate let keyPath: String

        /// - Parameters:
        ///   - certificate: a PEM file: one's own certificate first, then its issuers' up to the root, which may be left out.
        ///   - key: a PEM file with its private key, without a passphrase. It may be the same file.
        /// - Throws: `TLSError`.
        public init(certificate: String, key: String) throws(TLSError) {
            let chain = try PEMFile(certificate).certificates()
            let privateKey = try PEMFile(key).privateKey()
            guard chain[0].matches(privateKey) else {
                defer { EVP_PKEY_free(privateKey) }
                if chain.contains(where: { $0.matches(privateKey) }) {
                    throw TLSError(certificate, "the certificate of the key in \(key) must be the first in it")
                }
                throw TLSError(key, "the key in it is not that of the certificate in \(certificate)")
            }
            (self.chain, self.key) = (chain, privateKey)
            (certificatePath, keyPath) = (certificate, key)
        }

        deinit {
            EVP_PKEY_free(key)
        }
    }

    /// Has each connection show it where the other side wants to see one.
    func use(_ identity: Identity) throws(TLSError) {
        guard SSL_CTX_use_certificate(pointer, identity.chain[0].pointer) == 1 else {
            throw TLSError(identity.certificatePath, "the certificate can't be used: \(OpenSSLErrors.taken().words)")
        }
        guard SSL_CTX_use_PrivateKey(pointer, identity.key) == 1 else {
            throw TLSError(identity.keyPath, "the key can't be used: \(OpenSSLErrors.taken().words)")
        }
        for issuer in identity.chain.dropFirst() {
            X509_up_ref(issuer.pointer)
            guard partyline_ssl_ctx_add0_chain_cert(pointer, issuer.pointer) == 1 else {
                X509_free(issuer.pointer)
                throw TLSError(
                    identity.certificatePath, "an issuer's certificate can't be used: \(OpenSSLErrors.taken().words)")
            }
        }
    }
}
