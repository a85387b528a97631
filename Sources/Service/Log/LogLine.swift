import Bytes
import Logging

/// Builds one line: `level=notice msg="listening on [::]:6000" tls=true`, and its end.
///
/// Whatever the values hold, the result is one line of at most 4,096 bytes, and neither a terminal nor a reader of
/// `key=value` can mistake a part of it for something else.
struct LogLine {
    static let longest = 4096
    /// Room that the end may need: for a closing quote, and the mark of a line that was too long.
    private static let ending = "\" cut=true\n".utf8.count

    private(set) var bytes: [UInt8] = []
    private var isCut = false

    init() {
        bytes.reserveCapacity(LogLine.longest)
    }

    /// Begins anew.
    /// - Parameter time: microseconds since 1970 (UTC).
    mutating func begin(_ level: Logger.Level, _ form: LogForm, time: Int64) {
        bytes.removeAll(keepingCapacity: true)
        isCut = false
        switch form {
        case .journal:
            bytes += [UInt8(ascii: "<"), UInt8(ascii: "0") + level.priority, UInt8(ascii: ">")]
        case .timed:
            bytes += "time=".utf8
            Timestamp(time).withRFC3339 { bytes += $0 }
            bytes.append(UInt8(ascii: " "))
        }
        bytes += "level=".utf8
        bytes += level.rawValue.utf8
    }

    /// Adds ` key=value`, or as much of it as there is room for.
    mutating func add(_ key: String, _ value: String) {
        guard !isCut, let room = room(for: key.utf8.count + " =\"".utf8.count) else { return cut() }
        bytes.append(UInt8(ascii: " "))
        for byte in key.utf8 { bytes.append(LogLine.isOfKey(byte) ? byte : UInt8(ascii: "_")) }
        bytes.append(UInt8(ascii: "="))
        if LogLine.isPlain(value), value.utf8.count <= room {
            bytes += value.utf8
        } else {
            putQuoted(value)
        }
    }

    mutating func end() {
        if isCut { bytes += " cut=true".utf8 }
        bytes.append(UInt8(ascii: "\n"))
    }

    // MARK: - Values

    private mutating func putQuoted(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in value.unicodeScalars {
            let start = bytes.count
            put(scalar)
            if room(for: 0) == nil {
                bytes.removeSubrange(start...)
                cut()
                break
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"", "\\":
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(UInt8(scalar.value))
        case "\n": bytes += "\\n".utf8
        case "\r": bytes += "\\r".utf8
        case "\t": bytes += "\\t".utf8
        case " "..."~": bytes.append(UInt8(scalar.value))
        default: bytes += scalar.printable.utf8
        }
    }

    /// Whether a value needs no quotes: printable ASCII without a space, `"`, `=` or `\`.
    private static func isPlain(_ value: String) -> Bool {
        !value.isEmpty
            && value.utf8.allSatisfy { byte in
                (0x21..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "=")
                    && byte != UInt8(ascii: "\\")
            }
    }

    private static func isOfKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    // MARK: - Room

    /// The room that is left after so many more bytes; nil if they don't fit.
    private func room(for count: Int) -> Int? {
        let left = LogLine.longest - LogLine.ending - bytes.count - count
        return left < 0 ? nil : left
    }

    private mutating func cut() {
        isCut = true
    }
}

extension Logger.Level {
    /// The number of the level in syslog(3) and sd-daemon(3).
    var priority: UInt8 {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
