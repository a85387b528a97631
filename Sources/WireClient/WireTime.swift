/// Times as lines write them.
public enum WireTime {
    /// Reads `2026-11-22T19:58:01.123Z`, with any number of decimals or none, as microseconds since 1970.
    public static func microseconds(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { microseconds(UnsafeRawBufferPointer($0)[...]) }
    }

    static func microseconds(_ word: Slice<UnsafeRawBufferPointer>) -> Int64? {
        let text = UnsafeRawBufferPointer(rebasing: word)
        guard text.count >= 20, text.last == UInt8(ascii: "Z") else { return nil }
        for (place, mark) in zip([4, 7, 10, 13, 16], "--T::".utf8) where text[place] != mark { return nil }
        guard let year = number(text[0..<4]), let month = number(text[5..<7]), let day = number(text[8..<10]),
            let hour = number(text[11..<13]), let minute = number(text[14..<16]), let second = number(text[17..<19]),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var fraction: Int64 = 0
        if text.count > 20 {
            guard text[19] == UInt8(ascii: "."), let digits = number(text[20..<min(text.count - 1, 26)]) else {
                return nil
            }
            fraction = digits
            for _ in 0..<max(0, 6 - (text.count - 21)) { fraction *= 10 }
        }
        let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
        return seconds * 1_000_000 + fraction
    }

    private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int64? {
        guard !digits.isEmpty else { return nil }
        var number: Int64 = 0
        for digit in digits {
            guard digit &- UInt8(ascii: "0") < 10 else { return nil }
            number = number * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return number
    }

    /// Days since 1970 (Howard Hinnant's `days_from_civil`).
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let yearOfEra = year % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return year / 400 * 146_097 + dayOfEra - 719_468
    }
}
