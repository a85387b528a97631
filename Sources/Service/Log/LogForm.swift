import Glibc

/// How lines begin.
public enum LogForm: Sendable {
    /// `time=2026-11-22T19:58:01.123Z `, for a terminal or a file.
    case timed
    /// `<6>`, a priority as in sd-daemon(3), for a journal that knows the time itself.
    case journal

    /// The form for a descriptor. It is a journal's if `JOURNAL_STREAM` names this stream by device and inode
    /// (systemd.exec(5)); then nobody has put another stream in its place.
    public init(for descriptor: Int32, journalStream: String? = getenv("JOURNAL_STREAM").map { String(cString: $0) }) {
        self = .timed
        guard let parts = journalStream?.split(separator: ":", omittingEmptySubsequences: false), parts.count == 2,
            let device = UInt64(digits: String(parts[0])), let inode = UInt64(digits: String(parts[1]))
        else { return }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return }
        if UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode { self = .journal }
    }
}
