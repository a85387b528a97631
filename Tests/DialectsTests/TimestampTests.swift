import Testing

@testable import Dialects

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "RFC 3339, in UTC, with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_795_377_481_123_456, "2026-11-22T19:58:01.123Z"),
            (951_782_399_999_999, "2000-02-28T23:59:59.999Z"), (951_782_400_000_000, "2000-02-29T00:00:00.000Z"),
            (951_868_800_000_000, "2000-03-01T00:00:00.000Z"), (4_107_542_400_000_000, "2100-03-01T00:00:00.000Z"),
            (4_107_542_399_000_000, "2100-02-28T23:59:59.000Z"), (1_704_067_199_999_999, "2023-12-31T23:59:59.999Z"),
            (1_704_067_200_000_000, "2024-01-01T00:00:00.000Z"), (253_402_300_799_999_999, "9999-12-31T23:59:59.999Z"),
            (.max, "9999-12-31T23:59:59.999Z"), (-1, "1970-01-01T00:00:00.000Z"), (.min, "1970-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func rfc3339(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds).rfc3339 == text)
    }

    @Test("every day from 1970 to 2170 follows the one before")
    func calendar() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var (year, month, day) = (1970, 1, 1)
        for number in Int64(0)..<73_050 {
            let text = Timestamp(number * 86_400_000_000).rfc3339
            let expected = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)T00:00:00.000Z"
            if text != expected { Issue.record("\(text) should be \(expected)") }
            let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
            day += 1
            if day > lengths[month - 1] + (month == 2 && isLeap ? 1 : 0) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test("people see the clock and the day of their zone, also across midnight")
    func zones() {
        let shown = { (offset: Int64) in
            rendered { Timestamp(1_795_377_481_123_000, offset: offset).putDay(into: $0) }
                + rendered { Timestamp(1_795_377_481_123_000, offset: offset).putClock(into: $0) }
        }
        #expect(shown(0) == "11-22 19:58")
        #expect(shown(5 * 3_600) == "11-23 00:58")
        #expect(shown(-20 * 3_600) == "11-21 23:58")
        #expect(shown(5 * 3_600 + 45 * 60) == "11-23 01:43")
    }
}
