import CLibeventOpenSSL
import Glibc

/// A certificate, key or list of authorities that can't be used: which file, and what is wrong with it.
public struct TLSError: Error, CustomStringConvertible, Equatable, Sendable {
    /// The file; empty where none is to blame.
    public let path: String
    /// What is wrong, and what to do where that is not plain.
    public let reason: String

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}

/// Why TLS with a peer failed. It says nothing that is not known of the peer already, and names no file.
public enum TLSFailure: Hashable, Sendable, CustomStringConvertible {
    /// What it sent is not TLS: plain text, or HTTP.
    case notTLS
    /// It closed the connection before the handshake was done.
    case closedEarly
    /// Its certificate is not to be trusted; OpenSSL's `X509_V_ERR_…`, see x509_verify_cert_error_string(3).
    case untrusted(Int32)
    /// It is the one that refuses: OpenSSL's words for its alert (RFC 8446, section 6.2).
    case refused(String)
    /// It breaks the protocol, or we have no version or cipher in common: OpenSSL's words.
    case protocolError(String)

    public var description: String {
        switch self {
        case .notTLS: "the peer does not speak TLS"
        case .closedEarly: "the peer closed the connection during the TLS handshake"
        case .untrusted(let code): "certificate verify failed: \(TLSFailure.words(ofVerification: code))"
        case .refused(let words): "the peer refused: \(words)"
        case .protocolError(let words): "TLS: \(words)"
        }
    }

    /// The certificate may be right, but who issued it is not known: naming the issuer would help.
    public var isUnknownIssuer: Bool {
        guard case .untrusted(let code) = self else { return false }
        return [
            X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE,
        ].contains(code)
    }

    private static func words(ofVerification code: Int32) -> String {
        X509_verify_cert_error_string(Int(code)).map { String(cString: $0) } ?? "error \(code)"
    }
}

/// What OpenSSL says of a failure, by the codes that it queues (ERR_get_error(3)).
struct OpenSSLErrors {
    /// In the order in which they occurred.
    private(set) var codes: [UInt] = []

    init(_ codes: [UInt]) {
        self.codes = codes
    }

    /// Takes all out of the thread's queue.
    static func taken() -> OpenSSLErrors {
        var codes: [UInt] = []
        while case let code = ERR_get_error(), code != 0 { codes.append(code) }
        return OpenSSLErrors(codes)
    }

    /// The reason (`SSL_R_…`) of the first of libssl's; 0 where there is none.
    var sslReason: Int32 {
        codes.first { ERR_GET_LIB($0) == ERR_LIB_SSL }.map { ERR_GET_REASON($0) } ?? 0
    }

    func contain(library: Int32, reason: Int32) -> Bool {
        codes.contains { ERR_GET_LIB($0) == library && ERR_GET_REASON($0) == reason }
    }

    /// The first one's in words, as `wrong version number`.
    var words: String {
        guard let code = codes.first(where: { ERR_GET_LIB($0) == ERR_LIB_SSL }) ?? codes.first else {
            return "unknown error"
        }
        if let words = ERR_reason_error_string(code) { return String(cString: words) }
        return "error \(ERR_GET_REASON(code))"
    }
}
