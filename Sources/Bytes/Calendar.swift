/// The Gregorian calendar, also for days before it was made (Howard Hinnant's `civil_from_days` and `days_from_civil`).
enum Calendar {
    typealias Date = (year: Int64, month: Int64, day: Int64)

    static let secondsOfDay: Int64 = 86_400
    /// Its years repeat after so many days, which are 400 years.
    private static let daysOfEra: Int64 = 146_097
    /// From 1 March 0000, where an era begins, to 1970.
    private static let daysTo1970: Int64 = 719_468

    /// The date that is so many days after 1 January 1970.
    static func date(of days: Int64) -> Date {
        let days = days + daysTo1970
        let dayOfEra = days % daysOfEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + days / daysOfEra * 400
        return (year + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// Days since 1 January 1970.
    static func days(to date: Date) -> Int64 {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let yearOfEra = year % 400
        let dayOfYear = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return year / 400 * daysOfEra + dayOfEra - daysTo1970
    }
}
