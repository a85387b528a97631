import Glibc

/// As `withDaemon`, with a configuration file, which names the addresses too.
func withDaemon(configured text: String, listeners: Int = 1, _ body: (DaemonProcess) throws -> Void) throws {
    let path = freshPath() + ".toml"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HarnessFailure.call("open \(path)", errno) }
    defer { unlink(path) }
    try ByteChannel(descriptor).write(text.utf8)
    let daemon = try DaemonProcess(ChildProcess(Binaries.daemon, ["--config", path]), listeners: listeners)
    do {
        try body(daemon)
    } catch {
        try? daemon.process.kill()
        throw HarnessFailure("\(error)\n  the daemon's log:\n\(daemon.process.log.text.suffix(4000))")
    }
    try daemon.stop()
}
