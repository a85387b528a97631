import Glibc

/// A fault that an administrator has to mend before the service can run. Its one line says how.
public struct ServiceError: Error, CustomStringConvertible, Equatable, Sendable {
    public let description: String
    /// The exit code that the process should end with (sysexits(3)).
    public let exitCode: Int32

    public init(_ description: String, exitCode: Int32) {
        self.description = description
        self.exitCode = exitCode
    }

    /// A call that failed; `code` defaults to the current `errno`, so build it before anything else runs.
    static func call(_ what: String, code: Int32 = errno, hint: String = "", exitCode: Int32 = EX_OSERR) -> ServiceError
    {
        ServiceError("\(what): \(String(cString: strerror(code)))\(hint)", exitCode: exitCode)
    }
}
