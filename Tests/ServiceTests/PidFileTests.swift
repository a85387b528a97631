import Glibc
import Testing

@testable import Service

@Suite final class PidFileTests {
    private let path = freshPath()

    deinit { unlink(path) }

    private var content: String? { text(of: path) }

    private func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 100)
        return String(decoding: bytes[..<max(0, read(descriptor, &bytes, bytes.count))], as: UTF8.self)
    }

    private func write(_ text: String, at path: String? = nil) throws {
        let descriptor = open(path ?? self.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        defer { close(descriptor) }
        try #require(Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count)
    }

    @Test func holdsOurNumberUntilItIsRemoved() throws {
        let file = try PidFile(at: path)
        #expect(content == "\(getpid())\n")
        file.remove()
        #expect(access(path, F_OK) != 0)
        _ = try PidFile(at: path)
    }

    @Test func isLockedAgainstASecond() throws {
        let file = try PidFile(at: path)
        let error = try fault { _ = try PidFile(at: path) }
        #expect(error.description.contains("process \(getpid()), which runs") && error.description.contains(path))
        #expect(content == "\(getpid())\n")
        withExtendedLifetime(file) {}
    }

    /// Two processes have the open file, and with it the lock, until the first lets go.
    @Test func isHandedOver() throws {
        var file: PidFile? = try PidFile(at: path)
        let copy = fcntl(try #require(file?.descriptor), F_DUPFD_CLOEXEC, 3)
        let next = try PidFile(at: path, adopting: copy)
        file = nil
        #expect(content == "\(getpid())\n")
        _ = try fault { _ = try PidFile(at: path) }
        next.remove()
        #expect(access(path, F_OK) != 0)
    }

    @Test func whatIsHandedOverIsAnotherFileByNow() throws {
        let file = try PidFile(at: path)
        let copy = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 3)
        unlink(path)
        try write("1\n")
        var (before, after) = (stat(), stat())
        try #require(fstat(copy, &before) == 0)
        #expect(try fault { _ = try PidFile(at: path, adopting: copy) }.description.contains("was replaced"))
        #expect(content == "1\n")
        // Its number may be another test's by now.
        #expect(
            fstat(copy, &after) != 0 || after.st_ino != before.st_ino || after.st_dev != before.st_dev, "it is closed")
    }

    /// Locked already, and not written yet.
    @Test func isLockedByOneThatStarts() throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_EX) == 0)
        let error = try fault { _ = try PidFile(at: path) }
        #expect(error.description.contains("just starting"))
    }

    @Test func takesOverWhatADeadProcessLeft() throws {
        let child = try IdleProcess()
        try write("\(child.pid)\n")
        child.end()
        _ = try PidFile(at: path)
        #expect(content == "\(getpid())\n")
    }

    @Test(arguments: ["", "\n", "0\n"]) func takesOverAnEmptyFile(_ text: String) throws {
        try write(text == "\n" ? "" : text)
        _ = try PidFile(at: path)
        #expect(content == "\(getpid())\n")
    }

    /// Not all programs lock theirs.
    @Test func refusesThatOfALiveProcessWithoutALock() throws {
        let child = try IdleProcess()
        try write("\(child.pid)")
        let error = try fault { _ = try PidFile(at: path) }
        #expect(error.description.contains("process \(child.pid), which runs"))
        #expect(content == "\(child.pid)")
    }

    /// The number went to another process since, which can't have written it then.
    @Test func takesOverANumberThatIsUsedAgain() throws {
        let child = try IdleProcess()
        try write("\(child.pid)\n")
        var times = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
        try #require(utimes(path, &times) == 0)
        _ = try PidFile(at: path)
        #expect(content == "\(getpid())\n")
    }

    @Test(arguments: ["[listen]\n", "12 13\n", "-1\n", "99999999999\n", "1\n\n", String(repeating: "1", count: 40)])
    func leavesOtherFilesAlone(_ text: String) throws {
        try write(text)
        let error = try fault { _ = try PidFile(at: path) }
        #expect(error.description.contains("something other than a process's number"))
        #expect(content == text)
    }

    @Test func followsNoLinks() throws {
        let target = freshPath()
        defer { unlink(target) }
        try write("", at: target)
        try #require(symlink(target, path) == 0)
        #expect(try fault { _ = try PidFile(at: path) }.description.contains("symbolic link"))
        unlink(path)
        try #require(link(target, path) == 0)
        #expect(try fault { _ = try PidFile(at: path) }.description.contains("not a plain file"))
        #expect(text(of: target) == "")
    }

    @Test func needsAPlaceThatCanBeWritten() throws {
        #expect(
            try fault { _ = try PidFile(at: "/nonexistent/line.pid") }.description.contains("make its directory first"))
        _ = try fault { _ = try PidFile(at: "/tmp") }
        try #require(mkfifo(path, 0o600) == 0)
        #expect(try fault { _ = try PidFile(at: path) }.description.contains("not a plain file"))
    }

    @Test func removesNoOthers() throws {
        let file = try PidFile(at: path)
        unlink(path)
        try write("1\n")
        file.remove()
        #expect(content == "1\n")
    }
}
