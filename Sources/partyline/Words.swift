import Dialects

/// Numbers in words.
enum Words {
    /// As `3 min`, `2 h`, `5 days`: rounded down to the largest unit.
    static func duration(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(max(0, seconds)) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) days"
        }
    }

    /// As `2 h`, or `1 h 59 min`: from one time to another, both in microseconds since 1970.
    static func span(from start: Int64, to end: Int64) -> String {
        let (span, overflow) = end.subtractingReportingOverflow(start)
        // A ban of two hours is one, though a moment has gone by.
        return HumanRendering.words(forDuration: overflow ? 0 : max(0, (span + 999_999) / 1_000_000))
    }
}
