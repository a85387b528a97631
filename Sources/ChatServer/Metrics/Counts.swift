/// The label by which a counter is split. It has few values, all known beforehand. So each counter is an element of an
/// array, and a peer can't make new ones.
protocol MetricLabel {
    /// The names of the values, in the order of `index`.
    static var names: [String] { get }
    /// The index of the counter, from 0.
    var index: Int { get }
}

extension MetricLabel where Self: CaseIterable & RawRepresentable<Int> {
    static var names: [String] { allCases.map { "\($0)" } }
    var index: Int { rawValue }
}

/// A counter for each value of a label.
struct Counts<Label: MetricLabel> {
    /// The counts by index.
    private(set) var values = [UInt64](repeating: 0, count: Label.names.count)

    mutating func add(_ label: Label) {
        values[label.index] &+= 1
    }

    subscript(label: Label) -> UInt64 { values[label.index] }

    var total: UInt64 { values.reduce(0, &+) }
}
