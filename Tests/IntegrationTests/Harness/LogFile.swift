import Glibc

/// A file that a child writes its standard error to: it never fills up, as a pipe would, and it can be waited on.
final class LogFile {
    let descriptor: Int32
    private let watch: Int32

    init() throws {
        let path = freshPath()
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw HarnessFailure.call("open \(path)", errno) }
        watch = inotify_init1(Int32(IN_NONBLOCK) | O_CLOEXEC)
        guard watch >= 0, inotify_add_watch(watch, path, UInt32(IN_MODIFY)) >= 0 else {
            throw HarnessFailure.call("inotify", errno)
        }
        unlink(path)
    }

    deinit {
        close(watch)
        close(descriptor)
    }

    /// All that has been written so far.
    var text: String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = pread(descriptor, &chunk, chunk.count, off_t(bytes.count))
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }

    /// Waits until the text satisfies the question, and returns it. `ended` becomes readable when nothing more will come.
    func wait(orEndOf ended: Int32, by deadline: Deadline, until satisfied: (String) -> Bool) -> String? {
        while true {
            let before = text
            if satisfied(before) { return before }
            var watched = [
                pollfd(fd: watch, events: Int16(POLLIN), revents: 0),
                pollfd(fd: ended, events: Int16(POLLIN), revents: 0),
            ]
            guard deadline.poll(&watched) else { return nil }
            var events = [UInt8](repeating: 0, count: 4096)
            while read(watch, &events, events.count) > 0 {}
            if watched[1].revents != 0 {
                let last = text
                return satisfied(last) ? last : nil
            }
        }
    }
}
