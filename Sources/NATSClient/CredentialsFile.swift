import Glibc
import Secrets

/// A file that says as whom a client connects: the seed of an nkey, or `USER:PASSWORD`, in its first line that is neither empty nor begins
/// with `#`.
package enum CredentialsFile {
    /// Why it can't be used, in words for whoever wrote it. They never tell what is in it.
    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String

        init(_ path: String, _ words: String) { description = "\(path): \(words)" }
    }

    private static let mostBytes = 8_192

    package static func read(_ path: String) throws(Fault) -> ClientOptions.Credentials {
        // Without O_NONBLOCK a FIFO that nobody writes to would hold us up for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw Fault(path, words(of: errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Fault(path, words(of: errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Fault(path, "is no regular file") }
        guard status.st_mode & 0o077 == 0 else {
            throw Fault(path, "others may read it, or write to it; let its owner alone: chmod 600 \(path)")
        }
        var bytes = [UInt8](repeating: 0, count: mostBytes + 1)
        defer { Secret.wipe(&bytes) }
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw Fault(path, words(of: errno)) }
        guard count <= mostBytes else { throw Fault(path, "has over \(mostBytes) bytes, as no seed has") }
        return try credentials(in: bytes[..<count], of: path)
    }

    private static func words(of code: Int32) -> String {
        let hint = code == EACCES ? "; the user that runs partylined must be able to read it" : ""
        return "\(String(cString: strerror(code)))\(hint)"
    }

    /// Nothing of the bytes is copied but into a `Secret`.
    private static func credentials(
        in bytes: ArraySlice<UInt8>, of path: String
    ) throws(Fault) -> ClientOptions.Credentials {
        let lines = bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
        guard let line = lines.first(where: { !isEmpty($0) }) else {
            throw Fault(path, "is empty; it is to have the seed of an nkey, or USER:PASSWORD")
        }
        if line.starts(with: Array("-----BEGIN".utf8)) {
            throw Fault(path, "has a JWT or a PEM in it; write the seed of an nkey, which begins with SU, alone")
        }
        if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            guard let user = String(validating: line[..<colon], as: UTF8.self), !user.isEmpty, colon + 1 < line.endIndex
            else { throw Fault(path, "has no user or no password; write it as USER:PASSWORD") }
            return .password(user: user, Secret(line[(colon + 1)...]))
        }
        do {
            return .key(try NKey(seed: Secret(line)))
        } catch {
            throw Fault(path, "\(error)")
        }
    }

    private static func isEmpty(_ line: ArraySlice<UInt8>) -> Bool {
        line.first == UInt8(ascii: "#") || line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
}
