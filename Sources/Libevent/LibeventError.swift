import Glibc

/// A call that failed: its name, what it was for, and the system's reason.
public struct LibeventError: Error, CustomStringConvertible, Equatable, Sendable {
    /// The C function, as `bind` or `bufferevent_socket_new`.
    public let call: String
    /// The `errno` it left; 0 where it left none.
    public let code: Int32
    /// What it was called for, as an address; may be empty.
    public let subject: String

    /// An error of `call`; `code` defaults to the current `errno`, so build it before anything else runs.
    public init(_ call: String, code: Int32 = errno, subject: String = "") {
        self.call = call
        self.code = code
        self.subject = subject
    }

    /// The system's words for `code` (`strerror`).
    public var reason: String {
        code == 0 ? "failed" : String(cString: strerror(code))
    }

    public var description: String {
        subject.isEmpty ? "\(call): \(reason)" : "\(call) \(subject): \(reason)"
    }
}
