import ChatCore

/// A time of the wall clock, as lines show it.
public struct Timestamp: Sendable {
    /// Since 1970, in the offset's zone.
    private let microseconds: Int64

    /// - Parameters:
    ///   - microseconds: since 1970 (UTC); negative ones count as 0, those past the year 9999 as its end.
    ///   - offset: of the zone to show it in, in seconds east of UTC.
    public init(_ microseconds: Int64, offset: Int64 = 0) {
        let endOf9999: Int64 = 253_402_300_799_999_999
        self.microseconds = min(max(0, microseconds &+ offset * 1_000_000), endOf9999)
    }

    private var secondOfDay: Int64 { microseconds / 1_000_000 % 86_400 }

    /// The proleptic Gregorian date (Howard Hinnant's `civil_from_days`).
    private var date: (year: Int64, month: Int64, day: Int64) {
        let days = microseconds / 86_400_000_000 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// `2026-11-22T19:58:01.123Z` (RFC 3339); for times in UTC.
    func putRFC3339(into line: ByteBuffer) {
        let (year, month, day) = date
        line.put(year, digits: 4)
        line.put("-")
        line.put(month, digits: 2)
        line.put("-")
        line.put(day, digits: 2)
        line.put("T")
        putClock(into: line)
        line.put(":")
        line.put(secondOfDay % 60, digits: 2)
        line.put(".")
        line.put(microseconds / 1_000 % 1_000, digits: 3)
        line.put("Z")
    }

    /// `19:58`.
    func putClock(into line: ByteBuffer) {
        line.put(secondOfDay / 3_600, digits: 2)
        line.put(":")
        line.put(secondOfDay / 60 % 60, digits: 2)
    }

    /// `11-22 `.
    func putDay(into line: ByteBuffer) {
        let (_, month, day) = date
        line.put(month, digits: 2)
        line.put("-")
        line.put(day, digits: 2)
        line.put(" ")
    }

    /// As a value of a wire line.
    public var rfc3339: String {
        let line = ByteBuffer()
        putRFC3339(into: line)
        return String(decoding: line.bytes, as: UTF8.self)
    }
}
