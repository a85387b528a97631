import CLinux
import Glibc

/// Makes the process a daemon as in daemon(7), for systems whose service manager wants one.
///
/// There are two forks. After the first, the child leads a session without the starter's terminal. After the second,
/// the daemon is a process that can't get a terminal again. The process that was started stays until the daemon is
/// ready, so its exit code tells whether the daemon came up.
public struct Daemonization {
    private let readiness: Int32

    /// Forks, and returns in the daemon alone: in a session of its own, at `/`, with input and output on /dev/null. Standard error
    /// stays until `ready()`.
    ///
    /// The process that was started never returns: it exits with 0 when the daemon is ready, or with the daemon's own exit code.
    ///
    /// Call it only while there is one thread and no event loop, as neither survives fork(2).
    public static func begin() throws(ServiceError) -> Daemonization {
        var ends: [Int32] = [-1, -1]
        guard partyline_pipe(&ends) == 0 else { throw .call("pipe2") }
        let leader = partyline_fork()
        guard leader >= 0 else { throw .call("fork") }
        if leader > 0 {
            close(ends[1])
            _exit(exitCode(of: leader))
        }
        setsid()
        let daemon = partyline_fork()
        guard daemon >= 0 else { throw .call("fork") }
        if daemon > 0 {
            close(ends[1])
            awaitReadiness(ends[0], of: daemon)
        }
        close(ends[0])
        guard chdir("/") == 0 else { throw .call("chdir /") }
        try redirect([STDIN_FILENO, STDOUT_FILENO])
        return Daemonization(readiness: ends[1])
    }

    /// Tells the process that was started that the daemon is ready; it then exits with 0. Standard error becomes
    /// /dev/null, unless it is a file: then the log goes on there.
    public func ready() {
        var byte: UInt8 = 1
        while write(readiness, &byte, 1) < 0 && errno == EINTR {}
        close(readiness)
        var status = stat()
        if fstat(STDERR_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return }
        try? Daemonization.redirect([STDERR_FILENO])
    }

    /// Runs in the session's leader. It exits with 0 when the daemon says that it is ready, or with the daemon's exit
    /// code.
    private static func awaitReadiness(_ readiness: Int32, of daemon: pid_t) -> Never {
        var byte: UInt8 = 0
        var count = read(readiness, &byte, 1)
        while count < 0 && errno == EINTR { count = read(readiness, &byte, 1) }
        _exit(count == 1 ? EX_OK : exitCode(of: daemon))
    }

    /// Waits for a child's end. The child has told the reason on standard error, which both share; but if a signal
    /// killed it, it could not, so we do.
    private static func exitCode(of child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return EX_OSERR }
        }
        // The macros of <sys/wait.h> are not imported: the low seven bits are the signal, the next byte the code.
        let signal = status & 0x7F
        guard signal != 0 else { return (status >> 8) & 0xFF }
        let line = Array("partylined: signal \(signal) ended the daemon before it was ready\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        return EX_SOFTWARE
    }

    private static func redirect(_ streams: [Int32]) throws(ServiceError) {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { throw .call("open /dev/null") }
        for stream in streams {
            guard dup2(null, stream) == stream else { throw .call("dup2") }
        }
        if null > STDERR_FILENO { close(null) }
    }
}
