import Glibc

/// How lines begin.
public enum LogForm: Sendable {
    /// `time=2026-11-22T19:58:01.123Z `, for a terminal or a file.
    case timed
    /// `<6>`, a priority as sd-daemon(3) has it, for a journal that knows the time.
    case journal

    /// The form for a descriptor: a journal's where it is the stream that `JOURNAL_STREAM` names by device and inode
    /// (systemd.exec(5)), and so nobody put another in its place.
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
