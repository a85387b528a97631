import Glibc

/// Descriptors 0 to 2.
enum StandardStreams {
    /// Opens `/dev/null` for those that are closed: the first socket would else be taken for standard input.
    static func open() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest that is free is the one that is missing.
            _ = Glibc.open("/dev/null", O_RDWR)
        }
    }
}
