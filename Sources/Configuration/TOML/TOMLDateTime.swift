import ChatCore

/// A date, a time of a day, or both (sections "Offset Date-Time" to "Local Time" of TOML 1.0). No key takes one yet.
struct TOMLDateTime: Equatable, Sendable {
    struct Date: Equatable, Sendable {
        let year: Int
        let month: Int
        let day: Int
    }

    struct Time: Equatable, Sendable {
        let hour: Int
        let minute: Int
        let second: Int
        /// The first nine decimals.
        let nanosecond: Int
    }

    let date: Date?
    let time: Time?
    /// Minutes east of UTC; nil for a time of any zone.
    let offset: Int?

    /// Reads all of a word; nil if it is none, or none that the calendar or the clock has.
    init?(_ word: ArraySlice<UInt8>) {
        var reader = Reader(rest: word)
        let hasDate = TOMLDateTime.isLikeDate(word.prefix(10))
        date = hasDate ? reader.date() : nil
        if hasDate && date == nil { return nil }
        let hasTime = !hasDate || reader.takeOne(of: "Tt ")
        time = hasTime ? reader.time() : nil
        if hasTime && time == nil { return nil }
        let hasOffset = hasDate && hasTime && !reader.rest.isEmpty
        offset = hasOffset ? reader.offset() : nil
        guard reader.rest.isEmpty, hasOffset == (offset != nil) else { return nil }
    }

    /// Whether it has the form `2026-11-22`, in any digits.
    static func isLikeDate(_ word: ArraySlice<UInt8>) -> Bool { hasForm("0000-00-00", word) }

    /// Whether it has the form `19:58`, in any digits.
    static func isLikeTime(_ word: ArraySlice<UInt8>) -> Bool { hasForm("00:00", word) }

    private static func hasForm(_ form: StaticString, _ word: ArraySlice<UInt8>) -> Bool {
        form.withUTF8Buffer { form in
            word.count == form.count
                && zip(word, form).allSatisfy { $1 == UInt8(ascii: "0") ? $0.isASCIIDigit : $0 == $1 }
        }
    }
}

/// Takes parts off the front of a word.
private struct Reader {
    private(set) var rest: ArraySlice<UInt8>

    mutating func date() -> TOMLDateTime.Date? {
        guard let year = number(4), takeOne(of: "-"), let month = number(2), takeOne(of: "-"), let day = number(2),
            (1...12).contains(month), (1...Reader.days(of: month, in: year)).contains(day)
        else { return nil }
        return TOMLDateTime.Date(year: year, month: month, day: day)
    }

    mutating func time() -> TOMLDateTime.Time? {
        guard let hour = number(2), takeOne(of: ":"), let minute = number(2), takeOne(of: ":"), let second = number(2),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var nanosecond = 0
        if takeOne(of: ".") {
            let decimals = rest.prefix(while: \.isASCIIDigit)
            guard !decimals.isEmpty else { return nil }
            rest = rest[decimals.endIndex...]
            for index in 0..<9 {
                let digit = index < decimals.count ? Int(decimals[decimals.startIndex + index] - UInt8(ascii: "0")) : 0
                nanosecond = nanosecond * 10 + digit
            }
        }
        return TOMLDateTime.Time(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    }

    /// `Z`, or hours and minutes.
    mutating func offset() -> Int? {
        if takeOne(of: "Zz") { return 0 }
        let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
        guard takeOne(of: "+-"), let hours = number(2), takeOne(of: ":"), let minutes = number(2), hours < 24,
            minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }

    mutating func takeOne(of bytes: String) -> Bool {
        guard let byte = rest.first, bytes.utf8.contains(byte) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func number(_ digits: Int) -> Int? {
        let text = rest.prefix(digits)
        guard text.count == digits, text.allSatisfy(\.isASCIIDigit) else { return nil }
        rest = rest[text.endIndex...]
        return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
