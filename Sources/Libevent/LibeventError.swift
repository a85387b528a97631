import Glibc

/// A call that failed: its name, what it was for, and the system's reason.
public struct LibeventError: Error, CustomStringConvertible, Equatable, Sendable {
    /// The C function, as `bind` or `bufferevent_socket_new`.
    public let call: String
    /// The `errno` it left; 0 where it left none.
    public let code: Int32
    /// What it was called for, as an address; may be empty.
    public let subject: String
    /// What TLS says of it; nil where it was not TLS that failed.
    public let tls: TLSFailure?

    /// An error of `call`; `code` defaults to the current `errno`, so build it before anything else runs.
    public init(_ call: String, code: Int32 = errno, subject: String = "") {
        self.call = call
        self.code = code
        self.subject = subject
        tls = nil
    }

    /// A failure of TLS in `call`.
    init(_ call: String, _ tls: TLSFailure) {
        self.call = call
        self.tls = tls
        code = 0
        subject = ""
    }

    /// TLS's words, or else the system's for `code` (`strerror`).
    public var reason: String {
        if let tls { return tls.description }
        return code == 0 ? "failed" : String(cString: strerror(code))
    }

    public var description: String {
        subject.isEmpty ? "\(call): \(reason)" : "\(call) \(subject): \(reason)"
    }
}
