import Glibc

/// Descriptors 0, 1 and 2.
public enum StandardStreams {
    /// Opens /dev/null for those that were closed at our start. Otherwise a listening socket could get the number of
    /// standard error, and with it the log.
    public static func ensureOpen() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
            // open(2) takes the lowest free number, which is this one.
            _ = open("/dev/null", O_RDWR)
        }
    }
}
