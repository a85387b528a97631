import Glibc

/// Reads text files that an operator names, which may be anything.
enum TextFile {
    /// Why a file could not be read: one line.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(description: String) {
            self.description = description
        }

        /// - Parameter path: of the file. It may be as long as the kernel allows, or longer.
        init(_ path: String, _ words: String) {
            description = "\(path.shown(atMost: 500)): \(words)"
        }
    }

    /// The text of a file, without a byte order mark.
    /// - Parameter bound: in bytes; a larger file is not read.
    static func read(_ path: String, atMost bound: Int) throws(Failure) -> String {
        // C would read a path only up to a NUL. Without O_NONBLOCK a FIFO that nobody writes to would hold us up for
        // ever.
        guard !path.utf8.contains(0) else { throw Failure(description: "a file's name can't have a NUL") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw Failure(path, "is a directory; name a file in it")
        default: throw Failure(path, "is not a regular file, which alone can be read again on SIGHUP")
        }
        let large = Failure(path, "over \(bound) bytes, which is the most that is read")
        guard status.st_size <= bound else { throw large }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw failure(path, errno) }
            if count == 0 { break }
            bytes += chunk[..<count]
            // The file may grow, or be one of /proc, whose sizes are 0.
            guard bytes.count <= bound else { throw large }
        }
        return try text(bytes[...], of: path)
    }

    private static func text(_ bytes: ArraySlice<UInt8>, of path: String) throws(Failure) -> String {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        if !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) { return text }
        var number = 1
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.contains(0) { throw Failure(path, "line \(number): a NUL; it is no text file") }
            if String(validating: line, as: UTF8.self) == nil { break }
            number += 1
        }
        throw Failure(path, "line \(number): not UTF-8; save it in that encoding")
    }

    private static func failure(_ path: String, _ code: Int32) -> Failure {
        let hint =
            switch code {
            case EACCES: "; the user that runs partylined must be able to read it"
            case ELOOP: "; a symbolic link leads back to itself"
            default: ""
            }
        return Failure(path, "\(String(cString: strerror(code)))\(hint)")
    }
}
