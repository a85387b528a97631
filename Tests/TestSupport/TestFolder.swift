import Glibc

/// A folder that goes with the test, with the files in it.
public final class TestFolder {
    /// The call that failed, and its error's number.
    public struct Failure: Error {
        let call: String
        let code = errno
    }

    public let path: String
    public init() throws {
        // mkdtemp(3) makes of the Xs what no other has, for this user alone.
        var template = Array("/tmp/partyline-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer {
            $0.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else { throw Failure(call: "mkdtemp") }
        path = made
    }

    deinit {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                unlink(file(name))
            }
            closedir(folder)
        }
        rmdir(path)
    }

    /// The path of a file in it, be it there or not.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, in place of one of that name.
    public func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let file = file(name)
        let descriptor = open(file, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        let bytes = Array(bytes)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure(call: "write") }
        close(descriptor)
        return file
    }
}
