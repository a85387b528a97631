/// A time of the wall clock, as texts show it.
package struct Timestamp: Sendable {
    /// Since 1970, in the offset's zone.
    private let microseconds: Int64

    /// - Parameters:
    ///   - microseconds: since 1970 (UTC); negative ones count as 0, those past the year 9999 as its end.
    ///   - offset: of the zone to show it in, in seconds east of UTC.
    package init(_ microseconds: Int64, offset: Int64 = 0) {
        let endOf9999: Int64 = 253_402_300_799_999_999
        self.microseconds = min(max(0, microseconds &+ offset * 1_000_000), endOf9999)
    }

    private var secondOfDay: Int64 { microseconds / 1_000_000 % Calendar.secondsOfDay }

    /// `2026-11-22T19:58:01.123Z` (RFC 3339), for times in UTC.
    package func withRFC3339(_ use: (UnsafeRawBufferPointer) -> Void) {
        let (year, month, day) = Calendar.date(of: microseconds / 1_000_000 / Calendar.secondsOfDay)
        withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { text in
            text.put(year, digits: 4, at: 0, before: "-")
            text.put(month, digits: 2, at: 5, before: "-")
            text.put(day, digits: 2, at: 8, before: "T")
            putClock(into: text, at: 11, before: ":")
            text.put(secondOfDay % 60, digits: 2, at: 17, before: ".")
            text.put(microseconds / 1_000 % 1_000, digits: 3, at: 20, before: "Z")
            use(UnsafeRawBufferPointer(text))
        }
    }

    /// `19:58 `.
    package func withClock(_ use: (UnsafeRawBufferPointer) -> Void) {
        withUnsafeTemporaryAllocation(byteCount: 6, alignment: 1) { text in
            putClock(into: text, at: 0, before: " ")
            use(UnsafeRawBufferPointer(rebasing: text[..<5]))
        }
    }

    /// `11-22 `.
    package func withDay(_ use: (UnsafeRawBufferPointer) -> Void) {
        let (_, month, day) = Calendar.date(of: microseconds / 1_000_000 / Calendar.secondsOfDay)
        withUnsafeTemporaryAllocation(byteCount: 6, alignment: 1) { text in
            text.put(month, digits: 2, at: 0, before: "-")
            text.put(day, digits: 2, at: 3, before: " ")
            use(UnsafeRawBufferPointer(text))
        }
    }

    /// As a value of a line.
    package var rfc3339: String {
        var text = ""
        withRFC3339 { text = String(decoding: $0, as: UTF8.self) }
        return text
    }

    /// `Sun, 22 Nov 2026 19:58:01 GMT`, as HTTP has it (RFC 9110, section 5.6.7), for times in UTC.
    package var http: String {
        let days = microseconds / 1_000_000 / Calendar.secondsOfDay
        let (year, month, day) = Calendar.date(of: days)
        // 1 January 1970 was a Thursday.
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(days % 7)]
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][Int(month) - 1]
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60].map(two).joined(separator: ":")
        return "\(weekday), \(two(day)) \(name) \(year) \(clock) GMT"
    }

    private func putClock(into text: UnsafeMutableRawBufferPointer, at start: Int, before mark: Unicode.Scalar) {
        text.put(secondOfDay / 3_600, digits: 2, at: start, before: ":")
        text.put(secondOfDay / 60 % 60, digits: 2, at: start + 3, before: mark)
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Writes so many digits, and a mark behind them.
    ///
    /// Never inlined: seven copies of it would take a tenth of the first cache for instructions, which the way of a line fills.
    @inline(never)
    fileprivate func put(_ number: Int64, digits: Int, at start: Int, before mark: Unicode.Scalar) {
        var left = number
        for index in (start..<start + digits).reversed() {
            self[index] = UInt8(ascii: "0") + UInt8(left % 10)
            left /= 10
        }
        self[start + digits] = UInt8(ascii: mark)
    }
}
