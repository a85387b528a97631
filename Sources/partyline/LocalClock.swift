import Glibc

/// Times of the wall clock in the user's zone.
struct LocalClock {
    /// Now, in microseconds since 1970.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// `19:58`.
    static func time(_ microseconds: Int64) -> String {
        let parts = parts(microseconds)
        return "\(padded(parts.tm_hour)):\(padded(parts.tm_min))"
    }

    /// `11-22 19:58`, and with the year where `isFull`.
    static func date(_ microseconds: Int64, isFull: Bool = false) -> String {
        let parts = parts(microseconds)
        let year = isFull ? "\(parts.tm_year + 1900)-" : ""
        return "\(year)\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday)) \(time(microseconds))"
    }

    /// `2026-11-22`.
    static func day(_ microseconds: Int64) -> String { String(date(microseconds, isFull: true).prefix(10)) }

    private static func parts(_ microseconds: Int64) -> tm {
        var seconds = time_t(microseconds / 1_000_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts
    }

    private static func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
