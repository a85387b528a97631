@testable import Configuration

extension TOMLValue {
    /// A form for tests to compare: the same values have the same text, however a document writes them.
    var described: String {
        switch content {
        case .string(let text): text.asTOMLString
        case .integer(let number): "\(number)"
        case .float(let number): "\(number)"
        case .boolean(let flag): "\(flag)"
        case .dateTime(let time): time.described
        case .array(let array): "[\(array.elements.map(\.described).joined(separator: ", "))]"
        case .table(let table): table.described
        }
    }
}

extension TOMLTable {
    var described: String {
        "{\(entries.map { "\($0.key.asTOMLKey) = \($0.value.described)" }.joined(separator: ", "))}"
    }
}

extension TOMLDateTime {
    fileprivate var described: String {
        let day = date.map { "\($0.year)/\($0.month)/\($0.day)" }
        let clock = time.map {
            "\($0.hour):\($0.minute):\($0.second)" + ($0.nanosecond == 0 ? "" : "+\($0.nanosecond)ns")
        }
        return [day, clock, offset.map { "\($0)min" }].compactMap { $0 }.joined(separator: " ")
    }
}
