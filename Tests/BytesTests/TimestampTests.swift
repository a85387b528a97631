import Testing

@testable import Bytes

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

    @Test(
        "as HTTP has them",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777_000_000, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400_000_000, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_795_377_481_999_999, "Sun, 22 Nov 2026 19:58:01 GMT"),
        ] as [(Int64, String)])
    func http(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds).http == text)
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
            var text = ""
            let time = Timestamp(1_795_377_481_123_000, offset: offset)
            time.withDay { text += String(decoding: $0, as: UTF8.self) }
            time.withClock { text += String(decoding: $0, as: UTF8.self) }
            return text
        }
        #expect(shown(0) == "11-22 19:58")
        #expect(shown(5 * 3_600) == "11-23 00:58")
        #expect(shown(-20 * 3_600) == "11-21 23:58")
        #expect(shown(5 * 3_600 + 45 * 60) == "11-23 01:43")
    }

    @Test(
        "what was written is read, to the millisecond",
        arguments: [0, 1_795_377_481_123_456, 951_782_400_000_000, 253_402_300_799_999_999] as [Int64])
    func reading(microseconds: Int64) {
        #expect(Timestamp.microseconds(Timestamp(microseconds).rfc3339) == microseconds / 1_000 * 1_000)
    }

    @Test(
        "decimals may be missing, or be more",
        arguments: [
            ("1970-01-01T00:00:01Z", 1_000_000), ("1970-01-01T00:00:01.5Z", 1_500_000),
            ("1970-01-01T00:00:00.000001Z", 1),
            ("1970-01-01T00:00:00.0000019Z", 1), ("2000-02-29T00:00:00Z", 951_782_400_000_000), ("", nil),
            ("1970-01-01T00:00:01", nil), ("1970-13-01T00:00:01Z", nil), ("1970-01-01T24:00:01Z", nil),
            ("1970-01-01 00:00:01Z", nil),
            ("1970-01-01T00:00:01.Z", nil), ("1970-01-01T00:00:+1Z", nil),
        ] as [(String, Int64?)])
    func decimals(text: String, microseconds: Int64?) {
        #expect(Timestamp.microseconds(text) == microseconds)
    }
}
