import CLibevent
import Glibc

/// The file by which a Unix socket is found: `bind` makes it, and nothing but `unlink` removes it.
struct SocketFile {
    private let path: String
    private let device: dev_t
    private let number: ino_t

    /// The file that a socket just bound has made; nil for an address that is no path.
    init?(of address: SocketAddress) {
        guard address.family == AF_UNIX, let status = SocketFile.status(of: address.host) else { return nil }
        path = address.host
        device = status.st_dev
        number = status.st_ino
    }

    /// Removes it, unless another has taken its place.
    func remove() {
        guard let status = SocketFile.status(of: path), status.st_dev == device, status.st_ino == number else { return }
        unlink(path)
    }

    /// Removes a socket that nobody listens on any more, as a killed process leaves one behind.
    /// - Throws: `LibeventError` of `bind`: `EEXIST` for a file of another kind, `EADDRINUSE` for a socket in use.
    static func removeStale(at address: SocketAddress) throws(LibeventError) {
        guard let status = status(of: address.host) else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw LibeventError("bind", code: EEXIST, subject: address.description)
        }
        guard isStale(address) else { throw LibeventError("bind", code: EADDRINUSE, subject: address.description) }
        unlink(address.host)
    }

    /// Asks by a socket of another type: where somebody listens that is refused as such (`EPROTOTYPE`), and so is no newcomer to it.
    private static func isStale(_ address: SocketAddress) -> Bool {
        let probe = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { return false }
        defer { close(probe) }
        return address.withSockaddr { connect(probe, $0, $1) } != 0 && errno == ECONNREFUSED
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}
