import Glibc

/// A file that holds our process's number, and is locked (flock(2)) as long as we run. A second daemon with the same
/// file is refused.
///
/// A file that a killed process left behind has no lock, and is taken over.
public final class PidFile {
    public let path: String
    /// The file is locked as long as this process, or one to which it was handed over, has the descriptor open.
    public let descriptor: Int32

    /// Makes the file or takes it over, locks it, and only then writes our number.
    /// - Throws: `ServiceError` if a live process has it (which is named), it can't be opened, or it is some other file.
    public init(at path: String) throws(ServiceError) {
        self.path = path
        descriptor = try PidFile.locked(path)
        do {
            try PidFile.write(to: descriptor, path)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Goes on with the file, and the lock, of a process that has handed both over, and writes our number.
    /// - Parameter descriptor: the open file. This object owns it from now on, also if this fails.
    /// - Throws: `ServiceError` if the path is another file by now, or the file can't be written.
    public init(at path: String, adopting descriptor: Int32) throws(ServiceError) {
        self.path = path
        self.descriptor = descriptor
        do throws(ServiceError) {
            guard PidFile.names(path, descriptor) else {
                throw ServiceError("the pid file \(path) was replaced by another", exitCode: EX_UNAVAILABLE)
            }
            // The lock belongs to the open file, whichever process has it open.
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .call("can't lock the pid file \(path)") }
            try PidFile.write(to: descriptor, path)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// Removes the file. If we may not, as in a directory of root's after root was given up, the file is emptied
    /// instead.
    public func remove() {
        // It is still locked, so nobody else can have taken it over.
        guard PidFile.names(path, descriptor) else { return }
        if unlink(path) != 0 { ftruncate(descriptor, 0) }
    }

    private static func locked(_ path: String) throws(ServiceError) -> Int32 {
        // A process that ends may remove the file between our open and our lock. Then there is another file to try, or
        // none.
        for _ in 0..<100 {
            let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o644)
            guard descriptor >= 0 else {
                throw .call("can't open the pid file \(path)", hint: hint(for: errno), exitCode: EX_CANTCREAT)
            }
            do {
                try lock(descriptor, path)
            } catch {
                close(descriptor)
                throw error
            }
            if names(path, descriptor) { return descriptor }
            close(descriptor)
        }
        throw ServiceError("the pid file \(path) is being replaced all the time", exitCode: EX_CANTCREAT)
    }

    private static func lock(_ descriptor: Int32, _ path: String) throws(ServiceError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .call("can't read the pid file \(path)") }
        // If this is another name of some important file, we would overwrite that.
        guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink <= 1 else {
            throw ServiceError("the pid file \(path) is not a plain file; name another", exitCode: EX_CANTCREAT)
        }
        let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
        guard isLocked || errno == EWOULDBLOCK else { throw .call("can't lock the pid file \(path)") }
        let pid = try content(of: descriptor, path)
        if !isLocked { throw inUse(path, by: pid) }
        guard let pid, pid != getpid(), let process = RunningProcess(pid: pid),
            process.mayHaveWritten(at: status.st_mtim.seconds)
        else { return }
        throw inUse(path, by: pid)
    }

    /// The number that the file holds; nil where it is empty.
    private static func content(of descriptor: Int32, _ path: String) throws(ServiceError) -> pid_t? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { throw .call("can't read the pid file \(path)") }
        guard count > 0 else { return nil }
        let line = String(decoding: bytes[..<count], as: UTF8.self)
        let digits = line.hasSuffix("\n") ? line.dropLast() : line[...]
        guard count < bytes.count, let number = UInt64(digits: String(digits)), let pid = pid_t(exactly: number) else {
            throw ServiceError(
                "the pid file \(path) holds something other than a process's number; remove it or name another",
                exitCode: EX_CANTCREAT)
        }
        return pid
    }

    private static func write(to descriptor: Int32, _ path: String) throws(ServiceError) {
        let line = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, line, line.count, 0) == line.count else {
            throw .call("can't write the pid file \(path)", exitCode: EX_IOERR)
        }
    }

    /// Whether the path is still the file that was opened.
    private static func names(_ path: String, _ descriptor: Int32) -> Bool {
        var (there, ours) = (stat(), stat())
        guard lstat(path, &there) == 0, fstat(descriptor, &ours) == 0 else { return false }
        return there.st_dev == ours.st_dev && there.st_ino == ours.st_ino
    }

    private static func inUse(_ path: String, by pid: pid_t?) -> ServiceError {
        let owner = pid.map { "process \($0), which runs" } ?? "a process that is just starting"
        return ServiceError(
            "the pid file \(path) is that of \(owner); stop it first, or name another file", exitCode: EX_UNAVAILABLE)
    }

    private static func hint(for code: Int32) -> String {
        switch code {
        case ELOOP: " (it is a symbolic link; name another)"
        case ENOENT: " (make its directory first)"
        case EACCES, EPERM: " (name one in a directory that may be written)"
        default: ""
        }
    }
}
