import Glibc

/// Descriptors 0, 1 and 2.
public enum StandardStreams {
    /// Opens those that were closed at our start on /dev/null, or a listening socket could become standard error, and get the log.
    public static func ensureOpen() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
            // The lowest number that is free, and so this one.
            _ = open("/dev/null", O_RDWR)
        }
    }
}
