import Glibc
import Libevent

/// The lines of standard input, one at a time, whatever it is: a pipe, a terminal, a regular file (which epoll refuses, and which never blocks).
final class StandardInput {
    private static let chunk = 65536
    /// A line that is longer is cut there: it will be refused anyway.
    private static let longestLine = 65536

    private var watch: DescriptorWatch?
    private let isPlain: Bool
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    private let available: () -> Void

    /// - Parameter available: called when `next()` may have another line, or the end has come; never from within `next()`.
    init(on loop: EventLoop, _ available: @escaping () -> Void) throws(LibeventError) {
        self.available = available
        var status = stat()
        isPlain = fstat(STDIN_FILENO, &status) == 0 && (status.st_mode & S_IFMT == S_IFREG || Self.isNull(status))
        if !isPlain {
            watch = try DescriptorWatch(on: loop, descriptor: STDIN_FILENO) { [unowned self] in arrived() }
        }
    }

    /// `/dev/null` and its like are refused by epoll too.
    private static func isNull(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == S_IFCHR && isatty(STDIN_FILENO) == 0
    }

    /// Whether all lines were taken, and no more will come.
    var isExhausted: Bool { isAtEnd && start == buffer.count }

    /// The next line without its end; nil where there is none yet.
    func next() -> [UInt8]? {
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { drop(through: end + 1) }
                return Self.withoutCR(buffer[start..<end])
            }
            if isAtEnd || buffer.count - start >= Self.longestLine {
                guard start < buffer.count else { return nil }
                defer { drop(through: buffer.count) }
                return Self.withoutCR(buffer[start...])
            }
            guard isPlain else {
                watch?.enable()
                return nil
            }
            read()
        }
    }

    private static func withoutCR(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    private func drop(through end: Int) {
        start = end
        guard start == buffer.count || start > Self.chunk else { return }
        buffer.removeFirst(start)
        start = 0
    }

    private func arrived() {
        read()
        // No more than is asked for: a program that writes faster than the server answers has to wait.
        if isAtEnd || buffer.count - start >= Self.chunk { watch?.disable() }
        available()
    }

    private func read() {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { target, filled in
            count = Glibc.read(STDIN_FILENO, target.baseAddress, target.count)
            filled = max(0, count)
        }
        buffer += bytes
        if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { isAtEnd = true }
    }
}
