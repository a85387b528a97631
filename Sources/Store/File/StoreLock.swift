import Glibc

/// The lock by which one process alone has a store: `flock` on a file beside it.
///
/// It belongs to the open file, and not to the process. So it goes over to another process with its descriptor, and nobody else can take it
/// in between.
package final class StoreLock {
    package let descriptor: Int32

    /// Takes the lock of the store at a path.
    /// - Throws: `StoreError.inUse` where another process has it, and `.notAccessible` where the file can't be made.
    package init(of path: String) throws(StoreError) {
        let file = StoreLock.file(of: path)
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .notAccessible(path: file, String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(descriptor) }
            throw .inUse(path: path, process: StoreLock.owner(descriptor))
        }
        self.descriptor = descriptor
        writeOwner()
    }

    /// Goes on with the lock of a process that handed its descriptor over.
    package init(handed descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        close(descriptor)
    }

    /// Where the lock of a store is.
    package static func file(of path: String) -> String { path + ".lock" }

    /// Writes into the file that it is this process's.
    package func writeOwner() {
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    private static func owner(_ descriptor: Int32) -> Int32 {
        var text = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &text, text.count, 0)
        return Int32(String(decoding: text.prefix(max(0, count)).prefix { $0 != 10 }, as: UTF8.self)) ?? 0
    }
}
