extension Timestamp {
    /// Reads `2026-11-22T19:58:01.123Z`, with any number of decimals or none, as microseconds since 1970.
    package static func microseconds(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { microseconds(UnsafeRawBufferPointer($0)) }
    }

    package static func microseconds(_ text: UnsafeRawBufferPointer) -> Int64? {
        guard text.count >= 20, text.last == UInt8(ascii: "Z") else { return nil }
        for (index, mark) in zip([4, 7, 10, 13, 16], "--T::".utf8) where text[index] != mark { return nil }
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
        let days = Calendar.days(to: (year, month, day))
        return (days * Calendar.secondsOfDay + hour * 3_600 + minute * 60 + second) * 1_000_000 + fraction
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
}
