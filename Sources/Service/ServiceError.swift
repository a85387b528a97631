import Glibc

/// What an administrator has to put right before the service can run, in one line that says how.
public struct ServiceError: Error, CustomStringConvertible, Equatable, Sendable {
    public let description: String
    /// How the process should end for it (sysexits(3)).
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
