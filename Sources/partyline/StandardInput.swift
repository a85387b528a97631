import Glibc
import Libevent

/// The lines of standard input, one at a time, whatever it is: a pipe, a terminal, a regular file (which epoll refuses, and which never blocks).
final class StandardInput {
    /// What stands between two line ends.
    enum Line: Equatable {
        /// Without its end.
        case whole([UInt8])
        /// More bytes than any server takes: none of them is kept. It is told once, as soon as that is known.
        case tooLong
    }

    static let longestLine = 65_536
    private static let chunk = 65_536

    private var watch: DescriptorWatch?
    private let isPlain: Bool
    private var buffer: [UInt8] = []
    private var start = 0
    /// The rest of a line that was too long is dropped up to its end.
    private var isDropping = false
    private var isAtEnd = false
    private let available: () -> Void
    /// The number of the line that was last taken, from 1.
    private(set) var lineNumber = 0
    /// Why no more could be read, where it was not the end.
    private(set) var failure: String?

    /// - Parameter available: called when `next()` may have another line, or the end has come; never from within `next()`.
    init(on loop: EventLoop, _ available: @escaping () -> Void) throws(LibeventError) {
        self.available = available
        var status = stat()
        let isKnown = fstat(STDIN_FILENO, &status) == 0
        isPlain = isKnown && (status.st_mode & S_IFMT == S_IFREG || Self.isNull(status))
        if !isPlain {
            watch = try DescriptorWatch(on: loop, descriptor: STDIN_FILENO) { [unowned self] in arrived() }
        }
    }

    /// Why there can be no lines in it; nil where there can.
    static var fault: String? {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0 else { return "Standard input: " + String(cString: strerror(errno)) }
        if status.st_mode & S_IFMT == S_IFDIR { return "Standard input is a folder" }
        let flags = fcntl(STDIN_FILENO, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_WRONLY else {
            return "Standard input: " + String(cString: strerror(EBADF))
        }
        return nil
    }

    /// `/dev/null` and its like are refused by epoll too.
    private static func isNull(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == S_IFCHR && isatty(STDIN_FILENO) == 0
    }

    /// Whether all lines were taken, and no more will come.
    var isExhausted: Bool { isAtEnd && start == buffer.count }

    /// The next line; nil where there is none yet.
    func next() -> Line? {
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[start..<end]
                drop(through: end + 1)
                guard !isDropping else {
                    isDropping = false
                    continue
                }
                return taken(line)
            }
            if isDropping || buffer.count - start > Self.longestLine {
                drop(through: buffer.count)
                guard isDropping else {
                    isDropping = true
                    lineNumber += 1
                    return .tooLong
                }
            }
            if isAtEnd {
                guard start < buffer.count else { return nil }
                let line = buffer[start...]
                drop(through: buffer.count)
                return taken(line)
            }
            guard isPlain else {
                watch?.enable()
                return nil
            }
            read()
        }
    }

    private func taken(_ line: ArraySlice<UInt8>) -> Line {
        lineNumber += 1
        if line.count > Self.longestLine { return .tooLong }
        return .whole(Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
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
        var (count, code): (Int, Int32) = (0, 0)
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { target, filled in
            count = Glibc.read(STDIN_FILENO, target.baseAddress, target.count)
            code = errno
            filled = max(0, count)
        }
        buffer += bytes
        if count < 0, code == EINTR || code == EAGAIN { return }
        if count < 0 { failure = "Standard input: " + String(cString: strerror(code)) }
        if count <= 0 { isAtEnd = true }
    }
}
