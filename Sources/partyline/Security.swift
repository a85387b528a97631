import Libevent

/// TLS with a server that has to prove its name.
struct Security {
    let context: TLSContext
    /// The file of `--ca`; nil: the system's authorities are trusted.
    private let authorities: String?

    /// - Parameter identity: what a server that asks for a certificate is shown; nil: none.
    /// - Throws: `TLSError` where the file can't be used.
    init(trusting authorities: String?, showing identity: TLSContext.Identity?) throws(TLSError) {
        context = try TLSContext(clientTrusting: authorities, showing: identity)
        self.authorities = authorities
    }

    /// What may help against a failure, as the end of its sentence.
    func advice(on failure: TLSFailure) -> String {
        guard failure.isUnknownIssuer else { return "" }
        guard let authorities else { return "; give its issuer by --ca FILE" }
        return "; its issuer is not in \(authorities)"
    }
}
