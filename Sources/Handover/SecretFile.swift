import CLinux
import Glibc
import Secrets

/// Secrets on their way to another process: in a file in memory of its own (memfd_create(2)), whose descriptor goes along.
///
/// The bytes of a message are copied by whoever writes and reads them, and stay in memory that nobody wipes. A secret goes from where it is
/// wiped to where it will be, and the kernel forgets the file when both processes have closed it.
package final class SecretFile {
    /// Where one is, which is no secret.
    package struct Place: Hashable, Sendable {
        package let offset: Int
        package let count: Int

        package init(offset: Int, count: Int) {
            (self.offset, self.count) = (offset, count)
        }
    }

    /// The longest that is read, in bytes.
    package static let longest = 1 << 13

    /// nil: nothing is in it.
    package private(set) var descriptor: Int32?
    private var end = 0

    package init() {}

    deinit {
        if let descriptor { close(descriptor) }
    }

    /// Puts one behind the others.
    /// - Returns: nil where there is no file to be had, or no room in it.
    package func append(_ secret: Secret) -> Place? {
        guard let file = descriptor ?? SecretFile.made() else { return nil }
        descriptor = file
        let place = Place(offset: end, count: secret.count)
        let written = secret.withBytes { bytes in
            bytes.isEmpty ? 0 : pwrite(file, bytes.baseAddress, bytes.count, off_t(place.offset))
        }
        guard written == place.count else { return nil }
        end += place.count
        return place
    }

    private static func made() -> Int32? {
        let file = partyline_memory_file()
        return file < 0 ? nil : file
    }

    /// - Throws: `HandoverError` where the file has none there.
    package static func secret(at place: Place, of descriptor: Int32) throws(HandoverError) -> Secret {
        guard place.offset >= 0, (0...longest).contains(place.count) else { throw HandoverError("a secret is nowhere") }
        var bytes = [UInt8](repeating: 0, count: place.count)
        defer { Secret.wipe(&bytes) }
        guard pread(descriptor, &bytes, bytes.count, off_t(place.offset)) == place.count else {
            throw HandoverError("a secret is missing")
        }
        return Secret(bytes)
    }
}

extension RecordWriter {
    package mutating func put(_ place: SecretFile.Place) {
        put(place.offset)
        put(place.count)
    }
}

extension RecordReader {
    package mutating func secretPlace() throws(HandoverError) -> SecretFile.Place {
        SecretFile.Place(offset: try integer(Int.self), count: try integer(Int.self))
    }
}
